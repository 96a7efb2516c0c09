// From what the views saw to one category, by the rubric's order; each decision names its rule.
import { type Category, categoryOrder } from '../../model/vocabulary.ts';
import { type Clause, senseOf } from './clause.ts';
import { domainBits, domainsOf } from './lexicon/domains.ts';
import { nounClass } from './lexicon/nouns.ts';
import { markBit } from './lexicon/phrases.ts';
import { signalBit } from './lexicon/signals.ts';
import { type CompiledSense, verbs } from './lexicon/verbs.ts';
import type { Reading } from './reading.ts';
import { type NameView, nameView } from './views/name-view.ts';
import { type Word, wordsOfName } from './words.ts';

/** A clause with the sense that it has here. */
export interface Judged {
  readonly clause: Clause;
  readonly sense: CompiledSense;
}

export interface Decision {
  readonly category: Category;
  /** Ids of the rules that decided, the category's first. */
  readonly rules: readonly string[];
  /** What carried the category; undefined when only nouns, arguments or hints did. */
  readonly by: Judged | undefined;
  /** What the name and the text say by themselves. */
  readonly name: Judged | undefined;
  readonly text: Judged | undefined;
  readonly neighbor: Category | undefined;
  /** Lowered because the definition promises to only read, or to not carry out. */
  readonly promise: 'read-only' | 'dry-words' | undefined;
  /** The tool's name and text disagree, and the worse was taken. */
  readonly mismatch: boolean;
}

export function severity(category: Category): number {
  return categoryOrder.indexOf(category);
}

/** Decides the category. `lowering` is false when the definition tries to talk its reader into a verdict. */
export function combine(reading: Reading, name: NameView, lowering: boolean): Decision {
  const byText = worst(reading.text.clauses, reading);
  const byName =
    shared(name, byText, reading) ?? worst(name.clauses, reading) ?? firstOf(name.spare(), reading);
  const first = wholeManagement(reading, choose(reading, name, byName, byText, lowering));
  return lasting(reading, promised(reading, first, lowering));
}

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

const weakest = new Set(['names-thing', 'text-noun', 'plural-noun', 'noun-report', 'paging-arguments']);

/** The clause of the name that the text leads with as well: both mean that one. */
function shared(name: NameView, text: Judged | undefined, reading: Reading): Judged | undefined {
  if (text === undefined || name.clauses[0]?.verb === text.clause.verb) return undefined;
  const spare = name.spare();
  const same = firstOf(
    spare.filter((clause) => clause.verb === text.clause.verb),
    reading,
  );
  if (same !== undefined) return same;
  // `deploy_rules_get`, "Retrieves the rules for deploying": the plain verb at the end is the one that is meant.
  const last = spare.find((clause) => clause.strength === 'strong' && clause.word === name.words.at(-1));
  const ending = last === undefined ? undefined : firstOf([last], reading);
  return ending?.sense.category === text.sense.category ? ending : undefined;
}

function worst(all: readonly Clause[], reading: Reading): Judged | undefined {
  const clauses = all.filter((clause) => !isSummed(clause, all) && !isPutBack(clause, all));
  let found: Judged | undefined;
  for (const clause of clauses) {
    const sense = senseOf(clause, reading);
    if (sense === undefined) continue;
    // What is run decides; the statements that a text lists as examples do not.
    if (found === undefined && decidesAlone.has(sense.id)) return { clause, sense };
    if (found === undefined || severity(sense.category) > severity(found.sense.category)) {
      found = { clause, sense };
    }
  }
  return found;
}

/** "Manage teams: list, get": what is listed tells what managing means. */
function isSummed({ verb, listed }: Clause, all: readonly Clause[]): boolean {
  return !listed && verb.base === 'manage' && all.filter((clause) => clause.listed).length > 1;
}

/** "Add or remove bullets on paragraphs": what is taken off there can be added there. */
function isPutBack(clause: Clause, all: readonly Clause[]): boolean {
  const { verb, object, objectBits, preposition } = clause;
  if (verb.base !== 'remove' || !all.some((other) => other.verb.base === 'add')) return false;
  if ((objectBits & nounClass.link) === 0 && !['on', 'from', 'to'].includes(preposition ?? '')) return false;
  return object.length > 0 && all.every((other) => other.verb.base !== 'delete');
}

