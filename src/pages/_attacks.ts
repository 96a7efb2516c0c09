// The attack patterns of catalog/attacks as the pages of one build see them, and what meets them.
import { AttackPattern } from '../model/attack.ts';
import type { Entry } from '../model/entry.ts';
import { serverUrl } from '../view/address.ts';
import type { Pattern } from '../view/attacks/applying.ts';
import { type PatternStanding, type Standing, standings } from '../view/attacks/standing.ts';
import { linesOfTools, serverLabel, type ToolLine } from '../view/tool-lines.ts';
import { db, entryAt, slugsAt } from './_catalog.ts';

interface Markdown {
  readonly frontmatter: unknown;
  readonly Content: () => unknown;
}

const files = import.meta.glob<Markdown>('/catalog/attacks/*.md', { eager: true });
const bySlug = new Map(
  Object.entries(files).map(([path, file]) => [path.slice(path.lastIndexOf('/') + 1, -'.md'.length), file]),
);

function* entries(): Iterable<Entry> {
  for (const id of db.serverIds()) yield entryAt(id);
}

const byTitle = [...bySlug]
  .map(([slug, { frontmatter }]): Pattern => ({ slug, ...AttackPattern.parse(frontmatter) }))
  .sort((a, b) => a.title.localeCompare(b.title, 'en'));

/** Every pattern with the tools and servers that meet it, by title. */
export const patternStandings: readonly PatternStanding[] = standings(byTitle, entries());

/** The patterns, the rarest first: what fits few tools says most about each. */
export const patterns: readonly Pattern[] = patternStandings
  .toSorted((a, b) => a.tools.length - b.tools.length)
  .map(({ pattern }) => pattern);

/** The explanation of a pattern, ready to render. */
export function explanationOf(slug: string): Markdown['Content'] | undefined {
  return bySlug.get(slug)?.Content;
}

/** Lines of a list of tools across servers. */
export function linesOfStandings(tools: readonly Standing[]): readonly ToolLine[] {
  return tools.flatMap(({ server, name }) => {
    const entry = entryAt(server);
    const found = entry.tools.filter((tool) => tool.name === name);
    return linesOfTools(entry, found, slugsAt(server)).map((line) => ({
      ...line,
      server: { title: serverLabel(server, entry.server.title), href: serverUrl(server) },
    }));
  });
}
