// Direct mode against a server on the loopback: what comes back, what fails, and what is paid.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { rubricVersion } from '../../../src/classify/rules/rubric-version.ts';
import { answer, harbor, honest, judgeHarbor, newRoot, subject } from './_harbor.ts';
import { type ModelServer, modelServer } from './_server.ts';

const servers: ModelServer[] = [];
let server: ModelServer;
beforeEach(async () => {
  server = await modelServer({ answer: honest });
  servers.push(server);
});
after(async () => {
  for (const one of servers) await one.close();
});
const all = Object.keys(harbor);
const soon = { 'retry-after-ms': '5' };

test('every tool gets one request and the verdicts come back in order', async () => {
  const { results, report } = await judgeHarbor(server.url, all);
  assert.deepEqual(
    results.map(({ verdict }) => verdict.category),
    ['Read', 'Read', 'Write', 'Write', 'Execute', 'Read', 'Destructive', 'Financial', 'Execute'],
  );
  assert.equal(report.judged, all.length);
  assert.equal(report.mode, 'schema');
  // One more for the second view of run_tide_report.
  assert.equal(server.seen.message, all.length + 1);
  assert.equal(report.requests, all.length + 1);
  assert.deepEqual(results[0]?.verdict.decidedBy, {
    kind: 'model',
    rubric: rubricVersion,
    model: 'claude-haiku-5-5',
    prompt: '1',
  });
});

test('the prefix is the same for all tools and marked for the cache, and every nonce differs', async () => {
  await judgeHarbor(server.url, all);
  const prefixes = new Set(server.requests.map((request) => JSON.stringify(request.system)));
  const nonces = server.requests.map(
    (request) => /definition-([0-9a-f]+)>/.exec(request.messages[0]?.content ?? '')?.[1],
  );
  assert.equal(prefixes.size, 1);
  assert.equal(new Set(nonces).size, server.requests.length);
  assert.match(
    JSON.stringify(server.requests[0]?.system),
    /"cache_control":\{"type":"ephemeral","ttl":"5m"\}/,
  );
  assert.deepEqual(server.requests[0]?.thinking, { type: 'disabled' });
});

test('unchanged tools are not asked again, and equal tools are asked once', async () => {
  const root = newRoot();
  await judgeHarbor(server.url, ['get_tide', 'list_ships', 'list_ships'], { root });
  assert.equal(server.seen.message, 2);
  const { results, report } = await judgeHarbor(server.url, ['get_tide', 'list_ships'], { root });
  assert.equal(server.seen.message, 2);
  assert.equal(report.known, 2);
  assert.equal(report.dollars, 0);
  assert.equal(results[0]?.verdict.decidedBy.kind, 'model');
});

test('429 with retry-after and 529 are tried again and cost nothing', async () => {
  server.fail('message', { status: 429, headers: soon }, { status: 529, headers: soon });
  const { report } = await judgeHarbor(server.url, ['list_ships']);
  assert.equal(report.judged, 1);
  assert.equal(server.seen.message, 3);
  assert.equal(server.paid.get('list_ships 1'), 1);
});

test('retry-after is obeyed by all requests', async () => {
  server.fail('message', { status: 429, headers: { 'retry-after': '0.2' } });
  const begun = performance.now();
  await judgeHarbor(server.url, ['list_ships', 'get_tide']);
  assert.ok(performance.now() - begun >= 190);
});

test('a request without an answer is given up after the time limit and sent again', async () => {
  server.fail('message', 'hang');
  const { report } = await judgeHarbor(server.url, ['list_ships'], { edges: { timeoutMs: 500 } });
  assert.equal(report.judged, 1);
  assert.equal(server.seen.message, 2);
});

test('a connection that breaks before or within the answer is tried again', async () => {
  server.fail('message', 'reset', 'broken');
  const { report } = await judgeHarbor(server.url, ['list_ships']);
  assert.equal(report.judged, 1);
  assert.equal(server.seen.message, 3);
});

test('a server that stays down stops the run, and what was answered is kept', async () => {
  const root = newRoot();
  await judgeHarbor(server.url, ['list_ships'], { root });
  const down = { status: 529, headers: soon };
  server.fail('message', ...Array.from({ length: 3 }, () => down));
  await assert.rejects(judgeHarbor(server.url, ['list_ships', 'get_tide'], { root }), {
    outcome: 'unreachable',
  });
  const { report } = await judgeHarbor(server.url, ['list_ships'], { root });
  assert.equal(report.known, 1);
});

test('a wrong key stops the run with a remedy', async () => {
  server.fail('message', { status: 401, type: 'authentication_error' });
  await assert.rejects(judgeHarbor(server.url, ['list_ships']), { name: 'OutsideError', outcome: 'refused' });
  await assert.rejects(judgeHarbor(server.url, ['list_ships'], { apiKey: undefined }), {
    name: 'InputError',
  });
});

