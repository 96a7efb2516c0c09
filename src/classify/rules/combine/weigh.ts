// The name against the text: which of two verbs is meant.
import { type Judged, severity } from '../decision.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { role } from '../lexicon/roles.ts';
import { signalBits } from '../lexicon/signals.ts';
import type { CompiledSense } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import type { NameView } from '../views/name-view.ts';
import { plays, type Word } from '../words.ts';
import { isPlural } from './without-verb.ts';

/** `pipeline_run`, "Gets one run of a pipeline": the verb that stands last in the name is the thing that the text acts on. */
export function isNamedThing(name: NameView, { clause }: Judged, { clause: text, sense }: Judged): boolean {
  if (text.verb === clause.verb || text.strength === 'weak') return false;
  if (measuresAct(name, clause.verb.base) && text.strength === 'strong' && works.has(sense.id)) return true;
  if (sense.id !== 'look-up' && !looks.has(text.verb.base)) return false;
  if (clause.word.start === 0 || clause.tail !== undefined)
    // `run_details`, "Gets details of a run": the report is on that thing.
    return name.isReport && has([...text.object, ...text.beyond], clause.word.text);
  return has(text.object, clause.word.text);
}

const looks = new Set(['show', 'display', 'report']);
const works = new Set(['look-up', 'show', 'work-out']);

/** `install_size`, `buy_signal`, `stop_times`: a measure of an act, and not the act. */
function measuresAct({ words, isReport }: NameView, verb: string): boolean {
  return acts.has(verb) && (isReport || measures.has(words.at(-1)?.text ?? ''));
}

/** Acts that have measures and records. */
const acts = new Set(
  'deploy install upgrade start stop restart boot shutdown kill launch run build buy sell transfer withdraw deposit swap stake mint drop release test'.split(
    ' ',
  ),
);
const measures = new Set(
  'size sizes time times duration ratio signal signals date dates calc fee fees cost costs window limit limits opportunity opportunities'.split(
    ' ',
  ),
);

/** `calls_create`, "Create a call record": the text names the same thing in full. */
export function isSaidInFull({ clause, sense }: Judged, { clause: text }: Judged): boolean {
  if (sense.category !== 'Execute' || text.verb !== clause.verb || clause.object.length === 0) return false;
  const last = text.object.at(-1)?.text ?? '';
  return !has(clause.object, last) && clause.object.some((word) => has(text.object, word.text));
}

/** `add_a_and_b`, "Add two numbers"; `revert_sheet`, "Reverts a sheet to draft": the same verb, and only the text says on what or to what. */
export function isToldByText({ clause, sense: named }: Judged, { clause: text, sense }: Judged): boolean {
  const same = text.verb === clause.verb && text.strength === 'strong';
  if (same && sense.id === 'back-to-draft') return true;
  // `set_scene`, "Creates or updates a scene": the record of it, and nothing is switched.
  if (named.id === 'switch-device' && sense.id === 'create' && text.strength === 'strong') return true;
  if (same && named.id === 'generate-anything') return text.object.some(({ text: word }) => word.length > 2);
  // `create_call`, "Create (log) a call": what is made is a note of it.
  if (same && named.id === 'create-call' && text.object.at(0)?.text === 'log') return true;
  return same && clause.object.every(({ text: word }) => word.length === 1) && sense.id === 'add-up';
}

/** The word in one of its two numbers. */
function has(words: readonly Word[], text: string): boolean {
  return words.some((word) => word.text === text || `${word.text}s` === text || word.text === `${text}s`);
}

/** "Sends a tip", "answers a mail": the text has a verb for anything, and the name tells which thing is done. */
export function saysLess(name: Judged, text: Judged): boolean {
  const noun = name.clause.verb.base;
  // `clear_memory`, "Clears all queries from the memory": the name says what is emptied.
  if (name.sense.id === 'clear-data' && text.sense.id === 'hand-over') return true;
  if (!vague.has(text.clause.verb.base) || text.clause.field !== 'description') return false;
  if (text.clause.object.some((word) => word.text === noun)) return true;
  return name.clause.word.start === 0 && name.clause.object.length > 0;
}

