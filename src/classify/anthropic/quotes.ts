// Which of the model's quotations really stand in the definition, and where.
import {
  type Evidence,
  type EvidenceField,
  evidenceFields,
  fieldText,
  type Subject,
} from '../../model/verdict.ts';
import { invisibleCharacters } from '../../model/wording.ts';
import type { Quote } from './answer.ts';

/** Longest quotation that is kept, in UTF-16 code units; the rest of a longer one is cut. */
const longestQuote = 300;

export interface CheckedQuotes {
  readonly evidence: readonly Evidence[];
  /** Texts of the quotations that stand nowhere in the definition. */
  readonly invented: readonly string[];
}

/** Checks every quotation against the field it names, then against the others; white space may be folded. */
export function checkQuotes(subject: Subject, quotes: readonly Quote[]): CheckedQuotes {
  const evidence: Evidence[] = [];
  const invented: string[] = [];
  for (const quote of quotes) {
    if (quote.carries.length === 0) continue;
    const found = locate(subject, quote);
    if (found === undefined) invented.push(quote.text);
    else add(evidence, found);
  }
  return { evidence, invented };
}

/** Adds a quotation, or what it carries when the same span is there already. */
export function add(list: Evidence[], found: Evidence): void {
  const known = list.findIndex(
    (item) =>
      item.field === found.field &&
      item.at === found.at &&
      item.start === found.start &&
      item.end === found.end,
  );
  const same = list[known];
  if (same === undefined) list.push(found);
  else list[known] = { ...same, carries: [...new Set([...same.carries, ...found.carries])] };
}

interface FieldName {
  readonly field: EvidenceField;
  readonly at?: string;
}

function locate(subject: Subject, quote: Quote): Evidence | undefined {
  const named: FieldName = { field: quote.field, ...(quote.at === '' ? {} : { at: quote.at }) };
  const elsewhere = fieldsOf(subject).filter((other) => other.field !== named.field || other.at !== named.at);
  for (const { field, at } of [withoutIdleAt(named), ...elsewhere]) {
    const text = fieldText(subject, field, at);
    const span = text === undefined ? undefined : spanIn(text, quote.text);
    if (text === undefined || span === undefined) continue;
    const [start, end] = span;
    return {
      field,
      ...(at === undefined ? {} : { at }),
      quote: text.slice(start, end),
      start,
      end,
      carries: [...new Set(quote.carries)],
    };
  }
  return undefined;
}

/** Only parameters and hints have an `at`. */
function withoutIdleAt({ field, at }: FieldName): FieldName {
  return at === undefined || field.startsWith('parameter') || field === 'annotation'
    ? { field, ...(at === undefined ? {} : { at }) }
    : { field };
}

function fieldsOf(subject: Subject): FieldName[] {
  const properties = subject.definition.inputSchema['properties'];
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const parameterFields = ['parameterDescription', 'parameterName', 'parameterChoice'] as const;
  return [
    ...evidenceFields
      .filter((field) => !field.startsWith('parameter') && field !== 'annotation')
      .map((field) => ({ field })),
    ...names.slice(0, 200).flatMap((at) => parameterFields.map((field) => ({ field, at }))),
    ...Object.keys(subject.definition.annotations ?? {}).map((at) => ({ field: 'annotation' as const, at })),
  ];
}

/** Where `quote` stands in `text`, as offsets into `text`. */
export function spanIn(text: string, quote: string): readonly [number, number] | undefined {
  const folded = fold(text);
  for (const wanted of [fold(quote).text, fold(unescaped(quote)).text]) {
    const short = wanted.slice(0, longestQuote).trimEnd();
    if (short.length < 3 && short !== folded.text) continue;
    const at = indexAtWord(folded.text, short);
    const start = folded.offsets[at];
    const last = folded.offsets[at + short.length - 1];
    if (at >= 0 && start !== undefined && last !== undefined) return [start, last + 1];
  }
  return undefined;
}

interface Folded {
  readonly text: string;
  /** Offset in the original of each code unit of `text`. */
  readonly offsets: readonly number[];
}

/** White space runs become one space, invisible characters go, ends are trimmed. */
function fold(text: string): Folded {
  const hidden = new Set<number>();
  for (const match of text.matchAll(invisibleCharacters)) {
    for (let unit = 0; unit < match[0].length; unit += 1) hidden.add(match.index + unit);
  }
  const units: string[] = [];
  const offsets: number[] = [];
  let gap = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (/\s/.test(unit)) {
      gap = units.length > 0;
      continue;
    }
    if (hidden.has(at)) continue;
    if (gap) {
      units.push(' ');
      offsets.push(at - 1);
      gap = false;
    }
    units.push(unit);
    offsets.push(at);
  }
  return { text: units.join(''), offsets };
}

/** The first occurrence that does not start inside a word: "delete" is no quotation from "undeleted". */
function indexAtWord(text: string, wanted: string): number {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[a-z][a-z]/.test(text.slice(at - 1, at + 1))) return at;
  }
  return -1;
}

/** A quotation that was copied together with the escapes of the JSON text it stood in. */
function unescaped(quote: string): string {
  if (!quote.includes('\\')) return quote;
  try {
    const text: unknown = JSON.parse(`"${quote}"`);
    return typeof text === 'string' ? text : quote;
  } catch {
    return quote;
  }
}
