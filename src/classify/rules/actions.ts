// A tool with an action argument is several tools: each value is judged, and the worst gives the verdict.
import type { Action } from '../../model/verdict.ts';
import { levelRank } from '../../model/vocabulary.ts';
import { type Choices, choicesOf } from './choices.ts';
import { combine } from './combine.ts';
import { type Decision, severity } from './decision.ts';
import { type LevelDecision, levelOfDecision } from './level.ts';
import { verbs } from './lexicon/verbs.ts';
import { wordSet } from './lexicon/word-set.ts';
import { type Reading, withoutClauses } from './reading.ts';
import { nameView } from './views/name-view.ts';
import { movedTo, type Word, wordsOfName } from './words.ts';

/** More values than this are left out; the list is for people. */
const mostValues = 40;

export interface JudgedAction {
  readonly action: Action;
  readonly decision: Decision;
  readonly level: LevelDecision;
  /** The schema allows no other value than the judged ones. */
  readonly closed: boolean;
}

/** The actions of a tool, as its argument lists them; empty when it has none. */
export function actionsOf(reading: Reading, whole: Decision, lowering: boolean): JudgedAction[] {
  const found = choicesOf(reading);
  if (found === undefined || filters(found, reading, whole)) return [];
  const { argument, field } = found;
  const at = field === 'description' ? undefined : argument.name;
  const thing = thingOf(reading);
  const alone = withoutClauses(reading);
  const judged: JudgedAction[] = [];
  for (const { value, start } of found.values.slice(0, mostValues)) {
    const words = wordsOfName(value).map((word) => movedTo(word, word.start + start, word.end + start));
    const name = nameView([...words, ...(words.length === 1 ? thing : [])], 0, field, at);
    const decision = combine(alone, name, lowering);
    const level = levelOfDecision(reading, decision, lowering);
    if ((!found.closed || setsField(whole)) && isPutBack(decision, found.values)) continue;
    judged.push({
      action: { argument: argument.name, value, category: decision.category, level: level.level },
      decision,
      level,
      closed: found.closed,
    });
  }
  return judged;
}

/** `update_description(operation: "remove")`: what is taken off is a field of something that stays. */
function setsField({ by }: Decision): boolean {
  return by !== undefined && sets.has(by.clause.verb.base) && fields.has(by.clause.object.at(-1)?.text ?? '');
}

const sets = wordSet(['update', 'edit', 'change', 'modify', 'set']);
const fields = wordSet(
  'description title name label labels tag tags field fields value values note notes attribute attributes property properties metadata'.split(
    ' ',
  ),
);

/** A text that lists adding or setting and removing, and no deleting: what is taken off can be put on again. */
function isPutBack({ by }: Decision, values: Choices['values']): boolean {
  const has = (verb: string) => values.some(({ value }) => value.toLowerCase().startsWith(verb));
  return by?.clause.verb.base === 'remove' && (has('add') || has('set') || has('replace')) && !has('delete');
}

/** The worst action: by category as the rubric orders them, then by level. */
export function worstAction(actions: readonly JudgedAction[]): JudgedAction | undefined {
  let worst: JudgedAction | undefined;
  for (const action of actions) {
    if (worst === undefined || isWorse(action, worst)) worst = action;
  }
  return worst;
}

function isWorse(a: JudgedAction, b: JudgedAction): boolean {
  const apart = severity(a.decision.category) - severity(b.decision.category);
  return apart > 0 || (apart === 0 && levelRank(a.level.level) > levelRank(b.level.level));
}

/** `list_audit_entries(action: "delete")`: the choice says which entries to look up, or what a guide is about. */
function filters({ argument, values }: Choices, reading: Reading, { category, by }: Decision): boolean {
  if (category !== 'Read') return false;
  if (worksOnOwnAnswer(reading) || values.every(({ value }) => sums.has(value.toLowerCase()))) return true;
  const isKind = argument.name.toLowerCase().endsWith('type');
  if (by === undefined) return isKind;
  // `scan_request(request_type: "delete")`: the kind of what is looked over.
  if (isKind && looksOver.has(by.sense.id)) return reading.text.clauses.length > 0;
  const plain = by.sense.id === 'look-up' && by.clause.strength === 'strong';
  return (isKind || !argument.required) && plain && reading.text.clauses.length > 0;
}

/** `calculate(operation: "add")`: the choice is the sum's. */
const sums = wordSet(
  'add subtract multiply divide sum difference product quotient power pow exponent sqrt root mod modulo mean average median mode min max abs log ln exp sin cos tan percent percentage factorial round floor ceil negate'.split(
    ' ',
  ),
);
const looksOver = wordSet(['scan', 'show', 'work-out', 'run-inquiry']);

/** A step of thinking: `nextStepNeeded` says whether the model goes on, and what is created or deleted is a part of its own answer. */
function worksOnOwnAnswer({ schema }: Reading): boolean {
  return schema.arguments.some(({ name }) => {
    const plain = name.slice(0, 40).toLowerCase().replaceAll('_', '');
    return plain.startsWith('next') && plain.endsWith('needed');
  });
}

/** The nouns of the tool's name, which the values act on. */
function thingOf(reading: Reading): Word[] {
  return reading.name.words
    .filter(({ text }) => !carriers.has(text) && (!verbs.has(text) || verbs.get(text)?.noun === true))
    .map((word) => movedTo(word, 0, 0));
}

/** Words of a name that say only that something is chosen. */
const carriers = wordSet('action actions operation operations ops tool manager'.split(' '));
