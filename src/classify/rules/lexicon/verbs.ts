// The verbs, compiled from the senses: every form of every verb with its senses in the order in which they are tried.
import type { Category, Effect } from '../../../model/vocabulary.ts';
import { domainBits } from './domains.ts';
import type { LevelReason } from './levels.ts';
import { nounVerbs } from './noun-verbs.ts';
import { bitsOf } from './nouns.ts';
import { markBits } from './phrases.ts';
import type { Sense, When } from './sense.ts';
import { destructiveSenses } from './senses-destructive.ts';
import { executeSenses } from './senses-execute.ts';
import { financialSenses } from './senses-financial.ts';
import { readSenses } from './senses-read.ts';
import { writeSenses } from './senses-write.ts';
import { signalBits } from './signals.ts';
import { spokenVerb } from './spoken.ts';
import { type WordSet, wordSet } from './word-set.ts';

/** A sense with its conditions as numbers and sets. All of them have the same fields, which keeps reading them quick. */
export interface CompiledSense {
  readonly id: string;
  readonly category: Category;
  readonly verbs: string;
  readonly level: LevelReason | undefined;
  readonly effects: readonly Effect[] | undefined;
  /** It holds only under the conditions that follow. */
  readonly conditional: boolean;
  /** Some of them are bits: of the thing, the domains, the signals, the marks. */
  readonly byBits: boolean;
  readonly object: number;
  readonly not: number;
  readonly beyond: number;
  readonly words: WordSet | undefined;
  readonly beyondWords: WordSet | undefined;
  readonly notBeyond: WordSet | undefined;
  readonly head: WordSet | undefined;
  readonly tail: WordSet | undefined;
  readonly unless: WordSet | undefined;
  readonly preposition: WordSet | undefined;
  readonly domain: number;
  readonly server: number;
  readonly otherwise: number;
  readonly signal: number;
  readonly signals: number;
  readonly without: number;
  readonly mark: number;
  readonly unmarked: number;
  readonly elsewhere: boolean;
  readonly alone: boolean;
}

/** A verb: its base form and its senses, those with a condition first. */
export interface Verb {
  readonly base: string;
  /** "stops" */
  readonly third: string;
  /** "removes" for "rm": the same as prose says it. */
  readonly spoken: string;
  readonly senses: readonly CompiledSense[];
  /** It is a noun as well. */
  readonly noun: boolean;
}

/** Every sense, in the order in which those with a condition are tried. */
export const senses: readonly Sense[] = [
  ...financialSenses,
  ...destructiveSenses,
  ...writeSenses,
  ...executeSenses,
  ...readSenses,
];

const setOf = (words: string | undefined) => (words === undefined ? undefined : wordSet(words.split(' ')));

function compiled(sense: Sense): CompiledSense {
  const when = sense.when ?? {};
  return {
    id: sense.id,
    category: sense.category,
    verbs: sense.verbs,
    level: sense.level,
    effects: sense.effects,
    conditional: sense.when !== undefined,
    byBits: Object.keys(when).some((condition) => !conditionsOnWords.has(condition)),
    object: bitsOf(when.object ?? []),
    not: bitsOf(when.not ?? []),
    beyond: bitsOf(when.beyond ?? []),
    words: setOf(when.words),
    beyondWords: setOf(when.beyondWords),
    notBeyond: setOf(when.notBeyond),
    head: setOf(when.head),
    tail: setOf(when.tail),
    unless: setOf(when.unless),
    preposition: setOf(when.preposition),
    domain: domainBits(when.domain ?? []),
    server: domainBits(when.server ?? []),
    otherwise: domainBits(when.otherwise ?? []),
    signal: signalBits(when.signal ?? []),
    signals: signalBits(when.signals ?? []),
    without: signalBits(when.without ?? []),
    mark: markBits(when.mark ?? []),
    unmarked: markBits(when.unmarked ?? []),
    elsewhere: when.elsewhere === true,
    alone: when.alone === true,
  };
}

/** The conditions on the clause's words; the others are asked of bits. */
const conditionsOnWords: ReadonlySet<string> = new Set<keyof When>([
  'preposition',
  'words',
  'head',
  'beyondWords',
  'notBeyond',
  'tail',
  'unless',
  'elsewhere',
]);

