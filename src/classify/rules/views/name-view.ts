// The name of a tool as clauses: its head verb, first or last, and what that acts on.
import type { Clause, ClauseField, Strength } from '../clause.ts';
import { classesBefore } from '../lexicon/lexemes.ts';
import { verbBefore, verbWithin } from '../lexicon/nominals.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { role } from '../lexicon/roles.ts';
import { type Verb, verbs } from '../lexicon/verbs.ts';
import { type WordSet, wordSet } from '../lexicon/word-set.ts';
import { plays, type Word } from '../words.ts';
import { foreignHead, inEnglish } from './foreign-view.ts';
import { objectOf } from './object.ts';

export interface NameView {
  readonly words: readonly Word[];
  /** The verbs of the name, the deciding one first; empty when it names only a thing. */
  readonly clauses: readonly Clause[];
  /** What else could be its verb, when the first has no sense here. */
  spare(): readonly Clause[];
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
    const word = words[index];
    if (word !== undefined) bits |= classesBefore(word.known, words[index + 1]?.text);
  }
  const own = skipped === 0 ? words : words.slice(skipped);
  const last = own.at(-1);
  // "... to list": where something goes is no report.
  const isReport =
    last !== undefined &&
    (last.known.classes & nounClass.report) !== 0 &&
    !targets.has(own.at(-2)?.text ?? '');
  const found = clausesOf(own, isReport, field, at);
  // A prefix that holds the only verb is none.
  const parts = found.clauses.length > 0 || skipped === 0 ? found : clausesOf(words, isReport, field, at);
  return { words, clauses: parts.clauses, spare: parts.spare, bits, isReport };
}

const targets = wordSet(['to', 'into', 'onto']);

function clausesOf(
  words: readonly Word[],
  isReport: boolean,
  field: ClauseField,
  at?: string,
): Pick<NameView, 'clauses' | 'spare'> {
  const asked = questionIn(words);
  const found = asked === undefined ? openingHeads(words) : [asked];
  let isComplete = asked !== undefined || found.length === 0;
  if (found.length === 0) takeOthers(found, words, isReport);
  const head = found[0];
  if (head === undefined) return { clauses: foreignClauses(words, field, at), spare: () => [] };
  const clauses = [clauseAt(words, head.index, head.verb, head.strength, field, at)];
  for (let index = head.index + 1; index < words.length - 1; index += 1) {
    if (!plays(words[index], role.inRow)) continue;
    const verb = words[index + 1]?.known.plainVerb;
    if (verb !== undefined)
      clauses.push(clauseAt(words, index + 1, verb, verb.noun ? 'noun' : 'strong', field, at));
  }
  const next = words[head.index + 1];
  const wraps = wrappers.has(head.verb.base) || (head.verb.base === 'read' && next?.text === 'write');
  // `find_tap`, `find_and_click`: what is found is acted on.
  if (head.verb.base === 'find' && touches.has(next?.text ?? '') && next?.known.plainVerb !== undefined)
    clauses.push(clauseAt(words.slice(head.index + 1), 0, next.known.plainVerb, 'strong', field, at));
  const doubled = wraps ? next?.known.plainVerb : undefined;
  if (doubled !== undefined && !doubled.noun && head.index + 2 <= words.length) {
    clauses.push(clauseAt(words, head.index + 1, doubled, 'strong', field, at));
  }
  const spare = () => {
    if (!isComplete) takeOthers(found, words, isReport);
    isComplete = true;
    return found.slice(1).map((other) => clauseAt(words, other.index, other.verb, other.strength, field, at));
  };
  return { clauses, spare };
}

function foreignClauses(words: readonly Word[], field: ClauseField, at?: string): Clause[] {
  const found = foreignHead(words);
  const verb = verbs.get(found?.base ?? '');
  if (found === undefined || verb === undefined) return [];
  return [clauseAt(words.map(inEnglish), found.index, verb, 'strong', field, at)];
}

const touches = wordSet(['tap', 'click', 'press', 'replace']);

interface Head {
  readonly index: number;
  readonly verb: Verb;
  readonly strength: Strength;
}

/** Verbs that only wrap the next one: `confirm_delete_group`. */
const wrappers = wordSet(
  'confirm execute run perform request force bulk batch do try trigger safe multi'.split(' '),
);

