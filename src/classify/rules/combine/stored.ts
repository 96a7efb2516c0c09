// Running a query that is kept under an id: the caller names it and does not write it.
import { holdsAny } from '../clause.ts';
import type { Decision, Judged } from '../decision.ts';
import { markBits } from '../lexicon/phrases.ts';
import { signalBits } from '../lexicon/signals.ts';
import { type WordSet, wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import { argumentName } from '../views/argument-name.ts';

/** The rule that such a decision names. */
export const storedQuery = 'stored-query';

/** A stored query, question or report that is run for its rows only reads; one that the caller writes stays what it is. */
export function stored(reading: Reading, decision: Decision, lowering: boolean): Decision {
  if (!lowering || decision.category !== 'Execute' || !runsStored(reading, decision)) return decision;
  const { by, name, text } = decision;
  return {
    ...decision,
    category: 'Read',
    neighbor: 'Execute',
    rules: [storedQuery, by?.sense.id ?? ''],
    by: asRead(by),
    name: asRead(name),
    text: asRead(text),
  };
}

/** The same clause, with what running means here. */
function asRead(judged: Judged | undefined): Judged | undefined {
  if (judged === undefined || judged.sense.category === 'Read') return judged;
  const sense = {
    ...judged.sense,
    id: storedQuery,
    category: 'Read',
    level: undefined,
    effects: undefined,
  } as const;
  return { clause: judged.clause, sense };
}

function runsStored(reading: Reading, { by, name, text, rules }: Decision): boolean {
  if (by === undefined || !senses.has(by.sense.id) || !runs.has(by.clause.verb.base)) return false;
  if (rules[0] === 'lists-verbs' || rules[0] === 'lists-operations') return false;
  if ((reading.signals & written) !== 0 || (reading.marks & worse) !== 0) return false;
  if (reading.text.words.some(({ text: word }) => changes.has(word))) return false;
  const acts = [by, name, text].filter((judged) => judged !== undefined);
  if (!acts.every(({ sense }) => sense.category === 'Read' || senses.has(sense.id))) return false;
  // `execute_sql`: a name for the caller's own statements is not outdone by a text.
  if (name !== undefined && holdsAny(name.clause.object, languages)) return false;
  if (actsOn(acts, questions)) return isNamed(reading) || returnsRows(reading);
  return actsOn(acts, queries) && isNamed(reading);
}

const senses = wordSet(['run', 'run-query']);
const runs = wordSet(['run', 'execute', 'exec', 'perform']);

const actsOn = (acts: readonly Judged[], words: WordSet) =>
  acts.some(({ clause }) => holdsAny(clause.object, words));

/** What an analyst keeps, with its query inside. */
const questions = wordSet('card question look dashboard panel tile report insight'.split(' '));
const languages = wordSet('sql cypher graphql gremlin sparql statement statements'.split(' '));
const queries = wordSet(['query', 'queries']);

/** The text calls it stored, or an argument takes its id. */
function isNamed(reading: Reading): boolean {
  if (reading.text.marks.some(({ kind, sentence }) => kind === 'stored' && sentence === 0)) return true;
  return reading.schema.arguments.some(({ name, required }) => required && ids.has(argumentName(name).plain));
}

const ids = wordSet(
  ['', 'saved', 'stored'].flatMap((kind) =>
    [...questions, 'query', 'search'].flatMap((thing) => [`${kind}${thing}id`, `${kind}${thing}ids`]),
  ),
);

function returnsRows({ text }: Reading): boolean {
  return text.words.some(({ text: word }) => rows.has(word));
}

const rows = wordSet(['results', 'result', 'rows', 'csv']);

/** The caller writes what is run. */
const written = signalBits(['query', 'statement', 'query-language', 'code', 'command', 'body', 'prompt']);
const worse = markBits(['shell', 'agent', 'says-writes', 'permanent']);
const changes = wordSet(
  'insert inserts update updates change changes modify modifies delete deletes drop drops write writes alter ddl dml mutation mutations procedure procedures'.split(
    ' ',
  ),
);
