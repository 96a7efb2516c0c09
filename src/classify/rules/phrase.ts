// Pieces of an author's text that may stand in a sentence of ours.
import { endsWith, includes, slice, startsWith, trim } from '../../kit/text.ts';
import type { Clause } from './clause.ts';
import { isJoinedScript } from './lexicon/foreign-verbs.ts';
import { role } from './lexicon/roles.ts';
import { thirdPerson, verbs } from './lexicon/verbs.ts';
import { wordSet } from './lexicon/word-set.ts';
import type { Reading } from './reading.ts';
import { gap, plays, type Word } from './words.ts';

const longest = 110;
const mostWords = 16;
/** Plain words on one line: no markup, no quotes, no addresses, nothing hidden. */
export function isOrdinaryPhrase(text: string): boolean {
  return isUsual(text) || (text.length <= longest && ordinary.test(text) && !includes(text, '//'));
}

/** The usual case, told by one quick look: plain letters, and single spaces between them. */
function isUsual(text: string): boolean {
  if (text.length > longest) return false;
  let before = space;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === space ? before === space : !isUsualLetter(code)) return false;
    before = code;
  }
  return before !== space;
}

const space = 32;

/** Letters and digits, then hyphen, apostrophe, comma, underscore, dot, percent. */
function isUsualLetter(code: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return true;
  return code === 45 || code === 39 || code === 44 || code === 95 || code === 46 || code === 37;
}

/** Letters, also of other scripts, digits, space, hyphen, apostrophe, comma, slash, underscore, dot, percent. */
const ordinary = /^[a-zA-Z0-9 \-',/_.%\u00c0-\u1fff\u3040-\ud7ff]+$/;

/** As that, or with the marks of a list; for what is put between quotation marks. */
export function isQuotable(text: string): boolean {
  return isOrdinaryPhrase(listMarks.test(text) ? text.replace(/[:;()+&]/g, ' ') : text);
}

const listMarks = /[:;()+&]/;

/** False of "delete, plus backups" and "list/delete/export": what stands behind such a verb is not its thing. */
export function touchesItsThing({ field, object }: Clause): boolean {
  return field === 'name' || object[0]?.gap === gap.space;
}

export interface Phrase {
  /** The verb that the phrase begins with: the first of those in a row with the clause's. */
  readonly lead: Word;
  /** What stands behind the verb, on one line, with verbs in a row put into the same form as ours; when foreign, with the verb. */
  readonly text: string;
  /** Where the author's words with the verb stand. */
  readonly start: number;
  readonly end: number;
  /** It is written in a language that our sentence cannot carry on. */
  readonly foreign: boolean;
}

/** The author's words behind a verb, up to the end of the clause; undefined when they do not read as a plain phrase. */
export function phraseAfter(reading: Reading, clause: Clause): Phrase | undefined {
  const words = reading.text.words;
  const at = placeOf(words, clause.word);
  const first = words[at];
  if (first === undefined) return undefined;
  const last = lastOf(reading.descriptionText.text, words, at);
  const { original } = reading.descriptionText;
  const author = reading.subject.definition.description;
  const end = words[last]?.end ?? first.end;
  const from = startOfRow(words, at);
  const lead = from === at ? clause.word : (words[from] ?? clause.word);
  const [start, stop] = [original(lead.start), original(end)];
  if (
    isOtherLanguage(clause.word) ||
    (!reading.descriptionText.isAscii && isForeign(author.slice(start, stop)))
  ) {
    const whole = author.slice(original(first.start), stop);
    if (!isOrdinaryPhrase(whole)) return undefined;
    return { lead: clause.word, text: whole, start: original(first.start), end: stop, foreign: true };
  }
  if (last === at && from === at) return undefined;
  const text = tidied(slice(author, original(lead.end), stop));
  if (text === undefined) return undefined;
  return { lead, text: inOurForm(text, lead), start, end: stop, foreign: false };
}

/** Where the row of verbs begins that a verb stands in: at "build" of "Build, install and launch", seen from "install". */
function startOfRow(words: readonly Word[], at: number): number {
  let start = at;
  while (start > 0 && words[start]?.gap === gap.comma && isBareVerb(words[start - 1])) start -= 1;
  return start > 0 && (words[start]?.gap ?? 0) < gap.clause ? at : start;
}

function isBareVerb(word: Word | undefined): boolean {
  return word?.known.plainVerb !== undefined;
}

/** The place of the word that holds another. */
function placeOf(words: readonly Word[], { start, end }: Word): number {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word !== undefined && word.start <= start && word.end >= end) return at;
  }
  return -1;
}

/** On one line, without what stands in parentheses; undefined when that is no ordinary phrase. */
function tidied(author: string): string | undefined {
  const text = trim(author);
  if (isUsual(text)) return text;
  const line = onOneLine(withoutParentheses(text));
  return isOrdinaryPhrase(line) && !startsWith(line, '/') ? line : undefined;
}

function withoutParentheses(text: string): string {
  return includes(text, '(') ? text.replace(/ ?\([^()]{0,80}\)/g, '') : text;
}