const decidesAlone = new Set(['run-query', 'run-code', 'run-shell', 'run-log-query', 'run-metric-query']);

/** The verb says so little that the author's "cannot be undone" says more. */
function canBeWorse({ category, by, text }: Decision): boolean {
  if (category === 'Read' || category === 'Unknown') return true;
  if (category !== 'Write' && category !== 'Execute') return false;
  if (by === undefined || by.sense.id === 'put-away') return false;
  if (by.sense.effects?.includes('sends-messages') === true) return false;
  if (by.clause.verb.base === 'close' || endsSoftly.has(by.sense.id)) return true;
  return by.clause.strength === 'noun' && text?.clause.strength !== 'strong';
}

const endsSoftly = new Set(['session-end', 'open-anything', 'hand-over', 'reset-one']);

/** What cannot be undone is no look-up, whatever the verbs seem to say. */
function lasting(reading: Reading, decision: Decision): Decision {
  if (!canBeWorse(decision)) return decision;
  if (decision.promise !== undefined || (reading.marks & markBit.permanent) === 0) return decision;
  // Of what plainly looks up or works out, what a later sentence tells of the thing is not the call.
  const agreed =
    decision.category === 'Read' &&
    [decision.by, decision.text].some((judged) => judged?.clause.strength === 'strong');
  const said = reading.text.marks.some((mark) => mark.kind === 'permanent' && (!agreed || mark.sentence < 2));
  if (!said) return decision;
  return { ...decision, category: 'Destructive', rules: ['cannot-be-undone'], by: undefined };
}