/** Verbs that say little of what is done. */
const vague = new Set('give make take put send ask answer set count do open move bring maintain'.split(' '));

/** Senses of words so general that a description uses them for anything. */
export const general = new Set([
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

const found = new Set(['it', 'them']);

const workings = new Set(['work-out', 'show']);

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

const seeks = new Set(['search', 'find']);
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

const keeps = new Set(['in', 'on', 'to', 'into']);

/** "to" or "2" stands for the verb. */
function isConversion({ clause: { word } }: Judged): boolean {
  return word.text === 'to' || word.text === '2';
}

const statements = new Set(['write-query', 'run-query', 'run-code', 'query-by-statement']);

/** `create_build` whose description triggers the build. */
function startsWhatItCreates(name: Judged, text: Judged): boolean {
  return (
    name.clause.verb.base === 'create' &&
    starts.has(text.clause.verb.base) &&
    (text.clause.objectBits & nounClass.system) !== 0
  );
}

/** Verbs of a description that overrule a name that looks up. */
const plainWrites = new Set(
  'create add update edit modify delete remove send post set write insert upload replace move rename save store assign publish register import invite share archive merge mark change'.split(
    ' ',
  ),
);

const setsFields = new Set(['set', 'update', 'edit', 'change', 'modify']);
const softRemovals = new Set(['remove', 'clear', 'reset', 'unset', 'discard']);

const starts = new Set(['trigger', 'start', 'launch', 'run', 'execute']);

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

/** The description begins by offering instructions: the act itself is left to the reader. */
export function isGuide(text: Judged, reading: Reading): boolean {
  return (
    text.sense.category === 'Read' &&
    text.clause.strength !== 'weak' &&
    reading.text.marks.some((mark) => mark.kind === 'instructions' && mark.sentence === 0)
  );
}

/** "Manages" says little: the text begins with a look-up, and no word of it is a plain verb for a change. */
export function readsOnly({ clause, sense }: Judged, { text }: Reading): boolean {
  if (sense.id !== 'look-up' || clause.strength !== 'strong' || clause.word.sentence > 0) return false;
  if (!returns.has(clause.verb.base)) return false;
  return !text.words.some(({ known }) => {
    const { verb, roles } = known;
    return verb?.noun === false && (roles & role.leadIn) === 0 && verb.senses.every(isChange);
  });
}

const returns = new Set('get list read fetch search retrieve query browse find'.split(' '));

const isChange = (sense: CompiledSense) => sense.category !== 'Read';

/** `post_reactions`: "Reactions that a post has got": the text begins with the name's last noun. */
export function namesThing(name: NameView, byName: Judged, reading: Reading): boolean {
  if (byName.clause.strength !== 'noun') return false;
  const last = name.words.at(-1)?.text ?? '';
  return isPlural(last) && last !== byName.clause.word.text && reading.text.words[0]?.text === last;
}

/** `bus_stops`, "Stops near a place": the text begins with the thing that the name names. */
export function captions(name: NameView, { clause }: Judged, { text }: Reading): boolean {
  const [first, second] = text.words;
  if (first === undefined || clause.word.start !== first.start) return false;
  const last = name.words.at(-1)?.text ?? '';
  return (
    name.words.length > 1 &&
    isPlural(last) &&
    last === first.text &&
    (plays(second, role.preposition) || second?.text === 'near')
  );
}

/** Verbs that end a link as often as a thing. */
export const takesOut = new Set(['delete', 'remove', 'del', 'rm']);

export function isSpecific(sense: CompiledSense): boolean {
  return sense.words !== undefined || sense.object !== 0 || sense.head !== undefined || sense.alone;
}

/** Not plainly a verb, and not where the text begins. */
export function isDeep({ clause }: Judged, reading: Reading): boolean {
  return clause.strength !== 'strong' && clause.word.start !== reading.text.words[0]?.start;
}
