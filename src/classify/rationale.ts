// The rationale: what one call does to what, why this category, what a misled agent could cause, and what is missing.
import { visible } from '../model/wording.ts';
import type { JudgedAction } from './rules/actions.ts';
import type { Decision } from './rules/combine.ts';
import type { EvidenceList } from './rules/evidence.ts';
import { spanOf } from './rules/evidence.ts';
import type { LevelDecision } from './rules/level.ts';
import { harmsByCategory, harmsByReason, harmsBySense } from './rules/lexicon/harms.ts';
import type { Signal } from './rules/lexicon/signals.ts';
import { thirdPerson } from './rules/lexicon/verbs.ts';
import { isOrdinaryPhrase } from './rules/phrase-of.ts';
import type { Reading } from './rules/reading.ts';

/** What the rationale is made of. */
export interface Told {
  readonly reading: Reading;
  readonly decision: Decision;
  readonly level: LevelDecision;
  readonly categoryReason: string;
  readonly confidence: number;
  readonly worstAction: JudgedAction | undefined;
  /** The text tries to steer its reader; none of it is repeated. */
  readonly steered: boolean;
}

/** Below this, the rationale says what the definition leaves out. */
const unsure = 0.7;

/** Two to four sentences. Adds the quotations that carry them. */
export function rationaleOf(told: Told, evidence: EvidenceList): string {
  return [whatItDoes(told, evidence), told.categoryReason, whatCouldHappen(told), whatIsMissing(told)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function whatItDoes(told: Told, evidence: EvidenceList): string {
  const { reading, decision, worstAction } = told;
  const name = code(reading.subject.definition.name);
  const clause = decision.by?.clause;
  if (worstAction !== undefined && clause?.field === 'parameterChoice') {
    return `The argument ${code(worstAction.action.argument)} chooses what ${name} does, and its worst value is ${code(worstAction.action.value)}.`;
  }
  if (decision.category === 'Unknown')
    return `Neither the name ${name} nor anything else in the definition says what a call does.`;
  if (clause === undefined) {
    evidence.addWhole('name', 'category');
    const argument = rawArgument(reading);
    if (decision.category === 'Execute' && argument !== undefined) {
      evidence.addWhole('parameterName', 'category', argument);
      return `A call of ${name} carries out what the caller passes in ${code(argument)}.`;
    }
    const text = told.steered ? '' : phraseOfText(reading);
    return text === ''
      ? `The name ${name} names information, and nothing in the definition acts on it.`
      : `A call of ${name} returns what its description names: "${text}".`;
  }
  const verb = thirdPerson(clause.verb.base.replaceAll('_', ' '));
  const thing = told.steered ? '' : thingOfText(told);
  const extra = extraOf(told, evidence);
  if (thing !== '') return `A call of ${name} ${verb} ${thing}${extra}.`;
  const own = thingOfName(reading, decision);
  const from = reading.hollow ? 'By its name alone, a call' : `A call of ${name}`;
  return `${from} ${verb}${own === '' ? '' : ` ${own}`}${extra}.`;
}

/** "a running virtual machine", as the description says it; empty when it does not read as a plain phrase. */
function thingOfText(told: Told): string {
  const { reading, decision } = told;
  const clause = [decision.by, decision.text].find(
    (judged) => judged?.clause.field === 'description' && judged.clause.verb === decision.by?.clause.verb,
  )?.clause;
  if (clause === undefined || clause.object.length === 0) return '';
  const [, end] = spanOf(reading, clause);
  const text = reading.subject.definition.description;
  const from = reading.descriptionText.original(clause.word.end);
  const full = text.slice(from, end).replace(/\s+/g, ' ').trim();
  if (isOrdinaryPhrase(full)) return full;
  const last = clause.object.at(-1);
  const short =
    last === undefined
      ? ''
      : text.slice(from, reading.descriptionText.original(last.end)).replace(/\s+/g, ' ').trim();
  return isOrdinaryPhrase(short) ? short : '';
}

function thingOfName(reading: Reading, decision: Decision): string {
  const clause = decision.name?.clause ?? decision.by?.clause;
  const words = clause?.object.map((word) => word.text).join(' ') ?? '';
  if (words === '' || !isOrdinaryPhrase(words)) return '';
  void reading;
  return withArticle(words);
}

/** ", with `force` to make it stronger". */
function extraOf(told: Told, evidence: EvidenceList): string {
  const { reading, decision } = told;
  if (decision.category === 'Read' || decision.category === 'Unknown') return '';
  const strong: readonly Signal[] = ['permanent', 'force', 'recursive', 'all'];
  for (const signal of strong) {
    const argument = reading.schema.bySignal(signal);
    if (argument === undefined || argument.kind !== 'switch') continue;
    evidence.addWhole('parameterName', 'level', argument.name);
    return `, and ${code(argument.name)} makes it stronger`;
  }
  const argument = decision.category === 'Execute' ? rawArgument(reading) : undefined;
  if (argument === undefined) return '';
  evidence.addWhole('parameterName', 'category', argument);
  return `, as the caller words it in ${code(argument)}`;
}

function rawArgument(reading: Reading): string | undefined {
  for (const signal of ['command', 'code', 'query', 'prompt'] as const) {
    const argument = reading.schema.bySignal(signal);
    if (argument?.free === true) return argument.name;
  }
  return undefined;
}

function phraseOfText(reading: Reading): string {
  const words = reading.text.words.filter((word) => word.sentence === 0);
  const first = words[0];
  const last = words[Math.min(words.length, 14) - 1];
  if (first === undefined || last === undefined) return '';
  const { original } = reading.descriptionText;
  const text = reading.subject.definition.description
    .slice(original(first.start), original(last.end))
    .replace(/\s+/g, ' ');
  return isOrdinaryPhrase(text) ? text : '';
}

function whatCouldHappen({ reading, decision, level }: Told): string {
  const clause = decision.by?.clause;
  const says =
    (level.reason === undefined ? undefined : harmsByReason[level.reason]) ??
    harmsBySense[decision.by?.sense.id ?? ''] ??
    harmsByCategory[decision.category];
  const thing = clause?.object.map((word) => word.text).join(' ') ?? '';
  const plain = thing !== '' && isOrdinaryPhrase(thing) && thing.length <= 40 ? thing : '';
  void reading;
  return `Called wrongly, it could ${says.replace('{thing}', plain === '' ? 'thing' : plain).replace('{it}', plain === '' ? 'it' : `the ${plain}`)}.`;
}

function whatIsMissing({ reading, confidence }: Told): string {
  if (confidence >= unsure && !reading.hollow) return '';
  if (reading.hollow) {
    return reading.schema.arguments.length === 0
      ? 'The definition gives no description and no arguments, so this rests on the name.'
      : 'The definition gives no description, so this rests on the name and the arguments.';
  }
  return 'The definition does not say what changes when it is called.';
}

function withArticle(words: string): string {
  if (/s$/.test(words) && !/(ss|us|is)$/.test(words)) return words;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function code(text: string): string {
  return `\`${visible(text, 60).replaceAll('`', "'")}\``;
}
