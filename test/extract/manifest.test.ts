// Manifests beside the code: claims that are compared with it, and stand for the tools only where no code was read.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { extract } from '../../src/extract/extract.ts';
import type { SourceFile } from '../../src/model/source.ts';

const code = (name: string, path = 'server.py'): SourceFile => ({
  path,
  text: `from fastmcp import FastMCP\nmcp = FastMCP("mill")\n@mcp.tool(description="Runs.")\ndef ${name}(what: str) -> str:\n    return what\n`,
});
const bundle = (names: readonly string[], more: object = {}, path = 'manifest.json'): SourceFile => ({
  path,
  text: JSON.stringify({
    manifest_version: '0.3',
    name: 'mill',
    server: { type: 'python', entry_point: 'server.py' },
    tools: names.map((name) => ({ name, description: `Claims to ${name}.` })),
    ...more,
  }),
});
const read = (...files: SourceFile[]) =>
  extract({ files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), skips: [] });
const names = (tools: readonly { readonly name: string }[]): string[] => tools.map((tool) => tool.name);

suite('a manifest is a claim', () => {
  test('one that names what the code defines says nothing', async () => {
    const { tools, skips } = await read(code('grind'), bundle(['grind']));
    assert.deepEqual([names(tools), skips], [['grind'], []]);
    assert.equal(tools[0]?.detector.startsWith('python/'), true);
  });

  test('what only the manifest names is told, and is no tool', async () => {
    const { tools, skips } = await read(code('grind'), bundle(['grind', 'sift']));
    assert.deepEqual(names(tools), ['grind']);
    assert.deepEqual(skips, [
      {
        reason: 'manifest-disagrees',
        place: { path: 'manifest.json' },
        detail: 'It names sift, which the code that was read does not define.',
      },
    ]);
  });

  test('what only the code defines is told, unless the manifest says that there is more', async () => {
    const { skips } = await read(code('grind'), bundle([]), bundle(['sift'], {}, 'server.json'));
    assert.deepEqual(
      skips.map((skip) => skip.detail),
      [
        'It names sift, which the code that was read does not define. The code defines grind, which it does not name.',
      ],
    );
    const open = await read(code('grind'), bundle([], { tools_generated: true }));
    assert.deepEqual(open.skips, []);
  });

  test('without code that was read, the claim stands, marked as such', async () => {
    const { tools } = await read(bundle(['sift']));
    assert.deepEqual(
      tools.map(({ name, detector, partial, dynamic, place }) => ({
        name,
        detector,
        partial,
        dynamic,
        place,
      })),
      [
        {
          name: 'sift',
          detector: 'manifest/claim',
          partial: true,
          dynamic: 'declared in manifest.json; no code that was read defines it',
          place: { path: 'manifest.json', line: 1 },
        },
      ],
    );
  });

  test('lists of other things claim nothing', async () => {
    for (const [path, document] of [
      ['manifest.json', { manifest_version: 3, name: 'extension', tools: [{ name: 'popup' }] }],
      ['tools.json', [{ name: 'hammer', price: 3 }]],
      ['smithery.yaml', { startCommand: { type: 'stdio' } }],
      ['package.json', { name: 'x', tools: [{ name: 'lint' }] }],
      ['mcp.json', { mcpServers: { mill: { command: 'mill' } }, prompts: [{ name: 'plan' }] }],
      ['test/tools.json', [{ name: 'fake', inputSchema: { type: 'object' } }]],
      ['manifest.json', 'not json'],
    ] as const) {
      const { tools, skips } = await read({
        path,
        text: typeof document === 'string' ? document : JSON.stringify(document),
      });
      assert.deepEqual([tools, skips], [[], [{ reason: 'no-tools-found' }]], path);
    }
  });

  test('each package of a repository is compared with its own manifest', async () => {
    const files = [
      code('grind', 'packages/mill/server.py'),
      bundle(['grind'], {}, 'packages/mill/manifest.json'),
      code('knead', 'packages/bakery/server.py'),
      bundle(['knead', 'grind'], {}, 'packages/bakery/manifest.json'),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    const { tools, skips } = await extract({ files, skips: [] }, undefined, (path) =>
      path.split('/').slice(0, 2).join('/'),
    );
    assert.deepEqual(names(tools), ['grind', 'knead']);
    assert.deepEqual(
      skips.map((skip) => [skip.place?.path, skip.reason]),
      [['packages/bakery/manifest.json', 'manifest-disagrees']],
    );
  });

  test('hostile manifests', async () => {
    for (const text of [
      `{"manifest_version":"1","server":{},"tools":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      `{"manifest_version":"1","server":{},"tools":[{"name":"deep","inputSchema":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}`,
      '{"manifest_version":"1","server":{},"tools":[{"name":"__proto__","inputSchema":{"__proto__":{"x":1}}},{"name":"a\\u0000"},{"name":7},null]}',
    ])
      assert.ok(
        (await read({ path: 'manifest.json', text })).tools.every(
          (tool) => Object.keys(tool.inputSchema).length < 3,
        ),
      );
    assert.equal(Object.keys(Object.prototype).length, 0);
  });
});

test('a language without a parser is told', async () => {
  const { skips } = await read({
    path: 'Sources/Server.swift',
    text: 'import MCP\nlet tool = Tool(name: "sail")',
  });
  assert.deepEqual(
    skips.map((skip) => skip.reason),
    ['no-tools-found', 'no-parser'],
  );
});
