// What the home page shows, out of the counts of the catalog.
import type { ChangeRow, ServerRow, Summary } from '../model/rows.ts';
import { contradictions, effects, levels, skipReasons } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { effectUrl, serverUrl } from './address.ts';
import { type ChangeLine, changeLines } from './change-lines.ts';
import { type Matrix, matrixOf } from './profile.ts';
import { riskiest, type ServerLine, serverLines } from './server-list.ts';
import { serverLabel } from './tool-lines.ts';

export interface HomePage {
  readonly lead: string;
  /** "12 critical, 80 high, 300 medium, 1,248 low." */
  readonly mix: string;
  readonly matrix: Matrix;
  readonly riskiest: readonly ServerLine[];
  readonly effects: readonly { readonly label: string; readonly href: string; readonly tools: number }[];
  readonly changes: readonly (ChangeLine & {
    readonly server: { readonly title: string; readonly href: string };
  })[];
  readonly notRead?: string;
}

/** A change with the server it happened on. */
export type CatalogChange = ChangeLine & {
  readonly server: { readonly title: string; readonly href: string };
};

const shownServers = 8;

export function homePage(
  summary: Summary,
  servers: readonly ServerRow[],
  changes: readonly ChangeRow[],
  slugsOf: (server: string) => ReadonlyMap<string, string>,
): HomePage {
  const unread = summary.skips.filter(({ reason }) => !contradictions.has(reason));
  const skipped = unread.reduce((sum, { count: n }) => sum + n, 0);
  const [commonest] = unread;
  return {
    lead: `A catalog of ${count(summary.tools, 'tool')} on ${count(summary.servers, 'MCP server')}. Each tool has a category, a risk level, the reason with quoted evidence, and a policy to copy.`,
    mix: `${levels
      .toReversed()
      .map(({ id }) => `${summary.byLevel[id].toLocaleString('en-US')} ${id}`)
      .join(', ')}. Built ${summary.built}.`,
    matrix: matrixOf(summary.byCategoryLevel),
    riskiest: serverLines(
      riskiest(servers)
        .filter((row) => row.levels.critical + row.levels.high > 0)
        .slice(0, shownServers),
    ),
    effects: effects.flatMap(({ id, label }) =>
      summary.byEffect[id] === 0 ? [] : [{ label, href: effectUrl(id), tools: summary.byEffect[id] }],
    ),
    changes: changesOf(changes, slugsOf),
    ...(commonest === undefined
      ? {}
      : {
          notRead: `${count(skipped, 'thing')} could not be read; the most common reason (${commonest.count.toLocaleString('en-US')}): ${skipReasons[commonest.reason].charAt(0).toLowerCase()}${skipReasons[commonest.reason].slice(1)} Each server's page lists its own.`,
        }),
  };
}

/** Changes of the whole catalog as lines, in the order given. */
export function changesOf(
  changes: readonly ChangeRow[],
  slugsOf: (server: string) => ReadonlyMap<string, string>,
): readonly CatalogChange[] {
  return changes.flatMap((change) =>
    changeLines([change], change.server, slugsOf(change.server)).map((line) => ({
      ...line,
      server: { title: serverLabel(change.server, change.serverTitle), href: serverUrl(change.server) },
    })),
  );
}
