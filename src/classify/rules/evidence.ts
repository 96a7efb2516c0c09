// Quotations: exact pieces of the definition's own text, with their places and what they carry.
import { type Evidence, type EvidenceField, fieldText } from '../../model/verdict.ts';
import type { Clause } from './clause.ts';
import type { Reading } from './reading.ts';

/** Longest quotation that is made from a sentence. */
const longestQuote = 160;

/** Collects quotations; the same span is listed once with all that it carries. */
export interface EvidenceList {
  /** Quotes a span of the field's original text. */
  add(field: EvidenceField, start: number, end: number, carries: string, at?: string): void;
  /** Quotes a whole field, or nothing when it is empty. */
  addWhole(field: EvidenceField, carries: string, at?: string): void;
  addClause(clause: Clause, carries: string): void;
  list(): Evidence[];
}

export function evidenceList(reading: Reading): EvidenceList {
  const found: Quoted[] = [];
  const add: EvidenceList['add'] = (field, start, end, carries, at) => {
    let inner: Quoted | undefined;
    for (const item of found) {
      if (item.field !== field || item.at !== at) continue;
      if (item.start <= start && item.end >= end) return carry(item, carries);
      if (inner === undefined && item.start >= start && item.end <= end) inner = item;
    }
    const quote = fieldText(reading.subject, field, at)?.slice(start, end) ?? '';
    if (quote === '') return;
    if (inner !== undefined) {
      inner.quote = quote;
      inner.start = start;
      inner.end = end;
      return carry(inner, carries);
    }
    found.push(
      at === undefined
        ? { field, quote, start, end, carries: [carries] }
        : { field, at, quote, start, end, carries: [carries] },
    );
  };
  return {
    add,
    addWhole: (field, carries, at) => {
      add(field, 0, Math.min(longestQuote, fieldText(reading.subject, field, at)?.length ?? 0), carries, at);
    },
    addClause: (clause, carries) => {
      const { field, at } = clause;
      if (field === 'name') return add(field, 0, reading.subject.definition.name.length, carries, at);
      const [start, end] = spanOf(reading, clause);
      add(field, start, end, carries, at);
    },
    list: () => found,
  };
}

/** A quotation that may grow, and carry more. */
interface Quoted {
  readonly field: EvidenceField;
  readonly at?: string;
  quote: string;
  start: number;
  end: number;
  readonly carries: string[];
}

function carry(item: Quoted, carries: string): void {
  if (!item.carries.includes(carries)) item.carries.push(carries);
}

/** Where a clause stands in the original text: the verb with its thing. */
function spanOf(reading: Reading, clause: Clause): readonly [number, number] {
  if (clause.field === 'parameterChoice')
    return [clause.word.start, clause.object.at(-1)?.end ?? clause.word.end];
  const last = clause.beyond.at(-1) ?? clause.object.at(-1) ?? clause.word;
  const start = clause.word.start;
  const end = Math.min(Math.max(last.end, clause.word.end), start + longestQuote);
  const text = reading.descriptionText;
  return clause.field === 'description' ? [text.original(start), text.original(end)] : [start, end];
}
