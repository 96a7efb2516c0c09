// Names and descriptions as words with their places, in one pass and without regular expressions: the text is hostile.
import { slice, startsWith } from '../../kit/text.ts';
import { type Lexeme, lexemeAt } from './lexicon/lexemes.ts';
import { hashOf, hashWith, isTold, tailWith } from './lexicon/word-table.ts';

/** A word in lower case, where it stands in the field's text, and what the lexicon knows of it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of the text, as `hashOf` makes it. */
  readonly hash: number;
  readonly known: Lexeme;
  /** One of `gap`: what separates it from the word before. */
  readonly gap: number;
  /** Number of the sentence it stands in, from 0. */
  readonly sentence: number;
}

/** A word that stands for what is written from `start` to `end`. */
export function wordFor(
  text: string,
  start: number,
  end: number,
  between: number = gap.space,
  sentence = 0,
): Word {
  const hash = hashOf(text);
  return { text, start, end, hash, known: knownAs(text, hash), gap: between, sentence };
}

/** The word as it stands at another place: all words have one shape, which keeps reading them quick. */
export function movedTo({ text, hash, known, gap, sentence }: Word, start: number, end: number): Word {
  return { text, start, end, hash, known, gap, sentence };
}

/** What is known of a whole word in lower case. */
function knownAs(word: string, hash: number): Lexeme {
  return lexemeAt(word, 0, word.length, hash);
}

/** True when the word plays one of the roles. */
export function plays(word: Word | undefined, roles: number): boolean {
  return word !== undefined && (word.known.roles & roles) !== 0;
}

/** How much of a description is read; what a call does stands in the beginning. */
export const longestRead = 1_200;

/** What stands between a word and the one before it. */
export const gap = { space: 0, comma: 1, clause: 2, sentence: 3 } as const;

/** One bit each, so that the kinds of all units of a word are one number; a joint is no unit by itself. */
const letters = { other: 0, lower: 1, upper: 2, digit: 4, letter: 8, joint: 16 } as const;

/** By code unit. */
const kinds = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if (code >= 97 && code <= 122) return letters.lower;
  if (code >= 65 && code <= 90) return letters.upper;
  if (code >= 48 && code <= 57) return letters.digit;
  return isForeignLetter(code) ? letters.letter : letters.other;
});

/** The kind of a code unit; the table has them all. */
function kindOf(code: number): number {
  return kinds[code] as number;
}

/** Letters beyond ASCII, roughly: Latin with accents, Greek, Cyrillic, and the scripts of Asia. */
export function isForeignLetter(code: number): boolean {
  return (
    (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x3040 && code < 0xff00 && !isPictorial(code)) ||
    code >= 0xff10
  );
}

/** Halves of what stands beyond the basic plane, pictures mostly, and the marks that choose how one is drawn. */
function isPictorial(code: number): boolean {
  return (code >= 0xd800 && code < 0xe000) || (code >= 0xfe00 && code < 0xfe10);
}

/** The words of an identifier: camelCase, snake_case, kebab-case, dots and slashes. */
export function wordsOfName(name: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  let hash = 0;
  let tail = 0;
  let units = 0;
  let before: number = letters.other;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    const kind = kindOf(code);
    if (start >= 0 && (kind === letters.other || isHump(name, at, kind, before))) {
      words.push(wordAt(name, start, at, hash, tail, units, gap.space, 0));
      start = -1;
    }
    before = kind;
    if (kind === letters.other) continue;
    if (start < 0) {
      start = at;
      hash = 0;
      tail = 0;
      units = 0;
    }
    hash = hashWith(hash, kind === letters.upper ? code + 32 : code);
    tail = tailWith(tail, code);
    units |= kind;
  }
  if (start >= 0) words.push(wordAt(name, start, name.length, hash, tail, units, gap.space, 0));
  return words;
}

/** A capital that begins a word: behind a small letter, or before one. */
function isHump(name: string, at: number, kind: number, before: number): boolean {
  if (kind !== letters.upper) return false;
  if (before !== letters.upper) return before !== letters.letter;
  const next = at + 1 < name.length ? kindOf(name.charCodeAt(at + 1)) : letters.other;
  return next === letters.lower && !isPluralOfCapitals(name, at);
}

/** The word from `start` to `end`, where `hash` and `tail` are made of its letters in lower case and `units` holds the kinds of them all. */
function wordAt(
  text: string,
  start: number,
  end: number,
  hash: number,
  tail: number,
  units: number,
  between: number,
  sentence: number,
): Word {
  if ((units & letters.letter) !== 0) return foreignWord(text, start, end, between, sentence);
  const told = units <= (letters.lower | letters.upper) && isTold(end - start);
  const known = lexemeAt(text, start, end, hash, told ? tail : 0);
  const own = known.text === '' ? lowered(slice(text, start, end), units) : known.text;
  return { text: own, start, end, hash, known, gap: between, sentence };
}

