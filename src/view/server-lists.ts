// Lists of servers with an address of their own: all of them in some order, or those that share something.
import type { ServerRow } from '../model/rows.ts';
import { at, serversUrl } from './address.ts';
import { pageNumbers } from './paging.ts';
import type { ServerDimension } from './server-dimensions.ts';
import { serverChoices, valuesOfServer } from './server-facets.ts';
import { riskiest } from './server-list.ts';

/** One list of servers. */
export interface ServerList {
  /** Path below /servers/by/. */
  readonly path: string;
  readonly text: string;
  readonly group: 'order' | ServerDimension;
  /** The group as a person reads it. */
  readonly label: string;
  /** What follows "12 servers": "by risk", "with an Execute tool, by risk". */
  readonly clause: string;
  readonly rows: readonly ServerRow[];
}

/** Every list that there is; lists without a server are not made. */
export function serverLists(rows: readonly ServerRow[]): readonly ServerList[] {
  const byRisk = riskiest(rows);
  const facets = serverChoices(rows).flatMap(({ name, label, values }) =>
    values.map(
      ({ value, text, clause }): ServerList => ({
        path: `${name}/${value}`,
        text,
        group: name,
        label,
        clause: `${clause}, by risk`,
        rows: byRisk.filter((row) => valuesOfServer(row, name).includes(value)),
      }),
    ),
  );
  return [...orders(rows, byRisk), ...facets];
}

function orders(byName: readonly ServerRow[], byRisk: readonly ServerRow[]): readonly ServerList[] {
  const order = (path: string, text: string, rows: readonly ServerRow[]): ServerList => ({
    path,
    text,
    group: 'order',
    label: 'Order by',
    clause: `by ${text}`,
    rows,
  });
  return [
    order('name', 'name', byName),
    order('risk', 'risk', byRisk),
    order(
      'tools',
      'number of tools',
      byName.toSorted((a, b) => b.tools - a.tools),
    ),
    order(
      'unread',
      'what was not read',
      byName.toSorted((a, b) => b.skips - a.skips),
    ),
  ];
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
