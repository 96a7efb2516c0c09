// What a typed word may mean: itself, the beginning of a word, a word with one mistake, or two words without a space.
import uFuzzy from '@leeoniya/ufuzzy';
import { normalWord } from '../text.ts';

/** The words of the index, for finding a typed one among them. */
export interface Spelling {
  /** Place by frequency, 0 for the most frequent; undefined for words that are not in the vocabulary. */
  rank(word: string): number | undefined;
  /** Words that begin so, the most frequent first. */
  completions(beginning: string, most: number): string[];
  /** The most frequent word that differs by one change, one swap, one letter more or less; then one of `others`. */
  correction(word: string, others?: readonly string[]): string | undefined;
  /** The two words of which this is written together, the best split first. */
  split(word: string): readonly [string, string] | undefined;
}

const shortestCorrected = 4;

/** The vocabulary is in order of frequency. */
export function spellingOf(vocabulary: readonly string[]): Spelling {
  const words = [...vocabulary];
  const ranks = new Map(words.map((word, rank) => [word, rank]));
  // A change may be anywhere, and the word found must be whole: both sides at a boundary.
  const fuzzy = new uFuzzy({
    intraMode: 1,
    intraSlice: [0, Number.POSITIVE_INFINITY],
    interLft: 2,
    interRgt: 2,
  });
  const nearest = (among: string[], word: string) => {
    // The boundary may be inside a word that mixes letters with others, hence the look at the length.
    const found = (fuzzy.filter(among, word) ?? []).filter(
      (at) => among[at] !== word && Math.abs((among[at] ?? '').length - word.length) <= 1,
    );
    return among[Math.min(...found)];
  };
  return {
    rank: (word) => ranks.get(word),
    completions: (beginning, most) => {
      const found: string[] = [];
      for (const word of words) {
        if (found.length >= most) break;
        if (word.length > beginning.length && word.startsWith(beginning)) found.push(word);
      }
      return found;
    },
    correction: (word, others = []) => {
      if (word.length < shortestCorrected || !/^[a-z][a-z0-9]*$/.test(word)) return undefined;
      return nearest(words, word) ?? nearest([...others], word);
    },
    split: (word) => {
      let best: readonly [string, string] | undefined;
      let bestRank = Number.POSITIVE_INFINITY;
      for (let at = 2; at <= word.length - 2; at += 1) {
        const a = normalWord(word.slice(0, at));
        const b = normalWord(word.slice(at));
        const rank = Math.max(
          ranks.get(a) ?? Number.POSITIVE_INFINITY,
          ranks.get(b) ?? Number.POSITIVE_INFINITY,
        );
        if (rank < bestRank) {
          best = [a, b];
          bestRank = rank;
        }
      }
      return best;
    },
  };
}
