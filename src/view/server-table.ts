// All servers as one file that a browser narrows and orders: the lines of the list, and what each server has of every group.
import type { ServerRow } from '../model/rows.ts';
import type { Level } from '../model/vocabulary.ts';
import { type ServerDimension, serverDimensions } from './server-dimensions.ts';
import { valuesOfServer } from './server-facets.ts';
import { type ServerLine, serverLines } from './server-list.ts';

/** Largest number of servers whose list is narrowed in the browser; a larger catalog has its lists by one choice alone. */
export const mostNarrowed = 5000;

/** One server of the file. */
export interface ListedServer extends Omit<ServerLine, 'bar' | 'counts'> {
  /** Number of tools at each level. */
  readonly levels: Readonly<Record<Level, number>>;
  readonly tools: number;
  readonly skips: number;
  readonly has: Readonly<Record<ServerDimension, readonly string[]>>;
}

/** The servers in the order given. */
export function serverTable(rows: readonly ServerRow[]): readonly ListedServer[] {
  return serverLines(rows).flatMap(({ bar: _, counts: __, ...line }, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const has = Object.fromEntries(
      serverDimensions.map((dimension) => [dimension, valuesOfServer(row, dimension)]),
    ) as ListedServer['has'];
    return [{ ...line, levels: row.levels, tools: row.tools, skips: row.skips, has }];
  });
}
