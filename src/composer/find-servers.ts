// Finding servers by words of their title or id while one types.
import type { ListedServer } from './catalog.ts';

/** A server with what is compared. */
export interface Findable {
  readonly server: ListedServer;
  readonly text: string;
}

/** Prepares a list once, so that each key press only compares. */
export function findable(servers: readonly ListedServer[]): readonly Findable[] {
  return servers.map((server) => ({ server, text: `${server.id} ${server.title}`.toLowerCase() }));
}

export interface Found {
  readonly servers: readonly ListedServer[];
  /** How many there are in all. */
  readonly total: number;
}

/** Servers that hold every word; those where a word begins with the query come first, then those with more tools. */
export function findServers(all: readonly Findable[], query: string, limit: number): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const hits = all.filter(({ text }) => words.every((word) => text.includes(word)));
  const [first = ''] = words;
  const begins = ({ text }: Findable) => {
    const at = text.indexOf(first);
    return at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '');
  };
  const ranked = hits
    .map((hit) => ({ hit, rank: begins(hit) ? 0 : 1 }))
    .sort((a, b) => a.rank - b.rank || b.hit.server.tools - a.hit.server.tools);
  return { servers: ranked.slice(0, limit).map(({ hit }) => hit.server), total: hits.length };
}