test('a refusal, a cut answer and an overflowing context keep the rules, flagged, and are not paid twice', async () => {
  for (const stop of ['refusal', 'max_tokens', 'model_context_window_exceeded']) {
    const root = newRoot();
    server.behave({ answer: () => ({ stop, text: '{"quotes": [' }) });
    server.paid.clear();
    const { results } = await judgeHarbor(server.url, ['open_lock'], { root });
    assert.equal(results[0]?.flag, 'llm-failed', stop);
    assert.equal(results[0]?.verdict.decidedBy.kind, 'rules');
    assert.equal(results[0]?.review, true);
    await judgeHarbor(server.url, ['open_lock'], { root });
    assert.equal(server.paid.get('open_lock 1'), 1);
  }
});

test('a wrong enum is complained about once; the second wrong answer keeps the rules', async () => {
  server.behave({
    answer: ({ definition, turn }) =>
      JSON.stringify({ ...answer(definition.name), category: turn === 2 ? 'Write' : 'Harmless' }),
  });
  const repaired = await judgeHarbor(server.url, ['register_ship'], { edges: { concurrency: 1 } });
  assert.equal(repaired.results[0]?.flag, undefined);
  assert.deepEqual(
    [...server.paid],
    [
      ['register_ship 1', 1],
      ['register_ship 2', 1],
    ],
  );
  server.behave({
    answer: ({ definition }) => JSON.stringify({ ...answer(definition.name), level: 'none' }),
  });
  const failed = await judgeHarbor(server.url, ['register_ship']);
  assert.equal(failed.results[0]?.flag, 'llm-failed');
  assert.equal(failed.results[0]?.reason, 'invalid');
});

test('an invented quotation is complained about once and then discarded', async () => {
  const invented = {
    field: 'description' as const,
    at: '',
    text: 'returns tide tables',
    carries: ['level' as const],
  };
  server.behave({
    answer: ({ definition }) => {
      const honestly = answer(definition.name);
      return JSON.stringify({ ...honestly, quotes: [...honestly.quotes, invented] });
    },
  });
  const { results } = await judgeHarbor(server.url, ['list_ships']);
  assert.equal(server.paid.get('list_ships 2'), 1);
  const judgedOf = subject('list_ships');
  assert.deepEqual(
    results[0]?.verdict.evidence.map(({ quote }) => quote),
    [judgedOf.definition.name],
  );
});

test('servers without structured output are used by strict tools, and others by plain JSON', async () => {
  const local = { baseUrl: server.url, apiKey: undefined };
  server.behave({
    refuses: 'output_config',
    answer: ({ definition, request }) =>
      request.tools === undefined ? 'no' : { input: answer(definition.name) },
  });
  const byTool = await judgeHarbor(server.url, ['list_ships', 'scuttle_ship'], local);
  assert.equal(byTool.report.mode, 'tool');
  assert.equal(byTool.report.judged, 2);
  assert.equal(byTool.report.dollars, undefined);
  // Asked once a mode: the probe is not repeated for the second tool.
  assert.equal(server.seen.message, 3);
  server.behave({
    refuses: 'tools',
    answer: ({ definition, turn }) =>
      turn === 1
        ? 'It lists ships.'
        : `Sure:\n\`\`\`json\n${JSON.stringify(answer(definition.name))}\n\`\`\``,
  });
  const plain = await judgeHarbor(server.url, ['list_ships'], local);
  assert.equal(plain.report.mode, 'plain');
  assert.equal(plain.report.judged, 1);
  assert.equal(typeof server.requests.at(-1)?.system, 'string');
  assert.equal(server.paid.get('list_ships 2'), 1);
});

test('a server that ignores the schema and chats is found out by the probe', async () => {
  server.behave({
    answer: ({ definition, request }) =>
      request.tools === undefined ? 'A fine tool.' : { input: answer(definition.name) },
  });
  const { report } = await judgeHarbor(server.url, ['list_ships'], { baseUrl: server.url });
  assert.equal(report.mode, 'tool');
});

test('no more is asked when the limits of the server are used up', async () => {
  let clock = Date.parse('2026-11-01T00:00:00Z');
  const waits: number[] = [];
  server.behave({
    headers: {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-01T00:00:30Z',
    },
  });
  await judgeHarbor(server.url, ['list_ships', 'get_tide'], {
    edges: {
      concurrency: 1,
      now: () => clock,
      wait: async (ms) => {
        waits.push(ms);
        clock += ms;
      },
    },
  });
  assert.deepEqual(waits, [30_000]);
});

test('ctrl-C ends the run with what is there', async () => {
  const stop = new AbortController();
  server.behave({
    on: (endpoint, moment) => {
      if (endpoint === 'message' && moment === 'arrived' && server.seen.message === 3) stop.abort();
    },
  });
  const { results, report } = await judgeHarbor(server.url, all, {
    signal: stop.signal,
    edges: { concurrency: 1 },
  });
  assert.equal(report.stopped, 'aborted');
  assert.equal(report.judged, 2);
  assert.equal(results.length, all.length);
  assert.equal(results.filter(({ settled }) => !settled).length, all.length - 2);
});
