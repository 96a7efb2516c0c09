// Narrowing and ordering a list of servers, and counting what each further choice would leave.
import type { ServerDimension } from '../view/server-dimensions.ts';
import type { ListedServer } from '../view/server-table.ts';

/** The values chosen in each group: any of them within one, all groups together. */
export type Chosen = ReadonlyMap<ServerDimension, ReadonlySet<string>>;

export const serverOrders = ['name', 'risk', 'tools', 'unread'] as const;
export type ServerOrder = (typeof serverOrders)[number];

/** The servers that have a chosen value in every group, in order; equal ones stay as they are in the file, by name. */
export function narrowed(
  servers: readonly ListedServer[],
  chosen: Chosen,
  order: ServerOrder,
): readonly ListedServer[] {
  const found = servers.filter((server) => passes(server, chosen));
  switch (order) {
    case 'name':
      return found;
    case 'risk':
      return found.toSorted(
        ({ levels: a }, { levels: b }) => b.critical - a.critical || b.high - a.high || b.medium - a.medium,
      );
    case 'tools':
      return found.toSorted((a, b) => b.tools - a.tools);
    case 'unread':
      return found.toSorted((a, b) => b.skips - a.skips);
  }
}

/** How many servers each value of a group would leave, if it were the choice there. */
export function countsFor(
  servers: readonly ListedServer[],
  chosen: Chosen,
  dimension: ServerDimension,
): ReadonlyMap<string, number> {
  const others = new Map([...chosen].filter(([name]) => name !== dimension));
  const counts = new Map<string, number>();
  for (const server of servers) {
    if (!passes(server, others)) continue;
    for (const value of server.has[dimension]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function passes({ has }: ListedServer, chosen: Chosen): boolean {
  return [...chosen].every(
    ([dimension, wanted]) => wanted.size === 0 || has[dimension].some((value) => wanted.has(value)),
  );
}
