// Reading MCP bundles from disk and from the web.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { mcpb } from '../../src/crawl/mcpb.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import type { CrawlContext, Crawled } from '../../src/model/source.ts';
import { zipOf } from './_archive.ts';
import { contextWith } from './_context.ts';
import { hostOf } from './_host.ts';

const manifest = {
  manifest_version: '0.3',
  name: 'tide-tables',
  display_name: 'Tide tables',
  version: '1.2.0',
  description: 'Tides of the world',
  license: 'MIT',
  repository: { type: 'git', url: 'https://github.com/harbour/tides.git' },
};
const bundle = zipOf([
  { path: 'manifest.json', body: JSON.stringify(manifest) },
  { path: 'server/index.js', body: 'server.tool()' },
  { path: 'node_modules/zod/index.js', body: 'other' },
]);

function fileWith(t: TestContext, bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolrisk-test-mcpb-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'tides.mcpb'), bytes);
  return join(folder, 'tides.mcpb');
}

async function read(source: string, context: Partial<CrawlContext> = {}): Promise<Crawled> {
  const [crawled] = await Array.fromAsync(mcpb.read(source, contextWith(context)));
  assert.ok(crawled !== undefined);
  return crawled;
}

suite('a bundle', () => {
  test('gives its manifest and its own code, from disk and from the web', async (t) => {
    const host = await hostOf(t, (request, response) => {
      if (request.url === '/tides.mcpb') response.end(bundle);
      else response.writeHead(404).end();
    });
    for (const where of [fileWith(t, bundle), `${host}/tides.mcpb`]) {
      const crawled = await read(`mcpb:${where}`);
      assert.ok(crawled.kind === 'tree');
      assert.deepEqual(
        crawled.tree.files.map((file) => file.path),
        ['manifest.json', 'server/index.js'],
      );
      const { integrity, ...server } = crawled.server;
      assert.match(integrity ?? '', /^sha256-/);
      assert.deepEqual(server, {
        id: 'mcpb/tide-tables',
        title: 'Tide tables',
        description: 'Tides of the world',
        repository: 'https://github.com/harbour/tides',
        version: '1.2.0',
        license: 'MIT',
      });
      assert.deepEqual(await read(`mcpb:${where}`, { known: async () => '1.2.0' }), {
        kind: 'unchanged',
        id: 'mcpb/tide-tables',
      });
    }
    assert.equal((await read(`mcpb:${host}/nothing.mcpb`)).kind, 'gone');
  });

  test('that is not there, damaged, or none says what is wrong', async (t) => {
    await assert.rejects(read('mcpb:/no/such.mcpb'), InputError);
    await assert.rejects(
      read(`mcpb:${fileWith(t, bundle.subarray(0, 200))}`),
      (thrown) =>
        thrown instanceof OutsideError && /tides\.mcpb: The archive is damaged/.test(thrown.message),
    );
    await assert.rejects(
      read(`mcpb:${fileWith(t, zipOf([{ path: 'a.js', body: 'a' }]))}`),
      (thrown) => thrown instanceof InputError && /no manifest\.json/.test(thrown.message),
    );
  });
});
