// The description: its lead verb, the verbs listed beside it, and the phrases that carry something.
import type { Clause, Strength } from '../clause.ts';
import { nominals } from '../lexicon/nominals.ts';
import { type MarkKind, markBit, phrasesFrom } from '../lexicon/phrases.ts';
import { type Verb, verbOf, verbs } from '../lexicon/verbs.ts';
import { gap, type TextWord, wordsOfText } from '../words.ts';
import { foreignLead, hasJoinedScript } from './foreign-view.ts';
import { objectOf } from './object.ts';

/** A phrase found in the description. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** It stands before the part about arguments and results. */
  readonly body: boolean;
}

export interface TextView {
  readonly words: readonly TextWord[];
  /** The lead verb first, then the verbs listed with it. */
  readonly clauses: readonly Clause[];
  readonly marks: readonly Mark[];
  /** Bits of the kinds of marks. */
  readonly bits: number;
}

export const emptyTextView: TextView = { words: [], clauses: [], marks: [], bits: 0 };

const leadIns = new Set(
  'this tool use used using useful allows allow lets let enables enable helps help you to can be the a an and user users will please it is for provides provide ability utility function method api endpoint command agent agents llm ai model when need needs want wants if your our mcp action operation performs by that which also quickly easily just simple advanced comprehensive powerful responsible designed intended capability able server support supports supporting interface way ways one single then call call_this in order purpose description summary client assistant has have rpc through'.split(
    ' ',
  ),
);
const notYet = new Set(
  'use used using allows allow lets let enables enable helps help provides provide supports support performs call'.split(
    ' ',
  ),
);
const determiners = new Set(
  'a an the this that these your all any one multiple some each every new specific existing'.split(' '),
);
/** Verbs that in running text are nouns unless a determiner follows. */
const thingsFirst = new Set('request time log index cache record order access'.split(' '));
const pronouns = new Set('it them a an the this'.split(' '));
const negations = new Set(
  "not don't doesn't never cannot can't no without won't nor avoid isn't neither instead".split(' '),
);
const cuts = new Set(
  'args arguments parameters params returns return example examples input inputs output raises note notes'.split(
    ' ',
  ),
);

/** Reads a description that was cleaned of boilerplate. */
export function textView(text: string, from = 0): TextView {
  if (text === '') return emptyTextView;
  const words = wordsOfText(text, from);
  const body = bodyLength(words, text);
  const marks = marksIn(words, body);
  let bits = 0;
  for (const mark of marks) if (mark.body || mark.kind !== 'read-only') bits |= markBit[mark.kind];
  return { words, clauses: clausesOf(words, body), marks, bits };
}

/** How many words stand before "Args:" and the like. */
function bodyLength(words: readonly TextWord[], text: string): number {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || word.gap !== gap.sentence || !cuts.has(word.text)) continue;
    if (text.charCodeAt(word.end) === 58) return index;
  }
  return words.length;
}

function clausesOf(words: readonly TextWord[], body: number): Clause[] {
  for (let sentence = 0; sentence < 2; sentence += 1) {
    const first = words.findIndex((word) => word.sentence === sentence);
    if (first < 0 || first >= body) return [];
    let end = first;
    while (end < body && words[end]?.sentence === sentence) end += 1;
    const clauses = leadOf(words, first, end);
    if (
      clauses[0] !== undefined &&
      clauses[0].strength !== 'weak' &&
      !hasJoinedScript(words[first]?.text ?? '')
    ) {
      return clauses;
    }
    const foreign = foreignLead(words, first, end);
    if (foreign !== undefined) return [foreign];
    // Behind the first sentence only a plain imperative says what a call does.
    if (clauses[0] !== undefined && (sentence === 0 || clauses[0].strength === 'strong')) return clauses;
  }
  return [];
}

