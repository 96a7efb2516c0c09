// What the lexicon knows of a word, gathered from its tables, so that reading a text looks every word up once.
import { domainsAfter, domainsOf, domainWords } from './domains.ts';
import { spacedVerbs } from './foreign-verbs.ts';
import { nominals } from './nominals.ts';
import { classesAfter, classesOf, nounWords } from './nouns.ts';
import { type Phrasal, phrasalsOf, phrasalWords } from './phrasal-verbs.ts';
import {
  bitAsSecond,
  bitsOfSeconds,
  type MarkKind,
  type Phrase,
  phrasesFrom,
  phraseWords,
} from './phrases.ts';
import { rolesOf, roleWords } from './roles.ts';
import { baseVerbOf, mayBeVerb, type Verb, verbOf, verbs, verbWords } from './verbs.ts';
import type { WordMap } from './word-set.ts';
import { hashBetween, hashOf, wordTable } from './word-table.ts';

/** What every word is asked comes first: fields that lie together are read together. */
export interface Lexeme {
  readonly text: string;
  /** What it does in a sentence, by the bits of `role`. */
  readonly roles: number;
  /** Domains that the word points to, and those that it points to together with the word behind it. */
  readonly domains: number;
  readonly domainsWith: WordMap<number> | undefined;
  /** The phrases that begin with it, longest first. */
  readonly phrases: readonly KnownPhrase[] | undefined;
  /** Bits of the words that stand second in these phrases, and its own bit as such a word: most pairs share none. */
  readonly seconds: number;
  readonly asSecond: number;
  /** The verb in running text, by any of its forms. */
  readonly verb: Verb | undefined;
  /** The verb in a name, by its base form; and without "re" in front. */
  readonly nameVerb: Verb | undefined;
  readonly plainVerb: Verb | undefined;
  /** The verb that it stands for as a noun: "runner" runs. */
  readonly nominal: Verb | undefined;
  /** The English verb that it means in another language. */
  readonly foreign: string | undefined;
  /** The particles that change what it means. */
  readonly phrasals: readonly Phrasal[] | undefined;
  /** Classes of the noun, and those that it has together with the word behind it. */
  readonly classes: number;
  readonly classesWith: WordMap<number> | undefined;
}

/** A phrase behind its first word. */
export interface KnownPhrase {
  readonly kind: MarkKind;
  readonly bit: number;
  /** What follows, word by word; undefined for up to two words of any kind. */
  readonly rest: readonly (Lexeme | undefined)[];
}

/** Rests whose words are looked up as soon as all lexemes are there. */
const open: { readonly rest: (Lexeme | undefined)[]; readonly words: readonly string[] }[] = [];

function behindFirst({ kind, bit, words }: Phrase): KnownPhrase {
  const rest: (Lexeme | undefined)[] = [];
  open.push({ rest, words: words.slice(1) });
  return { kind, bit, rest };
}

function gathered(text: string): Lexeme {
  return {
    text,
    roles: rolesOf(text),
    domains: domainsOf(text),
    domainsWith: domainsAfter(text),
    phrases: phrasesFrom(text)?.map(behindFirst),
    seconds: bitsOfSeconds(text),
    asSecond: bitAsSecond(text),
    verb: verbOf(text),
    nameVerb: baseVerbOf(text),
    plainVerb: verbs.get(text),
    nominal: verbs.get(nominals.get(text) ?? ''),
    foreign: spacedVerbs.get(text),
    phrasals: phrasalsOf(text),
    classes: classesOf(text),
    classesWith: classesAfter(text),
  };
}

const table = wordTable(
  [
    ...new Set([
      ...verbWords,
      ...nominals.keys(),
      ...phrasalWords,
      ...nounWords,
      ...domainWords,
      ...phraseWords,
      ...roleWords,
      ...spacedVerbs.keys(),
    ]),
  ].map(gathered),
);

/** The lexeme of a word that says nothing. */
const nothing = gathered('');

for (const { rest, words } of open) {
  for (const word of words) rest.push(word === '*' ? undefined : lexemeOf(word));
}

/** What is known of the word from `start` to `end` in any case; `hash` and `tail` as `WordTable.find` takes them. The text is empty when it says nothing. */
export function lexemeAt(text: string, start: number, end: number, hash: number, tail = 0): Lexeme {
  return table.find(text, start, end, hash, tail) ?? unlisted(text, start, end);
}

/** What is known of a word in lower case. */
export function lexemeOf(word: string): Lexeme {
  return lexemeAt(word, 0, word.length, hashOf(word));
}

/** A word of no table is at most a verb by its form: "retrigger", "unmerge", "containerize". */
function unlisted(text: string, start: number, end: number): Lexeme {
  if (!mayBeVerb(text, start, end) || !holdsVerb(text, start, end)) return nothing;
  const word = text.slice(start, end).toLowerCase();
  return verbOf(word) === undefined && baseVerbOf(word) === undefined ? nothing : gathered(word);
}

/** Behind "re" and "un" stands the form of a verb; the ending "-ize" needs none. */
function holdsVerb(text: string, start: number, end: number): boolean {
  if ((text.charCodeAt(end - 2) | 32) === 0x7a) return true;
  const from = text.charCodeAt(start + 2) === 0x2d ? start + 3 : start + 2;
  return table.find(text, from, end, hashBetween(text, from, end))?.verb !== undefined;
}

/** The classes of a noun, by itself and together with the word behind it. */
export function classesBefore(word: Lexeme, next: string | undefined): number {
  if (word.classesWith === undefined || next === undefined) return word.classes;
  return word.classes | (word.classesWith.get(next) ?? 0);
}
