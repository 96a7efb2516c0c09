// Judges the tools of the catalog again: what would move, and writing it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entryPath, entryPaths, idOfPath, parseEntry, writeEntry } from '../catalog/entries.ts';
import { rubricVersion } from '../classify/rules/rubric-version.ts';
import { InputError } from '../kit/errors.ts';
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from './judge.ts';

/** Which tools to judge: without a verdict that is up to date, or all; of one server, or of every one. */
export interface Which {
  readonly stale: boolean;
  readonly server?: ServerId | undefined;
}

/** A tool whose category or level is another than before. */
export interface Move {
  readonly server: ServerId;
  readonly tool: string;
  readonly from: Pick<Verdict, 'category' | 'level'> | undefined;
  readonly to: Pick<Verdict, 'category' | 'level'>;
  /** The sentences that carry the new verdict. */
  readonly why: string;
}

/** An entry before and after it was judged again. */
export interface Rejudged {
  readonly entry: Entry;
  /** Tools that were judged. */
  readonly judged: number;
  /** The entry differs from what is in the catalog, by a verdict or only by its words. */
  readonly changed: boolean;
  readonly moves: readonly Move[];
}

/** Judges entry by entry, writing nothing. Throws `InputError` for a server that is not in the catalog. */
export async function* judgeCatalog(root: string, which: Which, today: string): AsyncIterable<Rejudged> {
  const all = await entryPaths(root);
  const paths = which.server === undefined ? all : [entryPath(which.server)];
  for (const path of paths) {
    if (!all.includes(path)) {
      throw new InputError(
        `The catalog has no server ${idOfPath(path)}.`,
        'See /servers/ or catalog/servers for what there is.',
      );
    }
    const before = parseEntry(path, await readFile(join(root, path), 'utf8'));
    const chosen = which.stale ? isStale : () => true;
    const entry = judge(before, today, chosen);
    const judged = before.tools.filter(chosen).length;
    yield { entry, judged, changed: entry !== before, moves: movesBetween(before, entry) };
  }
}

/** Writes entries that differ. */
export async function keepJudged(root: string, rejudged: readonly Rejudged[]): Promise<void> {
  for (const { entry, changed } of rejudged) if (changed) await writeEntry(root, entry);
}

/** True without a verdict, or with one for another definition or by an older rubric. */
function isStale(tool: CatalogedTool): boolean {
  const { verdict } = tool;
  if (verdict === undefined || verdict.definitionHash !== tool.definitionHash) return true;
  return verdict.decidedBy.kind !== 'review' && verdict.decidedBy.rubric !== rubricVersion;
}

function movesBetween(before: Entry, after: Entry): Move[] {
  const old = new Map(before.tools.map((tool) => [tool.name, tool.verdict]));
  return after.tools.flatMap(({ name, verdict }) => {
    const from = old.get(name);
    if (verdict === undefined || (from?.category === verdict.category && from.level === verdict.level))
      return [];
    const { category, level, categoryReason, levelReason } = verdict;
    return {
      server: after.server.id,
      tool: name,
      from: from && { category: from.category, level: from.level },
      to: { category, level },
      why: `${categoryReason} ${levelReason}`,
    };
  });
}