function leadOf(words: readonly TextWord[], first: number, end: number): Clause[] {
  let plain = true;
  for (let index = first; index < end && index < first + 14; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const verb = verbOf(word.text);
    const before = words[index - 1]?.text;
    const opens = plain || leadIns.has(words[index - 2]?.text ?? '');
    const afterTo =
      index > first && opens && (before === 'to' || (before === 'for' && word.text.endsWith('ing')));
    if (
      verb !== undefined &&
      !(leadIns.has(word.text) && isLeadIn(words, index, end, first)) &&
      !isNegated(words, index, first) &&
      !(index > first && determiners.has(before ?? '')) &&
      !(thingsFirst.has(word.text) && !determiners.has(words[index + 1]?.text ?? ''))
    ) {
      const isFirst = index === first || words[index - 1]?.gap === gap.sentence;
      if (plain || afterTo) {
        const isPlainVerb =
          !verb.noun || word.text !== verb.base || determiners.has(words[index + 1]?.text ?? '');
        const strength: Strength = plain || isFirst || afterTo ? (isPlainVerb ? 'strong' : 'noun') : 'weak';
        return withList(words, index, end, verb, strength);
      }
      if (!verb.noun && word.text !== verb.base) {
        return withList(words, index, end, verb, 'weak');
      }
    }
    if (!leadIns.has(word.text) && !(word.text.endsWith('ly') && word.text.length > 4)) plain = false;
  }
  return [];
}

