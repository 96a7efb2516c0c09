// The list of servers: its orders, its facets, a server as a line.
import type { ServerRow } from '../model/rows.ts';
import { type Level, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { at, serversUrl, serverUrl } from './address.ts';
import { oneLine } from './author-text.ts';
import { pageNumbers } from './paging.ts';
import { barOf, type Segment } from './profile.ts';
import { ecosystemNames } from './server-page.ts';
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

/** One list of servers: all of them in some order, or a part of them. */
export interface ServerList {
  /** Path below /servers/by/. */
  readonly path: string;
  readonly text: string;
  readonly group: 'order' | 'ecosystem' | 'language';
  readonly rows: readonly ServerRow[];
}

/** Every list that there is; lists without a server are not made. */
export function serverLists(rows: readonly ServerRow[]): readonly ServerList[] {
  const byName = rows;
  const facet = (group: 'ecosystem' | 'language', key: (row: ServerRow) => string | undefined) =>
    [...Map.groupBy(byName, (row) => key(row) ?? '')]
      .filter(([value]) => slug(value) !== '')
      .toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
      .map(
        ([value, found]): ServerList => ({
          path: `${group}/${slug(value)}`,
          text: label(group, value),
          group,
          rows: found,
        }),
      );
  return [
    { path: 'name', text: 'name', group: 'order', rows: byName },
    { path: 'risk', text: 'risk', group: 'order', rows: riskiest(byName) },
    {
      path: 'tools',
      text: 'number of tools',
      group: 'order',
      rows: byName.toSorted((a, b) => b.tools - a.tools),
    },
    {
      path: 'unread',
      text: 'what was not read',
      group: 'order',
      rows: byName.toSorted((a, b) => b.skips - a.skips),
    },
    ...facet('ecosystem', (row) => row.ecosystem),
    ...facet('language', (row) => row.language),
  ];
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

/** Address of a list's first page. */
export function listUrl(list: Pick<ServerList, 'path'>): string {
  return list.path === 'name' ? serversUrl : followingUrl(list);
}

/** Address below which the further pages of a list are. */
export function followingUrl(list: Pick<ServerList, 'path'>): string {
  return at(`servers/by/${list.path}/`);
}

/** Path and page of everything below /servers/by/; the first page by name is /servers/ itself. */
export function listPaths(
  lists: readonly ServerList[],
): readonly { readonly path: string; readonly list: string; readonly page: number }[] {
  return lists.flatMap((list) =>
    pageNumbers(list.rows.length)
      .filter((page) => page > 1 || list.path !== 'name')
      .map((page) => ({ path: page === 1 ? list.path : `${list.path}/${page}`, list: list.path, page })),
  );
}

function label(group: 'ecosystem' | 'language', value: string): string {
  return group === 'ecosystem' && Object.hasOwn(ecosystemNames, value)
    ? ecosystemNames[value as keyof typeof ecosystemNames]
    : oneLine(value, 40);
}

function slug(value: string): string {
  return value
    .toLowerCase()
    .replaceAll('+', 'p')
    .replaceAll('#', 'sharp')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
}