/** "CRUD" and "full management" name deleting without the word. */
function wholeManagement(reading: Reading, decision: Decision): Decision {
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

function firstOf(clauses: readonly Clause[], reading: Reading): Judged | undefined {
  for (const clause of clauses) {
    const sense = senseOf(clause, reading);
    if (sense !== undefined) return { clause, sense };
  }
  return undefined;
}

function choose(
  reading: Reading,
  name: NameView,
  byName: Judged | undefined,
  byText: Judged | undefined,
  lowering: boolean,
): Decision {
  const base = { name: byName, text: byText, neighbor: undefined, promise: undefined, mismatch: false };
  const by = (judged: Judged, rule: string, mismatch = false): Decision => ({
    ...base,
    category: judged.sense.category,
    rules: [rule, judged.sense.id],
    by: judged,
    mismatch,
  });
  if (byName !== undefined && byText !== undefined) {
    const nameRank = severity(byName.sense.category);
    const textRank = severity(byText.sense.category);
    if (nameRank === textRank) return by(byName, 'name-and-text');
    if (textRank > nameRank) {
      return textCarries(byName, byText) ? by(byText, 'text-worse') : by(byName, 'name');
    }
    if (lowering && (isNamedThing(byName, byText) || isSaidInFull(byName, byText)))
      return by(byText, 'text-over-noun');
    if (!lowering || saysLess(byName, byText)) return by(byName, 'name-worse', nameRank >= 3);
    if (isGuide(byText, reading) && nameRank <= severity('Execute')) return by(byText, 'guide');
    if (associations.has(byText.sense.id) && takesOut.has(byName.clause.verb.base))
      return by(byText, 'text-association');
    if (byName.clause.strength === 'strong' || (isSpecific(byName.sense) && nameRank >= 3))
      return by(byName, 'name-worse', nameRank >= 3);
    const telling = !general.has(byName.sense.id) || byName.clause.word.start === 0;
    return by(byText, 'text-over-noun', telling && nameRank >= severity('Execute'));
  }
  if (byName !== undefined && namesThing(name, byName, reading))
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  if (byName !== undefined) return by(byName, 'name');
  // A report that a caption describes: what stands deep in the sentence is not its act.
  if (byText !== undefined && name.isReport && isDeep(byText, reading))
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  if (byText !== undefined) return by(byText, 'text');
  return withoutVerb(reading, name, base);
}

/** `pipeline_run`, "Gets one run of a pipeline": the verb that stands last in the name is the thing that the text acts on. */
function isNamedThing({ clause }: Judged, { clause: text, sense }: Judged): boolean {
  if (clause.tail !== undefined || clause.word.start === 0 || text.verb === clause.verb) return false;
  return sense.id === 'look-up' && text.strength === 'strong' && has(text.object, clause.word.text);
}

/** `calls_create`, "Create a call record": the text names the same thing in full. */
function isSaidInFull({ clause, sense }: Judged, { clause: text }: Judged): boolean {
  if (sense.category !== 'Execute' || text.verb !== clause.verb || clause.object.length === 0) return false;
  const last = text.object.at(-1)?.text ?? '';
  return !has(clause.object, last) && clause.object.some((word) => has(text.object, word.text));
}

/** The word in one of its two numbers. */
function has(words: readonly Word[], text: string): boolean {
  return words.some((word) => word.text === text || `${word.text}s` === text || word.text === `${text}s`);
}

/** "Sends a tip", "answers a mail": the text has a verb for anything, and the name tells which thing is done. */
function saysLess(name: Judged, text: Judged): boolean {
  const noun = name.clause.verb.base;
  if (!vague.has(text.clause.verb.base) || text.clause.field !== 'description') return false;
  if (text.clause.object.some((word) => word.text === noun)) return true;
  return name.clause.word.start === 0 && name.clause.object.length > 0;
}

/** Verbs that say little of what is done. */
const vague = new Set('give make take put send ask answer set count do open move bring maintain'.split(' '));

/** Senses by which only a link between two things ends. */
export const associations: ReadonlySet<string> = new Set([
  'end-link',
  'delete-link',
  'keep-thing',
  'end-relation',
  'take-out',
  'unlink',
]);
/** Senses of words so general that a description uses them for anything. */
const general = new Set([
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
function textCarries(name: Judged, text: Judged): boolean {
  if (text.clause.strength !== 'strong')
    return name.clause.strength === 'noun' && text.clause.strength === 'noun' && !general.has(text.sense.id);
  // "Triggers the token refresh": the name says what is triggered.
  if (
    name.sense.category === 'Write' &&
    text.clause.object.some((word) => word.text === name.clause.verb.base)
  )
    return !general.has(text.sense.id);
  if (name.clause.strength !== 'strong') return true;
  if (startsWhatItCreates(name, text)) return true;
  if (general.has(text.sense.id)) return false;
  // The same verb: the name says on what, and a description only adds to that.
  if (sameVerb(name, text) && severity(text.sense.category) < severity('Destructive')) return false;
  // "Set or remove a value": one field of something that stays.
  if (text.clause.listed && setsFields.has(name.clause.verb.base) && softRemovals.has(text.clause.verb.base))
    return false;
  // "Executes the get_status command": the text only repeats the name.
  if (
    text.clause.object.some((word) => word.text.includes('_') && word.text.startsWith(name.clause.verb.base))
  )
    return false;
  if (
    name.sense.id === 'look-up' &&
    text.sense.category === 'Write' &&
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

function sameVerb(name: Judged, text: Judged): boolean {
  return name.clause.verb === text.clause.verb && name.clause.object.length > 0;
}

/** The description begins by offering instructions: the act itself is left to the reader. */
function isGuide(text: Judged, reading: Reading): boolean {
  return (
    text.sense.category === 'Read' &&
    text.clause.strength !== 'weak' &&
    reading.text.marks.some((mark) => mark.kind === 'instructions' && mark.sentence === 0)
  );
}

/** `post_reactions`: "Reactions that a post has got": the text begins with the name's last noun. */
function namesThing(name: NameView, byName: Judged, reading: Reading): boolean {
  if (byName.clause.strength !== 'noun') return false;
  const last = name.words.at(-1)?.text ?? '';
  return isPlural(last) && last !== byName.clause.word.text && reading.text.words[0]?.text === last;
}

/** Verbs that end a link as often as a thing. */
const takesOut = new Set(['delete', 'remove', 'del', 'rm']);

function isSpecific(sense: CompiledSense): boolean {
  return sense.words !== undefined || sense.object !== 0 || sense.head !== undefined;
}

/** No verb anywhere: arguments, then nouns, decide; else we do not know. */
function withoutVerb(
  reading: Reading,
  name: NameView,
  base: Omit<Decision, 'category' | 'rules' | 'by'>,
): Decision {
  if ((reading.marks & markBit.agent) !== 0 && (reading.signals & signalBit.prompt) !== 0) {
    return { ...base, category: 'Execute', rules: ['agent-prompt'], by: undefined };
  }
  if ((reading.signals & signalBit.paging) !== 0) {
    return { ...base, category: 'Read', rules: ['paging-arguments'], by: undefined };
  }
  const runsCode = (name.bits & nounClass.code) !== 0 && (reading.signals & signalBit.code) !== 0;
  if (runsCode || (reading.signals & signalBit.command) !== 0) {
    return { ...base, category: 'Execute', rules: ['raw-argument'], by: undefined };
  }
  if (name.isReport || (name.bits & (nounClass.inquiry | nounClass.guidance | nounClass.report)) !== 0) {
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  }
  if (isPlural(name.words.at(-1)?.text ?? '') && !reading.text.opensWithAct) {
    return { ...base, category: 'Read', rules: ['plural-noun'], by: undefined };
  }
  if (reading.text.opensWithAct) {
    return { ...base, category: 'Unknown', rules: ['unknown-verb'], by: undefined };
  }
  const operations = reading.text.words.filter((word) => namesOperation(word.text)).slice(0, mostOperations);
  const gravest = worst(operations.flatMap(clausesOfOperation), reading);
  if (gravest !== undefined) {
    return {
      ...base,
      category: gravest.sense.category,
      rules: ['lists-operations', gravest.sense.id],
      by: gravest,
    };
  }
  if (reading.text.words.length >= 3) {
    return { ...base, category: 'Read', rules: ['text-noun'], by: undefined };
  }
  if (namesInformation(name, reading)) {
    return { ...base, category: 'Read', rules: ['names-thing'], by: undefined };
  }
  return { ...base, category: 'Unknown', rules: ['nothing-carries'], by: undefined };
}

/** `segmented-revenue`, `bus_arrival`: nouns and no act. A single word is as often a product's name as a thing's. */
function namesInformation(name: NameView, reading: Reading): boolean {
  if ((name.bits & (nounClass.agent | nounClass.device | nounClass.money)) !== 0) return false;
  if ((reading.domains & agentDomain) !== 0) return false;
  const own = name.words.filter(({ text }) => text.length > 2 && !frames.has(text));
  if (own.length === 1 && domainsOf(own[0]?.text ?? '') !== 0) return false;
  return own.some(({ text }) => !reading.serverName.includes(text));
}

const agentDomain = domainBits(['agents']);
/** Words that say only that it is a tool. */
const frames = new Set('tool tools mcp api server service function helper agent demo test new my'.split(' '));

/** Not plainly a verb, and not where the text begins. */
function isDeep({ clause }: Judged, reading: Reading): boolean {
  return clause.strength !== 'strong' && clause.word.start !== reading.text.words[0]?.start;
}

/** "create_server" in running text: an operation that the tool offers and that we do not judge by itself. */
function namesOperation(word: string): boolean {
  const end = word.indexOf('_');
  return end > 0 && verbs.get(word.slice(0, end))?.noun === false;
}

const mostOperations = 40;

/** The clauses of such an operation, with their places in the description. */
function clausesOfOperation(operation: Word): readonly Clause[] {
  const words = wordsOfName(operation.text).map((word) => ({
    ...word,
    start: word.start + operation.start,
    end: word.end + operation.start,
  }));
  return nameView(words, 0, 'description').clauses;
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss');
}

/** Promises to only read lower queries; promises to not carry out lower the rest. */
function promised(reading: Reading, decision: Decision, lowering: boolean): Decision {
  if (!lowering) return decision;
  const sense = decision.by?.sense.id ?? '';
  const runs = sense === 'run-code' || sense === 'call-service';
  const isQuery =
    runs ||
    sense === 'run-query' ||
    sense === 'query-by-statement' ||
    (sense === 'run' && (reading.signals & signalBit.query) !== 0);
  if (decision.category === 'Execute' && isQuery && (reading.marks & markBit['read-only']) !== 0) {
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
