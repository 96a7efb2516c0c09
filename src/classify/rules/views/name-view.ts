// The name of a tool as clauses: its head verb, first or last, and what that acts on.
import type { Clause, ClauseField, Strength } from '../clause.ts';
import { classesOf, nounClass } from '../lexicon/nouns.ts';
import { type Verb, verbs } from '../lexicon/verbs.ts';
import type { Word } from '../words.ts';
import { objectOf } from './object.ts';

export interface NameView {
  readonly words: readonly Word[];
  /** The verbs of the name, the deciding one first; empty when it names only a thing. */
  readonly clauses: readonly Clause[];
  /** Classes of all its words. */
  readonly bits: number;
  /** The last word says that a report is returned: history, status, list. */
  readonly isReport: boolean;
}

/** Reads a name. `field` and `at` say where the words stand, for action values. */
export function nameView(
  words: readonly Word[],
  skipped: number,
  field: ClauseField = 'name',
  at?: string,
): NameView {
  let bits = 0;
  for (let index = 0; index < words.length; index += 1) {
    bits |= classesOf(words[index]?.text ?? '', words[index + 1]?.text);
  }
  const own = words.slice(skipped);
  const last = own.at(-1);
  const isReport = last !== undefined && (classesOf(last.text, undefined) & nounClass.report) !== 0;
  return { words, bits, isReport, clauses: clausesOf(own, isReport, field, at) };
}

function clausesOf(words: readonly Word[], isReport: boolean, field: ClauseField, at?: string): Clause[] {
  const head = headIndex(words, isReport);
  if (head === undefined) return [];
  const clauses = [clauseAt(words, head.index, head.verb, head.strength, field, at)];
  for (let index = head.index + 1; index < words.length - 1; index += 1) {
    const joint = words[index]?.text;
    if (joint !== 'and' && joint !== 'or' && joint !== 'then') continue;
    const verb = verbs.get(words[index + 1]?.text ?? '');
    if (verb !== undefined)
      clauses.push(clauseAt(words, index + 1, verb, verb.noun ? 'noun' : 'strong', field, at));
  }
  return clauses;
}

interface Head {
  readonly index: number;
  readonly verb: Verb;
  readonly strength: Strength;
}

/** The word that decides: a plain verb in front, else one at the end, else one in the middle, else a noun-verb in front. */
function headIndex(words: readonly Word[], isReport: boolean): Head | undefined {
  const last = words.length - 1;
  const verbAt = (index: number) => verbs.get(words[index]?.text ?? '');
  const first = verbAt(0);
  if (first !== undefined && !first.noun) return { index: 0, verb: first, strength: 'strong' };
  const final = last > 0 ? verbAt(last) : undefined;
  if (final !== undefined && !final.noun) return { index: last, verb: final, strength: 'strong' };
  if (first !== undefined && !isReport) return { index: 0, verb: first, strength: 'noun' };
  for (let index = 1; index < last; index += 1) {
    const verb = verbAt(index);
    if (verb !== undefined && !verb.noun) return { index, verb, strength: 'strong' };
  }
  for (let index = 1; index <= last && !isReport; index += 1) {
    const verb = verbAt(index);
    if (verb !== undefined) return { index, verb, strength: 'noun' };
  }
  return undefined;
}

function clauseAt(
  words: readonly Word[],
  index: number,
  verb: Verb,
  strength: Strength,
  field: ClauseField,
  at?: string,
): Clause {
  const word = words[index] as Word;
  const behind = index < words.length - 1;
  const thing = objectOf(behind ? words : words.slice(0, index), behind ? index + 1 : 0, words.length);
  return { field, ...(at === undefined ? {} : { at }), verb, word, strength, ...thing };
}
