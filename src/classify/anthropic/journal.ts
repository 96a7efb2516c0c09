// The journal of batches: what was sent, under which id, and what became of it. Written before each step, so that a
// killed run can be taken up again without paying twice.
import { join } from 'node:path';
import { z } from 'zod';
import { openLines, readLines } from './lines.ts';

const Row = z.tuple([z.string(), z.union([z.literal(1), z.literal(2)])]);
export type Row = z.infer<typeof Row>;

const Line = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('queued'),
    /** Our own name of the batch, part of every custom id in it. */
    batch: z.string(),
    at: z.iso.datetime(),
    baseUrl: z.string(),
    model: z.string(),
    /** The most that it can cost, in dollars; absent for servers without known prices. */
    usd: z.number().nonnegative().optional(),
    rows: z.array(Row),
  }),
  z.object({ state: z.literal('submitted'), batch: z.string(), id: z.string() }),
  z.object({ state: z.literal('done'), batch: z.string() }),
  z.object({ state: z.literal('failed'), batch: z.string(), why: z.string() }),
]);
type Line = z.infer<typeof Line>;

/** A batch that is not finished. */
export interface OpenBatch extends Omit<Extract<Line, { state: 'queued' }>, 'state'> {
  /** The server's id; absent when the run ended before it was known. */
  readonly id?: string | undefined;
}

export interface Journal {
  /** Batches that an earlier run left unfinished. */
  readonly open: readonly OpenBatch[];
  /** Ids that the journal knows, finished or not. */
  readonly ids: ReadonlySet<string>;
  write(line: Line): void;
  close(): void;
}

const journalFile = 'model-journal.ndjson';

export async function openJournal(folder: string): Promise<Journal> {
  const path = join(folder, journalFile);
  const open = new Map<string, OpenBatch>();
  const ids = new Set<string>();
  for await (const value of readLines(path)) {
    const line = Line.safeParse(value).data;
    if (line === undefined) continue;
    if (line.state === 'queued') {
      const { state: _, ...batch } = line;
      open.set(line.batch, batch);
    } else if (line.state === 'submitted') {
      ids.add(line.id);
      const batch = open.get(line.batch);
      if (batch !== undefined) open.set(line.batch, { ...batch, id: line.id });
    } else open.delete(line.batch);
  }
  const lines = openLines(path);
  return {
    open: [...open.values()],
    ids,
    write(line) {
      if (line.state === 'submitted') ids.add(line.id);
      lines.append([line], true);
    },
    close: () => lines.close(),
  };
}

/** The id of a row in its batch: at most 64 letters, digits, - and _. */
export function customId(batch: string, [key, turn]: Row): string {
  return `${key.slice(0, 48)}-${turn}-${batch}`;
}
