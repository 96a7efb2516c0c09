// A tool in a list, as a line of text.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import { effectOf, type Level, levelRank } from '../model/vocabulary.ts';
import { visible } from '../model/wording.ts';
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
  /** Absent in lists of one server's tools. */
  readonly server?: { readonly title: string; readonly href: string };
}

const longestWhat = 140;

/** Lines for rows of the index, with their servers. */
export function linesOfRows(rows: readonly ToolRow[]): readonly ToolLine[] {
  return rows.map((row) => ({
    href: toolUrl(row.server, row.slug),
    name: visible(row.name, 80),
    what: oneLine(row.description, longestWhat),
    level: row.confidence === 0 && row.category === 'Unknown' ? undefined : row.level,
    kind: row.category,
    server: { title: serverLabel(row.server, row.serverTitle), href: serverUrl(row.server) },
  }));
}

/** Lines for tools of one server, worst first, then by name. */
export function linesOfTools(
  entry: Pick<Entry, 'server'>,
  tools: readonly CatalogedTool[],
  slugs: ReadonlyMap<string, string>,
): readonly ToolLine[] {
  return worstFirst(tools).map((tool) => {
    const worst = tool.verdict?.effects[0];
    return {
      href: toolUrl(entry.server.id, slugs.get(tool.name) ?? ''),
      name: visible(tool.name, 80),
      what: oneLine(tool.description, longestWhat),
      level: tool.verdict?.level,
      kind:
        tool.verdict === undefined
          ? 'Not judged yet'
          : worst === undefined
            ? tool.verdict.category
            : `${tool.verdict.category} · ${effectOf(worst).label.toLowerCase()}`,
    };
  });
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
