// A tool with an action argument is several tools: each value is judged, and the worst gives the verdict.
import type { Action } from '../../model/verdict.ts';
import { levelRank } from '../../model/vocabulary.ts';
import { combine, type Decision, severity } from './combine.ts';
import { type LevelDecision, levelOfDecision } from './level.ts';
import { verbs } from './lexicon/verbs.ts';
import type { Reading } from './reading.ts';
import { nameView } from './views/name-view.ts';
import type { Argument } from './views/schema-view.ts';
import { type Word, wordsOfName } from './words.ts';

const actionNames = new Set(
  'action operation op command subcommand method task verb mode actiontype operationtype crudaction function tool cmd do'.split(
    ' ',
  ),
);
const httpMethods = new Set('GET HEAD OPTIONS POST PUT PATCH DELETE'.split(' '));
/** More values than this are left out; the list is for people. */
const mostValues = 40;

export interface JudgedAction {
  readonly action: Action;
  readonly decision: Decision;
  readonly level: LevelDecision;
}

/** The actions of a tool, as its argument lists them; empty when it has none. */
export function actionsOf(reading: Reading, whole: Decision, lowering: boolean): JudgedAction[] {
  const argument = reading.schema.arguments.find((candidate) => isActionArgument(candidate));
  if (argument === undefined || filters(argument, reading, whole)) return [];
  const thing = thingOf(reading);
  let offset = 0;
  const judged: JudgedAction[] = [];
  for (const value of argument.choices.slice(0, mostValues)) {
    const words = wordsOfName(value).map((word) => ({
      ...word,
      start: word.start + offset,
      end: word.end + offset,
    }));
    offset += value.length + 1;
    const name = nameView(
      [...words, ...(words.length === 1 ? thing : [])],
      0,
      'parameterChoice',
      argument.name,
    );
    const decision = combine(
      { ...reading, text: { ...reading.text, clauses: [], opensWithAct: false } },
      name,
      lowering,
    );
    const level = levelOfDecision(reading, decision, lowering);
    judged.push({
      action: { argument: argument.name, value, category: decision.category, level: level.level },
      decision,
      level,
    });
  }
  return judged;
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
function filters(argument: Argument, reading: Reading, { category, by }: Decision): boolean {
  if (category !== 'Read') return false;
  const isKind = argument.name.toLowerCase().endsWith('type');
  if (by === undefined) return isKind;
  const plain = by.sense.id === 'look-up' && by.clause.strength === 'strong';
  return (isKind || !argument.required) && plain && reading.text.clauses.length > 0;
}

/** An argument of that name whose choices are mostly verbs. */
function isActionArgument(argument: Argument): boolean {
  const methods = argument.choices.filter((choice) => httpMethods.has(choice.toUpperCase()));
  if (argument.choices.length < 2 || (methods.length > 2 && methods.includes('GET'))) return false;
  if (methods.length === argument.choices.length) return false;
  if (!actionNames.has(argument.name.toLowerCase().replaceAll('_', ''))) return false;
  const acting = argument.choices.filter((choice) =>
    wordsOfName(choice).some((word) => verbs.has(word.text)),
  );
  return acting.length * 2 >= argument.choices.length;
}

/** The nouns of the tool's name, which the values act on. */
function thingOf(reading: Reading): Word[] {
  return reading.name.words
    .filter((word) => !verbs.has(word.text) || verbs.get(word.text)?.noun === true)
    .map((word) => ({ ...word, start: 0, end: 0 }));
}
