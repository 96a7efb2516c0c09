// A typed query as words, and what each of them means to the index.
import { isWeak, normalWord, wordsWithSpelling } from '../text.ts';
import type { Term } from './match.ts';
import type { Spelling } from './spelling.ts';

/** A query in words. */
export interface Query {
  /** Words that a hit must have. */
  readonly strong: readonly Asked[];
  /** Words that only order the hits. */
  readonly weak: readonly string[];
}

/** One word of a query. */
export interface Asked {
  readonly word: string;
  readonly written: string;
  /** It is the last of the query and may still be typed. */
  readonly open: boolean;
}

/** What a word was taken for. */
export interface Reading {
  readonly asked: Asked;
  /** The terms in its place; two when it was written together, none when nothing like it is known. */
  readonly terms: readonly Term[];
  /** Other endings of a word that may still be typed, the most frequent first. */
  readonly endings: readonly Term[];
  /** Set when it was taken for another word. */
  readonly corrected?: string;
}

const longestQuery = 200;
const mostWords = 10;
const mostEndings = 3;

/** The words of a query. */
export function readQuery(text: string): Query {
  const cut = text.slice(0, longestQuery);
  const words = wordsWithSpelling(cut, mostWords);
  const isOpen = !/\s$/.test(cut);
  const asked = new Map(
    words.map(({ word, written }, i) => [word, { word, written, open: isOpen && i === words.length - 1 }]),
  );
  const all = [...asked.values()];
  const strong = all.filter((word) => !onlyOrders(word));
  if (strong.length === 0) return { strong: all, weak: [] };
  return { strong, weak: all.filter(onlyOrders).map(({ word }) => word) };
}

/** Common words, and a first letter of which the rest is still to come. */
function onlyOrders({ word, open }: Asked): boolean {
  return isWeak(word) || (open && /^[a-z]$/.test(word));
}

/**
 * What a word means, the nearest first: a word of the index, the beginning of one, one with a mistake, two written
 * together. Words too rare for the vocabulary are looked up in the index, before any guess.
 */
export async function readWord(
  asked: Asked,
  spelling: Spelling,
  rareNear: (word: string) => Promise<readonly string[]>,
): Promise<Reading> {
  const { word } = asked;
  const endings = endingsOf(asked, spelling);
  const near = spelling.rank(word) === undefined ? await rareNear(word) : [];
  if (spelling.rank(word) !== undefined || near.includes(word)) {
    return { asked, terms: [exactly(word)], endings: asked.open ? endings : [] };
  }
  const [first, ...others] = endings;
  if (first !== undefined) return { asked, terms: [first], endings: asked.open ? others : [] };
  const rare = near.find((other) => other.startsWith(word));
  if (rare !== undefined) return { asked, terms: [{ word, prefix: true, route: rare }], endings: [] };
  const correction = spelling.correction(word, near);
  if (correction !== undefined) {
    return { asked, terms: [exactly(correction)], endings: [], corrected: correction };
  }
  const parts = spelling.split(asked.written.toLowerCase());
  if (parts !== undefined) {
    return { asked, terms: parts.map(exactly), endings: [], corrected: parts.join(' ') };
  }
  return { asked, terms: [], endings: [] };
}

/** The term of a word as it stands. */
export function exactly(word: string): Term {
  return { word, prefix: false, route: word };
}

function endingsOf({ word, written }: Asked, spelling: Spelling): Term[] {
  const typed = written.toLowerCase();
  // A short form (repo) is no beginning of the word it stands for; what was typed is.
  const beginning = normalWord(typed) === word && word.startsWith(typed) ? typed : word;
  if (beginning.length < 2 && /^[a-z0-9]/.test(beginning)) return [];
  return spelling
    .completions(beginning, mostEndings)
    .map((route) => ({ word: beginning, prefix: true, route }));
}