function onOneLine(text: string): string {
  return oddSpace.test(text) ? text.replace(/\s+/g, ' ').trim() : trim(text);
}

/** White space other than one space. */
const oddSpace = /[^\S ]| {2}/;

function lastOf(text: string, words: readonly Word[], lead: number): number {
  const start = words[lead]?.end ?? 0;
  let last = lead;
  for (let index = lead + 1; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || headsPart(text, word)) break;
    if (index >= lead + mostWords || word.end - start > longest) {
      if (word.gap < gap.clause) last = beforeItem(words, lead, last);
      break;
    }
    if (word.gap >= gap.clause) {
      const behind = behindParenthesis(text, words, index);
      if (behind < 0) break;
      index = behind;
    }
    last = index;
  }
  while (last > lead && isOpenEnd(words[last])) last -= 1;
  return last;
}

/** "Args:" without a line of its own. */
function headsPart(text: string, word: Word): boolean {
  return plays(word, role.part) && text.charCodeAt(word.end) === 58;
}

/** Fewest words in front of an item that is left out. */
const fewest = 4;

/** Where a phrase ends that has to stop inside a row: before the item that it would cut in two. */
function beforeItem(words: readonly Word[], lead: number, last: number): number {
  for (let at = last; at > lead + fewest; at -= 1) if (words[at]?.gap === gap.comma) return at - 1;
  return last;
}

/** "of the", "a system's": more has to follow. */
function isOpenEnd(word: Word | undefined): boolean {
  return plays(word, role.openEnd) || (word !== undefined && endsWith(word.text, "'s"));
}

/** The word right behind the parenthesis that begins before a word, or -1: "the optimal (shortest) route". */
function behindParenthesis(text: string, words: readonly Word[], index: number): number {
  const word = words[index];
  if (word === undefined || text[word.start - 1] !== '(') return -1;
  const close = text.indexOf(')', word.start);
  if (close < 0 || close > word.start + 80 || text[close + 1] !== ' ') return -1;
  const next = words.findIndex(({ start }) => start === close + 2);
  return next;
}

/** "Add a user or update ..." behind our "adds" goes on with "updates". */
function inOurForm(text: string, lead: Word): string {
  if (!isBareVerb(lead) || !mayJoin(text)) return text;
  const row = rowInOurForm(text);
  const rest = slice(text, row.read);
  return `${row.said}${rest.replace(
    /(\b(?:and|or),? (?:[a-z]+ly )?|, (?:and |or )?)([a-z]+)(?= )/g,
    (whole, joint: string, word: string, at: number, all: string) => {
      const verb = verbs.get(word);
      if (verb === undefined || verb.base !== word || isInfinitive(all, at)) return whole;
      const next = /^ ([a-z]+)/.exec(all.slice(at + whole.length))?.[1] ?? '';
      const isVerb = !verb.noun || actsOn.has(next) || hardlyNouns.has(word);
      return isVerb ? `${joint}${thirdPerson(word)}` : whole;
    },
  )}`;
}

/** ", install, and launch on ..." right behind a verb: verbs all, up to the first that has a thing of its own. */
function rowInOurForm(text: string): { readonly said: string; readonly read: number } {
  let said = '';
  let read = 0;
  if (!startsWith(text, ',') && !startsWith(text, 'and ') && !startsWith(text, 'or ')) return { said, read };
  for (;;) {
    const found = /^(,? ?(?:(?:and|or) )?)([a-z-]{2,30})(?=[ ,]|$)/.exec(text.slice(read));
    const [whole, joint = '', word = ''] = found ?? [];
    if (whole === undefined || joint === '' || joint === ' ' || !verbs.has(word)) return { said, read };
    said += `${joint}${thirdPerson(word)}`;
    read += whole.length;
  }
}

/** A verb of another language, and no English one. */
export function isOtherLanguage({ known }: Word): boolean {
  return known.foreign !== undefined && known.verb === undefined;
}

const orAlone = /\bor\b/;

/** "to create" right in front: what follows "or" is an infinitive too. */
function isInfinitive(text: string, end: number): boolean {
  const before = /\bto ([a-z]+) ?$/.exec(text.slice(Math.max(0, end - 30), end))?.[1];
  return before !== undefined && verbs.get(before)?.base === before && verbs.get(before)?.noun === false;
}

/** A quick look for what the expression above can find. */
function mayJoin(text: string): boolean {
  return (
    startsWith(text, ',') ||
    includes(text, ', ') ||
    includes(text, 'and ') ||
    (includes(text, 'or ') && orAlone.test(text))
  );
}

/** Nouns as well, but not behind "and" or "or" in what a tool does. */
const hardlyNouns = wordSet('return show save run export'.split(' '));

/** Words behind which a noun-verb is a verb: "and return the output", "and switch to the tab". */
const actsOn = wordSet('a an the its it them their this that to any all your each'.split(' '));

function isForeign(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isJoinedScript(code) || (code >= 0x370 && code < 0x600)) return true;
  }
  return false;
}
