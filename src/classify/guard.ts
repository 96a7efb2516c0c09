// Suspicions about a definition: what tries to steer its reader, hides, or contradicts the rest. They raise flags and lower nothing.
import { type EvidenceField, type Finding, fieldText } from '../model/verdict.ts';
import { invisibleCharacters } from '../model/wording.ts';
import { type Decision, severity } from './rules/decision.ts';
import { evidenceList } from './rules/evidence.ts';
import type { MarkKind } from './rules/lexicon/phrases.ts';
import type { Reading } from './rules/reading.ts';
import { firstMark, type Mark, marksOfKind } from './rules/views/text/marks.ts';
import { isAscii, longestRead } from './rules/words.ts';

/** What in the text speaks to the reader or a classifier; found before anything is lowered. */
export function instructionFindings(reading: Reading): Finding[] {
  const evidence = evidenceList(reading);
  for (const mark of reading.text.marks) {
    if (mark.kind === 'instruction') addMark(reading, evidence, mark.start, mark.end);
  }
  const text = reading.descriptionText.text;
  for (const mark of beyond('instruction', text).slice(0, mostShown))
    addMark(reading, evidence, mark.start, mark.end);
  for (const argument of reading.schema.arguments) {
    if (argument.description === '') continue;
    for (const mark of marksOfKind('instruction', argument.description, 0).slice(0, mostShown)) {
      evidence.add('parameterDescription', mark.start, mark.end, 'instruction-like-text', argument.name);
    }
  }
  const found = evidence.list();
  if (found.length === 0) return [];
  return [
    {
      id: 'instruction-like-text',
      detail: 'The definition speaks to its reader or to a classifier; we ignore that as evidence.',
      evidence: found.slice(0, mostShown),
    },
  ];
}

/** How many quotations show a suspicion. */
const mostShown = 5;

/** Marks in the part of a description that is not read for meaning. */
function beyond(kind: MarkKind, text: string): Mark[] {
  const found: Mark[] = [];
  // Parts overlap, so that no phrase is cut in two.
  for (let from = longestRead - overlap; from + overlap < text.length; from += longestRead - overlap) {
    found.push(...marksOfKind(kind, text, from));
  }
  return found;
}

const overlap = 80;

function addMark(
  reading: Reading,
  evidence: ReturnType<typeof evidenceList>,
  start: number,
  end: number,
): void {
  const { original } = reading.descriptionText;
  evidence.add('description', original(start), original(end), 'instruction-like-text');
}

/** Characters that a person does not see. */
export function hiddenFindings(reading: Reading): Finding[] {
  if (isAllAscii(reading)) return [];
  const evidence = evidenceList(reading);
  const fields: readonly EvidenceField[] = ['name', 'title', 'description'];
  for (const field of fields) addHidden(reading, evidence, field);
  for (const argument of reading.schema.arguments) {
    addHidden(reading, evidence, 'parameterName', argument.name);
    if (argument.description !== '') addHidden(reading, evidence, 'parameterDescription', argument.name);
  }
  const found = evidence.list();
  if (found.length === 0) return [];
  return [
    {
      id: 'hidden-characters',
      detail: 'The definition holds characters that a person does not see.',
      evidence: found.slice(0, 5),
    },
  ];
}

