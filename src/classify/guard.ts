// Suspicions about a definition: what tries to steer its reader, hides, or contradicts the rest. They raise flags and lower nothing.
import { type EvidenceField, type Finding, fieldText } from '../model/verdict.ts';
import type { Category } from '../model/vocabulary.ts';
import { invisibleCharacters } from '../model/wording.ts';
import { isPlain } from './rules/clean-text.ts';
import { namesReading } from './rules/combine/promises.ts';
import { type Decision, severity } from './rules/decision.ts';
import {
  type EvidenceList,
  evidenceList,
  quote,
  quoteClause,
  quoteRead,
  quoteWhole,
} from './rules/evidence.ts';
import { type MarkKind, markBit } from './rules/lexicon/phrases.ts';
import type { Reading } from './rules/reading.ts';
import { firstMark, type Mark, marksOfKind } from './rules/views/text/marks.ts';
import { quickLook } from './rules/views/text/quick-look.ts';
import { longestRead } from './rules/words.ts';

/** What in the text speaks to the reader or a classifier; found before anything is lowered. */
export function instructionFindings(reading: Reading): readonly Finding[] {
  if (!mayInstruct(reading)) return none;
  const evidence = evidenceList(reading);
  for (const { kind, start, end } of reading.text.marks) {
    if (kind === 'instruction') quoteRead(evidence, start, end, 'instruction-like-text');
  }
  const { text } = reading.descriptionText;
  for (const { start, end } of beyond('instruction', text).slice(0, mostShown)) {
    quoteRead(evidence, start, end, 'instruction-like-text');
  }
  for (const { name, description } of reading.schema.arguments) {
    if (description === '' || !mayHold.instruction(description, 0)) continue;
    for (const { start, end } of marksOfKind('instruction', description, 0).slice(0, mostShown)) {
      quote(evidence, 'parameterDescription', start, end, 'instruction-like-text', name);
    }
  }
  if (evidence.found.length === 0) return none;
  return [
    {
      id: 'instruction-like-text',
      detail: 'The definition speaks to its reader or to a classifier; we ignore that as evidence.',
      evidence: evidence.found.slice(0, mostShown),
    },
  ];
}

/** The usual case is that nothing does. */
function mayInstruct({ marks, descriptionText, schema }: Reading): boolean {
  if ((marks & markBit.instruction) !== 0 || descriptionText.text.length > longestRead) return true;
  for (const { description } of schema.arguments) {
    if (description !== '' && mayHold.instruction(description, 0)) return true;
  }
  return false;
}

const mayHold = { instruction: quickLook('instruction'), 'read-only': quickLook('read-only') };

const none: readonly Finding[] = [];

/** How many quotations show a suspicion. */
const mostShown = 5;

/** Marks in the part of a description that is not read for meaning. */
function beyond(kind: keyof typeof mayHold, text: string): readonly Mark[] {
  if (text.length <= longestRead) return nothingBeyond;
  const found: Mark[] = [];
  // Parts overlap, so that no phrase is cut in two.
  for (let from = longestRead - overlap; from + overlap < text.length; from += longestRead - overlap) {
    if (mayHold[kind](text, from)) found.push(...marksOfKind(kind, text, from));
  }
  return found;
}

const overlap = 80;
const nothingBeyond: readonly Mark[] = [];

/** All suspicions: those about instructions, hidden characters, and contradictions. */
export function findingsOf(
  reading: Reading,
  decision: Decision,
  instructions: readonly Finding[],
): Finding[] {
  const found = [...instructions];
  for (const finding of hiddenFindings(reading)) found.push(finding);
  for (const find of contradictions) {
    const finding = find(reading, decision);
    if (finding !== undefined) found.push(finding);
  }
  return found;
}

/** Characters that a person does not see. */
function hiddenFindings(reading: Reading): readonly Finding[] {
  if (isAllPlain(reading)) return none;
  const evidence = evidenceList(reading);
  const fields: readonly EvidenceField[] = ['name', 'title', 'description'];
  for (const field of fields) addHidden(reading, evidence, field);
  for (const argument of reading.schema.arguments) {
    addHidden(reading, evidence, 'parameterName', argument.name);
    if (argument.description !== '') addHidden(reading, evidence, 'parameterDescription', argument.name);
  }
  if (evidence.found.length === 0) return none;
  return [
    {
      id: 'hidden-characters',
      detail: 'The definition holds characters that a person does not see.',
      evidence: evidence.found.slice(0, mostShown),
    },
  ];
}

function addHidden(reading: Reading, evidence: EvidenceList, field: EvidenceField, at?: string): void {
  const text = fieldText(reading.subject, field, at);
  if (text === undefined || isPlain(text)) return;
  for (const match of text.matchAll(invisibleCharacters)) {
    const start = match.index;
    if (isOrdinary(text, start, match[0])) continue;
    quote(evidence, field, start, start + match[0].length, 'hidden-characters', at);
    return;
  }
}

/** White space of layout, and joiners inside emoji or scripts that need them. */
function isOrdinary(text: string, at: number, character: string): boolean {
  if (character === '\n' || character === '\r' || character === '\t') return true;
  if (character !== '\u200d' && character !== '\u200c' && character !== '\u200e' && character !== '\u200f')
    return false;
  return at > 0 && text.charCodeAt(at - 1) > 0x2ff;
}

/** The usual case: no field holds anything but plain characters. */
function isAllPlain({ subject, nameText, descriptionText, schema }: Reading): boolean {
  if (!nameText.isPlain || !descriptionText.isPlain) return false;
  for (const { name, description } of schema.arguments) {
    if (!isPlain(name) || !isPlain(description)) return false;
  }
  return isPlain(fieldText(subject, 'title') ?? '');
}

