// Judges the tools of the catalog again: what would move, and writing it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entryPath, entryPaths, idOfPath, parseEntry, writeEntry } from '../catalog/entries.ts';
import { mergeVerdicts } from '../catalog/merge.ts';
import { InputError } from '../kit/errors.ts';
import type { Entry } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Engine, rules } from './engine.ts';
import { subjectsOf } from './judge.ts';

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

/** What judging the catalog again would change. */
export interface JudgedAgain {
  readonly rejudged: readonly Rejudged[];
  /** Lines for a person, from the engine. */
  readonly notes: readonly string[];
  /** The engine ended before everything was judged. */
  readonly stopped: boolean;
}

/** Judges the chosen tools, writing nothing. Throws `InputError` for a server that is not in the catalog. */
export async function judgeCatalog(
  root: string,
  which: Which,
  today: string,
  engine: Engine = rules,
  signal?: AbortSignal,
): Promise<JudgedAgain> {
  const rejudged: Rejudged[] = [];
  const notes: string[] = [];
  const paths = await chosenPaths(root, which);
  // Entries are read group by group, so that the rules never hold the whole catalog.
  for (const group of engine.atOnce ? [paths] : paths.map((path) => [path])) {
    signal?.throwIfAborted();
    const entries = await Promise.all(group.map((path) => readAt(root, path)));
    const chosen = entries.map((entry) => entry.tools.filter((tool) => !which.stale || engine.isStale(tool)));
    const judgement = await engine.judge(entries.flatMap((entry, n) => subjectsOf(entry, chosen[n] ?? [])));
    notes.push(...judgement.notes);
    let next = 0;
    for (const [n, before] of entries.entries()) {
      const verdicts = new Map<string, Verdict>();
      for (const tool of chosen[n] ?? []) {
        const verdict = judgement.verdicts[next];
        if (verdict !== undefined) verdicts.set(tool.name, verdict);
        next += 1;
      }
      const entry = mergeVerdicts(before, verdicts, today);
      rejudged.push({
        entry,
        judged: verdicts.size,
        changed: entry !== before,
        moves: movesBetween(before, entry),
      });
    }
    if (judgement.stopped) return { rejudged, notes, stopped: true };
  }
  return { rejudged, notes, stopped: false };
}

async function chosenPaths(root: string, { server }: Which): Promise<readonly string[]> {
  const all = await entryPaths(root);
  if (server === undefined) return all;
  const path = entryPath(server);
  if (all.includes(path)) return [path];
  throw new InputError(
    `The catalog has no server ${idOfPath(path)}.`,
    'See /servers/ or catalog/servers for what there is.',
  );
}

async function readAt(root: string, path: string): Promise<Entry> {
  return parseEntry(path, await readFile(join(root, path), 'utf8'));
}

/** Writes entries that differ. */
export async function keepJudged(root: string, rejudged: readonly Rejudged[]): Promise<void> {
  for (const { entry, changed } of rejudged) if (changed) await writeEntry(root, entry);
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
