// The words that were met lately: a fixed number of places, each of which goes to the latest word that falls on it.
import { slotOf, stands } from './word-table.ts';

export interface WordMemory<Entry> {
  /** The entry of the word that stands from `start` to `end` in any case; undefined when it is not remembered. */
  find(text: string, start: number, end: number, hash: number): Entry | undefined;
  /** Remembers an entry with the hash of its text; long words are let go. */
  keep(entry: Entry, hash: number): void;
}

/** Pieces of a text up to here are copies; longer ones would keep the whole text in memory. */
const longestKept = 12;

/** A memory for `places` words, a power of two. */
export function wordMemory<Entry extends { readonly text: string }>(places: number): WordMemory<Entry> {
  const mask = places - 1;
  const entries: (Entry | undefined)[] = Array.from({ length: places }, () => undefined);
  return {
    find: (text, start, end, hash) => {
      const entry = entries[slotOf(hash, mask)];
      return entry !== undefined && stands(entry.text, text, start, end) ? entry : undefined;
    },
    keep: (entry, hash) => {
      if (entry.text.length <= longestKept) entries[slotOf(hash, mask)] = entry;
    },
  };
}
