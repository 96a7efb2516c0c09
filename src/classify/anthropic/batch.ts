// Batch mode: half the price, within a day. Every step is in the journal before it is taken.
import pLimit from 'p-limit';
import { InputError } from '../../kit/errors.ts';
import { count } from '../../model/wording.ts';
import { findLost } from './batch-lost.ts';
import { collectRows, type RowEnd } from './batch-results.ts';
import type { Reservation } from './budget.ts';
import type { Ask } from './case.ts';
import { failureOf, isAmbiguous, stopped } from './client.ts';
import { customId, type Journal, type OpenBatch, type Row } from './journal.ts';
import { requestOf } from './request.ts';
import { askId, type Run, worstOf } from './run.ts';

type BatchRequest = Parameters<Run['client']['messages']['batches']['create']>[0]['requests'][number];

/** How often a row is sent again after it expired or failed on the server's side. */
const attemptsPerRow = 2;
const createAttempts = 4;
const pollFailuresInARow = 10;
const nonceBytes = 8;
const nameBytes = 4;

/** A batch that the server has. */
interface Submitted extends OpenBatch {
  readonly id: string;
  readonly reservation: Reservation;
}

/** Takes up what an earlier run left: finds ids that were never written down, and brings in the results. */
export async function resumeBatches(run: Run, journal: Journal): Promise<void> {
  const ours = journal.open.filter((batch) => batch.baseUrl === run.baseUrl);
  if (ours.length > 0) run.talk.say(`Taking up ${count(ours.length, 'batch', 'batches')} of an earlier run.`);
  const submitted: Submitted[] = [];
  for (const batch of ours) {
    const id = batch.id ?? (await findLost(run, journal, batch));
    if (id === undefined) {
      journal.write({ state: 'failed', batch: batch.batch, why: 'The server has no such batch.' });
      continue;
    }
    if (batch.id === undefined) journal.write({ state: 'submitted', batch: batch.batch, id });
    submitted.push({ ...batch, id, reservation: run.budget.commit(batch.usd ?? 0) });
  }
  await collectAll(run, journal, submitted, new Map());
}

/** Asks in batches until nothing is left to ask. `pending` gives the questions that are open now. */
export async function askInBatches(run: Run, journal: Journal, pending: () => Ask[]): Promise<void> {
  const attempts = new Map<string, number>();
  while (run.stopped === undefined) {
    const asks = pending();
    if (asks.length === 0) return;
    const submitted: Submitted[] = [];
    let rest: readonly Ask[] = asks;
    while (rest.length > 0 && run.stopped === undefined) {
      const chunk = nextChunk(run, rest);
      if (chunk.requests.length === 0 && chunk.taken === 0) break;
      rest = rest.slice(chunk.taken);
      if (chunk.requests.length > 0) submitted.push(...(await submit(run, journal, chunk)));
    }
    if (submitted.length === 0 && rest.length > 0) run.stopped ??= 'budget';
    await collectAll(run, journal, submitted, attempts);
  }
}

interface Chunk {
  /** Our own name of the batch. */
  readonly batch: string;
  readonly requests: readonly BatchRequest[];
  readonly rows: readonly Row[];
  /** The most that it can cost. */
  readonly usd: number;
  /** Number of questions that it used up. */
  readonly taken: number;
}

/** As many questions as fit into one batch and into the budget. */
function nextChunk(run: Run, asks: readonly Ask[]): Chunk {
  const batch = run.edges.random(nameBytes);
  const { bytes: mostBytes, requests: mostRequests } = run.edges.batch;
  const requests: BatchRequest[] = [];
  const rows: Row[] = [];
  let bytes = 0;
  let usd = 0;
  let taken = 0;
  for (const ask of asks) {
    const params = requestOf(ask, run.plan, run.mode, run.edges.random(nonceBytes));
    if (params === undefined) {
      run.unanswered.set(ask.key, 'forged');
      taken += 1;
      continue;
    }
    const row: Row = [ask.key, ask.turn];
    const request = { custom_id: customId(batch, row), params };
    const size = Buffer.byteLength(JSON.stringify(request)) + 2;
    const worst = worstOf(run, params, true);
    const full = requests.length >= mostRequests || (requests.length > 0 && bytes + size > mostBytes);
    if (full || usd + worst > run.budget.left()) break;
    requests.push(request);
    rows.push(row);
    bytes += size;
    usd += worst;
    taken += 1;
  }
  return { batch, requests, rows, usd, taken };
}

