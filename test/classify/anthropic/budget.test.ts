// The budget is a cap: the bill of the server never exceeds it, in either mode.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { budgetOf } from '../../../src/classify/anthropic/budget.ts';
import { judgeWithModel } from '../../../src/classify/anthropic/judge.ts';
import { dollars, modelRow, models, noTokens, worstDollars } from '../../../src/classify/anthropic/prices.ts';
import { harbor, honest, judgeHarbor, newRoot, optionsFor, subject } from './_harbor.ts';
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
const many = Array.from({ length: 40 }, (_, index) =>
  subject('list_ships', { description: `List the ships in the harbor, page ${index}.` }),
);

test('a price is made of four kinds of tokens, and batches cost half', () => {
  const haiku = modelRow('claude-haiku-5-5') ?? assert.fail();
  const million = 1_000_000;
  const near = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual - expected) < 1e-9, String(actual));
  near(dollars(haiku, { ...noTokens, input: 50_000 }, false), 0.005);
  near(dollars(haiku, { ...noTokens, output: million }, false), 0.5);
  near(dollars(haiku, { ...noTokens, output: million }, true), 0.25);
  near(dollars(haiku, { ...noTokens, cacheRead: 100_000 }, false), 0.001);
  near(dollars(haiku, { ...noTokens, cacheWrite: { '5m': 40_000, '1h': 40_000 } }, false), 0.013);
  // Long prompts cost five times as much.
  near(dollars(haiku, { ...noTokens, input: 200_000 }, false), 0.1);
  const sonnet = modelRow('claude-sonnet-5-5') ?? assert.fail();
  near(dollars(sonnet, { ...noTokens, input: million, output: million }, true), 6);
});

test('the worst case is worse than any use of the same tokens', () => {
  for (const row of models) {
    const worst = worstDollars(row, { prompt: 5_000, answer: 1_000 }, false);
    for (const cached of [0, 2_500, 5_000]) {
      const tokens = { ...noTokens, input: 5_000 - cached, cacheRead: cached, output: 1_000 };
      assert.ok(dollars(row, tokens, false) <= worst);
    }
  }
});

test('money is set aside before it is spent and given back after', async () => {
  const budget = budgetOf(10);
  const first = budget.reserve(6) ?? assert.fail();
  assert.equal(budget.reserve(6), undefined);
  const waiting = budget.acquire(6);
  first.settle(2);
  first.settle(2);
  const second = await waiting;
  assert.equal(budget.spent(), 2);
  second.settle(6);
  await assert.rejects(budget.acquire(6), { name: 'BudgetReached' });
  assert.equal(budget.left(), 2);
});

test('direct mode stops at the cap and says what was not asked', async () => {
  const root = newRoot();
  const budgetUsd = 0.01;
  const { results, report } = await judgeWithModel(many, optionsFor(server.url, { budgetUsd, root }));
  assert.equal(report.stopped, 'budget');
  assert.ok(report.judged > 3 && report.unasked > 3, `${report.judged} judged`);
  assert.ok(server.dollars() <= budgetUsd, String(server.dollars()));
  assert.ok(Math.abs((report.dollars ?? 0) - server.dollars()) < 1e-9);
  assert.equal(results.filter(({ settled }) => !settled).length, report.unasked);
  // The next run goes on where this one stopped.
  const next = await judgeWithModel(many, optionsFor(server.url, { root }));
  assert.equal(next.report.known, report.judged);
  assert.equal(next.report.unasked, 0);
  assert.deepEqual(new Set(server.paid.values()), new Set([many.length]));
});

test('batch mode stops at the cap', async () => {
  const budgetUsd = 0.01;
  const { report } = await judgeWithModel(many, optionsFor(server.url, { budgetUsd, batch: true }));
  assert.ok(server.dollars() <= budgetUsd, String(server.dollars()));
  assert.ok(report.judged > 3, `${report.judged} judged`);
  assert.ok((report.dollars ?? 1) <= budgetUsd);
  // What a first batch gave back is used for another.
  assert.ok(server.seen.create > 1);
});

test('an answer that was lost is charged at its worst', async () => {
  server.fail('message', 'broken');
  const lost = await judgeHarbor(server.url, ['list_ships'], { budgetUsd: 1 });
  const plain = await judgeHarbor(server.url, ['list_ships'], { budgetUsd: 1 });
  assert.ok((lost.report.dollars ?? 0) > 2 * (plain.report.dollars ?? 1));
});

test('an answer that claims impossible usage is charged at its worst', async () => {
  server.behave({ usage: { input_tokens: -5, output_tokens: '0' } });
  const { report } = await judgeHarbor(server.url, ['list_ships'], { budgetUsd: 1 });
  assert.ok((report.dollars ?? 0) > server.dollars());
});

test('no budget without a price', async () => {
  const refused = { name: 'InputError' };
  await assert.rejects(
    judgeHarbor(server.url, ['list_ships'], { budgetUsd: 1, model: 'claude-new-9' }),
    refused,
  );
  await assert.rejects(
    judgeHarbor(server.url, ['list_ships'], { budgetUsd: 1, baseUrl: server.url }),
    refused,
  );
  await assert.rejects(judgeHarbor(server.url, ['list_ships'], { budgetUsd: 0 }), refused);
  await assert.rejects(judgeHarbor(server.url, ['list_ships'], { baseUrl: 'ftp://x' }), refused);
  assert.equal(server.seen.message, 0);
});

test('a dry run asks nothing and foresees the bill', async () => {
  const names = Object.keys(harbor);
  const root = newRoot();
  for (const batch of [false, true]) {
    const { estimate, report } = await judgeHarbor(server.url, names, {
      root,
      batch,
      dryRun: true,
      apiKey: undefined,
    });
    assert.equal(estimate?.questions, names.length);
    assert.equal(report.requests, 0);
    assert.ok((estimate?.dollars ?? 0) > 0);
    assert.ok((estimate?.worstDollars ?? 0) > (estimate?.dollars ?? 1));
  }
  assert.equal(server.seen.message + server.seen.create + server.seen.count, 0);
  await judgeHarbor(server.url, names, { root });
  const { estimate } = await judgeHarbor(server.url, names, { root, dryRun: true });
  assert.equal(estimate?.questions, 0);
  assert.equal(estimate?.dollars, 0);
});
