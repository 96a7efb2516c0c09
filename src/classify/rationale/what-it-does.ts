// The first sentence of a rationale: what one call does to what.

import { endsWith, includes, indexOf, slice, startsWith } from '../../kit/text.ts';
import type { Category } from '../../model/vocabulary.ts';
import { visible } from '../../model/wording.ts';
import type { Clause } from '../rules/clause.ts';
import { writesToPath } from '../rules/combine/promises.ts';
import type { Judged } from '../rules/decision.ts';
import { type EvidenceList, quote, quoteWhole } from '../rules/evidence.ts';
import { signalBit } from '../rules/lexicon/signals.ts';
import { spokenNouns, spokenVerb, withArticle } from '../rules/lexicon/spoken.ts';
import { thirdPerson } from '../rules/lexicon/verbs.ts';
import { wordSet } from '../rules/lexicon/word-set.ts';
import { isOrdinaryPhrase, isQuotable, phraseAfter, touchesItsThing } from '../rules/phrase.ts';
import type { Reading } from '../rules/reading.ts';
import { isLightVerb } from '../rules/views/text/lead.ts';
import type { Word } from '../rules/words.ts';
import type { Told } from './told.ts';

/** What one call does to what. Adds the quotations that carry it. */
export function whatItDoes(told: Told, evidence: EvidenceList): string {
  const { reading, decision, worstAction } = told;
  const name = code(reading.subject.definition.name);
  if (worstAction !== undefined) {
    const { argument, value } = worstAction.action;
    return `The argument ${code(argument)} chooses what ${name} does, and its worst value is ${code(value)}.`;
  }
  if (decision.category === 'Unknown') {
    quoteWhole(evidence, 'name', 'category');
    return `Neither the name ${name} nor anything else in the definition says what a call does.`;
  }
  if (decision.by === undefined) return withoutVerb(told, name, evidence);
  const spoken = told.steered ? undefined : fromText(told, evidence);
  const extra = extraOf(told, evidence);
  if (spoken !== undefined) return `A call of ${name} ${spoken}${extra}.`;
  const clause = decision.name?.clause ?? decision.by.clause;
  const verb = verbOf(clause);
  const thing = thingOfName(clause);
  const from = reading.hollow ? 'By its name alone, a call' : `A call of ${name}`;
  const said =
    thing === '' ? `${withoutPreposition(verb)}${withoutThing(told, clause, evidence)}` : `${verb} ${thing}`;
  return `${from} ${said}${extra}.`;
}

/** "stops a running virtual machine", as the description says it. */
function fromText({ reading, decision }: Told, evidence: EvidenceList): string | undefined {
  const { text, by, category } = decision;
  const judged = isOfText(text, category) ? text : by;
  if (!isOfText(judged, category) || judged.clause.strength === 'weak') return undefined;
  const { clause } = judged;
  const phrase = phraseAfter(reading, clause);
  if (phrase === undefined) return undefined;
  const verb =
    phrase.lead === clause.word && !isLightVerb(clause.word) ? verbOf(clause) : ownVerb(phrase.lead);
  quote(evidence, 'description', phrase.start, phrase.end, 'category');
  const bare = withoutPreposition(verb);
  if (phrase.foreign) return `${bare}, as its description says: "${phrase.text}"`;
  if (startsWith(phrase.text, ',')) return `${verb}${phrase.text}`;
  // "List of tiers" is a noun; behind our verb its thing stands alone.
  if (startsWith(phrase.text, 'of ') && !takesOf.has(clause.verb.base))
    return `${bare} ${slice(phrase.text, 3)}`;
  const space = indexOf(phrase.text, ' ');
  if (space > 0 && prepositions.has(slice(phrase.text, 0, space))) return `${bare} ${phrase.text}`;
  if (!includes(verb, ' ')) return `${verb} ${phrase.text}`;
  // "sets up" brings its particle; the author's words behind the verb begin with it again.
  const particle = verb.slice(verb.lastIndexOf(' ') + 1);
  const again = startsWith(phrase.text, `${particle} `);
  return `${verb} ${again ? phrase.text.slice(particle.length + 1) : phrase.text}`;
}

const prepositions = wordSet('to of on for about in'.split(' '));
const takesOf = wordSet(['dispose', 'think']);

/** It was read in the description, and means what was decided. */
function isOfText(judged: Judged | undefined, category: Category): judged is Judged {
  return judged?.clause.field === 'description' && judged.sense.category === category;
}

/** "signs in" of "signs in to". */
function withoutPreposition(verb: string): string {
  return includes(verb, ' ') ? verb.replace(/ (to|of|on|for|about)$/, '') : verb;
}

/** The verb that stands there, where another was judged: the first of a row, or "performs" before "a search". */
function ownVerb({ text, known }: Word): string {
  return known.verb?.spoken ?? spokenVerb(text, thirdPerson(text));
}

