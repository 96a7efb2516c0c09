// Remembers how far a long run came, so that a killed one goes on where it stopped.
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '../kit/files.ts';
import { hashOf } from '../model/canonical.ts';
import type { ListProgress } from '../model/source.ts';

/** Which run a journal is for: one that adds does not end the journal of one that updates. */
export type JournalName = 'add' | 'update';

/** Between a list and the spelling from which it is read on; no source holds it. */
const goesOn = '\t';

/** The sources that an unfinished run of the same plan has behind it, and how to add to them. */
export interface Journal extends ListProgress {
  readonly done: ReadonlySet<string>;
  /** Notes a source as done; survives a kill right after it. */
  note(source: string): Promise<void>;
  /** The run came to its end. */
  finish(): Promise<void>;
}

/** Opens the journal of a plan. A journal of another plan, or a damaged one, is begun anew. */
export async function openJournal(root: string, name: JournalName, plan: unknown): Promise<Journal> {
  const path = join(root, `.toolrisk/${name}.journal`);
  const head = hashOf(plan);
  const [first, ...lines] = ((await readIfThere(path))?.toString('utf8') ?? '').split('\n');
  const resumed = first === head;
  if (!resumed) {
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await appendFile(path, `${head}\n`);
  }
  // The last line may have been cut short by the kill; it then matches no source.
  const kept = resumed ? lines.slice(0, -1) : [];
  const done = new Set(kept.filter((line) => !line.includes(goesOn)));
  const places = new Map(
    kept.flatMap((line): [string, string][] => {
      const [list, from] = line.split(goesOn);
      return list === undefined || from === undefined ? [] : [[list, from]];
    }),
  );
  const note = async (line: string) => {
    // What strangers named may hold anything; such a source is read again.
    if (!line.includes('\n')) await appendFile(path, `${line}\n`);
  };
  return {
    done,
    note,
    from: (list) => places.get(list) ?? list,
    isDone: (source) => done.has(source),
    noteListed: async (list, source, goOn) => {
      done.add(source);
      if (!source.includes(goesOn)) await note(source);
      if (goOn === undefined || places.get(list) === goOn) return;
      places.set(list, goOn);
      await note(`${list}${goesOn}${goOn}`);
    },
    finish: () => rm(path, { force: true }),
  };
}
