// Reading a registry of servers: paging, dates, and entries that strangers wrote.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseRegistrySource, registry } from '../../src/crawl/registry.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import { contextWith } from './_context.ts';
import { hostOf } from './_host.ts';

const meta = (status: string, isLatest = true) => ({
  'io.modelcontextprotocol.registry/official': { status, isLatest },
});
const entry = (server: object, status = meta('active')) => ({ server, _meta: status });
const npm = (identifier: string) => ({ registryType: 'npm', identifier, version: '1.0.0' });

async function sourcesOf(source: string): Promise<string[]> {
  const results = await Array.fromAsync(registry.read(source, contextWith()));
  return results.map((result) => (result.kind === 'source' ? result.source : result.kind));
}

suite('a registry', () => {
  test('names packages, then addresses, then repositories, page by page and each once', async (t) => {
    const asked: string[] = [];
    const pages = [
      [
        entry({
          name: 'a',
          packages: [
            npm('@harbour/tides'),
            { registryType: 'pypi', identifier: 'tides' },
            { registryType: 'oci', identifier: 'docker.io/tides' },
          ],
        }),
        entry({
          name: 'b',
          remotes: [
            { type: 'streamable-http', url: 'https://tides.example/mcp' },
            { type: 'sse', url: 'https://tides.example/sse' },
          ],
        }),
        entry({ name: 'c', packages: [npm('old')] }, meta('deleted')),
        entry({ name: 'd', packages: [npm('older')] }, meta('active', false)),
        7,
        entry({ name: 'e', packages: 'none', repository: { url: 'https://github.com/harbour/tides.git' } }),
      ],
      [
        entry({ name: 'f', packages: [npm('@harbour/tides')] }),
        entry({
          name: 'g',
          packages: [{ registryType: 'mcpb', identifier: 'https://files.example/tides.mcpb' }],
        }),
        entry({
          name: 'h',
          remotes: [
            'http://tides.example/',
            'https://127.0.0.1/mcp',
            'https://[::1]/',
            'https://router.lan/',
            'https://localhost/',
            'https://169.254.169.254/',
            'https://2130706433/',
            'https://user:x@a.example/',
          ].map((url) => ({ type: 'sse', url })),
        }),
        entry({ name: 'i', packages: [npm('../evil'), npm('evil@file:../x')] }),
      ],
    ];
    const host = await hostOf(t, (request, response) => {
      asked.push(request.url ?? '');
      const cursor = Number(new URL(request.url ?? '', 'http://host').searchParams.get('cursor') ?? 0);
      response.end(
        JSON.stringify({ servers: pages[cursor], metadata: { nextCursor: cursor === 0 ? '1' : '' } }),
      );
    });
    assert.deepEqual(await sourcesOf(`registry:${host}@2026-05-06`), [
      'npm:@harbour/tides',
      'pypi:tides',
      'https://tides.example/mcp',
      'github:harbour/tides',
      'mcpb:https://files.example/tides.mcpb',
      // Misspelt names are refused by the reader that they are for.
      'npm:../evil',
      'npm:evil@file:../x',
    ]);
    assert.deepEqual(asked, [
      '/v0/servers?limit=100&version=latest&updated_since=2026-05-06T00%3A00%3A00Z',
      '/v0/servers?limit=100&version=latest&updated_since=2026-05-06T00%3A00%3A00Z&cursor=1',
    ]);
  });

  test('that repeats itself, is away or no registry ends', async (t) => {
    const circle = await hostOf(t, (_, response) =>
      response.end('{"servers":[],"metadata":{"nextCursor":"again"}}'),
    );
    assert.deepEqual(await sourcesOf(`registry:${circle}`), []);
    const page = await hostOf(t, (_, response) => response.end('<html></html>'));
    for (const host of [page, 'http://127.0.0.1:1']) {
      await assert.rejects(
        sourcesOf(`registry:${host}`),
        (thrown) => thrown instanceof OutsideError && thrown.outcome === 'unreachable',
      );
    }
  });

  test('is read on at a page, and from the beginning where that page is gone', async (t) => {
    const host = await hostOf(t, (request, response) => {
      const cursor = new URL(request.url ?? '', 'http://host').searchParams.get('cursor');
      if (cursor === 'gone') response.statusCode = 400;
      const identifier = cursor === 'a b#c' ? 'ebb' : 'flood';
      response.end(JSON.stringify({ servers: [entry({ name: 'a', packages: [npm(identifier)] })] }));
    });
    assert.deepEqual(await sourcesOf(`registry:${host}#${encodeURIComponent('a b#c')}`), ['npm:ebb']);
    assert.deepEqual(await sourcesOf(`registry:${host}#gone`), ['npm:flood']);
  });

  test('is spelled with or without a host and a day', () => {
    assert.deepEqual(parseRegistrySource('registry:'), {
      host: 'https://registry.modelcontextprotocol.io',
      since: undefined,
    });
    assert.equal(parseRegistrySource('registry:@2026-01-31').since, '2026-01-31');
    for (const odd of ['registry:@yesterday', 'registry:file:///etc', 'registry:tides']) {
      assert.throws(() => parseRegistrySource(odd), InputError, odd);
    }
  });
});