/** The verb as prose says it; "redeliver" and "unmerge" keep their beginning. */
function verbOf({ verb, word }: Clause): string {
  const { spoken } = verb;
  const { text } = word;
  if (text === verb.base || text === verb.third) return spoken;
  const added = /^(re|un)|ize$/.test(text) && !startsWith(text, slice(verb.base, 0, 3));
  if (!added || endsWith(text, 'ing')) return spoken;
  return text.endsWith('s') && !text.endsWith('ss') ? text : thirdPerson(text);
}

/** Behind a verb without its thing: what the author says; with nothing said, that the thing is not named. */
function withoutThing(told: Told, { verb }: Clause, evidence: EvidenceList): string {
  const words = inItsWords(told, evidence);
  return words === '' && needsThing.has(verb.base) ? ' something that the definition does not name' : words;
}

const needsThing = wordSet('get set put list create delete update add remove fetch read write'.split(' '));

function inItsWords({ reading, steered }: Told, evidence: EvidenceList): string {
  const text = steered || reading.hollow ? '' : firstWords(reading, evidence);
  return text === '' ? '' : `, as its description says: "${text}"`;
}

function withoutVerb({ reading, decision, steered }: Told, name: string, evidence: EvidenceList): string {
  quoteWhole(evidence, 'name', 'category');
  const argument = rawArgument(reading);
  if (decision.category === 'Execute' && argument !== undefined) {
    quoteWhole(evidence, 'parameterName', 'category', argument);
    return `A call of ${name} carries out what the caller passes in ${code(argument)}.`;
  }
  const text = steered ? '' : firstWords(reading, evidence);
  if (text !== '') return `By its description, ${name} is this: "${text}".`;
  return `The name ${name} names information, and nothing in the definition acts on it.`;
}

function thingOfName(clause: Clause): string {
  const words = touchesItsThing(clause) ? clause.object.map((word) => word.text) : [];
  if (words.length === 0 || !isOrdinaryPhrase(words.join(' '))) return '';
  const isNew = makesNew.has(clause.verb.base);
  return withArticle(spokenNouns(words), isNew);
}

const makesNew = wordSet('create add generate make new insert register build send post'.split(' '));

/** ", and `force` makes it stronger"; ", as the caller words it in `sql`". */
function extraOf({ reading, decision }: Told, evidence: EvidenceList): string {
  if (decision.category === 'Read' || decision.category === 'Unknown') return '';
  for (const signal of stronger) {
    const argument = reading.schema.bySignal(signal);
    if (argument === undefined || argument.kind !== 'switch') continue;
    quoteWhole(evidence, 'parameterName', 'level', argument.name);
    return `, and ${code(argument.name)} makes it stronger`;
  }
  if (decision.rules[0] === writesToPath) return keptUnder(reading, evidence);
  const argument = decision.category === 'Execute' ? rawArgument(reading) : undefined;
  if (argument === undefined) return '';
  quoteWhole(evidence, 'parameterName', 'category', argument);
  return `, as the caller words it in ${code(argument)}`;
}

/** ", and keeps its result under `output_path`". */
function keptUnder({ schema }: Reading, evidence: EvidenceList): string {
  const argument = schema.bySignal(signalBit['output-path']);
  if (argument === undefined) return '';
  quoteWhole(evidence, 'parameterName', 'category', argument.name);
  return `, and keeps its result under ${code(argument.name)}`;
}

const stronger = [signalBit.permanent, signalBit.force, signalBit.recursive, signalBit.all];
const rawSignals = [signalBit.command, signalBit.code, signalBit.query, signalBit.prompt];

function rawArgument(reading: Reading): string | undefined {
  for (const signal of rawSignals) {
    const argument = reading.schema.bySignal(signal);
    if (argument?.free === true) return argument.name;
  }
  return undefined;
}

/** The beginning of the first sentence, quoted. */
function firstWords(reading: Reading, evidence: EvidenceList): string {
  const words = reading.text.words.filter((word) => word.sentence === 0);
  const first = words[0];
  const last = words[Math.min(words.length, 14) - 1];
  if (first === undefined || last === undefined) return '';
  const { original } = reading.descriptionText;
  const author = reading.subject.definition.description;
  const start = original(first.start);
  const end = closed(author, start, original(last.end));
  const text = author.slice(start, end).replace(/\s+/g, ' ');
  if (!isQuotable(text)) return '';
  quote(evidence, 'description', start, end, 'category');
  return text;
}

/** The end of a quotation, moved so that it leaves no parenthesis open. */
function closed(author: string, start: number, end: number): number {
  const opening = author.lastIndexOf('(', end);
  if (opening <= start || author.slice(opening, end).includes(')')) return end;
  return author[end] === ')' ? end + 1 : author.slice(0, opening).trimEnd().length;
}

/** Letters, digits and the usual separators: nothing to make visible. */
function isPlainName(text: string): boolean {
  if (text.length > 60) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code > 126 || code === 96) return false;
  }
  return true;
}

function code(text: string): string {
  if (isPlainName(text)) return `\`${text}\``;
  return `\`${visible(text, 60).replaceAll('`', "'")}\``;
}
