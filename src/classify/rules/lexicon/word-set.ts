// A set of words that tells by a word's hash that it lacks the word, as it does most.
import { hashOf } from './word-table.ts';

/** Where the bits are missing, the set itself is asked. */
export type WordSet = ReadonlySet<string> & {
  /** A bit for each hash, of `count` bits. */
  readonly bits?: Int32Array;
};

const count = 512;

export function wordSet(words: Iterable<string>): WordSet {
  const set = new Set(words);
  const bits = new Int32Array(count / 32);
  for (const word of set) {
    const hash = hashOf(word);
    bits[placeOf(hash)] = (bits[placeOf(hash)] ?? 0) | (1 << (hash & 31));
  }
  return Object.assign(set, { bits });
}

/** Whether the word is in the set. */
export function isIn(
  { text, hash }: { readonly text: string; readonly hash: number },
  set: WordSet,
): boolean {
  const { bits } = set;
  if (bits !== undefined && ((bits[placeOf(hash)] as number) & (1 << (hash & 31))) === 0) return false;
  return set.has(text);
}

function placeOf(hash: number): number {
  return (hash >>> 5) & (count / 32 - 1);
}
