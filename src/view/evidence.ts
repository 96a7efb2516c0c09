// Quotations as a page shows them: the field's own text with the quoted spans marked, long fields around the spans only.
import type { Entry } from '../model/entry.ts';
import type { Tool } from '../model/tool.ts';
import { type Evidence, type EvidenceField, fieldText } from '../model/verdict.ts';
import { visible } from '../model/wording.ts';

export interface Quotation {
  /** What is quoted, in words: "description", "parameter". */
  readonly label: string;
  /** The parameter or hint it belongs to, made visible. */
  readonly at?: string;
  /** True when the text is a name or value and stands in code type. */
  readonly code: boolean;
  readonly pieces: readonly { readonly text: string; readonly marked: boolean }[];
}

const labels: Readonly<Record<EvidenceField, string>> = {
  name: 'name',
  title: 'title',
  description: 'description',
  serverTitle: 'server title',
  serverDescription: 'server description',
  parameterName: 'parameter',
  parameterDescription: 'parameter text',
  parameterChoice: 'parameter choice',
  annotation: 'declared hint',
};

const inCode: readonly EvidenceField[] = ['name', 'parameterName', 'parameterChoice', 'annotation'];
/** Their text begins with the name of what it belongs to. */
const selfNamed: readonly EvidenceField[] = ['parameterName', 'annotation'];
/** Fields up to this length are shown whole. */
const shownWhole = 200;
/** Characters shown on either side of a quotation in a longer field. */
const around = 60;

/** One quotation a field, in the order in which the fields are first quoted. */
export function quotations(
  entry: Pick<Entry, 'server'>,
  tool: Tool,
  evidence: readonly Evidence[],
): readonly Quotation[] {
  const subject = { definition: tool, server: entry.server, siblings: [] };
  const fields = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const key = `${one.field} ${one.at ?? ''}`;
    fields.set(key, [...(fields.get(key) ?? []), one]);
  }
  return [...fields.values()].flatMap((spans): Quotation[] => {
    const [first] = spans;
    if (first === undefined) return [];
    const text = fieldText(subject, first.field, first.at);
    const exact = spans.filter((span) => text?.slice(span.start, span.end) === span.quote);
    const about = {
      label: labels[first.field],
      ...(first.at === undefined || selfNamed.includes(first.field) ? {} : { at: visible(first.at, 60) }),
      code: inCode.includes(first.field),
    };
    return text === undefined || exact.length === 0
      ? []
      : [{ ...about, pieces: pieces(text, joined(exact)) }];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans in order, those that touch made one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const all: Span[] = [];
  for (const { start, end } of sorted) {
    const last = all.at(-1);
    if (last !== undefined && start <= last.end)
      all.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else all.push({ start, end });
  }
  return all;
}

function pieces(text: string, spans: readonly Span[]): Quotation['pieces'] {
  const whole = text.length <= shownWhole;
  const made: { text: string; marked: boolean }[] = [];
  let from = 0;
  for (const [index, { start, end }] of spans.entries()) {
    made.push({ text: gap(text, from, start, whole, index > 0, true), marked: false });
    made.push({ text: spaced(text.slice(start, end)), marked: true });
    from = end;
  }
  made.push({ text: gap(text, from, text.length, whole, true, false), marked: false });
  return made.filter((piece) => piece.text !== '');
}

/** Unmarked text between two places, with its middle left out when it is long. */
function gap(
  text: string,
  from: number,
  to: number,
  whole: boolean,
  after: boolean,
  before: boolean,
): string {
  const keep = (after ? around : 0) + (before ? around : 0);
  if (whole || to - from <= keep) return spaced(text.slice(from, to));
  const head = after ? atSpace(text.slice(from, from + around), false) : '';
  const tail = before ? atSpace(text.slice(to - around, to), true) : '';
  return `${spaced(head)} … ${spaced(tail)}`.replace(/^ /, after ? ' ' : '').replace(/ $/, before ? ' ' : '');
}

/** Drops the broken word at the cut end. */
function atSpace(text: string, start: boolean): string {
  const cut = start ? text.indexOf(' ') : text.lastIndexOf(' ');
  if (cut < 0) return text;
  return start ? text.slice(cut + 1) : text.slice(0, cut);
}

function spaced(text: string): string {
  return visible(text.replace(/\s+/g, ' '));
}
