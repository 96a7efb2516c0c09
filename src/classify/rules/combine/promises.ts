// What a definition says about its act beside the verbs: hints, promises, "cannot be undone", "full management".
import { type Decision, severity } from '../decision.ts';
import { markBit } from '../lexicon/phrases.ts';
import { signalBit } from '../lexicon/signals.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import { type Mark, marksOfKind } from '../views/text/marks.ts';
import { gap, type Word } from '../words.ts';

/** Where the definition's own words say little, what its author declares raises the category; it never lowers one. */
export function declared(reading: Reading, decision: Decision): Decision {
  const hints = reading.subject.definition.annotations;
  if (hints === undefined || hints.readOnlyHint === true || !saysLittle(decision)) return decision;
  if (hints.destructiveHint === true)
    return { ...decision, category: 'Destructive', rules: ['declared-destructive'], by: undefined };
  if (hints.readOnlyHint === false)
    return { ...decision, category: 'Write', rules: ['declared-change'], by: undefined };
  return decision;
}

/** No verb decides. */
function saysLittle({ category, by, rules }: Decision): boolean {
  return category === 'Unknown' || (by === undefined && weakest.has(rules[0] ?? ''));
}

const weakest = wordSet(['names-thing', 'text-noun', 'plural-noun', 'noun-report', 'paging-arguments']);

/** The verb says so little that the author's "cannot be undone" says more. */
function canBeWorse({ category, by, text }: Decision): boolean {
  if (category === 'Read' || category === 'Unknown') return true;
  if (category !== 'Write' && category !== 'Execute') return false;
  if (by === undefined || by.sense.id === 'put-away') return false;
  if (by.sense.effects?.includes('sends-messages') === true) return false;
  if (by.clause.verb.base === 'close' || endsSoftly.has(by.sense.id)) return true;
  return by.clause.strength === 'noun' && text?.clause.strength !== 'strong';
}

const endsSoftly = wordSet(['session-end', 'open-anything', 'hand-over', 'reset-one']);

/** What cannot be undone is no look-up, whatever the verbs seem to say. */
export function lasting(reading: Reading, decision: Decision): Decision {
  if ((reading.marks & markBit.permanent) === 0) return decision;
  if (decision.promise !== undefined || !canBeWorse(decision)) return decision;
  // Of what plainly looks up or works out, what a later sentence tells of the thing is not the call.
  const agreed =
    decision.category === 'Read' &&
    [decision.by, decision.text].some((judged) => judged?.clause.strength === 'strong');
  const said = reading.text.marks.some(
    (mark) =>
      mark.kind === 'permanent' &&
      (decision.category !== 'Write' || mark.sentence < 2 || isOfCall(reading.text.words, mark)) &&
      (!agreed || (mark.sentence < 2 && !isTrait(reading.text.words, mark.end))),
  );
  if (!said) return decision;
  return { ...decision, category: 'Destructive', rules: ['cannot-be-undone'], by: undefined };
}

/** "(write operation)": the author says what kind of call a look-up is. */
export function saysItWrites(reading: Reading, decision: Decision): Decision {
  if (decision.category !== 'Read' || decision.promise !== undefined) return decision;
  if ((reading.marks & markBit['says-writes']) === 0) return decision;
  const said = reading.text.marks.some(
    (mark) => mark.kind === 'says-writes' && mark.body && mark.sentence === 0,
  );
  return said ? { ...decision, category: 'Write', rules: ['says-it-writes'], by: undefined } : decision;
}

/** The rule that such a decision names. */
export const writesToPath = 'writes-to-path';

/** What has to be told where to put its result writes a file, however the verb sounds. */
export function keptOnDisk(reading: Reading, decision: Decision): Decision {
  if (decision.category !== 'Read' || (reading.signals & signalBit['output-path']) === 0) return decision;
  const isAsked = reading.schema.arguments.some(
    ({ required, plain, signals }) =>
      required &&
      (signals & signalBit['output-path']) !== 0 &&
      targets.some((word) => plain.startsWith(word)),
  );
  if (!isAsked) return decision;
  return { ...decision, category: 'Write', neighbor: 'Read', rules: [writesToPath] };
}

const targets = ['output', 'save', 'dest'];

/** "This cannot be undone", "others are permanently deleted": a later sentence that speaks of the call. */
function isOfCall(words: readonly Word[], { sentence, start }: Mark): boolean {
  const before = words[words.findIndex((word) => word.start === start) - 1]?.text ?? '';
  return happens.has(before) || pointing.has(words.find((word) => word.sentence === sentence)?.text ?? '');
}