/** Verbs that are plain verbs at the end of a name too: `kv_namespace_get`. */
const endings = wordSet(
  'get list create update delete remove add search read write set stop start restart run exec execute send insert upsert find fetch edit destroy drop enable disable install uninstall describe show kill terminate reboot pause resume deploy cancel apply query purge publish subscribe connect disconnect archive unarchive import export upload download rename move copy clone scale rollback revoke restore reset clear pay refund buy sell transfer swap'.split(
    ' ',
  ),
);

/** `can_i_deploy`: a question is a check, whatever it asks for. */
function questionIn(words: readonly Word[]): Head | undefined {
  const end = Math.min(3, words.length - 1);
  for (let index = 0; index < end; index += 1) {
    if (!plays(words[index], role.asking)) continue;
    const verb = verbs.get('check');
    return verb === undefined ? undefined : { index, verb, strength: 'strong' };
  }
  return undefined;
}

/** Words in front that decide before all others. */
function openingHeads(words: readonly Word[]): Head[] {
  const found: Head[] = [];
  const dry = words.findIndex(
    ({ text }, at) => text === 'dryrun' || (text === 'dry' && words[at + 1]?.text === 'run'),
  );
  const tried = dry < 0 ? undefined : verbs.get('simulate');
  if (tried !== undefined) return [{ index: dry, verb: tried, strength: 'strong' }];
  // `show_create_table`: what is shown is the statement.
  if (words[0]?.text === 'show' && words.length > 2) take(found, words, 0, 'strong', isNounToo);
  // `deploy_get_logs`: two plain verbs in a row, and the first names an area.
  const fetched = plays(words[1], role.fetching) ? 1 : 2;
  if (plays(words[fetched], role.fetching) && (isArea(words[fetched - 1]) || isFetched(words, fetched)))
    take(found, words, fetched, 'strong', isPlain);
  // `deploy_services_reader`: it reads, whatever it reads about.
  const last = words.length - 1;
  if (last > 1 && words[last]?.text === 'reader') takeNominal(found, words, last);
  const phrasal = words[0]?.known.phrasals?.find((each) => each.particle === words[1]?.text);
  if (phrasal !== undefined) found.push({ index: 0, verb: phrasal.verb, strength: 'strong' });
  take(found, words, 0, 'strong', isPlain);
  return found;
}

/** The other words that may decide, the likeliest first: a plain verb at the end, in the middle; then nouns that are verbs too. */
function takeOthers(found: Head[], words: readonly Word[], isReport: boolean): void {
  const last = words.length - 1;
  const ending = words[last];
  if (ending === undefined) return;
  // `check_login_status`, `query_cloud_run`: what is looked at may sound like an act.
  const runs = last > 1 && thingsToo.hasWord(ending);
  const told = isReport && words[1]?.known.nameVerb?.noun === false;
  if ((told || runs) && isFirst(words, lookers)) take(found, words, 0, 'noun', isNounToo);
  // `broadcast_to_list`: behind a preposition it is a thing.
  if (last > 0 && !(thingsToo.hasWord(ending) && plays(words[last - 1], role.preposition))) {
    const ends = endings.hasWord(ending) && ending.known.nameVerb?.noun === false;
    take(found, words, last, ends ? 'strong' : 'noun', isPlainOrEnding);
  }
  if (last > 1) take(found, words, 1, 'strong', isPlain);
  if (last > 0 && isDoer(ending.text)) takeNominal(found, words, last);
  if (!isReport || isFirst(words, endsWhat) || actsOnReport(words)) take(found, words, 0, 'noun', isNounToo);
  for (let index = 1; index < last; index += 1) take(found, words, index, 'noun', isPlain);
  if (isReport || (ending.known.classes & nounClass.guidance) !== 0) return;
  takeConversion(words, found);
  for (let index = 1; index <= last; index += 1) take(found, words, index, 'noun', isAny);
  for (let index = last; index >= 0; index -= 1) takeNominal(found, words, index);
  for (let index = 0; index <= last && found.length === 0; index += 1) {
    const verb = verbs.get(verbBefore(words[index]?.text ?? '') ?? '');
    if (verb !== undefined) found.push({ index, verb, strength: 'noun' });
  }
  for (let index = last; index >= 0 && found.length === 0; index -= 1) {
    const verb = verbs.get(verbWithin(words[index]?.text ?? '') ?? '');
    if (verb !== undefined) found.push({ index, verb, strength: 'noun' });
  }
}

