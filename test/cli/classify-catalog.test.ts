// toolrisk classify over a catalog: what moves is shown before it is written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entryPath, writeEntry } from '../../src/catalog/entries.ts';
import { mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import { crawl, tool, verdict } from '../catalog/_harbor.ts';
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
