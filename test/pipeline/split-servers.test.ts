// Which tools of a repository belong to which server.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { packageRoots } from '../../src/crawl/package-roots.ts';
import type { Crawl } from '../../src/model/entry.ts';
import type { Skip } from '../../src/model/tool.ts';
import { splitServers } from '../../src/pipeline/split-servers.ts';

/** A repository with these manifests, tools at these places, and skips. */
function split(
  manifests: Readonly<Record<string, unknown>>,
  tools: readonly (readonly [name: string, path: string])[],
  skips: readonly Skip[] = [],
): readonly Crawl[] {
  const files = Object.entries(manifests).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  const crawl: Crawl = {
    server: {
      id: 'github/harbour/tools',
      title: 'Harbour',
      description: 'All of it',
      commit: 'c'.repeat(40),
      version: '1.0.0',
    },
    tools: tools.map(([name, path]) => ({
      name,
      description: '',
      inputSchema: {},
      place: { path },
      detector: 'test',
      confidence: 1,
      definitionHash: 'a'.repeat(64),
    })),
    skips: [...skips],
  };
  return splitServers(crawl, packageRoots({ files, skips: [] }));
}

const shape = (crawls: readonly Crawl[]) =>
  Object.fromEntries(crawls.map(({ server, tools }) => [server.id, tools.map((tool) => tool.name)]));

suite('a repository', () => {
  test('with tools in one package is one server', () => {
    const crawls = split(
      { 'package.json': { name: 'all' }, 'packages/tides/package.json': { name: 'tides' } },
      [
        ['high_tide', 'packages/tides/src/index.ts'],
        ['low_tide', 'packages/tides/src/low.ts'],
      ],
    );
    assert.deepEqual(shape(crawls), { 'github/harbour/tools': ['high_tide', 'low_tide'] });
  });

  test('with tools in several packages is several servers, with the facts of each', () => {
    const crawls = split(
      {
        'package.json': { name: 'all', workspaces: ['packages/*'] },
        'packages/tides/package.json': {
          name: 'tides-mcp',
          description: 'Tides',
          version: '2.0.0',
          license: 'MIT',
        },
        'services/ships/pyproject.toml':
          '[project]\nname = "ships-mcp"\ndescription = "Ships"\nversion = "0.3"\n',
        'go/go.mod': 'module example.com/harbour/weather/v2\n',
      },
      [
        ['search', 'packages/tides/src/index.ts'],
        ['search', 'services/ships/src/ships/server.py'],
        ['forecast', 'go/cmd/main.go'],
      ],
    );
    assert.deepEqual(shape(crawls), {
      'github/harbour/tools/go': ['forecast'],
      'github/harbour/tools/packages/tides': ['search'],
      'github/harbour/tools/services/ships': ['search'],
    });
    assert.deepEqual(
      crawls.map(({ server }) => [
        server.title,
        server.description,
        server.version,
        server.language,
        server.directory,
      ]),
      [
        ['weather', '', undefined, 'go', 'go'],
        ['tides-mcp', 'Tides', '2.0.0', 'typescript', 'packages/tides'],
        ['ships-mcp', 'Ships', '0.3', 'python', 'services/ships'],
      ],
    );
    assert.ok(crawls.every(({ server }) => server.commit === 'c'.repeat(40)));
  });

  test('counts a library with the only server that depends on it', () => {
    const manifests = {
      'core/package.json': { name: '@harbour/core' },
      'server/package.json': { name: '@harbour/server', dependencies: { '@harbour/core': 'workspace:*' } },
      'other/package.json': { name: '@harbour/other' },
    };
    const tools = [
      ['dock', 'core/src/a.ts'],
      ['undock', 'server/src/b.ts'],
      ['count', 'other/src/c.ts'],
    ] as const;
    assert.deepEqual(shape(split(manifests, tools)), {
      'github/harbour/tools/other': ['count'],
      'github/harbour/tools/server': ['dock', 'undock'],
    });
    const shared = {
      ...manifests,
      'other/package.json': { name: '@harbour/other', dependencies: { '@harbour/core': '1' } },
    };
    assert.deepEqual(Object.keys(shape(split(shared, tools))), [
      'github/harbour/tools/core',
      'github/harbour/tools/other',
      'github/harbour/tools/server',
    ]);
  });

  test('whose packages depend on each other in a circle still ends', () => {
    const circle = (name: string, next: string) => ({ name, dependencies: { [next]: '1' } });
    const crawls = split(
      {
        'a/package.json': circle('a', 'b'),
        'b/package.json': circle('b', 'a'),
        'c/package.json': { name: 'c' },
      },
      [
        ['one', 'a/x.ts'],
        ['two', 'b/x.ts'],
        ['three', 'c/x.ts'],
      ],
    );
    assert.deepEqual(shape(crawls), {
      'github/harbour/tools/a': ['one', 'two'],
      'github/harbour/tools/c': ['three'],
    });
  });

  test('does not take the package.json of a build folder for a package', () => {
    const crawls = split({ 'package.json': { name: 'all' }, 'dist/esm/package.json': { type: 'module' } }, [
      ['a', 'src/a.ts'],
      ['b', 'dist/esm/b.js'],
    ]);
    assert.deepEqual(shape(crawls), { 'github/harbour/tools': ['a', 'b'] });
  });

  test('tells each skip where it belongs', () => {
    const crawls = split(
      {
        'a/package.json': { name: 'a', dependencies: { lib: '1' } },
        'b/package.json': { name: 'b' },
        'lib/package.json': { name: 'lib' },
        'hidden/package.json': { name: 'hidden' },
        'b/site/package.json': { name: 'site' },
      },
      [
        ['one', 'a/x.ts'],
        ['two', 'b/x.ts'],
      ],
      [
        { reason: 'too-large', place: { path: 'a/huge.ts' } },
        { reason: 'made-at-run-time', place: { path: 'lib/x.ts' } },
        { reason: 'name-not-constant', place: { path: 'hidden/x.ts' } },
        { reason: 'syntax-error', place: { path: 'b/site/x.ts' } },
        { reason: 'too-many-files' },
      ],
    );
    assert.deepEqual(
      Object.fromEntries(crawls.map(({ server, skips }) => [server.id, skips.map((skip) => skip.reason)])),
      {
        'github/harbour/tools/a': ['too-large', 'made-at-run-time', 'too-many-files'],
        'github/harbour/tools/b': ['syntax-error', 'too-many-files'],
        'github/harbour/tools/hidden': ['name-not-constant'],
      },
    );
  });

  test('gives folders with odd names distinct ids that are safe', () => {
    const crawls = split(
      {
        'my server/go.mod': 'module x.example/a',
        'my_server/go.mod': 'module x.example/b',
        'My-Server/go.mod': 'module x.example/c',
        '.mcp/go.mod': 'module x.example/d',
      },
      [
        ['a', 'my server/a.go'],
        ['b', 'my_server/a.go'],
        ['c', 'My-Server/a.go'],
        ['d', '.mcp/a.go'],
      ],
    );
    assert.deepEqual(Object.keys(shape(crawls)), [
      'github/harbour/tools/My-Server',
      'github/harbour/tools/mcp',
      'github/harbour/tools/my-server-2',
      'github/harbour/tools/my_server',
    ]);
  });
});
