import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { readEntry } from '../../src/catalog/entries.ts';
import { OutsideError } from '../../src/kit/errors.ts';
import { silent } from '../../src/kit/talk.ts';
import type { CrawlContext } from '../../src/model/source.ts';
import type { SourceResult } from '../../src/pipeline/read-source.ts';
import { exitOf, reportLines } from '../../src/pipeline/report.ts';
import { type UpdateOptions, updateCatalog } from '../../src/pipeline/update-catalog.ts';
import { tool } from '../catalog/_harbor.ts';

const root = mkdtempSync(join(tmpdir(), 'toolrisk-update-'));
after(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => rmSync(root, { recursive: true, force: true }));

type Read = NonNullable<UpdateOptions['read']>;

/** A world of packages by source: their version and tools, or what goes wrong when they are asked for. */
function world(
  packages: Record<string, { version: string; tools: string[] } | Error>,
  asked: string[] = [],
): Read {
  return async function* read(source: string, context: CrawlContext): AsyncIterable<SourceResult> {
    asked.push(source);
    const found = packages[source];
    if (found instanceof Error) throw found;
    const id = `npm/${source.slice('npm:'.length)}`;
    if (found === undefined) yield { kind: 'gone', id, detail: `${source} is not there` };
    else if ((await context.known(id)) === found.version) yield { kind: 'unchanged', id };
    else {
      const tools = found.tools.map((name) => tool(name, `Delete the ${name} for good.`));
      const server = { id, title: source, description: '', version: found.version };
      yield { kind: 'crawl', crawl: { server, tools, skips: [] } };
    }
  };
}

async function run(read: Read, sources: string[], more: Partial<UpdateOptions> = {}) {
  const signal = new AbortController().signal;
  return await updateCatalog({ root, sources, today: '2026-11-01', talk: silent, signal, read, ...more });
}

const away = () => new OutsideError('unreachable', 'No answer.', 'Check the network.');
const kinds = (report: Awaited<ReturnType<typeof run>>) =>
  report.outcomes.map(({ source, kind }) => `${source} ${kind}`);

test('a new server is written, judged; a second run downloads nothing and writes nothing', async () => {
  const read = world({ 'npm:harbor': { version: '1', tools: ['scrap_boat'] } });
  assert.deepEqual(kinds(await run(read, ['npm:harbor'])), ['npm:harbor added']);
  const entry = await readEntry(root, 'npm/harbor');
  assert.equal(entry?.tools[0]?.verdict?.category, 'Destructive');
  const report = await run(read, ['npm:harbor'], { today: '2026-11-09' });
  assert.deepEqual(kinds(report), ['npm:harbor unchanged']);
  assert.deepEqual(await readEntry(root, 'npm/harbor'), entry);
  assert.equal(exitOf(report), 0);
});

test('a new version is read, its changes are told', async () => {
  await run(world({ 'npm:harbor': { version: '1', tools: ['a', 'b'] } }), ['npm:harbor']);
  const report = await run(world({ 'npm:harbor': { version: '2', tools: ['b', 'c'] } }), ['npm:harbor']);
  assert.match(reportLines(report).join('\n'), /changed +npm\/harbor: 2 tools, 2 changes/);
});

test('a source that cannot be reached keeps its entry, one that is gone is marked, and the others go on', async () => {
  const before = world({
    'npm:a': { version: '1', tools: ['x'] },
    'npm:b': { version: '1', tools: ['x'] },
    'npm:c': { version: '1', tools: ['x'] },
  });
  await run(before, ['npm:a', 'npm:b', 'npm:c']);
  const report = await run(world({ 'npm:a': away(), 'npm:c': { version: '2', tools: ['y'] } }), [
    'npm:a',
    'npm:b',
    'npm:c',
  ]);
  assert.deepEqual(kinds(report), ['npm:a failed', 'npm:b gone', 'npm:c changed']);
  assert.equal((await readEntry(root, 'npm/a'))?.gone, undefined);
  assert.equal((await readEntry(root, 'npm/b'))?.gone, '2026-11-01');
  assert.equal(exitOf(report), 2);
  const lines = reportLines(report).join('\n');
  assert.match(lines, /failed +npm:a: No answer\.\n +Check the network\./);
});

test('a server that comes back is no longer gone', async () => {
  const there = world({ 'npm:a': { version: '1', tools: ['x'] } });
  await run(there, ['npm:a']);
  await run(world({}), ['npm:a']);
  await run(there, ['npm:a']);
  assert.equal((await readEntry(root, 'npm/a'))?.gone, undefined);
});

test('when the network is away the run says so once and stops asking', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `npm:p${i}`);
  const asked: string[] = [];
  const report = await run(world(Object.fromEntries(names.map((name) => [name, away()])), asked), names);
  assert.equal(report.networkAway, true);
  assert.ok(asked.length < 20, `${asked.length} were asked`);
  assert.match(reportLines(report).join('\n'), /The network seems to be away/);
});

test('a stopped run goes on where it was, and a finished one leaves no journal', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `npm:p${i}`);
  const packages = Object.fromEntries(names.map((name) => [name, { version: '1', tools: ['x'] }]));
  const stop = new AbortController();
  const asked: string[] = [];
  const read = world(packages, asked);
  const stopping: Read = async function* (source, context) {
    if (asked.length === 9) stop.abort();
    yield* read(source, context);
  };
  const first = await run(stopping, names, { signal: stop.signal, resume: true });
  assert.ok(first.untried > 0);
  assert.equal(exitOf(first), 2);
  const again: string[] = [];
  const second = await run(world(packages, again), names, { resume: true });
  assert.equal(second.resumed, first.outcomes.length);
  assert.equal(again.length, first.untried);
  assert.equal(existsSync(join(root, '.toolrisk/update.journal')), false);
});

test('a dry run writes nothing', async () => {
  const entries: string[] = [];
  const read = world({ 'npm:harbor': { version: '1', tools: ['x'] } });
  await run(read, ['npm:harbor'], { dryRun: (entry) => entries.push(entry.server.id) });
  assert.deepEqual(entries, ['npm/harbor']);
  assert.equal(existsSync(join(root, 'catalog')), false);
});
