// The lead verb of a sentence in another language.
import type { Clause } from '../clause.ts';
import {
  foreignNouns,
  isJoinedScript,
  isVerbLast,
  joinedVerbs,
  longestFrom,
} from '../lexicon/foreign-verbs.ts';
import { classesBefore } from '../lexicon/lexemes.ts';
import { verbs } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import { gap, type Word, wordFor } from '../words.ts';

/** How far into a sentence we look. */
const farthest = 24;

/** The clause of the words from `first` to `end` (exclusive), when they are in another language that we know. */
export function foreignLead(words: readonly Word[], first: number, end: number): Clause | undefined {
  const until = Math.min(end, first + farthest);
  let last: Clause | undefined;
  for (let index = first; index < until; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    if (hasJoinedScript(word.text)) {
      const found = inJoined(word);
      if (found === undefined) continue;
      if (!found.verbLast) return clauseOf(found.base, found.word, found.things);
      last = clauseOf(found.base, found.word, found.things) ?? last;
      continue;
    }
    const base = word.known.foreign;
    if (base !== undefined) return clauseOf(base, word, thingsAfter(words, index + 1, until));
  }
  return last;
}

/** True when a word holds kana, hangul or Chinese characters. */
export function hasJoinedScript(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isJoinedScript(text.charCodeAt(at))) return true;
  return false;
}

interface Found {
  readonly base: string;
  readonly word: Word;
  readonly things: readonly Word[];
  readonly verbLast: boolean;
}

/** The first verb of a piece of Chinese, the last of Japanese or Korean, and the nouns that we know in it. */
function inJoined(word: Word): Found | undefined {
  const text = word.text.slice(0, 80);
  let base: string | undefined;
  let place: Word = word;
  let verbLast = false;
  const things: Word[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isVerbLast(code)) verbLast = true;
    for (let length = Math.min(longestFrom(code), text.length - at); length > 0; length -= 1) {
      const piece = text.slice(at, at + length);
      const start = word.start + at;
      const noun = foreignNouns.get(piece);
      if (noun !== undefined) things.push(wordFor(noun, start, start + length));
      const verb = joinedVerbs.get(piece);
      if (verb !== undefined && (base === undefined || verbLast)) {
        base = verb;
        place = wordFor(piece, start, start + length);
      }
      if (verb !== undefined || noun !== undefined) break;
    }
  }
  // "Generates a chart and saves it as a file": what is kept on disk outdoes what is worked out.
  const kept = base !== undefined && makes.has(base) ? savingIn(text) : undefined;
  if (kept !== undefined) {
    base = 'save';
    place = wordFor(text.slice(kept, kept + 3), word.start + kept, word.start + kept + 3);
  }
  for (const ascii of asciiWords(text, word.start)) things.push(ascii);
  things.sort((a, b) => a.start - b.start);
  return base === undefined ? undefined : { base, word: place, things, verbLast };
}

function savingIn(text: string): number | undefined {
  return savings.map((saving) => text.indexOf(saving)).find((at) => at > 0);
}

const savings = ['并保存', '保存为', '保存到', '保存至', '並保存', '並儲存'];
const makes = wordSet('generate convert create export download get fetch'.split(' '));

/** Latin words inside a piece of joined script, such as the SQL in it. */
function asciiWords(text: string, offset: number): Word[] {
  const found: Word[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    const latin = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (latin && start < 0) start = at;
    if (latin || start < 0) continue;
    found.push(wordFor(text.slice(start, at), offset + start, offset + at));
    start = -1;
  }
  return found;
}

const articles = wordSet(
  'el la los las un una unos unas o a os as um uma le les l une des der die das den dem ein eine einen einem il lo gli uno bir'.split(
    ' ',
  ),
);
const prepositions = wordSet(
  'de del para por al à au aux pour von vom für an auf aus mit im in zum zur в на из для по от с до em no na do da con com avec dans sur per nel'.split(
    ' ',
  ),
);

function thingsAfter(words: readonly Word[], from: number, until: number): Word[] {
  const things: Word[] = [];
  for (let index = from; index < Math.min(until, from + 6); index += 1) {
    const word = words[index];
    if (word === undefined || (index > from && word.gap >= gap.clause)) break;
    if (articles.has(word.text)) continue;
    if (things.length > 0 && prepositions.has(word.text)) break;
    const noun = word.text.slice(word.text.search(/['’]/) + 1);
    things.push(wordFor(foreignNouns.get(noun) ?? noun, word.start, word.end));
  }
  return things;
}

/** The verb that a name in another language begins or ends with, as the English verb that it means. */
export function foreignHead(
  words: readonly Word[],
): { readonly index: number; readonly base: string } | undefined {
  for (const index of [0, words.length - 1]) {
    const base = words[index]?.known.foreign;
    if (base !== undefined && verbs.has(base)) return { index, base };
  }
  return undefined;
}

/** A word of a name in English, when it is a noun of another language that we know. */
export function inEnglish(word: Word): Word {
  const english = foreignNouns.get(word.text);
  return english === undefined ? word : wordFor(english, word.start, word.end);
}

function clauseOf(base: string, word: Word, object: readonly Word[]): Clause | undefined {
  const verb = verbs.get(base);
  if (verb === undefined) return undefined;
  let objectBits = 0;
  for (const [index, thing] of object.entries())
    objectBits |= classesBefore(thing.known, object[index + 1]?.text);
  const head = object.at(-1);
  return {
    field: 'description',
    at: undefined,
    verb,
    word,
    strength: 'strong',
    object,
    objectBits,
    headBits: head?.known.classes ?? 0,
    preposition: undefined,
    beyond: [],
    beyondBits: 0,
    tail: undefined,
    listed: false,
  };
}
