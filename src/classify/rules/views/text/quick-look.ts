// A quick look whether a text may hold a phrase of a kind: nearly all texts hold none, and need not be read word by word.
import { type MarkKind, phrasesOf } from '../../lexicon/phrases.ts';
import { hashBetween, hashWith } from '../../lexicon/word-table.ts';
import { isForeignLetter, longestRead } from '../../words.ts';

/** How many hashes are told apart, each by one bit: so many that a long text seldom has one of them by chance. */
const count = 65_536;

/** False for most texts without a phrase of the kind in the part that `marksOfKind` reads from there on. */
export function quickLook(kind: MarkKind): (text: string, from: number) => boolean {
  const bits = new Int32Array(count / 32);
  for (const { words } of phrasesOf(kind)) {
    const piece = longestPiece(words);
    const hash = hashBetween(piece, 0, piece.length);
    bits[placeOf(hash)] = (bits[placeOf(hash)] as number) | (1 << (hash & 31));
  }
  const isPiece = (hash: number) => ((bits[placeOf(hash)] as number) & (1 << (hash & 31))) !== 0;
  return (text, from) => {
    const end = Math.min(text.length, from + longestRead);
    let hash = 0;
    for (let at = from; at < end; at += 1) {
      const code = text.charCodeAt(at);
      // Other letters may become these ones when they are made small.
      if (code > 126 && isForeignLetter(code)) return true;
      if (isLetterOrDigit(code)) hash = hashWith(hash, code >= 65 && code <= 90 ? code + 32 : code);
      else if (isPiece(hash)) return true;
      else hash = 0;
    }
    return isPiece(hash);
  };
}

function placeOf(hash: number): number {
  return (hash >>> 5) & (count / 32 - 1);
}

/** The longest run of letters and digits in a phrase: whoever has the phrase has it. */
function longestPiece(words: readonly string[]): string {
  const pieces = words.flatMap((word) => word.split(/[^a-z0-9]+/));
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}
