// The files of the search index: what the builder writes and the browser reads.
import type { Category, Effect, Level } from '../model/vocabulary.ts';

/** What search is told about one tool. */
export interface SearchRecord {
  readonly name: string;
  readonly slug: string;
  /** Id of the server. */
  readonly server: string;
  readonly serverTitle: string;
  readonly category: Category;
  readonly level: Level;
  readonly effects: readonly Effect[];
  readonly ecosystem: string;
  /** Main language of the server, lower case. */
  readonly language?: string | undefined;
  readonly description?: string | undefined;
  /** Popularity, 0 or more: higher comes first among hits that match equally well. */
  readonly score: number;
}

/** The ways in which hits are narrowed. */
export const dimensions = ['level', 'category', 'effect', 'ecosystem', 'language'] as const;
export type Dimension = (typeof dimensions)[number];

/** Number of records for each value of a dimension, in the order of the manifest's `values`. */
export type FacetCounts = { readonly [D in Dimension]: readonly number[] };

/** `names` holds the words of names and servers, `texts` the words that only descriptions have. */
export type Tier = 'names' | 'texts';

/** The files of one tier. */
export interface TierFiles {
  /** Keys of lists that were cut, each a file of its own, sorted; joined by a line feed. */
  readonly cut: string;
  /** Hashes of those files, `hashLength` characters each, joined by nothing. */
  readonly cutHashes: string;
  /** First keys of the packed files, shortened, sorted; joined by a line feed. */
  readonly packed: string;
  readonly packedHashes: string;
}

/** manifest.json: read before anything else, never cached without asking. */
export interface Manifest {
  readonly format: 1;
  readonly records: number;
  readonly servers: number;
  /** Longest list that is kept whole. */
  readonly cap: number;
  /** True when vocab.txt holds every word of the names tier. */
  readonly wholeVocabulary: boolean;
  /** Hash of vocab.txt, for its address. */
  readonly vocabulary: string;
  /** The values that occur in each dimension. */
  readonly values: { readonly [D in Dimension]: readonly string[] };
  readonly names: TierFiles;
  /** Hash of the file that holds the `TierFiles` of the texts: few queries need them. */
  readonly texts: string;
}

/** One file of lists. Rows are in order of popularity, best first; columns have one item a row unless they say otherwise. */
export interface Shard {
  readonly names: readonly string[];
  /** Row and slug, where the slug is not the name in lower case. */
  readonly slugs: readonly (readonly [row: number, slug: string])[];
  /** Servers in the order in which rows first name them. */
  readonly servers: readonly string[];
  /** Server and the words of its title that its id does not have. */
  readonly titles: readonly (readonly [server: number, words: string])[];
  /** One a server: index of its ecosystem times `originBase`, plus index of its language plus one, or 0 for none. */
  readonly origins: readonly number[];
  /** 0 for a server not named before; otherwise how far back from the newest one, counted from 1. */
  readonly server: readonly number[];
  /** Distinct judgements: level, category, then effects, as indexes of the manifest's values. */
  readonly verdicts: readonly (readonly number[])[];
  /** Index of the row's judgement. */
  readonly verdict: readonly number[];
  /** One character a row: the step of its popularity. */
  readonly popularity: string;
  /** Sorted; joined by a line feed. */
  readonly keys: string;
  /** For each key, the rows as differences to the row before. */
  readonly lists: readonly (readonly number[])[];
  /** Lists that were cut: key, true length, and true counts where they are known. */
  readonly cut: readonly {
    readonly key: number;
    readonly total: number;
    readonly facets?: FacetCounts;
  }[];
}

export const hashLength = 7;
/** See `Shard.origins`. More languages than fit are not kept apart. */
export const originBase = 64;
/** Steps of the popularity column. */
const popularitySteps = 64;
const stepCharacters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

/**
 * The step of a score, 0 for the most popular: logarithmic, and of the score alone, so that a new record changes no
 * other's step. Scores that count something (downloads, stars, tools) spread best.
 */
export function popularityStep(score: number): number {
  const step = Math.floor(Math.log2(1 + Math.max(0, score)) * 2);
  return popularitySteps - 1 - Math.min(popularitySteps - 1, step);
}

/** A step of the popularity column as its character. */
export function stepCharacter(step: number): string {
  return stepCharacters.charAt(step);
}

/** The step of a character of the popularity column. */
export function stepOf(character: string): number {
  const step = stepCharacters.indexOf(character);
  return step < 0 ? popularitySteps : step;
}

/** Key of the list of records that have both words. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Key of the part of a cut list that has one level. */
export function levelKey(key: string, level: string): string {
  return `${key}/${level}`;
}

const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** A key as a file name: distinct for distinct keys, also where case is ignored, and free of anything but a-z, 0-9, - and _. */
export function fileKey(key: string): string {
  const safe = Array.from(key, (character) => {
    if (/[a-z0-9]/.test(character)) return character;
    return character === ' ' ? '_' : `-${character.codePointAt(0)?.toString(16)}-`;
  }).join('');
  return devices.test(safe) ? `-${safe.charCodeAt(0).toString(16)}-${safe.slice(1)}` : safe;
}

const longestFileKey = 120;

/** The path of the file that lists the files of the texts. */
export function textsPath(hash: string): string {
  return `texts/_.${hash}.json`;
}

/** The path of a shard below the index folder. Keys too long for a file name are cut; the hash still tells them apart. */
export function shardPath(tier: Tier, key: string, hash: string): string {
  return `${tier}/${fileKey(key).slice(0, longestFileKey)}.${hash}.json`;
}

const wordsInOrder = 256;

/**
 * Words in order of frequency as a short text. The first come one a line. The others come in lines twice as long as the
 * line before; in a line they are in alphabetical order, each as a capital for the letters it shares with the word
 * before it (A for none) and the rest of its letters. Words have no capitals.
 */
export function packWords(words: readonly string[]): string {
  const lines = words.slice(0, wordsInOrder);
  for (let at = wordsInOrder, length = wordsInOrder; at < words.length; at += length, length *= 2) {
    let before = '';
    const line = words.slice(at, at + length).sort();
    lines.push(
      line
        .map((word) => {
          const shared = sharedLetters(before, word);
          before = word;
          return String.fromCharCode(65 + shared) + word.slice(shared);
        })
        .join(''),
    );
  }
  return lines.join('\n');
}

/** The reverse of `packWords`; words of a line stay in alphabetical order. */
export function unpackWords(text: string): string[] {
  const lines = text === '' ? [] : text.split('\n');
  const words = lines.slice(0, wordsInOrder);
  for (const line of lines.slice(wordsInOrder)) {
    let before = '';
    for (const [, letter = 'A', rest = ''] of line.matchAll(/([A-Z])([^A-Z]*)/g)) {
      before = before.slice(0, letter.charCodeAt(0) - 65) + rest;
      words.push(before);
    }
  }
  return words;
}

function sharedLetters(a: string, b: string): number {
  let shared = 0;
  while (shared < 25 && shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** Position of the last of the sorted keys that is not after the given one; -1 when all are. */
export function lastNotAfter(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
