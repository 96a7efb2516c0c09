// Which tools and servers of the whole catalog meet each pattern, counted once for a build.
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import { type Category, type Effect, type Level, levelRank } from '../../model/vocabulary.ts';
import { attacksOnServer, attacksOnTool, type Pattern } from './applying.ts';

/** A tool that meets a pattern. */
export interface Standing {
  readonly server: string;
  readonly name: string;
  readonly category: Category;
  readonly level: Level;
  readonly effects: readonly Effect[];
}

/** What meets one pattern. */
export interface PatternStanding {
  readonly pattern: Pattern;
  /** Worst level first, then by name and server. */
  readonly tools: readonly Standing[];
  /** Servers that meet it as a whole, or that have such a tool, in the order of the entries. */
  readonly servers: readonly string[];
}

/** The standing of every pattern, in the order given. */
export function standings(
  patterns: readonly Pattern[],
  entries: Iterable<Entry>,
): readonly PatternStanding[] {
  const found = new Map(
    patterns.map((pattern) => [pattern.slug, { tools: [] as Standing[], servers: new Set<string>() }]),
  );
  for (const entry of entries) {
    for (const { pattern } of attacksOnServer(patterns, entry)) {
      found.get(pattern.slug)?.servers.add(entry.server.id);
    }
    for (const tool of entry.tools) {
      for (const { pattern } of attacksOnTool(patterns, entry, tool)) {
        const at = found.get(pattern.slug);
        at?.servers.add(entry.server.id);
        at?.tools.push(standing(entry, tool));
      }
    }
  }
  return patterns.map((pattern) => {
    const { tools = [], servers = new Set<string>() } = found.get(pattern.slug) ?? {};
    return { pattern, tools: tools.toSorted(worseFirst), servers: [...servers] };
  });
}

/** Patterns that tools of one kind meet, with how many of them, the most frequent first. */
export function patternsAmong(
  all: readonly PatternStanding[],
  belongs: (tool: Standing) => boolean,
): readonly { readonly pattern: Pattern; readonly tools: number }[] {
  return all
    .map(({ pattern, tools }) => ({ pattern, tools: tools.filter(belongs).length }))
    .filter(({ tools }) => tools > 0)
    .sort((a, b) => b.tools - a.tools);
}

function standing({ server }: Entry, { name, verdict }: CatalogedTool): Standing {
  const { category = 'Unknown', level = 'high', effects = [] } = verdict ?? {};
  return { server: server.id, name, category, level, effects };
}

function worseFirst(a: Standing, b: Standing): number {
  return (
    levelRank(b.level) - levelRank(a.level) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : a.server < b.server ? -1 : 1)
  );
}
