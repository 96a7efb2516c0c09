// Changes over time as a picture's numbers: a lane for each kind, a mark for each day or longer step.
import type { Change } from '../model/entry.ts';
import { count } from '../model/wording.ts';

/** A mark in a lane. */
export interface Mark {
  readonly x: number;
  readonly changes: number;
  /** "2026-11-19: 3 added". */
  readonly label: string;
}

export interface Lane {
  readonly kind: Change['kind'];
  readonly text: string;
  /** The middle of the lane. */
  readonly y: number;
  readonly changes: number;
  readonly marks: readonly Mark[];
}

export interface Timeline {
  readonly width: number;
  readonly height: number;
  /** Where the lanes begin and end. */
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  /** Days that are written below, with where. */
  readonly days: readonly {
    readonly x: number;
    readonly text: string;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
  /** The whole picture in a sentence. */
  readonly label: string;
}

const words = {
  added: 'added',
  redefined: 'redefined',
  rejudged: 'judged anew',
  removed: 'removed',
} as const;

const width = 400;
const from = 104;
const to = 384;
const laneHeight = 30;
/** Steps that fit beside each other without touching. */
const steps = 18;
const day = 86_400_000;

/** The picture of these changes; undefined when there are too few to need one. */
export function timelineOf(changes: readonly Pick<Change, 'date' | 'kind'>[]): Timeline | undefined {
  const dated = changes.flatMap(({ date, kind }) => {
    const time = Date.parse(date);
    return Number.isNaN(time) ? [] : [{ kind, time }];
  });
  if (dated.length < 2) return undefined;
  const times = dated.map(({ time }) => time);
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  /** Whole days, so that a mark can say which. */
  const step = Math.max(1, Math.ceil(((last - first) / day + 1) / steps)) * day;
  const buckets = Math.floor((last - first) / step) + 1;
  const x = (index: number) =>
    round(buckets === 1 ? (from + to) / 2 : from + 12 + ((to - from - 24) * index) / (buckets - 1));
  const lanes = (Object.keys(words) as (keyof typeof words)[])
    .map((kind) => ({ kind, of: dated.filter((one) => one.kind === kind) }))
    .filter(({ of }) => of.length > 0)
    .map(({ kind, of }, index): Lane => {
      const found = Map.groupBy(of, ({ time }) => Math.floor((time - first) / step));
      return {
        kind,
        text: words[kind],
        y: 18 + index * laneHeight,
        changes: of.length,
        marks: [...found]
          .sort(([a], [b]) => a - b)
          .map(([at, all]) => ({
            x: x(at),
            changes: all.length,
            label: `${span(first + at * step, step, last)}: ${all.length.toLocaleString('en-US')} ${words[kind]}`,
          })),
      };
    });
  const bottom = 18 + lanes.length * laneHeight;
  const parts = lanes.map(({ text, changes: n }) => `${n.toLocaleString('en-US')} ${text}`);
  return {
    width,
    height: bottom + 12,
    from,
    to,
    lanes,
    days:
      first === last
        ? [{ x: (from + to) / 2, text: iso(first), anchor: 'middle' }]
        : [
            { x: from, text: iso(first), anchor: 'start' },
            { x: to, text: iso(last), anchor: 'end' },
          ],
    label: `${count(dated.length, 'change')} ${first === last ? `on ${iso(first)}` : `from ${iso(first)} to ${iso(last)}`}: ${parts.join(', ')}.`,
  };
}

/** The outline of a kind's mark around a point: kinds differ in shape, not in color alone. */
export function markPath(kind: Change['kind'], x: number, y: number): string {
  switch (kind) {
    case 'added':
      return `M${x - 6} ${y}h12M${x} ${y - 6}v12`;
    case 'removed':
      return `M${x - 5} ${y - 5}l10 10M${x + 5} ${y - 5}l-10 10`;
    case 'redefined':
      return `M${x} ${y - 6}l6 6l-6 6l-6 -6z`;
    case 'rejudged':
      return `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0`;
  }
}

function span(start: number, step: number, last: number): string {
  const end = Math.min(start + step - day, last);
  return end <= start ? iso(start) : `${iso(start)} to ${iso(end)}`;
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const round = (n: number): number => Math.round(n * 10) / 10;