/** The lead clause and those in a row with it; verbs in a row share the thing that the last of them names. */
function withList(
  words: readonly TextWord[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause[] {
  const light = lightened(words, index, end, verb, strength);
  if (light !== undefined) return light;
  const clauses = [clauseAt(words, index, end, verb, strength), ...listed(words, index, end, strength)];
  const shared = clauses.findLast((clause) => clause.object.length > 0);
  if (shared === undefined) return clauses;
  return clauses.map((clause) =>
    clause.object.length > 0
      ? clause
      : { ...shared, verb: clause.verb, word: clause.word, strength: clause.strength, listed: clause.listed },
  );
}

/** "Perform a search of ...": the noun says what is done, the verb nothing. */
function lightened(
  words: readonly TextWord[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause[] | undefined {
  if (!lightVerbs.has(verb.base)) return undefined;
  for (let at = index + 1; at < end && at < index + 12; at += 1) {
    const word = words[at];
    if (word === undefined || word.gap >= gap.clause) break;
    const meant = verbs.get(nominals.get(word.text) ?? word.text);
    if (meant === undefined || lightVerbs.has(meant.base)) continue;
    const noun: Strength = strength === 'strong' && meant.noun ? 'noun' : strength;
    return [
      { ...clauseAt(words, at, end, meant, noun), word: words[index] ?? word },
      ...listed(words, at, end, strength),
    ];
  }
  return [clauseAt(words, index, end, verb, 'weak')];
}

const lightVerbs = new Set('perform conduct do make carry engage initiate undertake'.split(' '));

/** "Use this tool to ...", "Allows you to ...": the word introduces, unless nothing else does the work. */
function isLeadIn(words: readonly TextWord[], index: number, end: number, first: number): boolean {
  const word = words[index]?.text ?? '';
  if (!notYet.has(word)) return index > first;
  if (offersGuidance(words, index)) return false;
  for (let next = index + 1; next < end && next < index + 6; next += 1) {
    const text = words[next]?.text ?? '';
    if (
      text === 'to' ||
      text === 'for' ||
      text === 'when' ||
      (text.endsWith('ing') && next === index + 1) ||
      text === 'tool' ||
      text === 'you'
    )
      return true;
  }
  return false;
}

/** "Provides instructions for ...": what is provided is text, not the act. */
function offersGuidance(words: readonly TextWord[], index: number): boolean {
  for (let next = index + 1; next < index + 4; next += 1) {
    const word = words[next]?.text ?? '';
    if (word === 'to' || word === 'for' || word === 'you') return false;
    if (guidanceWords.has(word)) return true;
  }
  return false;
}

const guidanceWords = new Set(
  'instructions guidance guide documentation recommendations advice examples information details insights access'.split(
    ' ',
  ),
);

function isNegated(words: readonly TextWord[], index: number, first: number): boolean {
  for (let before = index - 1; before >= first && before >= index - 4; before -= 1) {
    if (negations.has(words[before]?.text ?? '')) return true;
    if ((words[before + 1]?.gap ?? 0) >= gap.clause) return false;
  }
  return false;
}

/** "Create, update, and delete ...": the verbs in a row with the lead. */
function listed(words: readonly TextWord[], lead: number, end: number, strength: Strength): Clause[] {
  const found: Clause[] = [];
  const manages = managing.has(verbOf(words[lead]?.text ?? '')?.base ?? '');
  for (let index = lead + 1; index < end && index < lead + 40 && found.length < 8; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const joint = words[index - 1]?.text;
    const inRow = word.gap === gap.comma || joint === 'and' || joint === 'or' || joint === 'then';
    if (!inRow) continue;
    const verb = verbOf(word.text);
    if (verb === undefined || leadIns.has(word.text) || isNegated(words, index, lead)) continue;
    // A noun-verb in a row of nouns ("posts, comments, and likes") is no verb.
    if (manages) {
      if (verb.noun || !listedVerbs.has(verb.base)) continue;
    } else if (
      (verb.noun && !pronouns.has(words[index + 1]?.text ?? '')) ||
      !sameForm(words[lead]?.text ?? '', word.text)
    )
      continue;
    const own = !verb.noun && strength === 'noun' ? 'strong' : strength;
    found.push({ ...clauseAt(words, index, end, verb, own), listed: true });
  }
  return found;
}

const managing = new Set('manage handle administer maintain perform operate control'.split(' '));
/** Verbs that count in a list of operations, whatever their form. */
const listedVerbs = new Set(
  'create add update edit delete remove send cancel start stop restart run execute purge drop revoke refund pay transfer move rename write insert enable disable merge push publish deploy get list search read'.split(
    ' ',
  ),
);

function sameForm(a: string, b: string): boolean {
  const form = (text: string) =>
    text.endsWith('ing') ? 2 : text.endsWith('s') && !text.endsWith('ss') ? 1 : 0;
  return form(a) === form(b);
}

function clauseAt(
  words: readonly TextWord[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause {
  const word = words[index] as TextWord;
  const stops = (at: number) => {
    const between = words[at]?.gap ?? 0;
    return between >= gap.clause;
  };
  return {
    field: 'description',
    verb,
    word,
    strength,
    ...objectOf(words, index + 1, end, stops),
    tail: undefined,
    listed: false,
  };
}

function marksIn(words: readonly TextWord[], body: number): Mark[] {
  const marks: Mark[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const phrases = phrasesFrom(word.text);
    if (phrases === undefined) continue;
    const seen: MarkKind[] = [];
    for (const phrase of phrases) {
      if (seen.includes(phrase.kind)) continue;
      const last = matchEnd(words, index, phrase.words);
      if (last < 0) continue;
      seen.push(phrase.kind);
      if (index >= body && !afterBody.has(phrase.kind)) continue;
      if (!unnegated.has(phrase.kind) && isNegated(words, index, Math.max(0, index - 4))) continue;
      marks.push({
        kind: phrase.kind,
        start: word.start,
        end: words[last]?.end ?? word.end,
        sentence: word.sentence,
        body: index < body,
      });
    }
  }
  return marks;
}

/** Kinds that count in the part about arguments and results as well. */
const afterBody = new Set<MarkKind>([
  'dry-run',
  'approval',
  'confirmation',
  'permanent',
  'secret',
  'instruction',
  'read-only',
]);
/** Kinds whose phrases hold their own negation. */
const unnegated = new Set<MarkKind>([
  'permanent',
  'read-only',
  'dry-words',
  'association',
  'trash',
  'instruction',
]);

function matchEnd(words: readonly TextWord[], from: number, phrase: readonly string[]): number {
  let at = from;
  for (let part = 1; part < phrase.length; part += 1) {
    const wanted = phrase[part];
    if (wanted === '*') {
      const next = phrase[part + 1];
      if (words[at + 1]?.text === next) continue;
      at += 1;
      if (words[at + 1]?.text !== next) at += 1;
      continue;
    }
    at += 1;
    const word = words[at];
    if (word === undefined || word.text !== wanted || word.gap >= gap.clause) return -1;
  }
  return at;
}

/** The marks of one kind from `from` on, however deep in the text. */
export function marksOfKind(kind: MarkKind, text: string, from: number): Mark[] {
  const words = wordsOfText(text, from);
  return marksIn(words, 0).filter((mark) => mark.kind === kind);
}
