// Batch mode: rows in any order, repeated, expired; batches that are split, lost, or slow.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { customId } from '../../../src/classify/anthropic/journal.ts';
import { judgeWithModel } from '../../../src/classify/anthropic/judge.ts';
import { answer, harbor, honest, judgeHarbor, newRoot, optionsFor, subject } from './_harbor.ts';
import { type ModelServer, modelServer } from './_server.ts';

const servers: ModelServer[] = [];
let server: ModelServer;
beforeEach(async () => {
  server = await modelServer({ answer: honest, pollsUntilEnd: 1 });
  servers.push(server);
});
after(async () => {
  for (const one of servers) await one.close();
});
const all = Object.keys(harbor);
const paidOnce = () =>
  assert.deepEqual(
    [...server.paid].filter(([, times]) => times !== 1),
    [],
  );
const journalOf = (root: string): { state: string; rows?: unknown[]; id?: string }[] =>
  readFileSync(join(root, '.toolrisk', 'model-journal.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('tools are judged in batches, and second views in a batch of their own', async () => {
  const root = newRoot();
  const { results, report } = await judgeHarbor(server.url, all, { batch: true, root });
  const direct = await judgeHarbor(server.url, all);
  assert.deepEqual(results, direct.results);
  assert.equal(report.judged, all.length);
  assert.equal(server.seen.create, 2);
  assert.deepEqual(
    journalOf(root).map(({ state }) => state),
    ['queued', 'submitted', 'done', 'queued', 'submitted', 'done'],
  );
  assert.match(JSON.stringify(server.requests[1]?.system), /"ttl":"1h"/);
});

test('rows may come in any order and more than once, with strangers among them', async () => {
  server.behave({
    lines: (lines) => [
      'not JSON',
      '{"custom_id":"stranger","result":{"type":"succeeded","message":{}}}',
      ...lines.toReversed(),
      ...lines,
      '{"custom_id":7}',
      '',
    ],
  });
  const { report } = await judgeHarbor(server.url, all, { batch: true });
  const plain = await judgeHarbor(server.url, all, { batch: false });
  assert.equal(report.judged, all.length);
  assert.equal(report.requests, plain.report.requests);
  assert.ok((report.dollars ?? 1) < (plain.report.dollars ?? 0));
});

test('only the rows that expired or failed are sent again, and then given up', async () => {
  server.behave({
    fate: ({ definition }, sending) =>
      definition.name === 'get_tide' && sending === 1
        ? 'expired'
        : definition.name === 'open_lock' && sending === 1
          ? 'errored'
          : definition.name === 'scuttle_ship'
            ? 'expired'
            : undefined,
  });
  const { results, report } = await judgeHarbor(server.url, all, { batch: true });
  assert.equal(report.failures.expired, 1);
  assert.equal(results[all.indexOf('scuttle_ship')]?.flag, 'llm-failed');
  assert.equal(report.judged, all.length - 1);
  paidOnce();
});

test('a row that the server calls invalid, or that was canceled, is not sent again', async () => {
  server.behave({
    fate: ({ definition }) =>
      definition.name === 'get_tide' ? 'invalid' : definition.name === 'open_lock' ? 'canceled' : undefined,
  });
  const { report } = await judgeHarbor(server.url, ['list_ships', 'get_tide', 'open_lock'], { batch: true });
  assert.deepEqual(report.failures, { rejected: 1, expired: 1 });
  assert.equal(server.seen.create, 1);
});

test('answers that need a repair get it in another batch', async () => {
  server.behave({
    answer: ({ definition, turn }) =>
      turn === 1 ? JSON.stringify({ ...answer(definition.name), level: 'awful' }) : honestly(definition.name),
  });
  const { report } = await judgeHarbor(server.url, ['list_ships', 'get_tide', 'assign_berth'], {
    batch: true,
  });
  assert.equal(report.judged, 3);
  assert.equal(server.paid.get('get_tide 2'), 1);
});

test('batches are split by bytes and by number of requests', async () => {
  const subjects = Array.from({ length: 11 }, (_, index) =>
    subject('list_ships', { description: `List the ships in the harbor, page ${index}.` }),
  );
  const batch = { bytes: 96_000_000, requests: 4 };
  await judgeWithModel(subjects, optionsFor(server.url, { batch: true, edges: { batch } }));
  // One was the probe.
  assert.equal(server.seen.create, 3);
  const other = await modelServer({ answer: honest });
  servers.push(other);
  const bytes = 45_000;
  await judgeWithModel(
    subjects,
    optionsFor(other.url, { batch: true, edges: { batch: { bytes, requests: 100 } } }),
  );
  assert.ok(other.seen.create >= 3, String(other.seen.create));
});