/** An ASCII word in lower case; most are so already. */
function lowered(word: string, units: number): string {
  return (units & letters.upper) === 0 ? word : word.toLowerCase();
}

/** A word with letters beyond ASCII, which become small as the language has it. */
function foreignWord(text: string, start: number, end: number, between: number, sentence: number): Word {
  return wordFor(text.slice(start, end).toLowerCase(), start, end, between, sentence);
}

/** "VMs", "URLs": the capital before a final small s belongs to the word. */
function isPluralOfCapitals(name: string, at: number): boolean {
  if (at + 1 >= name.length || name.charCodeAt(at + 1) !== 115) return false;
  const after = at + 2 < name.length ? kindOf(name.charCodeAt(at + 2)) : 0;
  return after !== letters.lower;
}

/** The words of running text, at most `longestRead` characters of it. */
export function wordsOfText(text: string, from = 0): Word[] {
  const words: Word[] = [];
  const end = Math.min(text.length, from + longestRead);
  let between: number = gap.sentence;
  let sentence = -1;
  let at = from;
  while (at < end) {
    const start = at;
    let hash = 0;
    let tail = 0;
    let units = 0;
    let code = 0;
    for (; at < end; at += 1) {
      code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind === letters.other) {
        if (code === 32 || at === start || !joins(text, at, code, end)) break;
        units |= code > 127 ? letters.letter : letters.joint;
      }
      hash = hashWith(hash, kind === letters.upper ? code + 32 : code);
      tail = tailWith(tail, code);
      units |= kind;
    }
    if (at > start) {
      if (code === 58 && isCapitals(text, start, at)) between = gap.sentence;
      if (between === gap.sentence) sentence += 1;
      words.push(wordAt(text, start, at, hash, tail, units, between, sentence));
      between = gap.space;
    }
    if (at >= end) break;
    if (code === 32) {
      at += 1;
      continue;
    }
    if (code === 60) at = skipTag(text, at, end);
    // "question(s)": both numbers of one word.
    if (code === 40 && startsWith(text, 's)', at + 1)) {
      at += 3;
      continue;
    }
    between = Math.max(between, separation(text, at, code, end));
    at += 1;
  }
  return words;
}

/** "IMPORTANT:" begins a sentence, also behind one that lacks its full stop. */
function isCapitals(text: string, start: number, end: number): boolean {
  if (end - start < 4) return false;
  for (let at = start; at < end; at += 1) if (kindOf(text.charCodeAt(at)) !== letters.upper) return false;
  return true;
}

/** The end of a mark-up tag such as `<use_case>`, or the same place when none begins here. */
function skipTag(text: string, at: number, end: number): number {
  for (let next = at + 1; next < end && next < at + 30; next += 1) {
    const code = text.charCodeAt(next);
    if (code === 62) return next > at + 1 ? next : at;
    if (kindOf(code) === letters.other && code !== 47 && code !== 95 && code !== 45) return at;
  }
  return at;
}

/** A hyphen, apostrophe, underscore or dot inside a word. */
function joins(text: string, at: number, code: number, end: number): boolean {
  if (code !== 45 && code !== 39 && code !== 95 && code !== 46 && code !== 0x2019) return false;
  return at + 1 < end && kindOf(text.charCodeAt(at + 1)) !== letters.other;
}

function separation(text: string, at: number, code: number, end: number): number {
  switch (code) {
    case 9:
    case 13:
    case 34:
    case 39:
    case 42:
    case 95:
    case 96:
      return gap.space;
    case 44:
    case 47:
    case 0x3001:
    case 0xff0c:
      return gap.comma;
    case 46:
      return endsSentence(text, at, end) ? gap.sentence : gap.clause;
    case 33:
    case 63:
    case 0x3002:
    case 0xff01:
    case 0xff1f:
      return gap.sentence;
    case 10:
      return breaksLine(text, at, end) ? gap.sentence : gap.space;
    default:
      return gap.clause;
  }
}

/** A dot before white space, unless it is the last of three: "[from ... to]". */
function endsSentence(text: string, at: number, end: number): boolean {
  if (at > 0 && text.charCodeAt(at - 1) === 46) return false;
  return at + 1 >= end || text.charCodeAt(at + 1) <= 32;
}

/** A line break ends a sentence unless the text goes on in small letters. */
function breaksLine(text: string, at: number, end: number): boolean {
  let next = at + 1;
  while (next < end && text.charCodeAt(next) === 32) next += 1;
  return next >= end || kindOf(text.charCodeAt(next)) !== letters.lower;
}
