// toolrisk classify over a catalog: what moves is shown before it is written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entryPath, readEntry, writeEntry } from '../../src/catalog/entries.ts';
import { mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import type { Answer } from '../../src/classify/anthropic/answer.ts';
import { crawl, tool, verdict } from '../catalog/_harbor.ts';
import { modelServer } from '../classify/anthropic/_server.ts';
import { catalogRoot, toolrisk } from './_run.ts';

const remove = tool('delete_boat', 'Delete a boat and its papers.');
const list = tool('list_berths', 'List the berths.');

/** A catalog whose verdict on a deleting tool is far too mild. */
async function mildCatalog(t: Parameters<typeof catalogRoot>[0]): Promise<string> {
  const root = catalogRoot(t);
  const entry = mergeCrawl(undefined, crawl([remove, list]), '2026-11-01');
  await writeEntry(
    root,
    mergeVerdicts(entry, new Map([['delete_boat', verdict(remove, 'Read', 'low')]]), '2026-11-01'),
  );
  return root;
}

test('a dry run shows what would move, and why, and writes nothing', async (t) => {
  const root = await mildCatalog(t);
  const file = join(root, entryPath('npm/@harbor/mcp'));
  const before = readFileSync(file, 'utf8');
  const { status, out, talk } = await toolrisk(root, ['classify', '--all', '--dry-run']);
  assert.equal(status, 0);
  assert.match(out, /npm\/@harbor\/mcp delete_boat\n {2}Read low -> Destructive \w+\n {2}It is Destructive/);
  assert.match(talk, /2 tools judged, 2 verdicts moved\. Nothing was written/);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('stale judges only what has no verdict; a second time nothing moves', async (t) => {
  const root = await mildCatalog(t);
  const { out, talk } = await toolrisk(root, ['classify', '--stale', '--json']);
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).tool),
    ['list_berths'],
  );
  assert.match(talk, /1 tool judged, 1 verdict moved, 1 entry written/);
  assert.match((await toolrisk(root, ['classify', '--stale'])).talk, /0 tools judged, 0 verdicts moved/);
});

test('a server that is not there is named', async (t) => {
  const { status, talk } = await toolrisk(await mildCatalog(t), ['classify', '--server', 'npm/nowhere']);
  assert.equal(status, 2);
  assert.match(talk, /The catalog has no server npm\/nowhere/);
});

/** What a model that is far too mild would answer. */
const readOnly = (name: string): Answer => ({
  quotes: [{ field: 'name', at: '', text: name, carries: ['category'] }],
  effects: [],
  reversible: 'nothing-to-undo',
  rationale: 'It only looks.',
  instructionsInText: false,
  category: 'Read',
  neighbor: 'none',
  level: 'low',
  categoryBecause: 'it only looks.',
  levelBecause: 'it reveals nothing.',
  confidence: 'high',
});

test('a model is asked once for a definition, its verdict is kept, and the rules stay its floor', async (t) => {
  const server = await modelServer({
    answer: ({ definition: { name } }) => JSON.stringify(readOnly(name)),
  });
  t.after(() => server.close());
  const root = await mildCatalog(t);
  const args = ['classify', '--all', '--engine', 'anthropic', '--base-url', server.url];
  const first = await toolrisk(root, args);
  assert.equal(first.status, 0, first.talk);
  const entry = await readEntry(root, 'npm/@harbor/mcp');
  const verdicts = new Map(entry?.tools.map(({ name, verdict: found }) => [name, found]));
  assert.equal(verdicts.get('delete_boat')?.category, 'Destructive');
  assert.equal(verdicts.get('delete_boat')?.decidedBy.kind, 'rules');
  assert.equal(verdicts.get('list_berths')?.decidedBy.kind, 'model');
  const asked = server.seen.message;
  assert.ok(asked >= 2);
  await toolrisk(root, args);
  assert.equal(server.seen.message, asked, 'what was judged before costs nothing');
});

test('a budget that is no amount, and a missing key, are told before anything is asked', async (t) => {
  const root = await mildCatalog(t);
  const args = ['classify', '--all', '--engine', 'anthropic'];
  const budget = await toolrisk(root, [...args, '--budget', 'five']);
  assert.deepEqual([budget.status, budget.out], [2, '']);
  assert.match(budget.talk, /"five" is not a budget/);
  const key = await toolrisk(root, args, undefined, { ANTHROPIC_API_KEY: '' });
  assert.equal(key.status, 2);
  assert.match(key.talk, /key/i);
});