function readOnlyClaim(reading: Reading, decision: Decision): Finding | undefined {
  const lowered = decision.promise === 'read-only';
  if (decision.category === 'Read' && !lowered) return undefined;
  const mark =
    firstMark(reading.text.marks, 'read-only') ?? beyond('read-only', reading.descriptionText.text)[0];
  if (mark === undefined && !lowered) return undefined;
  const evidence = evidenceList(reading);
  if (mark !== undefined) {
    quoteRead(evidence, mark.start, mark.end, 'claims-read-only');
  } else if (namesReading(reading)) {
    quoteWhole(evidence, 'name', 'claims-read-only');
  } else {
    const { description } = reading.subject.server;
    quoteWhole(evidence, description === '' ? 'serverTitle' : 'serverDescription', 'claims-read-only');
  }
  return {
    id: 'claims-read-only',
    detail: lowered
      ? 'Only a promise to read makes this a Read tool; its arguments would allow more.'
      : 'The definition claims to only read, and the rest of it does not bear that out.',
    evidence: evidence.found,
  };
}

function readOnlyConflict(reading: Reading, { category, promise }: Decision): Finding | undefined {
  const hint = reading.subject.definition.annotations?.readOnlyHint;
  if (hint === true && category !== 'Read' && category !== 'Unknown')
    return conflict(reading, category, 'readOnlyHint', 'that it only reads');
  if (hint === true && promise === 'read-only')
    return conflict(
      reading,
      category,
      'readOnlyHint',
      'that it only reads, which its arguments do not bear out',
    );
  if (hint === false && category === 'Read')
    return conflict(reading, category, 'readOnlyHint', 'that it changes something');
  return undefined;
}

function destructiveConflict(reading: Reading, { category }: Decision): Finding | undefined {
  const hint = reading.subject.definition.annotations?.destructiveHint;
  if (hint === false && (category === 'Destructive' || category === 'Financial'))
    return conflict(reading, category, 'destructiveHint', 'that it destroys nothing');
  if (hint === true && category === 'Read')
    return conflict(reading, category, 'destructiveHint', 'that it may destroy');
  return undefined;
}

function conflict(
  reading: Reading,
  category: Category,
  hint: 'readOnlyHint' | 'destructiveHint',
  says: string,
): Finding {
  const evidence = evidenceList(reading);
  quote(evidence, 'annotation', 0, hint.length, 'annotation-contradiction', hint);
  return {
    id: 'annotation-contradiction',
    detail: `The author declares ${says}; we class it as ${category}.`,
    evidence: evidence.found,
  };
}

function mismatch(reading: Reading, decision: Decision): Finding | undefined {
  const { name, text } = decision;
  if (name === undefined || text === undefined) return undefined;
  if (name.sense.category === text.sense.category) return undefined;
  const overruled = decision.rules[0] === 'text-over-noun' && decision.mismatch;
  const dangerous = Math.max(severity(name.sense.category), severity(text.sense.category)) >= 3;
  const plain = name.clause.strength === 'strong' && text.clause.strength !== 'weak';
  if (!dangerous || !(plain || overruled)) return undefined;
  const evidence = evidenceList(reading);
  quoteClause(evidence, name.clause, 'name-text-mismatch');
  quoteClause(evidence, text.clause, 'name-text-mismatch');
  return {
    id: 'name-text-mismatch',
    detail: `The name reads as ${name.sense.category} and the description as ${text.sense.category}; ${overruled ? 'the description counts' : 'the worse counts'}.`,
    evidence: evidence.found,
  };
}

/** Senses by which only a sentence of the description keeps a deletion from being one. */
const softening: ReadonlyMap<string, readonly MarkKind[]> = new Map([
  ['delete-into-trash', ['trash']],
  ['keep-thing', ['kept']],
  ['dissolve', ['kept']],
  ['undelete', ['trash', 'gone']],
]);

function softened(reading: Reading, { by }: Decision): Finding | undefined {
  if (reading.text.marks.length === 0) return undefined;
  const kinds = softening.get(by?.sense.id ?? '');
  if (by === undefined || kinds === undefined || by.clause.verb.base === 'trash') return undefined;
  const mark = reading.text.marks.find(({ kind }) => kinds.includes(kind));
  // "Restores a document from the trash": the act itself, not a word about it.
  if (mark === undefined || (by.sense.id === 'undelete' && mark.sentence === 0)) return undefined;
  const evidence = evidenceList(reading);
  quoteClause(evidence, by.clause, 'name-text-mismatch');
  quoteRead(evidence, mark.start, mark.end, 'name-text-mismatch');
  return {
    id: 'name-text-mismatch',
    detail:
      'It speaks of deleting; only the sentence that the thing can come back or stays keeps it a Write tool.',
    evidence: evidence.found,
  };
}

function hollow(reading: Reading): Finding | undefined {
  if (!reading.hollow) return undefined;
  return {
    id: 'hollow-definition',
    detail:
      reading.subject.definition.description.trim() === ''
        ? 'The definition has no description.'
        : 'The description says no more than the name.',
  };
}

/** Contradictions within the definition, and definitions that say nothing, in the order in which they are told. */
const contradictions: readonly ((reading: Reading, decision: Decision) => Finding | undefined)[] = [
  readOnlyClaim,
  readOnlyConflict,
  destructiveConflict,
  mismatch,
  softened,
  hollow,
];
