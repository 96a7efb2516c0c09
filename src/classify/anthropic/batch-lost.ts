// Finds a batch that the server may have although its id never reached us: the run was killed, or the answer was lost.

import { resultLines } from './batch-results.ts';
import { failureOf } from './client.ts';
import { customId, type Journal, type OpenBatch } from './journal.ts';
import type { Run } from './run.ts';

/** How far the server's clock may differ from ours. */
const clockSkewMs = 10 * 60_000;
const mostCandidates = 20;
const mostListed = 1_000;

/**
 * The server's id of a batch, or undefined when the server does not have it. Lists show no custom ids, so every
 * unknown batch of the right time and size is waited for and its first row is read.
 */
export async function findLost(run: Run, journal: Journal, batch: OpenBatch): Promise<string | undefined> {
  const since = Date.parse(batch.at) - clockSkewMs;
  for (const id of await candidates(run, journal, batch, since)) {
    if (await holds(run, id, batch)) return id;
  }
  return undefined;
}

async function candidates(run: Run, journal: Journal, batch: OpenBatch, since: number): Promise<string[]> {
  const found: string[] = [];
  let listed = 0;
  try {
    for await (const other of run.client.messages.batches.list({ limit: 100 }, { signal: run.signal })) {
      listed += 1;
      if (listed > mostListed || Date.parse(other.created_at) < since) break;
      const size = Object.values(other.request_counts).reduce((sum, part) => sum + part, 0);
      if (size === batch.rows.length && !journal.ids.has(other.id)) found.push(other.id);
      if (found.length === mostCandidates) break;
    }
  } catch (thrown) {
    // A server that cannot list its batches cannot tell us.
    if (failureOf(thrown) !== 'missing') throw thrown;
  }
  return found;
}

async function holds(run: Run, id: string, batch: OpenBatch): Promise<boolean> {
  const ids = new Set(batch.rows.map((row) => customId(batch.batch, row)));
  for (;;) {
    const { processing_status: status } = await run.client.messages.batches.retrieve(
      id,
      {},
      { signal: run.signal },
    );
    if (status === 'ended') break;
    await run.edges.wait(run.edges.pollMs, run.signal);
  }
  for await (const line of resultLines(run, id, 1_000_000)) return ids.has(line.custom_id);
  return false;
}
