// The name against the text: which of two verbs is meant.
import type { Judged } from '../decision.ts';
import { role } from '../lexicon/roles.ts';
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

const looks = wordSet(['show', 'display', 'report']);
const works = wordSet(['look-up', 'show', 'work-out']);

/** `install_size`, `buy_signal`, `stop_times`: a measure of an act, and not the act. */
function measuresAct({ words, isReport }: NameView, verb: string): boolean {
  return acts.has(verb) && (isReport || measures.has(words.at(-1)?.text ?? ''));
}

/** Acts that have measures and records. */
const acts = wordSet(
  'deploy install upgrade start stop restart boot shutdown kill launch run build buy sell transfer withdraw deposit swap stake mint drop release test'.split(
    ' ',
  ),
);
const measures = wordSet(
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
const vague = wordSet('give make take put send ask answer set count do open move bring maintain'.split(' '));

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

const returns = wordSet('get list read fetch search retrieve query browse find'.split(' '));

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
export const takesOut = wordSet(['delete', 'remove', 'del', 'rm']);

export function isSpecific(sense: CompiledSense): boolean {
  return sense.words !== undefined || sense.object !== 0 || sense.head !== undefined || sense.alone;
}

/** Not plainly a verb, and not where the text begins. */
export function isDeep({ clause }: Judged, reading: Reading): boolean {
  return clause.strength !== 'strong' && clause.word.start !== reading.text.words[0]?.start;
}