test('a batch that the server finds too large is sent in halves', async () => {
  server.fail('create', { status: 413, type: 'request_too_large' });
  const { report } = await judgeHarbor(server.url, all, { batch: true });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('a batch whose creation was not answered is found again and not sent twice', async () => {
  server.fail('create', 'broken');
  const { report } = await judgeHarbor(server.url, all, { batch: true });
  assert.equal(report.judged, all.length);
  assert.equal(server.seen.create, 2);
  paidOnce();
});

test('a creation that the server turned away is tried again', async () => {
  server.fail('create', { status: 429, headers: { 'retry-after': '0.01' } }, 'reset');
  const { report } = await judgeHarbor(server.url, all, { batch: true });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('results that break off are read again', async () => {
  server.fail('results', 'broken', { status: 503 });
  const { report } = await judgeHarbor(server.url, all, { batch: true });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('results that stop coming are read again', async () => {
  server.fail('results', 'stall');
  const { report } = await judgeHarbor(server.url, all, { batch: true, edges: { timeoutMs: 1_000 } });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('results that come slowly are read once', async () => {
  server.fail('results', 'slow');
  const { report } = await judgeHarbor(server.url, all, { batch: true, edges: { timeoutMs: 1_000 } });
  assert.equal(report.judged, all.length);
  assert.equal(server.seen.results, 2);
});

test('when it is not known whether the server has a batch, nothing is sent until it says so', async () => {
  const root = newRoot();
  const down = Array.from({ length: 3 }, () => ({ status: 503, headers: { 'retry-after-ms': '5' } }));
  server.fail('create', 'broken');
  server.fail('list', ...down);
  await assert.rejects(judgeHarbor(server.url, all, { batch: true, root }), {
    name: 'OutsideError',
    outcome: 'unreachable',
  });
  server.behave({ pollsUntilEnd: 1_000 });
  const stop = new AbortController();
  const waiting = judgeHarbor(server.url, all, { batch: true, root, signal: stop.signal });
  setTimeout(() => stop.abort(), 100);
  assert.equal((await waiting).report.stopped, 'aborted');
  server.behave({ pollsUntilEnd: 1 });
  const { report } = await judgeHarbor(server.url, all, { batch: true, root });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('results are fetched from our server, wherever it says they are', async () => {
  const asked: string[] = [];
  await judgeHarbor(server.url, all, {
    batch: true,
    edges: {
      fetch: (input, init) => {
        asked.push(String(input));
        return globalThis.fetch(String(input).replace('https://api.anthropic.com', server.url), init);
      },
    },
  });
  assert.ok(asked.every((url) => url.startsWith('https://api.anthropic.com/v1/messages')));
});

test('a server without batches is told apart from one that is down', async () => {
  server.behave({ noBatches: true });
  await assert.rejects(judgeHarbor(server.url, ['list_ships', 'get_tide'], { batch: true }), {
    name: 'InputError',
  });
});

test('ctrl-C leaves the batch with the server, and the next run brings it in', async () => {
  const root = newRoot();
  const stop = new AbortController();
  server.behave({
    pollsUntilEnd: 3,
    on: (endpoint, moment) => {
      if (endpoint === 'retrieve' && moment === 'arrived') stop.abort();
    },
  });
  const first = await judgeHarbor(server.url, all, { batch: true, root, signal: stop.signal });
  assert.equal(first.report.stopped, 'aborted');
  server.behave({ on: () => {} });
  // Also when the next run is not in batch mode.
  const { report } = await judgeHarbor(server.url, all, { root });
  assert.equal(report.judged, all.length);
  paidOnce();
});

test('a batch of another run with the same number of rows is not taken for ours', async () => {
  const names = ['list_ships', 'get_tide', 'assign_berth'];
  await judgeHarbor(server.url, names, { batch: true });
  const root = newRoot();
  mkdirSync(join(root, '.toolrisk'));
  const queued = {
    state: 'queued',
    batch: 'cafe0000',
    at: new Date().toISOString(),
    baseUrl: 'https://api.anthropic.com',
    model: 'claude-haiku-5-5',
    usd: 0.01,
    rows: [
      ['a'.repeat(64), 1],
      ['b'.repeat(64), 1],
    ],
  };
  writeFileSync(join(root, '.toolrisk', 'model-journal.ndjson'), `${JSON.stringify(queued)}\n{"state":"subm`);
  const { report } = await judgeHarbor(server.url, ['open_lock'], { batch: true, root });
  assert.equal(report.judged, 1);
  const states = readFileSync(join(root, '.toolrisk', 'model-journal.ndjson'), 'utf8');
  assert.match(states, /"state":"failed","batch":"cafe0000"/);
});

test('two runs over one folder do not run at once, and a dead one does not block', async () => {
  const root = newRoot();
  mkdirSync(join(root, '.toolrisk'));
  const lock = join(root, '.toolrisk', 'model.lock');
  writeFileSync(lock, String(process.pid));
  await assert.rejects(judgeHarbor(server.url, ['list_ships'], { root }), { outcome: 'refused' });
  writeFileSync(lock, '999999999');
  await judgeHarbor(server.url, ['list_ships'], { root });
});

test('custom ids are what servers take', () => {
  assert.match(customId('0badcafe', ['f'.repeat(64), 2]), /^[a-zA-Z0-9_-]{1,64}$/);
});

function honestly(name: string): string {
  return JSON.stringify(answer(name));
}
