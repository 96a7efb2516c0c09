// The attack patterns of catalog/attacks as the pages of one build see them, and what meets them.
import { AttackPattern, preconditions } from '../model/attack.ts';
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

const rank = Object.keys(preconditions);

/** The patterns, those that say most about a tool first. */
export const patterns: readonly Pattern[] = byTitle.toSorted(
  (a, b) => rank.indexOf(a.precondition) - rank.indexOf(b.precondition),
);

let counted: readonly PatternStanding[] | undefined;

/** Every pattern with the tools and servers that meet it, by title. Goes through the whole catalog once. */
export function patternStandings(): readonly PatternStanding[] {
  counted ??= standings(byTitle, entries());
  return counted;
}

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
