// A server as a line of a list, and which servers come first.
import type { ServerRow } from '../model/rows.ts';
import { type Level, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { serverUrl } from './address.ts';
import { oneLine } from './author-text.ts';
import { barOf, type Segment } from './bar.ts';
import { serverLabel } from './tool-lines.ts';

export interface ServerLine {
  readonly href: string;
  readonly title: string;
  /** The id without its ecosystem, unless the title says the same. */
  readonly path?: string;
  /** "npm · typescript". */
  readonly from: string;
  readonly what: string;
  /** "45 tools", with what was not read. */
  readonly size: string;
  readonly bar: readonly Segment[];
  readonly counts: readonly { readonly level: Level; readonly tools: number }[];
  readonly gone: boolean;
}

export function serverLines(rows: readonly ServerRow[]): readonly ServerLine[] {
  return rows.map((row) => ({
    href: serverUrl(row.id),
    ...named(row),
    from: [row.ecosystem, ...(row.language === undefined ? [] : [row.language])].join(' · '),
    what: oneLine(row.description, 140),
    size: `${count(row.tools, 'tool')}${row.skips === 0 ? '' : `, ${row.skips.toLocaleString('en-US')} not read`}`,
    bar: barOf(row.levels),
    counts: levels
      .toReversed()
      .flatMap(({ id }) => (row.levels[id] > 0 ? [{ level: id, tools: row.levels[id] }] : [])),
    gone: row.gone !== undefined,
  }));
}

/** Title and path; packages without a title of their own are called by their path, which then stands there once. */
function named({ id, title }: ServerRow): Pick<ServerLine, 'title' | 'path'> {
  const label = serverLabel(id, title);
  const path = id.slice(id.indexOf('/') + 1);
  return label.toLowerCase() === path.toLowerCase() ? { title: label } : { title: label, path };
}

/** Servers with the most critical tools first, then the most high ones. */
export function riskiest(rows: readonly ServerRow[]): readonly ServerRow[] {
  return rows.toSorted(
    (a, b) =>
      b.levels.critical - a.levels.critical || b.levels.high - a.levels.high || (a.id < b.id ? -1 : 1),
  );
}

/** Servers by the share of critical tools; only those with at least `atLeast` tools, since a share of one says little. */
export function riskiestByShare(rows: readonly ServerRow[], atLeast = 5): readonly ServerRow[] {
  const share = (row: ServerRow) => row.levels.critical / row.tools;
  return rows
    .filter((row) => row.tools >= atLeast && row.levels.critical > 0)
    .toSorted((a, b) => share(b) - share(a) || b.tools - a.tools);
}
