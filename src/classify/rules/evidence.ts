// Quotations: exact pieces of the definition's own text, with their places and what they carry.
import { slice } from '../../kit/text.ts';
import { type Evidence, type EvidenceField, fieldText } from '../../model/verdict.ts';
import type { Clause } from './clause.ts';
import type { Reading } from './reading.ts';

/** Longest quotation that is made from a sentence. */
const longestQuote = 160;

/** Quotations as they are collected; the same span is listed once with all that it carries. */
export interface EvidenceList {
  readonly reading: Reading;
  readonly found: Evidence[];
}

export function evidenceList(reading: Reading): EvidenceList {
  return { reading, found: [] };
}

/** Quotes a span of the field's original text. */
export function quote(
  { reading, found }: EvidenceList,
  field: EvidenceField,
  start: number,
  end: number,
  carries: string,
  at?: string,
): void {
  let inner: Evidence | undefined;
  for (const item of found) {
    if (item.field !== field || item.at !== at) continue;
    if (item.start <= start && item.end >= end) {
      carry(item, carries);
      return;
    }
    if (inner === undefined && item.start >= start && item.end <= end) inner = item;
  }
  const text = slice(fieldText(reading.subject, field, at) ?? '', start, end);
  if (text === '') return;
  if (inner !== undefined) {
    inner.quote = text;
    inner.start = start;
    inner.end = end;
    carry(inner, carries);
    return;
  }
  found.push(
    at === undefined
      ? { field, quote: text, start, end, carries: [carries] }
      : { field, at, quote: text, start, end, carries: [carries] },
  );
}

/** Quotes a whole field, or nothing when it is empty. */
export function quoteWhole(list: EvidenceList, field: EvidenceField, carries: string, at?: string): void {
  const length = fieldText(list.reading.subject, field, at)?.length ?? 0;
  quote(list, field, 0, Math.min(longestQuote, length), carries, at);
}

/** Quotes a span of the description as it was read. */
export function quoteRead(list: EvidenceList, start: number, end: number, carries: string): void {
  const { original } = list.reading.descriptionText;
  quote(list, 'description', original(start), original(end), carries);
}

/** Quotes what a clause says. */
export function quoteClause(list: EvidenceList, clause: Clause, carries: string): void {
  const [start, end] = spanOf(list.reading, clause);
  quote(list, clause.field, start, end, carries, clause.at);
}

function carry(item: Evidence, carries: string): void {
  if (!item.carries.includes(carries)) item.carries.push(carries);
}

/** Where a clause stands in the original text: the verb with its thing, or the whole name. */
function spanOf(reading: Reading, clause: Clause): readonly [number, number] {
  if (clause.field === 'name') return [0, reading.subject.definition.name.length];
  if (clause.field === 'parameterChoice')
    return [clause.word.start, clause.object.at(-1)?.end ?? clause.word.end];
  const last = clause.beyond.at(-1) ?? clause.object.at(-1) ?? clause.word;
  const start = clause.word.start;
  const end = Math.min(Math.max(last.end, clause.word.end), start + longestQuote);
  const text = reading.descriptionText;
  return clause.field === 'description' ? [text.original(start), text.original(end)] : [start, end];
}