function isFirst(words: readonly Word[], set: WordSet): boolean {
  return words[0] !== undefined && set.hasWord(words[0]);
}

const isAny = () => true;
const isPlain = (verb: Verb) => !verb.noun;
const isNounToo = (verb: Verb) => verb.noun;
const isPlainOrEnding = (verb: Verb) => !verb.noun || endings.has(verb.base);

/** Takes the verb at `index` when it is one of those and was not taken before. */
function take(
  found: Head[],
  words: readonly Word[],
  index: number,
  strength: Strength,
  which: (verb: Verb) => boolean,
): void {
  const verb = words[index]?.known.nameVerb;
  if (verb !== undefined && which(verb) && !isTaken(found, index)) found.push({ index, verb, strength });
}

function takeNominal(found: Head[], words: readonly Word[], index: number): void {
  const verb = words[index]?.known.nominal;
  if (verb !== undefined && !isTaken(found, index)) found.push({ index, verb, strength: 'noun' });
}

function isTaken(found: readonly Head[], index: number): boolean {
  for (const head of found) if (head.index === index) return true;
  return false;
}

/** Noun-verbs that are verbs before a report too: `clear_history`, `reset_stats`. */
const endsWhat = wordSet('clear reset flush clean cleanup drop'.split(' '));

/** `close_positions`, `record_test_results`: what is acted on may sound like a report. */
function actsOnReport(words: readonly Word[]): boolean {
  const last = words.at(-1)?.text;
  return words.length > 1 && (reported.get(words[0]?.text ?? '')?.has(last ?? '') ?? false);
}

const reported = new Map(
  Object.entries({
    close: wordSet(['positions']),
    cover: wordSet(['positions']),
    hedge: wordSet(['positions', 'portfolio']),
    change: wordSet(['status', 'state', 'version', 'name', 'type']),
    record: wordSet(['events', 'results', 'data', 'metrics', 'performance']),
    log: wordSet(['event', 'events', 'data', 'activity', 'metrics', 'feed']),
  }),
);

/** Verbs that look, though they are nouns as well. */
const lookers = wordSet('check show view query monitor track count poll watch report'.split(' '));
/** Endings that are things as often as acts. */
const thingsToo = wordSet(
  'run start list search read update set query import export upload download copy'.split(' '),
);

/** `acme_fetch_results_of_run`: a product's name in front, then what is done. */
function isFetched(words: readonly Word[], fetched: number): boolean {
  return words
    .slice(0, fetched)
    .every(({ text, known }) => known.nameVerb === undefined && !joints.has(text));
}

const joints = wordSet(['and', 'or', 'then', 'to']);

/** A plain verb that wraps no other. */
function isArea(word: Word | undefined): boolean {
  return word?.known.plainVerb?.noun === false && !wrappers.has(word.text);
}

/** `text_to_speech`, `pdf_to_markdown`: the "to" is the act. */
function takeConversion(words: readonly Word[], found: Head[]): void {
  const index = words.findIndex((word) => word.text === 'to' || word.text === '2');
  const target = words[index + 1];
  if (index < 0 || target === undefined) return;
  const isMedia = (target.known.classes & nounClass.media) !== 0;
  const verb = verbs.get(isMedia ? 'synthesize' : 'convert');
  if (verb !== undefined) found.push({ index, verb, strength: 'noun' });
}

/** "recommender", "runner", "analysis": the name of a thing that does, not of a thing that is acted on. */
function isDoer(word: string): boolean {
  return (
    word === 'deletion' || word === 'removal' || word === 'assistant' || /(er|or|yses|ysis|ytics)$/.test(word)
  );
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
  const tail = behind ? words.at(-1)?.text : undefined;
  return {
    field,
    at,
    verb,
    word,
    strength,
    object: thing.object,
    objectBits: thing.objectBits,
    headBits: thing.headBits,
    preposition: thing.preposition,
    beyond: thing.beyond,
    beyondBits: thing.beyondBits,
    tail,
    listed: false,
  };
}
