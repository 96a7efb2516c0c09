// The relatives of a tool: on its own server, of the same name, of the same effect.
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import type { ToolRow } from '../../model/rows.ts';
import { levelRank } from '../../model/vocabulary.ts';
import { compareUrl, serverUrl } from '../address.ts';
import { oneLine } from '../author-text.ts';
import { comparisonOf, type Reference, toolReference } from '../reference.ts';
import { linesOfRows, linesOfTools, type ToolLine, worstFirst } from '../tool-lines.ts';

export interface Related {
  readonly hereHeading: string;
  readonly here: readonly ToolLine[];
  readonly serverTools: number;
  readonly serverHref: string;
  /** Where this tool is put beside another. */
  readonly compareHref: string;
  readonly sameName: readonly ToolLine[];
  readonly similar: readonly ToolLine[];
}

const shownHere = 5;
const shownElsewhere = 5;

/** The relatives of one tool; rows are of other servers. */
export function relatedOf(
  entry: Entry,
  tool: CatalogedTool,
  slugs: ReadonlyMap<string, string>,
  rows: { readonly sameName: readonly ToolRow[]; readonly similar: readonly ToolRow[] },
): Related {
  const self = toolReference(entry.server.id, slugs.get(tool.name) ?? '');
  return {
    ...here(entry, tool, slugs),
    serverTools: entry.tools.length,
    serverHref: serverUrl(entry.server.id),
    compareHref: comparisonOf(compareUrl, self),
    sameName: withComparison(rows.sameName.slice(0, shownElsewhere), self),
    similar: withComparison(rows.similar, self),
  };
}

/** Other tools of the server at the same or a worse level, worst first; milder ones when there are none. */
function here(
  entry: Entry,
  tool: CatalogedTool,
  slugs: ReadonlyMap<string, string>,
): Pick<Related, 'here' | 'hereHeading'> {
  const rank = (one: CatalogedTool) => (one.verdict === undefined ? -1 : levelRank(one.verdict.level));
  const rest = worstFirst(entry.tools).filter((one) => one.name !== tool.name);
  const worse = rest.filter((one) => rank(one) >= rank(tool));
  const shown = (worse.length > 0 ? worse : rest).slice(0, shownHere);
  return {
    hereHeading:
      worse.length > 0 ? 'On the same server, at least as risky' : 'On the same server, less risky',
    here: brief(linesOfTools(entry, shown, slugs)),
  };
}

/** Related tools of other servers, each with a link that puts it beside this one. */
function withComparison(rows: readonly ToolRow[], self: Reference): readonly ToolLine[] {
  return brief(linesOfRows(rows)).map((line, index) => {
    const row = rows[index];
    if (row === undefined) return line;
    return { ...line, compare: comparisonOf(compareUrl, self, toolReference(row.server, row.slug)) };
  });
}

/** A related tool is told by its name; its author's first words are only a reminder. */
function brief(lines: readonly ToolLine[]): readonly ToolLine[] {
  return lines.map((line) => ({ ...line, what: oneLine(line.what, 80) }));
}
