import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { checkCatalog } from '../../src/catalog/check.ts';
import { entryPath, writeEntry } from '../../src/catalog/entries.ts';
import { mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import { addSource } from '../../src/catalog/sources.ts';
import { crawl, tool, verdict } from './_harbor.ts';

const scrap = tool('scrap_boat', 'Scrap a boat for good.');
const root = mkdtempSync(join(tmpdir(), 'toolrisk-check-'));
const entryFile = entryPath('npm/@harbor/mcp');
after(() => rmSync(root, { recursive: true, force: true }));

beforeEach(async () => {
  rmSync(join(root, 'catalog'), { recursive: true, force: true });
  const entry = mergeCrawl(undefined, crawl([scrap]), '2026-11-01');
  await writeEntry(
    root,
    mergeVerdicts(entry, new Map([['scrap_boat', verdict(scrap, 'Destructive', 'critical')]]), '2026-11-01'),
  );
  await addSource(root, 'npm', 'npm:zebra-mcp');
  await addSource(root, 'npm', 'npm:@harbor/mcp');
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  assert.ok(text.includes(from));
  put(path, text.replace(from, to));
}

async function complaints(): Promise<string[]> {
  return (await checkCatalog(root)).problems.map(
    ({ file, field, message }) => `${file} | ${field} | ${message}`,
  );
}

test('a catalog that was written by the program has no problems', async () => {
  assert.deepEqual(await checkCatalog(root), { files: 2, problems: [] });
});

test('a wrong field is named with its file', async () => {
  edit(entryFile, '"level": "critical"', '"level": "gigantic"');
  assert.match((await complaints()).join(), /@harbor\/mcp\.json .*tools\[0\]\.verdict\.level/);
});

test('a file that is not JSON is named', async () => {
  put(entryFile, '{');
  assert.match((await complaints()).join(), /is not JSON/);
});

test('a definition edited by hand does not match its hash', async () => {
  edit(entryFile, 'Scrap a boat for good.', 'Scrap a boat kindly.');
  assert.match((await complaints()).join(), /definitionHash \| The hash is not that of the definition/);
});

test('a quotation that is not there is found', async () => {
  edit(entryFile, '"quote": "scrap_boat"', '"quote": "scrap_bxat"');
  assert.match((await complaints()).join(), /"scrap_bxat" is not at 0 to 10 of name/);
});

test('an entry in the wrong place is found', async () => {
  put('catalog/servers/npm/other.json', readFileSync(join(root, entryFile), 'utf8'));
  assert.match((await complaints()).join(), /The file's place says npm\/other/);
});

test('sources out of order, listed twice or of another kind are found', async () => {
  const lines = (...sources: string[]) =>
    put(
      'catalog/sources/npm.json',
      JSON.stringify({ about: '', sources: sources.map((source) => ({ source })) }),
    );
  lines('npm:b', 'npm:a');
  assert.match((await complaints()).join(), /"npm:b" is out of order/);
  lines('npm:a', 'npm:a');
  assert.match((await complaints()).join(), /"npm:a" is listed twice/);
  lines('pypi:a');
  assert.match((await complaints()).join(), /"pypi:a" is not a npm source/);
});

test('a review is checked: its shape, its server, its tools, and whether it has expired', async () => {
  const file = 'catalog/reviews/npm/@harbor/mcp.md';
  const review = (tool: string, hash: string) =>
    `---\nreviewer: Ada\ndate: 2026-11-02\ntools:\n  ${tool}: {level: high, reason: Boats are insured., definitionHash: ${hash}}\n---\nWhy.\n`;
  put(file, review('scrap_boat', scrap.definitionHash));
  assert.deepEqual(await complaints(), []);
  put(file, review('scrap_boat', 'abc'));
  assert.match((await complaints()).join(), /has expired/);
  put(file, review('sink_boat', scrap.definitionHash));
  assert.match((await complaints()).join(), /The server has no such tool/);
  put(file, '---\nreviewer: Ada\n---\n');
  assert.match((await complaints()).join(), /is not a valid review: date/);
});