function addHidden(
  reading: Reading,
  evidence: ReturnType<typeof evidenceList>,
  field: EvidenceField,
  at?: string,
): void {
  const text = fieldText(reading.subject, field, at);
  if (text === undefined || isAscii(text)) return;
  for (const match of text.matchAll(invisibleCharacters)) {
    const start = match.index;
    if (isOrdinary(text, start, match[0])) continue;
    evidence.add(field, start, start + match[0].length, 'hidden-characters', at);
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
function isAllAscii({ subject, schema }: Reading): boolean {
  const { name, description } = subject.definition;
  return (
    isAscii(name) &&
    isAscii(description) &&
    isAscii(fieldText(subject, 'title') ?? '') &&
    schema.arguments.every((argument) => isAscii(argument.name) && isAscii(argument.description))
  );
}

/** Contradictions within the definition, and definitions that say nothing. */
export function contradictionFindings(reading: Reading, decision: Decision): Finding[] {
  return [
    ...readOnlyClaim(reading, decision),
    ...annotationConflict(reading, decision),
    ...mismatch(reading, decision),
    ...softened(reading, decision),
    ...hollow(reading),
  ];
}

function readOnlyClaim(reading: Reading, decision: Decision): Finding[] {
  const lowered = decision.promise === 'read-only';
  if (decision.category === 'Read' && !lowered) return [];
  const mark =
    reading.text.marks.find((candidate) => candidate.kind === 'read-only') ??
    beyond('read-only', reading.descriptionText.text)[0];
  const evidence = evidenceList(reading);
  if (mark !== undefined) {
    const { original } = reading.descriptionText;
    evidence.add('description', original(mark.start), original(mark.end), 'claims-read-only');
  } else if (lowered) {
    const { description } = reading.subject.server;
    evidence.addWhole(description === '' ? 'serverTitle' : 'serverDescription', 'claims-read-only');
  } else return [];
  return [
    {
      id: 'claims-read-only',
      detail: lowered
        ? 'Only a promise to read makes this a Read tool; its arguments would allow more.'
        : 'The definition claims to only read, and the rest of it does not bear that out.',
      evidence: evidence.list(),
    },
  ];
}

function annotationConflict(reading: Reading, decision: Decision): Finding[] {
  const hints = reading.subject.definition.annotations;
  if (hints === undefined) return [];
  const { category } = decision;
  const acts = category !== 'Read' && category !== 'Unknown';
  const found: Finding[] = [];
  const flag = (hint: 'readOnlyHint' | 'destructiveHint', says: string) => {
    const evidence = evidenceList(reading);
    evidence.add('annotation', 0, hint.length, 'annotation-contradiction', hint);
    found.push({
      id: 'annotation-contradiction',
      detail: `The author declares ${says}; we class it as ${category}.`,
      evidence: evidence.list(),
    });
  };
  if (hints.readOnlyHint === true && acts) flag('readOnlyHint', 'that it only reads');
  else if (hints.readOnlyHint === true && decision.promise === 'read-only') {
    flag('readOnlyHint', 'that it only reads, which its arguments do not bear out');
  } else if (hints.readOnlyHint === false && category === 'Read')
    flag('readOnlyHint', 'that it changes something');
  if (hints.destructiveHint === false && (category === 'Destructive' || category === 'Financial')) {
    flag('destructiveHint', 'that it destroys nothing');
  } else if (hints.destructiveHint === true && category === 'Read')
    flag('destructiveHint', 'that it may destroy');
  return found;
}

function mismatch(reading: Reading, decision: Decision): Finding[] {
  const { name, text } = decision;
  if (name === undefined || text === undefined) return [];
  const overruled = decision.rules[0] === 'text-over-noun' && decision.mismatch;
  const apart = Math.abs(severity(name.sense.category) - severity(text.sense.category));
  const dangerous = Math.max(severity(name.sense.category), severity(text.sense.category)) >= 3;
  const plain = name.clause.strength === 'strong' && text.clause.strength !== 'weak';
  if (apart === 0 || !dangerous || !(plain || overruled)) return [];
  const evidence = evidenceList(reading);
  evidence.addClause(name.clause, 'name-text-mismatch');
  evidence.addClause(text.clause, 'name-text-mismatch');
  return [
    {
      id: 'name-text-mismatch',
      detail: `The name reads as ${name.sense.category} and the description as ${text.sense.category}; ${overruled ? 'the description counts' : 'the worse counts'}.`,
      evidence: evidence.list(),
    },
  ];
}

/** Senses by which only a sentence of the description keeps a deletion from being one. */
const softening: ReadonlyMap<string, MarkKind> = new Map([
  ['delete-into-trash', 'trash'],
  ['keep-thing', 'kept'],
  ['dissolve', 'kept'],
]);

function softened(reading: Reading, { by }: Decision): Finding[] {
  const kind = softening.get(by?.sense.id ?? '');
  if (by === undefined || kind === undefined || by.clause.verb.base === 'trash') return [];
  const mark = firstMark(reading.text.marks, kind);
  if (mark === undefined) return [];
  const evidence = evidenceList(reading);
  evidence.addClause(by.clause, 'name-text-mismatch');
  const { original } = reading.descriptionText;
  evidence.add('description', original(mark.start), original(mark.end), 'name-text-mismatch');
  return [
    {
      id: 'name-text-mismatch',
      detail:
        'It speaks of deleting; only the sentence that the thing can come back or stays keeps it a Write tool.',
      evidence: evidence.list(),
    },
  ];
}

function hollow(reading: Reading): Finding[] {
  if (!reading.hollow) return [];
  return [
    {
      id: 'hollow-definition',
      detail:
        reading.subject.definition.description.trim() === ''
          ? 'The definition has no description.'
          : 'The description says no more than the name.',
    },
  ];
}
