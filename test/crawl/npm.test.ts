// Reading packages from a registry on the loopback: good answers, bad ones and none.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseNpmSource, readNpm } from '../../src/crawl/npm/npm.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import { packageOf } from './_archive.ts';
import { contextWith } from './_context.ts';
import { type Published, registryOf } from './_registry.ts';

const manifest = {
  name: '@weather/mcp',
  version: '1.2.0',
  description: 'Forecasts\nand tides',
  repository: { type: 'git', url: 'git+ssh://git@github.com/weather/mcp.git', directory: 'packages/mcp' },
  homepage: 'javascript:alert(1)',
  license: 'MIT',
  devDependencies: { typescript: '^6' },
};
const weather: Published = {
  name: '@weather/mcp',
  version: '1.2.0',
  archive: packageOf({
    'package.json': JSON.stringify(manifest),
    'dist/index.js': "server.tool('forecast', {}, forecast);",
  }),
};

async function failureOf(reading: Promise<unknown>): Promise<OutsideError | InputError> {
  const thrown = await reading.then(
    () => assert.fail('It should have failed.'),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof OutsideError || thrown instanceof InputError, String(thrown));
  assert.notEqual(thrown.remedy, '');
  return thrown;
}

suite('an npm source', () => {
  test('is spelled with a name and maybe a version, and nothing that npm would take for an address', () => {
    assert.deepEqual(parseNpmSource('npm:weather'), { name: 'weather', wanted: 'latest' });
    assert.deepEqual(parseNpmSource('npm:@weather/mcp@^1.0.0'), { name: '@weather/mcp', wanted: '^1.0.0' });
    assert.deepEqual(parseNpmSource('npm:@weather/mcp@next'), { name: '@weather/mcp', wanted: 'next' });
    for (const odd of [
      'npm:',
      'npm:@weather',
      'npm:../evil',
      'npm:weather@file:../evil',
      'npm:weather@https://evil.example/x.tgz',
      'npm:a/b',
      'npm:weather@npm:evil',
      'npm:.hidden',
      'npm:weather@',
    ]) {
      assert.throws(() => parseNpmSource(odd), InputError, odd);
    }
  });

  test('gives the files and the facts of the newest version', async (t) => {
    const { options } = await registryOf(t, [{ ...weather, version: '1.1.0' }, weather]);
    const crawled = await readNpm('npm:@weather/mcp', contextWith(), options);
    assert.ok(crawled.kind === 'tree');
    assert.deepEqual(
      crawled.tree.files.map((file) => file.path),
      ['dist/index.js', 'package.json'],
    );
    const { integrity, ...server } = crawled.server;
    assert.match(integrity ?? '', /^sha512-/);
    assert.deepEqual(server, {
      id: 'npm/@weather/mcp',
      title: '@weather/mcp',
      description: 'Forecasts and tides',
      repository: 'https://github.com/weather/mcp',
      license: 'MIT',
      directory: 'packages/mcp',
      purl: 'pkg:npm/%40weather/mcp@1.2.0',
      version: '1.2.0',
      language: 'typescript',
      published: '2026-03-04',
    });
  });

  test('is read without a cache too', async (t) => {
    const { options } = await registryOf(t, [weather]);
    const { cache: _, ...without } = options as typeof options & { readonly cache?: string };
    assert.equal((await readNpm('npm:@weather/mcp', contextWith(), without)).kind, 'tree');
  });

  test('that was read before at this version is not downloaded again', async (t) => {
    const { options, asked } = await registryOf(t, [weather]);
    const crawled = await readNpm('npm:@weather/mcp', contextWith({ known: async () => '1.2.0' }), options);
    assert.deepEqual(crawled, { kind: 'unchanged', id: 'npm/@weather/mcp' });
    assert.deepEqual(asked, ['/@weather/mcp']);
  });

  test('that the registry does not know is gone', async (t) => {
    const { options } = await registryOf(t, []);
    const crawled = await readNpm('npm:@weather/mcp', contextWith(), options);
    assert.deepEqual(crawled, {
      kind: 'gone',
      id: 'npm/@weather/mcp',
      detail: 'npm has no package @weather/mcp',
    });
  });

  test('with a version that was never published names the package and how to see its versions', async (t) => {
    const { options } = await registryOf(t, [weather]);
    const failure = await failureOf(readNpm('npm:@weather/mcp@9.9.9', contextWith(), options));
    assert.ok(failure instanceof InputError);
    assert.match(failure.message, /@weather\/mcp, but not its version "9\.9\.9"/);
    assert.match(failure.remedy, /npm view @weather\/mcp versions/);
  });

  test('whose archive does not have the promised digest is not read', async (t) => {
    const { options } = await registryOf(t, [{ ...weather, integrity: `sha512-${'A'.repeat(86)}==` }]);
    const failure = await failureOf(readNpm('npm:@weather/mcp', contextWith(), options));
    assert.ok(failure instanceof OutsideError && failure.outcome === 'unreachable');
    assert.match(failure.message, /digest/);
  });

  test('whose archive is cut off or garbage is not read, even when its digest is right', async (t) => {
    for (const archive of [
      weather.archive.subarray(0, 120),
      Buffer.from('not an archive'),
      gzipSync('hello'),
    ]) {
      const { options } = await registryOf(t, [{ ...weather, archive }]);
      const failure = await failureOf(readNpm('npm:@weather/mcp', contextWith(), options));
      assert.ok(failure instanceof OutsideError && failure.outcome === 'unreachable', String(failure));
      assert.match(failure.message, /@weather\/mcp@1\.2\.0: The archive is damaged/);
    }
  });

  test('whose archive is a bomb is refused, and one with an endless list of names is read in part', async (t) => {
    const bomb = packageOf({ 'index.js': Buffer.alloc(100 * 1024 * 1024) });
    const { options } = await registryOf(t, [{ ...weather, archive: bomb }]);
    const failure = await failureOf(readNpm('npm:@weather/mcp', contextWith(), options));
    assert.ok(failure instanceof OutsideError && failure.outcome === 'refused');
  });

  test('behind a host that is away, broken or closed to us teaches nothing', async (t) => {
    const { options } = await registryOf(t, [], (path) => ({
      status: path.includes('locked') ? 401 : 503,
      body: '{}',
    }));
    for (const [source, registry, expected] of [
      ['npm:weather', options.registry, /503/],
      ['npm:locked', options.registry, /does not let us read locked/],
      ['npm:weather', 'http://127.0.0.1:1/', /could not be read for weather/],
    ] as const) {
      const failure = await failureOf(readNpm(source, contextWith(), { ...options, registry }));
      assert.ok(failure instanceof OutsideError && failure.outcome === 'unreachable', String(failure));
      assert.match(failure.message, expected);
    }
  });

  test('that the user stops says so', async (t) => {
    const { options } = await registryOf(t, [weather]);
    const failure = await failureOf(
      readNpm('npm:@weather/mcp', contextWith({ signal: AbortSignal.abort() }), options),
    );
    assert.ok(failure instanceof OutsideError && failure.outcome === 'refused');
  });

  test('whose tools live in a sibling package is read with it', async (t) => {
    const dependencies = {
      '@weather/mcp-tools': '^2.0.0',
      '@weather/client': '^1.0.0',
      '@weather/gone-mcp': '^1.0.0',
      zod: '^4',
    };
    const sibling = (name: string, version: string): Published => ({
      name,
      version,
      archive: packageOf({ 'package.json': JSON.stringify({ name, version }), 'index.js': '// tools' }),
    });
    const { options, asked } = await registryOf(t, [
      {
        ...weather,
        manifest: { dependencies },
        archive: packageOf({
          'package.json': JSON.stringify(manifest),
          'index.js':
            "import '@weather/mcp-tools/all'; import '@weather/client'; import '@weather/gone-mcp';",
        }),
      },
      sibling('@weather/mcp-tools', '2.0.1'),
      sibling('@weather/mcp-tools', '2.3.0'),
      sibling('@weather/mcp-tools', '3.0.0'),
      sibling('@weather/client', '1.0.0'),
    ]);
    const crawled = await readNpm('npm:@weather/mcp', contextWith(), options);
    assert.ok(crawled.kind === 'tree');
    assert.deepEqual(
      crawled.tree.files.map((file) => file.path),
      [
        'index.js',
        'node_modules/@weather/mcp-tools/index.js',
        'node_modules/@weather/mcp-tools/package.json',
        'package.json',
      ],
    );
    assert.deepEqual(crawled.tree.mounts, [
      { prefix: 'node_modules/@weather/mcp-tools/', id: 'npm/@weather/mcp-tools', version: '2.3.0' },
    ]);
    assert.deepEqual(crawled.tree.skips, [
      { reason: 'dependency-not-read', detail: 'npm has no package @weather/gone-mcp' },
    ]);
    assert.ok(!asked.includes('/zod'));
  });
});
