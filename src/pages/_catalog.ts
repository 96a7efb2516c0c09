// The catalog as the pages of one build see it: one open index, its counts, which servers get pages.
import { existsSync, readFileSync } from 'node:fs';
import { openDatabase } from '../catalog/database.ts';
import type { Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import { Accuracy } from '../model/score.ts';
import { slugsOf } from '../model/slug.ts';
import { policyFile, readTable } from '../policy/operator-table.ts';
import { useTable } from '../policy/table.ts';
import { frameOf } from '../view/frame.ts';
import { type Candidate, candidates, closest } from '../view/similar.ts';
import { siteSettings } from '../view/site.ts';

const index = process.env['TOOLRISK_INDEX'] ?? '.toolrisk/index.sqlite';
export const db = openDatabase(index);
putTableInForce(process.env['TOOLRISK_POLICY'] ?? policyFile);
export const summary = db.summary();
/** How the rules do on labeled tools, when the build measured it. */
export const accuracy = accuracyAt(process.env['TOOLRISK_ACCURACY'] ?? '.toolrisk/accuracy.json');
/** The score that stands for a tool of the catalog: on its own sample, or else on invented tools. */
export const score = accuracy?.sample?.all ?? accuracy?.gold;
export const site = siteSettings(process.env);
export const frame = frameOf(summary, site);

/** When set, tool and server pages and their files are made for this server alone. */
const only = process.env['ONLY'];

/** True when one server's pages are laid over a finished site; the whole site is made again later. */
const isOverlay = only !== undefined && only !== '';

/** Pages of lists over the whole catalog: an overlay leaves those of the finished site. */
export function listPages<Listed>(pages: () => readonly Listed[]): readonly Listed[] {
  return isOverlay ? [] : pages();
}

/** Ids of the servers that get pages. */
export function serverIds(): readonly string[] {
  return isOverlay ? db.serverIds().filter((id) => id === only) : db.serverIds();
}

let rows: ReturnType<typeof db.servers> | undefined;

/** Every server in short, by title. */
export function serverRows(): ReturnType<typeof db.servers> {
  rows ??= db.servers();
  return rows;
}

/** Server and slug of each tool that gets a page. */
export function toolRefs(): readonly { readonly server: string; readonly slug: string }[] {
  return isOverlay ? db.toolRefs(only) : db.toolRefs();
}

/** What is kept from one kind of page to the next, by server; a larger catalog reads it again. */
const keptServers = 500;

/** The same reader, which remembers what it read last. */
function remembering<Read>(read: (id: string) => Read): (id: string) => Read {
  const kept = new Map<string, Read>();
  return (id) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const found = read(id);
    kept.set(id, found);
    if (kept.size > keptServers) kept.delete(kept.keys().next().value ?? '');
    return found;
  };
}

/** The entry of a server. Throws when the index does not hold it. */
export const entryAt: (id: string) => Entry = remembering((id) => {
  const entry = db.server(id);
  if (entry === undefined) throw new Error(`The index has no server ${id}.`);
  return entry;
});

/** Slug of each tool of a server. */
export const slugsAt: (id: string) => ReadonlyMap<string, string> = remembering((id) =>
  slugsOf(entryAt(id).tools.map(({ name }) => name)),
);

/** A tool of the index with its entry. Throws when the index does not hold it. */
export function toolAt(server: string, slug: string) {
  const entry = entryAt(server);
  const slugs = slugsAt(server);
  const tool = entry.tools.find((one) => slugs.get(one.name) === slug);
  if (tool === undefined) throw new Error(`The index has no ${server}/${slug}.`);
  return { entry, tool, slugs };
}

const verdictAlike = new Map<string, readonly Candidate[]>();
/** Tools that are compared for one page; more would make a large catalog slow to build. */
const compared = 200;

/** Tools of other servers with the same verdict, the closest by name first. */
export function similarTo(
  tool: Pick<ToolRow, 'server' | 'slug' | 'name' | 'category' | 'level' | 'effects'>,
): readonly ToolRow[] {
  const key = `${tool.category} ${tool.level} ${tool.effects[0] ?? ''}`;
  const found = verdictAlike.get(key) ?? candidates(db.similar({ ...tool, server: '' }, compared));
  verdictAlike.set(key, found);
  return closest(tool, found, 4);
}

/** The operator's table of decisions, when there is one; pages, files and the composer then follow it. */
function putTableInForce(path: string): void {
  if (!existsSync(path)) return;
  const { table, problems } = readTable(readFileSync(path, 'utf8'));
  if (table === undefined) throw new Error(`${path}: ${problems[0].field} ${problems[0].message}`);
  useTable(table);
}

function accuracyAt(path: string): Accuracy | undefined {
  // A file of an older build is as good as none: the next build writes it anew.
  return existsSync(path) ? Accuracy.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;
}
