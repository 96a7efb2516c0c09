// Whether a worse text outdoes a milder name.
import { type Judged, severity } from '../decision.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { signalBits } from '../lexicon/signals.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import { takesOut } from './weigh.ts';

/** Senses of words so general that a description uses them for anything. */
export const general = wordSet([
  'run',
  'control',
  'call-service',
  'session',
  'session-create',
  'session-start',
  'connection',
  'connection-alone',
  'interface-tab',
  'change-noun',
  'create-noun',
  'play',
  'train',
  'build',
  'process',
  'scan',
  'interface-choose',
  'interface-act',
  'open-anything',
  'try-out',
]);

/** A worse text counts when its verb is plain, unless the name is a plain verb and the text's word a general one. */
export function textCarries(name: Judged, text: Judged, reading: Reading): boolean {
  if (text.sense.id === 'run-query' && asksGiven(name, text, reading)) return false;
  // `draw_chart`, "Create a chart in a workbook": only the text tells where it is kept.
  if (name.sense.id === 'draw-chart' && text.sense.id === 'create' && text.clause.strength === 'strong')
    return keeps.has(text.clause.preposition ?? '');
  // `cases_to_suite`, "Link cases to a suite": the name has no verb of its own.
  // `plan_validate`, "Run plan validate": the text only repeats the name.
  const repeated = text.clause.object.at(-1)?.text === name.clause.word.text;
  if (repeated && text.sense.id === 'run' && name.sense.id === 'work-out' && !name.clause.verb.noun)
    return false;
  // `unassign_owner`, "Removes the owner of a card": what ends is the link.
  if (name.sense.id === 'unlink' && takesOut.has(text.clause.verb.base) && name.clause.object.length > 0)
    return (text.clause.objectBits & nounClass.file) !== 0;
  // `test_connection`, said in a language that has one word for "connect" and "connection".
  if (name.sense.id === 'test-read' && text.sense.id === 'connection-alone') return false;
  // `feed_read`, "Mark items as read": the name's verb is the mark.
  if (text.clause.verb.base === 'mark' && name.clause.verb.base === 'read') return true;
  // `show_reports`, "Opens the reports in the portal": what is opened there is shown.
  if (text.sense.id === 'open-anything' && name.clause.verb.base === 'show') return false;
  // `toggle_cache`, "Turns the cache on or off": a switch of a setting, and no device.
  if (text.sense.id === 'device' && name.sense.category === 'Write') return false;
  if (isConversion(name) && text.clause.word.start === reading.text.words[0]?.start) return true;
  // The caller's own statement: what the text lists are examples of it.
  if (statements.has(name.sense.id) && text.sense.category === 'Destructive') return false;
  // "Manage rollouts: list, restart": what is listed tells what managing means.
  if (text.clause.listed && name.clause.verb.base === 'manage') return true;
  if (text.clause.strength !== 'strong')
    return name.clause.strength === 'noun' && text.clause.strength === 'noun' && !general.has(text.sense.id);
  // "Triggers the token refresh": the name says what is triggered.
  if (
    name.sense.category === 'Write' &&
    text.clause.object.some((word) => word.text === name.clause.verb.base)
  )
    return !general.has(text.sense.id);
  if (name.clause.strength !== 'strong') return true;
  if (startsWhatItCreates(name, text) || actsOnFound(text)) return true;
  if (general.has(text.sense.id)) return false;
  // The same verb: the name says on what, and a description only adds to that.
  if (sameVerb(name, text) && severity(text.sense.category) < severity('Destructive') && !namesRunning(text))
    return false;
  // "Set or remove a value": one field of something that stays.
  if (text.clause.listed && setsFields.has(name.clause.verb.base) && softRemovals.has(text.clause.verb.base))
    return false;
  // "Executes the get_status command": the text only repeats the name.
  if (
    text.clause.object.some((word) => word.text.includes('_') && word.text.startsWith(name.clause.verb.base))
  )
    return false;
  if (
    (name.sense.id === 'look-up' || (text.clause.listed && workings.has(name.sense.id))) &&
    text.sense.category === 'Write' &&
    !text.sense.id.startsWith('save-') &&
    !plainWrites.has(text.clause.verb.base)
  )
    return false;
  // A plain look-up is not overruled by a verb that only stands in a list.
  return !(
    text.clause.listed &&
    name.sense.id === 'look-up' &&
    severity(text.sense.category) < severity('Destructive')
  );
}

/** "Finds a tune and plays it": what was found is acted on. */
function actsOnFound({ clause, sense }: Judged): boolean {
  return sense.category === 'Execute' && found.has(clause.object[0]?.text ?? '');
}

const found = wordSet(['it', 'them']);

const workings = wordSet(['work-out', 'show']);

/** A look-up that is carried out as a query which the caller does not write, or as a search. */
function asksGiven(
  { sense, clause }: Judged,
  { clause: text }: Judged,
  { signals, schema }: Reading,
): boolean {
  if (sense.category !== 'Read' || clause.field !== 'name') return false;
  if (text.object.some((word) => languages.has(word.text))) return false;
  if (seeks.has(clause.verb.base)) return true;
  return schema.arguments.length > 0 && (signals & writtenQuery) === 0;
}

const seeks = wordSet(['search', 'find']);
const languages = wordSet(
  'sql cypher graphql gremlin sparql statement statements mutation aggregation'.split(' '),
);
const writtenQuery = signalBits([
  'query',
  'statement',
  'query-language',
  'code',
  'command',
  'body',
  'prompt',
]);

const keeps = wordSet(['in', 'on', 'to', 'into']);

/** "to" or "2" stands for the verb. */
function isConversion({ clause: { word } }: Judged): boolean {
  return word.text === 'to' || word.text === '2';
}

const statements = wordSet(['write-query', 'run-query', 'run-code', 'query-by-statement']);

/** `create_build` whose description triggers the build. */
function startsWhatItCreates(name: Judged, text: Judged): boolean {
  return (
    name.clause.verb.base === 'create' &&
    starts.has(text.clause.verb.base) &&
    (text.clause.objectBits & nounClass.system) !== 0
  );
}

/** Verbs of a description that overrule a name that looks up. */
const plainWrites = wordSet(
  'create add update edit modify delete remove send post set write insert upload replace move rename save store assign publish register import invite share archive merge mark change'.split(
    ' ',
  ),
);

const setsFields = wordSet(['set', 'update', 'edit', 'change', 'modify']);
const softRemovals = wordSet(['remove', 'clear', 'reset', 'unset', 'discard']);

const starts = wordSet(['trigger', 'start', 'launch', 'run', 'execute']);

/** "Cancels a running task", "Sends a character to the terminal": only the text tells that something runs. */
function namesRunning({ sense, clause }: Judged): boolean {
  return (
    sense.id === 'type-into-terminal' ||
    sense.id === 'message-agent' ||
    sense.id === 'set-capacity' ||
    sense.id === 'generate-long-text' ||
    (sense.id === 'cancel-running' && clause.object[0]?.text === 'running')
  );
}

function sameVerb(name: Judged, text: Judged): boolean {
  return name.clause.verb === text.clause.verb && name.clause.object.length > 0;
}
