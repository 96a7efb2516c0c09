// Remembers how far a long run came, so that a killed one goes on where it stopped.
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '../kit/files.ts';
import { hashOf } from '../model/canonical.ts';

const file = '.toolrisk/update.journal';

/** The sources that an unfinished run of the same plan has behind it, and how to add to them. */
export interface Journal {
  readonly done: ReadonlySet<string>;
  /** Notes a source as done; survives a kill right after it. */
  note(source: string): Promise<void>;
  /** The run came to its end. */
  finish(): Promise<void>;
}

/** Opens the journal of a plan. A journal of another plan, or a damaged one, is begun anew. */
export async function openJournal(root: string, plan: unknown): Promise<Journal> {
  const path = join(root, file);
  const head = hashOf(plan);
  const [first, ...lines] = ((await readIfThere(path))?.toString('utf8') ?? '').split('\n');
  const resumed = first === head;
  if (!resumed) {
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await appendFile(path, `${head}\n`);
  }
  return {
    // The last line may have been cut short by the kill; it then matches no source.
    done: new Set(resumed ? lines.filter((line) => line !== '') : []),
    note: (source) => appendFile(path, `${source}\n`),
    finish: () => rm(path, { force: true }),
  };
}
