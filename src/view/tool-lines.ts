// A tool in a list, as a line of text.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import { type Category, type Effect, effectOf, type Level, levelRank } from '../model/vocabulary.ts';
import { visible } from '../model/wording.ts';
import { decisionLabel } from '../policy/decision-words.ts';
import { recommend } from '../policy/recommend.ts';
import { serverUrl, toolUrl } from './address.ts';
import { oneLine } from './author-text.ts';

export interface ToolLine {
  readonly href: string;
  readonly name: string;
  /** The author's first words; empty when there are none. */
  readonly what: string;
  readonly level: Level | undefined;
  /** "Execute" or "Execute · runs code". */
  readonly kind: string;
  /** What the recommended policy does with it. */
  readonly decision?: string;
  /** Where it is put beside the tool whose page the list stands on. */
  readonly compare?: string;
  /** Absent in lists of one server's tools. */
  readonly server?: { readonly title: string; readonly href: string };
}

const longestWhat = 120;

/** Lines for rows of the index, with their servers. `sameCategory` leaves out what all of them share. */
export function linesOfRows(rows: readonly ToolRow[], sameCategory = false): readonly ToolLine[] {
  return rows.map((row) => ({
    href: toolUrl(row.server, row.slug),
    name: visible(row.name, 80),
    what: oneLine(row.description, longestWhat),
    level: row.confidence === 0 && row.category === 'Unknown' ? undefined : row.level,
    kind: kindText(sameCategory ? undefined : row.category, row.effects[0]),
    server: { title: serverLabel(row.server, row.serverTitle), href: serverUrl(row.server) },
  }));
}

/** Lines for tools of one server, worst first, then by name; on request with what a policy does with each. */
export function linesOfTools(
  entry: Pick<Entry, 'server'>,
  tools: readonly CatalogedTool[],
  slugs: ReadonlyMap<string, string>,
  withDecisions = false,
): readonly ToolLine[] {
  return worstFirst(tools).map((tool) => ({
    href: toolUrl(entry.server.id, slugs.get(tool.name) ?? ''),
    name: visible(tool.name, 80),
    what: oneLine(tool.description, longestWhat),
    level: tool.verdict?.level,
    kind: tool.verdict === undefined ? '' : kindText(tool.verdict.category, tool.verdict.effects[0]),
    ...(withDecisions ? { decision: decisionLabel(recommend(tool)) } : {}),
  }));
}

function kindText(category: Category | undefined, effect: Effect | undefined): string {
  const label = effect === undefined ? undefined : effectOf(effect).label;
  if (category === undefined) return label ?? '';
  return label === undefined ? category : `${category} · ${label.toLowerCase()}`;
}

/** Worst level first, then by name; tools without a verdict last. */
export function worstFirst(tools: readonly CatalogedTool[]): readonly CatalogedTool[] {
  const rank = (tool: CatalogedTool) => (tool.verdict === undefined ? -1 : levelRank(tool.verdict.level));
  return tools.toSorted((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
}

/** What a server is called in a list: its title, or its id when the title is empty. */
export function serverLabel(id: string, title: string): string {
  const shown = oneLine(title, 60);
  return shown === '' ? id.slice(id.indexOf('/') + 1) : shown;
}