const doubling = new Set(
  'get set put stop run begin cut let plan drop ship map tag trim scan grep stat log ban pin swap zap tip bid submit commit reset permit refer transfer debug chat shut spin scrap'.split(
    ' ',
  ),
);

/** Base forms, as names use them. */
export const verbs: ReadonlyMap<string, Verb> = (() => {
  const lists = new Map<string, CompiledSense[]>();
  const compiledSenses = senses.map(compiled);
  for (const conditional of [true, false]) {
    for (const sense of compiledSenses) {
      if (sense.conditional !== conditional) continue;
      for (const verb of sense.verbs.split(' ')) {
        const list = lists.get(verb) ?? [];
        list.push(sense);
        lists.set(verb, list);
      }
    }
  }
  return new Map(
    [...lists].map(([base, list]) => [
      base,
      {
        base,
        third: thirdPerson(base),
        spoken: spokenVerb(base, thirdPerson(base)),
        senses: list,
        noun: nounVerbs.has(base),
      },
    ]),
  );
})();

/** Base, third-person and -ing forms, as running text uses them. */
const verbForms: ReadonlyMap<string, Verb> = (() => {
  const forms = new Map<string, Verb>(verbs);
  for (const [base, verb] of verbs) {
    for (const form of [thirdPerson(base), gerund(base)]) {
      if (!forms.has(form)) forms.set(form, verb);
    }
  }
  return forms;
})();

/** Every form of every verb. */
export const verbWords: readonly string[] = verbForms.keys().toArray();

/** "unmerge" undoes a merge; "unread" and "unused" undo nothing. */
function reversed(word: string): Verb | undefined {
  const undone = verbForms.get(word);
  const plain = undone?.senses.find((sense) => !sense.conditional);
  if (plain === undefined || plain.category === 'Read') return undefined;
  return verbs.get('undo');
}

/** A verb by its base form, as names use it; "retrigger" is "trigger" again. */
export function baseVerbOf(word: string): Verb | undefined {
  const known = verbs.get(word);
  if (known !== undefined || word.length < 6) return known;
  if (word.startsWith('un')) return reversed(word.slice(2));
  // "containerize": a verb by its form, and hardly one that only reads.
  if (word.endsWith('ize') && word.length > 6) return verbs.get('change');
  if (!word.startsWith('re')) return undefined;
  const again = verbs.get(word.slice(2));
  return again?.noun === false || again?.base === 'trigger' ? again : undefined;
}

/** A verb by any of its forms; "retrigger" is "trigger" again. */
export function verbOf(word: string): Verb | undefined {
  const known = verbForms.get(word);
  if (known !== undefined || word.length < 6) return known;
  if (word.startsWith('un')) return reversed(word.slice(2));
  if (!word.startsWith('re')) return undefined;
  const again = verbForms.get(word.slice(word.charCodeAt(2) === 45 ? 3 : 2));
  return again?.noun === false || again?.base === 'trigger' ? again : undefined;
}

/**
 * False for most words that are no form of a listed verb: no rule of `verbOf` and `baseVerbOf` applies to what stands
 * from `start` to `end`, in any case. Whoever adds a rule there adds its beginning or ending here.
 */
export function mayBeVerb(text: string, start: number, end: number): boolean {
  if (end - start < 6) return false;
  const first = text.charCodeAt(start) | 32;
  const second = text.charCodeAt(start + 1) | 32;
  if ((first === r && second === e) || (first === u && second === n)) return true;
  return (text.charCodeAt(end - 1) | 32) === e && (text.charCodeAt(end - 2) | 32) === z;
}

const [e, n, r, u, z] = ['e', 'n', 'r', 'u', 'z'].map((letter) => letter.charCodeAt(0));

/** "stop" to "stops", "copy" to "copies". */
export function thirdPerson(base: string): string {
  if (/[^aeiou]o$/.test(base)) return `${base}es`;
  if (base === 'has' || base === 'is' || base === 'exists') return base;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`;
}

/** "stop" to "stopping", "copy" to "copying". */
export function gerund(base: string): string {
  if (doubling.has(base)) return `${base}${base.at(-1)}ing`;
  return base.endsWith('e') && !base.endsWith('ee') ? `${base.slice(0, -1)}ing` : `${base}ing`;
}
