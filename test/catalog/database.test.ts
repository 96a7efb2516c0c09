import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildIndex } from '../../src/catalog/build-index.ts';
import { openDatabase } from '../../src/catalog/database.ts';
import { entryPath, writeEntry } from '../../src/catalog/entries.ts';
import { mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import { crawl, tool, verdict } from './_harbor.ts';

const list = tool('list_berths', 'List the berths.');
const scrap = tool('Scrap_boat', 'Scrap a boat for good.');
let root = '';
let index = '';

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'toolrisk-database-'));
  index = join(root, '.toolrisk/index.sqlite');
  const entry = mergeVerdicts(
    mergeCrawl(
      undefined,
      { ...crawl([list, scrap]), skips: [{ reason: 'too-large' }, { reason: 'too-large' }] },
      '2026-11-01',
    ),
    new Map([
      ['list_berths', verdict(list, 'Read', 'low')],
      ['Scrap_boat', verdict(scrap, 'Destructive', 'critical')],
    ]),
    '2026-11-01',
  );
  await writeEntry(root, entry);
  const other = {
    ...crawl([tool('scrap_boat', '')]),
    server: { id: 'npm/yard', title: 'Yard', description: '' },
  };
  await writeEntry(root, mergeCrawl(undefined, other, '2026-11-01'));
});
after(() => rmSync(root, { recursive: true, force: true }));

test('the index is built once and then reads only what changed', async () => {
  assert.deepEqual(await buildIndex(root, index, '2026-11-02'), { servers: 2, read: 2, removed: 0 });
  assert.deepEqual(await buildIndex(root, index, '2026-11-02'), { servers: 2, read: 0, removed: 0 });
});

test('a damaged index is made again', async () => {
  writeFileSync(index, 'not a database');
  assert.equal((await buildIndex(root, index, '2026-11-02')).read, 2);
});

test('counts, lists and single servers come out of it', () => {
  const db = openDatabase(index);
  const summary = db.summary();
  assert.equal(summary.tools, 3);
  assert.equal(summary.byLevel.critical, 1);
  assert.equal(summary.byCategory.Unknown, 1);
  assert.equal(summary.byEffect['deletes-data'], 1);
  assert.deepEqual(summary.skips, [{ reason: 'too-large', count: 2 }]);
  assert.equal(summary.built, '2026-11-02');
  assert.deepEqual(db.serverIds(), ['npm/@harbor/mcp', 'npm/yard']);
  assert.deepEqual(
    db.servers().map((row) => [row.title, row.tools, row.worst, row.skips]),
    [
      ['Harbor MCP Server', 2, 'critical', 2],
      ['Yard', 1, 'medium', 0],
    ],
  );
  assert.equal(db.server('npm/@harbor/mcp')?.tools.length, 2);
  assert.equal(db.server('npm/nowhere'), undefined);
  assert.deepEqual(
    db.toolsWhere({ effect: 'deletes-data' }).map((row) => row.slug),
    ['scrap_boat'],
  );
  assert.equal(db.countWhere({ level: 'low', category: 'Read' }), 1);
  assert.equal(db.countServersWhere({}), 2);
  assert.deepEqual(
    db.sameName('scrap_boat').map((row) => row.server),
    ['npm/@harbor/mcp', 'npm/yard'],
  );
  assert.equal([...db.eachTool()].length, 3);
  db.close();
});

test('a removed entry leaves the index', async () => {
  rmSync(join(root, entryPath('npm/yard')));
  assert.deepEqual(await buildIndex(root, index, '2026-11-03'), { servers: 1, read: 0, removed: 1 });
  const db = openDatabase(index);
  assert.deepEqual(db.serverIds(), ['npm/@harbor/mcp']);
  assert.equal(db.toolRefs().length, 2);
  db.close();
});

test('a missing index is told with its remedy', () => {
  assert.throws(() => openDatabase(join(root, 'nowhere.sqlite')), {
    name: 'InputError',
    remedy: /npm run build/,
  });
});
