// What a new crawl makes of an entry: verdicts of unchanged definitions stay, every difference becomes a change.

import { canonicalJson } from '../model/canonical.ts';
import type { CatalogedTool, Change, Crawl, Entry } from '../model/entry.ts';
import type { Server } from '../model/server.ts';
import { placeUrl } from '../model/source.ts';
import type { Place, Tool } from '../model/tool.ts';
import type { Verdict } from '../model/verdict.ts';

/** Changes that an entry keeps. */
const keptChanges = 200;

/** Among these the ones that keep what a field was before. */
const keptWithTexts = 50;
/** Characters of canonical JSON of a former field that is kept. */
const longestKept = 8_000;

const definitionFields = ['title', 'description', 'inputSchema', 'annotations'] as const;
type DefinitionField = (typeof definitionFields)[number];

/**
 * The entry after a crawl. The same entry, same object, when the crawl found nothing new, so that running twice changes
 * nothing. `today` is the day of the crawl.
 */
export function mergeCrawl(previous: Entry | undefined, crawl: Crawl, today: string): Entry {
  const before = new Map(previous?.tools.map((tool) => [tool.name, tool]) ?? []);
  const { server } = crawl;
  const tools = sortedTools(crawl.tools).map((tool) =>
    withVerdict(withoutLink(server, tool), before.get(tool.name)),
  );
  const next: Entry = {
    format: 1,
    server,
    read: today,
    tools,
    skips: crawl.skips.map((skip) => withoutLink(server, skip)),
    changes: [],
  };
  if (previous === undefined) return next;
  // The same version cannot have changed: what differs then is how well we read it.
  const found = isSameVersion(previous.server, server) ? [] : changesBetween(previous, next, today);
  next.changes = trimmed([...found, ...previous.changes]);
  return canonicalJson({ ...next, read: previous.read }) === canonicalJson(previous) ? previous : next;
}

/** True when both name the same published state; a server without version and commit may change at any time. */
function isSameVersion(a: Server, b: Server): boolean {
  const state = (server: Server) => server.commit ?? server.version;
  return state(a) !== undefined && state(a) === state(b);
}

/** The entry of a server that its source says is gone: the last known state, marked. */
export function markGone(entry: Entry, today: string): Entry {
  return entry.gone === undefined ? { ...entry, gone: today } : entry;
}

/** Tools added, removed and redefined between two states of a server, by name. */
function changesBetween(previous: Entry, next: Entry, date: string): Change[] {
  const version = next.server.version ?? next.server.commit;
  const stamp = { date, ...(version === undefined ? {} : { version }) };
  const before = new Map(previous.tools.map((tool) => [tool.name, tool]));
  const after = new Map(next.tools.map((tool) => [tool.name, tool]));
  const changes: Change[] = [];
  for (const tool of next.tools) {
    const old = before.get(tool.name);
    if (old === undefined) changes.push({ ...stamp, kind: 'added', tool: tool.name });
    else if (old.definitionHash !== tool.definitionHash) {
      const fields = definitionFields.filter(
        (field) => canonicalJson(old[field] ?? null) !== canonicalJson(tool[field] ?? null),
      );
      changes.push({
        ...stamp,
        kind: 'redefined',
        tool: tool.name,
        fields,
        ...formerly(old, fields),
        ...judgedBefore(old),
      });
    }
  }
  for (const tool of previous.tools) {
    if (!after.has(tool.name)) {
      changes.push({ ...stamp, kind: 'removed', tool: tool.name, ...judgedBefore(tool) });
    }
  }
  return changes;
}

/** The entry with new verdicts by tool name; a verdict that moved on an unchanged definition becomes a change. */
export function mergeVerdicts(entry: Entry, verdicts: ReadonlyMap<string, Verdict>, today: string): Entry {
  const changes: Change[] = [];
  const tools = entry.tools.map((tool) => {
    const verdict = verdicts.get(tool.name);
    if (verdict === undefined) return tool;
    const old = tool.verdict;
    const moved = old !== undefined && (old.category !== verdict.category || old.level !== verdict.level);
    if (moved && old.definitionHash === verdict.definitionHash) {
      changes.push({
        date: today,
        kind: 'rejudged',
        tool: tool.name,
        before: { category: old.category, level: old.level },
        after: { category: verdict.category, level: verdict.level },
      });
    }
    return { ...tool, verdict };
  });
  const judged = {
    ...entry,
    tools,
    changes: [...changes, ...entry.changes].map((change) => withAfter(change, tools)),
  };
  judged.changes = trimmed(judged.changes);
  return canonicalJson(judged) === canonicalJson(entry) ? entry : judged;
}

/** Fills in what a redefined or added tool is judged now, once it is. */
function withAfter(change: Change, tools: readonly CatalogedTool[]): Change {
  if (change.after !== undefined || change.kind === 'removed' || change.kind === 'rejudged') return change;
  const verdict = tools.find((tool) => tool.name === change.tool)?.verdict;
  return verdict === undefined
    ? change
    : { ...change, after: { category: verdict.category, level: verdict.level } };
}

/** What fields of a definition were, so that a page can show the difference. */
function formerly(old: CatalogedTool, fields: readonly DefinitionField[]): Pick<Change, 'was'> {
  const kept = fields.filter((field) => canonicalJson(old[field] ?? null).length <= longestKept);
  return kept.length === 0
    ? {}
    : { was: Object.fromEntries(kept.map((field) => [field, old[field] ?? null])) as Change['was'] };
}

/** The latest changes; only the latest of them keep texts. */
function trimmed(changes: readonly Change[]): Change[] {
  return changes.slice(0, keptChanges).map((change, index) => {
    if (index < keptWithTexts || change.was === undefined) return change;
    const { was: _, ...rest } = change;
    return rest;
  });
}

function judgedBefore(tool: CatalogedTool): Pick<Change, 'before'> {
  const { verdict } = tool;
  return verdict === undefined ? {} : { before: { category: verdict.category, level: verdict.level } };
}

function withVerdict(tool: Tool, old: CatalogedTool | undefined): CatalogedTool {
  const kept = old?.definitionHash === tool.definitionHash ? old.verdict : undefined;
  return { ...tool, ...(kept === undefined ? {} : { verdict: kept }) };
}

/** Leaves out a link that follows from server and place: pages make it again. */
function withoutLink<Placed extends { place?: Place | undefined }>(server: Server, placed: Placed): Placed {
  if (placed.place?.url === undefined) return placed;
  const { url, ...place } = placed.place;
  return placeUrl(server, place) === url ? { ...placed, place } : placed;
}

function sortedTools(tools: readonly Tool[]): Tool[] {
  return tools.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