const pointing = wordSet(
  'this it the warning caution note important action operation cannot irreversible'.split(' '),
);

/** "Lists permanently deleted files": it tells of the thing; "is permanently deleted" tells what happens. */
function isTrait(words: readonly Word[], end: number): boolean {
  const at = words.findIndex((word) => word.end === end);
  const next = words[at + 1];
  if (at < 0 || next === undefined || next.gap > gap.space || !next.text.endsWith('ed')) return false;
  return !happens.has(words[at - 1]?.text ?? '');
}

const happens = wordSet('is are be being been was were get gets will'.split(' '));

/** "CRUD" and "full management" name deleting without the word. */
export function wholeManagement(reading: Reading, decision: Decision): Decision {
  if ((reading.marks & markBit.crud) === 0 || severity(decision.category) >= severity('Execute'))
    return decision;
  const verb = decision.by?.clause.verb.base;
  if (
    decision.by !== undefined &&
    verb !== 'manage' &&
    verb !== 'handle' &&
    verb !== 'perform' &&
    verb !== 'create' &&
    decision.by.clause.strength !== 'noun'
  )
    return decision;
  return { ...decision, category: 'Destructive', rules: ['crud', ...decision.rules] };
}

const statements = wordSet(['query-by-statement', 'query-by-text', 'query-alone']);

/** How much of a server's description is read. */
const longestServer = 400;

/** The server's own words promise that it only reads: "read-only access to a database". */
function promisedByServer({ subject: { server } }: Reading): boolean {
  return [server.title, server.description].some((text) => {
    const read = text.slice(0, longestServer);
    return marksOfKind('read-only', read, 0).some(({ end }) => !isOption(read.slice(end, end + 10)));
  });
}

/** "A read-only mode": it may be switched off. */
function isOption(behind: string): boolean {
  const word = behind.trimStart().toLowerCase();
  return options.some((option) => word.startsWith(option));
}

const options = ['mode', 'option', 'flag', 'switch', 'setting', 'support', 'or '];

/** "Runs one of the following operations (read-only)": said in the sentence that tells the act, and no name is worse. */
function runsReading({ text: { marks } }: Reading, { by, name }: Decision): boolean {
  if (by?.sense.id !== 'run' || by.clause.field !== 'description') return false;
  if (name !== undefined && name !== by && name.sense.category !== 'Read' && name.sense.id !== 'run')
    return false;
  return marks.some((mark) => mark.kind === 'read-only' && mark.sentence === 0 && mark.body);
}

/** `run_read_only_command`. */
function saysReadOnly({ name: { words } }: Reading): boolean {
  return words.some(
    ({ text }, at) => text === 'readonly' || (text === 'read' && words[at + 1]?.text === 'only'),
  );
}

/** `run_select_query`, `read_cypher`: the name says what kind of statement is taken. */
export function namesReading(reading: Reading): boolean {
  const { words } = reading.name;
  const at = words.findIndex(({ text }) => text === 'select' || text === 'read');
  return (
    saysReadOnly(reading) || (at >= 0 && words.slice(at + 1).some(({ text }) => statementWords.has(text)))
  );
}

const statementWords = wordSet('query queries sql cypher statement'.split(' '));

/** Promises to only read lower queries; promises to not carry out lower the rest. */
export function promised(reading: Reading, decision: Decision, lowering: boolean): Decision {
  if (!lowering || decision.category !== 'Execute') return decision;
  const sense = decision.by?.sense.id ?? '';
  const runs = sense === 'run-code' || sense === 'call-service';
  const isQuery =
    runs ||
    // A command is lowered only where name and text agree.
    (saysReadOnly(reading) &&
      (reading.marks & markBit['read-only']) !== 0 &&
      (sense === 'run' || sense === 'run-shell')) ||
    sense === 'run-query' ||
    (decision.rules[0] === 'raw-argument' && (reading.signals & signalBit.query) !== 0) ||
    statements.has(sense) ||
    (sense === 'run' && (reading.signals & signalBit.query) !== 0);
  // One of several actions reads; the others are as bad as they are.
  if (decision.rules[0] === 'lists-verbs' || decision.rules[0] === 'lists-operations') return decision;
  if (!isQuery && !runsReading(reading, decision)) return decision;
  if ((reading.marks & markBit['read-only']) !== 0 || namesReading(reading) || promisedByServer(reading)) {
    return {
      ...decision,
      category: 'Read',
      neighbor: 'Execute',
      promise: 'read-only',
      rules: ['read-only-query', sense],
    };
  }
  return decision;
}
