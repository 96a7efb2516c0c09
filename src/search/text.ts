// How text becomes words: the same functions when the index is built and in the browser. Imports no Node.
import { notPlural, oneWord, phrases, shortForms, weakWords } from './word-table.ts';

/** One word of a text: as the index knows it, and as it was written. */
export interface Word {
  readonly word: string;
  readonly written: string;
}

const longestWord = 40;
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc`;
const chunks = /[\p{L}\p{M}\p{N}]+/gu;
/** Capitals with a plural s, capitals, a word, digits, a run of a script without spaces, letters without case. */
const pieces = new RegExp(
  String.raw`\p{Lu}+s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[${unspaced}][${unspaced}\p{M}]*|[^\p{Lu}\p{Ll}\p{N}${unspaced}]+`,
  'gu',
);
const withoutSpaces = new RegExp(`^[${unspaced}]`, 'u');

/** The words of a text in order, repeats included, at most `limit`. */
export function wordsOf(text: string, limit = 32): string[] {
  return wordsWithSpelling(text, limit).map(({ word }) => word);
}

/** The words of a text with the way each was written, for telling a person what was corrected. */
export function wordsWithSpelling(text: string, limit = 32): Word[] {
  const words: Word[] = [];
  for (const [chunk] of plain(text).matchAll(chunks)) {
    for (const piece of piecesOf(chunk)) {
      if (words.length >= limit) return words;
      words.push({ word: normalWord(piece), written: piece });
    }
  }
  return words;
}

/** The words by which a name is found: its own, and the other side of each short form of several words. */
export function findableWords(words: readonly string[]): string[] {
  const found = new Set(words);
  for (const [short, long] of phrases) {
    if (found.has(short)) for (const word of long) found.add(word);
    else if (long.every((word) => found.has(word)) && hasRun(words, long)) found.add(short);
  }
  return [...found];
}

/** The words of a server: of the path of its id and of its title, each once. */
export function serverWords(id: string, title: string): string[] {
  return [...new Set([...idWords(id), ...wordsOf(title, 12)])];
}

/** The words of a server's id without its ecosystem. */
export function idWords(id: string): string[] {
  return [...new Set(wordsOf(id.slice(id.indexOf('/') + 1), 12))];
}

/** True for a word that orders hits and excludes none. */
export function isWeak(word: string): boolean {
  return weakWords.has(word);
}

/** Compatibility forms folded, accents off Latin letters, invisible characters gone. */
function plain(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/(\p{sc=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '');
}

function piecesOf(chunk: string): string[] {
  if (/^([a-z]+|[A-Z][a-z]+)$/.test(chunk)) return [chunk];
  const cut = Array.from(chunk.matchAll(pieces), ([piece]) => piece);
  return joinedNames(joinedDigits(cut)).flatMap((piece) =>
    withoutSpaces.test(piece) ? pairs(piece) : [piece],
  );
}

/** Short letters stay with their digits (s3, k8s, mp4, 2fa); longer words part from them (sha 256, oauth 2). */
function joinedDigits(cut: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const piece of cut) {
    const last = joined.at(-1);
    const digits = /^\p{N}/u.test(piece);
    const short = digits || (/^\p{L}/u.test(piece) && piece.length < 3 && !withoutSpaces.test(piece));
    const joins = last !== undefined && open && short && last.length < 8 && digits !== /\p{N}$/u.test(last);
    if (joins) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
    open = short;
  }
  return joined;
}

/** Git Hub, Postgre SQL and the like become one word again. */
function joinedNames(cut: readonly string[]): string[] {
  if (cut.length < 2) return [...cut];
  const joined: string[] = [];
  for (let i = 0; i < cut.length; i += 1) {
    const longest = Math.min(3, cut.length - i);
    let taken = 1;
    for (let n = longest; n > 1 && taken === 1; n -= 1) {
      if (
        oneWord.has(
          cut
            .slice(i, i + n)
            .join('')
            .toLowerCase(),
        )
      )
        taken = n;
    }
    joined.push(cut.slice(i, i + taken).join(''));
    i += taken - 1;
  }
  return joined;
}

/** Overlapping pairs of characters: words of scripts that put no space between words. */
function pairs(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length < 3) return [run];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** The form in which one word is stored and looked up. */
export function normalWord(piece: string): string {
  const lower = short(piece.toLowerCase());
  const known = shortForms.get(lower);
  if (known !== undefined) return known;
  const singular = singularOf(lower);
  return shortForms.get(singular) ?? singular;
}

function short(word: string): string {
  return word.length <= longestWord ? word : Array.from(word).slice(0, longestWord).join('');
}

/** A cheap singular for English words; the same mistake on both sides is no mistake. */
function singularOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word) || notPlural.has(word))
    return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(sses|xes|ches|shes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function hasRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, at) => run.every((word, i) => words[at + i] === word));
}
