// Which of many tools with the same verdict are closest to one tool: those whose names share words.
import type { ToolRow } from '../model/rows.ts';

/** A tool and the words of its name. */
export interface Candidate {
  readonly row: ToolRow;
  readonly words: ReadonlySet<string>;
}

export function candidates(rows: readonly ToolRow[]): readonly Candidate[] {
  return rows.map((row) => ({ row, words: wordsOf(row.name) }));
}

/** At most `limit` tools of other servers, the most shared words first, one of each server. */
export function closest(
  tool: Pick<ToolRow, 'server' | 'name'>,
  among: readonly Candidate[],
  limit: number,
): readonly ToolRow[] {
  const words = wordsOf(tool.name);
  const name = tool.name.toLowerCase();
  const servers = new Set([tool.server]);
  return among
    .map(({ row, words: theirs }, index) => ({
      row,
      index,
      shared: [...words].filter((word) => theirs.has(word)).length,
    }))
    .toSorted((a, b) => b.shared - a.shared || a.index - b.index)
    .flatMap(({ row }) => {
      if (servers.has(row.server) || row.name.toLowerCase() === name) return [];
      servers.add(row.server);
      return [row];
    })
    .slice(0, limit);
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .slice(0, 200)
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1),
  );
}