/** Sends a chunk. What the server finds too large is sent in halves. */
async function submit(run: Run, journal: Journal, chunk: Chunk): Promise<Submitted[]> {
  const reservation = run.budget.commit(chunk.usd);
  const open: OpenBatch = {
    batch: chunk.batch,
    at: new Date(run.edges.now()).toISOString(),
    baseUrl: run.baseUrl,
    model: run.plan.model,
    usd: chunk.usd,
    rows: [...chunk.rows],
  };
  journal.write({ state: 'queued', ...open });
  try {
    const id = await create(run, journal, open, chunk.requests);
    journal.write({ state: 'submitted', batch: chunk.batch, id });
    run.talk.say(`Batch ${id}: ${count(chunk.rows.length, 'request')} sent.`);
    return [{ ...open, id, reservation }];
  } catch (thrown) {
    if (run.signal.aborted) {
      run.stopped ??= 'aborted';
      return [];
    }
    const failure = failureOf(thrown);
    if (failure === 'unreachable') throw stopped(thrown, run.plan.model);
    journal.write({ state: 'failed', batch: chunk.batch, why: failure });
    reservation.settle(0);
    if (failure === 'hopeless') throw stopped(thrown, run.plan.model);
    if (failure === 'missing') {
      throw new InputError('This server takes no batches.', 'Run the same command without --batch.');
    }
    const half = chunk.rows.length >> 1;
    if (half > 0 && isTooLarge(thrown)) {
      return [
        ...(await submit(run, journal, part(run, chunk, 0, half))),
        ...(await submit(run, journal, part(run, chunk, half, chunk.rows.length))),
      ];
    }
    for (const [key] of chunk.rows) run.unanswered.set(key, 'rejected');
    return [];
  }
}

function part(run: Run, chunk: Chunk, from: number, to: number): Chunk {
  const batch = run.edges.random(nameBytes);
  const rows = chunk.rows.slice(from, to);
  return {
    batch,
    rows,
    requests: chunk.requests.slice(from, to).flatMap((request, index) => {
      const row = rows[index];
      return row === undefined ? [] : [{ ...request, custom_id: customId(batch, row) }];
    }),
    usd: (chunk.usd * (to - from)) / chunk.rows.length,
    taken: to - from,
  };
}

function isTooLarge(thrown: unknown): boolean {
  return (thrown as { readonly status?: unknown }).status === 413;
}

/** Creates the batch and gives its id. When it is not clear whether the server has it, the server is asked before it is sent again. */
async function create(
  run: Run,
  journal: Journal,
  open: OpenBatch,
  requests: readonly BatchRequest[],
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run.pace.ready(run.signal);
      const batch = await run.client.messages.batches.create(
        { requests: [...requests] },
        // Retried here and not by the SDK, which cannot know that a lost answer may mean a second batch.
        { maxRetries: 0, signal: run.signal, timeout: Math.max(run.edges.timeoutMs, requests.length * 20) },
      );
      return batch.id;
    } catch (thrown) {
      if (run.signal.aborted || failureOf(thrown) !== 'unreachable') throw thrown;
      if (isAmbiguous(thrown)) {
        const lost = await findLost(run, journal, open);
        if (lost !== undefined) return lost;
      }
      if (attempt === createAttempts) throw thrown;
      const headers = (thrown as { readonly headers?: unknown }).headers;
      const wanted = headers instanceof Headers ? Number(headers.get('retry-after')) * 1000 : 0;
      await run.edges.wait(wanted > 0 ? wanted : run.edges.pollMs * attempt, run.signal);
    }
  }
}

async function collectAll(
  run: Run,
  journal: Journal,
  batches: readonly Submitted[],
  attempts: Map<string, number>,
): Promise<void> {
  const limit = pLimit(2);
  const settled = await Promise.allSettled(
    batches.map(async (batch) => {
      if (!(await ended(run, batch.id))) return;
      await limit(() => collect(run, journal, batch, attempts));
    }),
  );
  if (run.signal.aborted) run.stopped ??= 'aborted';
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined && !run.signal.aborted) throw failed.reason;
}

/** Waits for the end of a batch; false when the run was stopped before. A batch that the server lost has ended. */
async function ended(run: Run, id: string): Promise<boolean> {
  let pause = run.edges.pollMs;
  let failures = 0;
  while (!run.signal.aborted) {
    try {
      const batch = await run.client.messages.batches.retrieve(id, {}, { signal: run.signal });
      if (batch.processing_status === 'ended') return true;
      failures = 0;
    } catch (thrown) {
      if (run.signal.aborted) return false;
      const failure = failureOf(thrown);
      if (failure === 'missing') return true;
      failures += 1;
      if (failure !== 'unreachable' || failures === pollFailuresInARow) throw stopped(thrown, run.plan.model);
    }
    await run.edges.wait(pause, run.signal).catch(() => {});
    pause = Math.min(pause * 1.5, run.edges.pollMs * 60, 60_000);
  }
  return false;
}

async function collect(
  run: Run,
  journal: Journal,
  batch: Submitted,
  attempts: Map<string, number>,
): Promise<void> {
  const { ends, usd, complete } = await collectRows(run, batch);
  if (run.signal.aborted && !complete) return;
  for (const [key, turn] of batch.rows) {
    const id = askId({ key, turn });
    const end: RowEnd = ends.get(id) ?? 'missing';
    if (end === 'answered' || run.store.has(key, turn)) continue;
    const failed = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, failed);
    if (end === 'rejected') run.unanswered.set(key, 'rejected');
    else if (!complete) run.unanswered.set(key, 'unreachable');
    else if (end === 'canceled' || failed >= attemptsPerRow) run.unanswered.set(key, 'expired');
  }
  batch.reservation.settle(usd);
  // A batch whose results could not be read to the end stays open, for the next run.
  if (complete) journal.write({ state: 'done', batch: batch.batch });
}
