// The results of a batch: read line by line, in any order, each row once, however often the stream breaks.
import { z } from 'zod';
import type { Turn } from './case.ts';
import { failureOf } from './client.ts';
import { customId, type OpenBatch, type Row } from './journal.ts';
import { tokensOf, turnOf } from './request.ts';
import { askId, charge, type Run } from './run.ts';

const longestLine = 1_000_000;
const rowsAtOnce = 200;
const readAttempts = 3;

const ResultLine = z.object({
  custom_id: z.string().max(64),
  result: z.discriminatedUnion('type', [
    z.object({ type: z.literal('succeeded'), message: z.unknown() }),
    z.object({ type: z.literal('errored'), error: z.unknown() }),
    z.object({ type: z.literal('canceled') }),
    z.object({ type: z.literal('expired') }),
  ]),
});
export type ResultLine = z.infer<typeof ResultLine>;

/** What became of a row. */
export type RowEnd = 'answered' | 'rejected' | 'failed' | 'canceled' | 'missing';

export interface Collected {
  /** By the name of the question. */
  readonly ends: ReadonlyMap<string, RowEnd>;
  readonly usd: number;
  /** The results were read to their end, or are gone for good. */
  readonly complete: boolean;
}

/** Reads the results of a batch that has ended and keeps the answers. */
export async function collectRows(run: Run, batch: OpenBatch & { readonly id: string }): Promise<Collected> {
  const rows = new Map(batch.rows.map((row) => [customId(batch.batch, row), row]));
  const ends = new Map<string, RowEnd>();
  const worst = batch.rows.length === 0 ? 0 : (batch.usd ?? 0) / batch.rows.length;
  let usd = 0;
  let kept: { key: string; turn: 1 | 2; answer: Turn }[] = [];
  const flush = () => {
    run.store.put(kept);
    kept = [];
  };
  const take = (row: Row, { result }: ResultLine) => {
    const id = askId({ key: row[0], turn: row[1] });
    // The first line of a row counts; servers may repeat themselves, and so do we after a broken stream.
    if (ends.has(id)) return;
    if (result.type === 'succeeded') {
      usd += charge(run, tokensOf(result.message, true), worst, true);
      run.answered += 1;
      kept.push({ key: row[0], turn: row[1], answer: turnOf(result.message) });
      ends.set(id, 'answered');
    } else if (result.type === 'errored') ends.set(id, isRejection(result.error) ? 'rejected' : 'failed');
    else ends.set(id, result.type === 'canceled' ? 'canceled' : 'failed');
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const line of resultLines(run, batch.id, 4_000_000 + batch.rows.length * 100_000)) {
        const row = rows.get(line.custom_id);
        if (row !== undefined) take(row, line);
        if (kept.length >= rowsAtOnce) flush();
      }
      flush();
      if (ends.size === rows.size || attempt === readAttempts) return { ends, usd, complete: true };
    } catch (thrown) {
      flush();
      // What is gone may have been paid for.
      if (failureOf(thrown) === 'missing') return { ends, usd: batch.usd ?? 0, complete: true };
      if (run.signal.aborted || attempt === readAttempts)
        return { ends, usd: batch.usd ?? 0, complete: false };
      await run.edges.wait(run.edges.pollMs, run.signal).catch(() => {});
    }
  }
}

/** The lines of a results file; a line that makes no sense is passed over. At most `mostBytes` are read, and no pause is waited out. */
export async function* resultLines(run: Run, id: string, mostBytes: number): AsyncGenerator<ResultLine> {
  const idle = new AbortController();
  // The SDK's own limit ends with the headers.
  const alarm = setTimeout(() => idle.abort(), run.edges.timeoutMs);
  try {
    // The address is ours, not the one that the server names: the key goes nowhere else.
    const response = await run.client
      .get(`/v1/messages/batches/${encodeURIComponent(id)}/results`, {
        signal: AbortSignal.any([run.signal, idle.signal]),
        headers: { accept: 'application/binary' },
      })
      .asResponse();
    const decoder = new TextDecoder();
    let bytes = 0;
    let rest = '';
    for await (const chunk of response.body ?? []) {
      alarm.refresh();
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new Error('The results are larger than we read.');
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) throw new Error('A line of the results is larger than we read.');
      for (const line of lines) yield* lineIn(line);
    }
    yield* lineIn(rest);
  } finally {
    clearTimeout(alarm);
  }
}

function* lineIn(text: string): Generator<ResultLine> {
  try {
    const line = ResultLine.safeParse(JSON.parse(text)).data;
    if (line !== undefined) yield line;
  } catch {
    // Not JSON: the row stays missing and is asked again.
  }
}

/** An error that the same request would meet again. */
function isRejection(error: unknown): boolean {
  const shape = z.object({ error: z.object({ type: z.string() }) }).safeParse(error).data;
  return shape?.error.type === 'invalid_request_error';
}
