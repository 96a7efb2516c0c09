// A quick look whether a text may hold a phrase of a kind: nearly all texts hold none, and need not be read word by word.
import { startsWith } from '../../../../kit/text.ts';
import { type MarkKind, phrasesOf } from '../../lexicon/phrases.ts';
import { hashBetween, hashWith } from '../../lexicon/word-table.ts';
import { isForeignLetter, longestRead } from '../../words.ts';

/** How many hashes are told apart, each by one bit: so many that a long text seldom has one of them by chance. */
const count = 65_536;

/** False for most texts without a phrase of the kind in the part that `marksOfKind` reads from there on. */
export function quickLook(kind: MarkKind): (text: string, from: number) => boolean {
  const bits = new Int32Array(count / 32);
  for (const { words } of phrasesOf(kind)) {
    const hash = hashOfPart(words);
    bits[placeOf(hash)] = (bits[placeOf(hash)] as number) | (1 << (hash & 31));
  }
  const isPart = (hash: number) => ((bits[placeOf(hash)] as number) & (1 << (hash & 31))) !== 0;
  return (text, from) => {
    const end = Math.min(text.length, from + longestRead);
    let before = 0;
    let hash = 0;
    for (let at = from; at < end; at += 1) {
      const code = text.charCodeAt(at);
      // Other letters may become these ones when they are made small.
      if (code > 126 && isForeignLetter(code)) return true;
      if (isLetterOrDigit(code)) {
        hash = hashWith(hash, code >= 65 && code <= 90 ? code + 32 : code);
        continue;
      }
      if (hash !== 0) {
        if (isPart(hash) || isPart(ofPair(before, hash))) return true;
        before = hash;
        hash = 0;
      }
      // As `wordsOfText` passes over it.
      if (code === 40 && startsWith(text, 's)', at + 1)) at += 2;
    }
    return hash !== 0 && (isPart(hash) || isPart(ofPair(before, hash)));
  };
}

/** The hash of a part that whoever has the phrase has: its longest pair of neighbours, or its only word. */
function hashOfPart(words: readonly string[]): number {
  const pieces = words.flatMap((word) => (word === '*' ? [word] : word.split(/[^a-z0-9]+/)));
  const hashes = pieces.map((piece) => hashBetween(piece, 0, piece.length));
  let best = hashes[0] ?? 0;
  let length = 0;
  for (let at = 1; at < pieces.length; at += 1) {
    const [before = '', piece = ''] = pieces.slice(at - 1, at + 1);
    if (before === '*' || piece === '*' || before.length + piece.length <= length) continue;
    length = before.length + piece.length;
    best = ofPair(hashes[at - 1] ?? 0, hashes[at] ?? 0);
  }
  return best;
}

/** The hash of two pieces that stand side by side. */
function ofPair(before: number, piece: number): number {
  return (Math.imul(before, 33) + piece) | 0;
}

function placeOf(hash: number): number {
  return (hash >>> 5) & (count / 32 - 1);
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}
