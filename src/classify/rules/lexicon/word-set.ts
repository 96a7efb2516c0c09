// Sets and maps of words, most of which are asked for words that they lack: they say so without a look at the words.
import { hashOf } from './word-table.ts';

/** Bits for the hashes of a set's words. */
const count = 512;

/** What the lengths, the first and the last characters of some words have: one bit each, of 32. */
class Shape {
  readonly #lengths: number;
  readonly #first: number;
  readonly #last: number;

  constructor(words: Iterable<string>) {
    let [lengths, first, last] = [0, 0, 0];
    for (const word of words) {
      lengths |= 1 << (word.length & 31);
      first |= 1 << (word.charCodeAt(0) & 31);
      last |= 1 << (word.charCodeAt(word.length - 1) & 31);
    }
    this.#lengths = lengths;
    this.#first = first;
    this.#last = last;
  }

  /** False for most texts that are none of the words. */
  fits(text: string): boolean {
    const { length } = text;
    // A text without characters has no first one; such a word stands for none.
    if (length === 0) return (this.#lengths & 1) !== 0;
    return (
      ((this.#lengths >>> (length & 31)) &
        (this.#first >>> (text.charCodeAt(0) & 31)) &
        (this.#last >>> (text.charCodeAt(length - 1) & 31)) &
        1) !==
      0
    );
  }
}

/** A set of words. */
export class WordSet {
  readonly #words: ReadonlySet<string>;
  readonly #shape: Shape;
  readonly #hashes: Int32Array;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    this.#shape = new Shape(this.#words);
    this.#hashes = new Int32Array(count / 32);
    for (const word of this.#words) {
      const hash = hashOf(word);
      const place = placeOf(hash);
      this.#hashes[place] = (this.#hashes[place] as number) | (1 << (hash & 31));
    }
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#words.values();
  }

  has(text: string): boolean {
    return this.#shape.fits(text) && this.#words.has(text);
  }

  /** The same of a word with its hash, which is quicker still. */
  hasWord({ text, hash }: { readonly text: string; readonly hash: number }): boolean {
    return ((this.#hashes[placeOf(hash)] as number) & (1 << (hash & 31))) !== 0 && this.#words.has(text);
  }
}

/** Values by words. */
export class WordMap<Value> {
  readonly #values: ReadonlyMap<string, Value>;
  readonly #shape: Shape;

  constructor(values: Iterable<readonly [string, Value]>) {
    this.#values = new Map(values);
    this.#shape = new Shape(this.#values.keys());
  }

  get(text: string): Value | undefined {
    return this.#shape.fits(text) ? this.#values.get(text) : undefined;
  }
}

export function wordSet(words: Iterable<string>): WordSet {
  return new WordSet(words);
}

export function wordMap<Value>(values: Iterable<readonly [string, Value]>): WordMap<Value> {
  return new WordMap(values);
}

function placeOf(hash: number): number {
  return (hash >>> 5) & (count / 32 - 1);
}
