// What the reasons of a level look at, read off a decision once.
import { holdsAny } from '../clause.ts';
import type { Decision } from '../decision.ts';
import { type LevelReason, levelReasons } from '../lexicon/levels.ts';
import { type WordSet, wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import type { Word } from '../words.ts';

/** What the reasons look at. */
export interface Seen {
  readonly reading: Reading;
  readonly decision: Decision;
  /** The reason that the sense of the verb brings. */
  readonly own: LevelReason | undefined;
  readonly verb: string;
  readonly sense: string;
  /** Classes of the thing acted on, in name and description. */
  readonly object: number;
  /** Classes of its last word. */
  readonly head: number;
  readonly beyond: number;
}

export function seenOf(reading: Reading, decision: Decision): Seen {
  const { by, name, text } = decision;
  const level = by?.sense.level;
  let object = by?.clause.objectBits ?? reading.name.bits;
  let head = by?.clause.headBits ?? reading.name.bits;
  let beyond = by?.clause.beyondBits ?? 0;
  for (const judged of [name, text]) {
    if (judged?.sense.category !== decision.category) continue;
    object |= judged.clause.objectBits;
    head |= judged.clause.headBits;
    beyond |= judged.clause.beyondBits;
  }
  return {
    reading,
    decision,
    own: level !== undefined && levelReasons[level].category === decision.category ? level : undefined,
    verb: by?.clause.verb.base ?? '',
    sense: by?.sense.id ?? '',
    object,
    head,
    beyond,
  };
}

/** Each takes the bit: a look-up of the name would cost more than the question. */
export const isOf = (bits: number, noun: number) => (bits & noun) !== 0;
export const marked = (seen: Seen, mark: number) => (seen.reading.marks & mark) !== 0;
export const signaled = (seen: Seen, signal: number) => (seen.reading.signals & signal) !== 0;
/** One of the words is what is acted on, in name or description. */
export function objectHas({ decision: { by, name, text } }: Seen, words: WordSet): boolean {
  if (name !== undefined && holdsAny(name.clause.object, words)) return true;
  if (text !== undefined && holdsAny(text.clause.object, words)) return true;
  return by !== undefined && by !== name && by !== text && holdsAny(by.clause.object, words);
}

/** How far into a description its lead goes, in words. */
export const longestLead = 16;

/** One of the words stands where the description begins. */
export function leadHas({ text: { words } }: Reading, wanted: WordSet): boolean {
  for (let at = 0; at < words.length && at < longestLead; at += 1) {
    if (wanted.hasWord(words[at] as Word)) return true;
  }
  return false;
}

/** A word of the first set stands there right before one of the second. */
export function leadPairs({ text: { words } }: Reading, first: WordSet, second: WordSet): boolean {
  for (let at = 1; at < words.length && at < longestLead; at += 1) {
    if (second.hasWord(words[at] as Word) && first.hasWord(words[at - 1] as Word)) return true;
  }
  return false;
}

/** In the name, or where the description begins. */
export function saysEarly(reading: Reading, words: WordSet): boolean {
  return holdsAny(reading.name.words, words) || leadHas(reading, words);
}

/** Words for the settings of a running system. */
export const envWords = wordSet('env environment'.split(' '));
