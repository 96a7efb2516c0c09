// Reading a folder on this machine.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { local } from '../../src/crawl/local.ts';
import { readerOf, readers } from '../../src/crawl/readers.ts';
import { InputError } from '../../src/kit/errors.ts';
import { contextWith } from './_context.ts';

function folderWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolrisk-test-local-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function read(folder: string, id?: string) {
  const [crawled] = await Array.fromAsync(local.read(folder, contextWith({ id })));
  assert.ok(crawled?.kind === 'tree');
  return crawled;
}

suite('a folder', () => {
  test('gives its code and manifests, without other people’s code and without following links', async (t) => {
    const outside = folderWith(t, { 'secret.py': 'secret' });
    const folder = folderWith(t, {
      'pyproject.toml': '[project]\nname = "Tide Tables!"\nversion = "2.0"\ndescription = "Tides"',
      'src/tides.py': 'tides',
      'node_modules/other/index.js': 'other',
      '.venv/lib/site.py': 'other',
      '.git/hooks/evil.py': 'other',
      'README.md': 'read me',
    });
    symlinkSync(outside, join(folder, 'linked'));
    symlinkSync(join(outside, 'secret.py'), join(folder, 'linked.py'));
    writeFileSync(join(folder, 'huge.js'), '');
    truncateSync(join(folder, 'huge.js'), 100 * 1024 * 1024);
    const { server, tree, several } = await read(folder);
    assert.deepEqual(
      tree.files.map((file) => file.path),
      ['pyproject.toml', 'src/tides.py'],
    );
    assert.deepEqual(
      tree.skips.map((skip) => [skip.reason, skip.place?.path]),
      [
        ['too-large', 'huge.js'],
        ['unsafe-path', 'linked'],
        ['unsafe-path', 'linked.py'],
      ],
    );
    assert.equal(several, true);
    assert.deepEqual(server, {
      id: 'local/Tide-Tables',
      title: 'Tide Tables!',
      description: 'Tides',
      version: '2.0',
    });
    assert.equal((await read(folder, 'local/mine')).server.id, 'local/mine');
  });

  test('that is not there, or is a file, says what to write', async (t) => {
    const folder = folderWith(t, { 'a.py': '' });
    for (const odd of [join(folder, 'nowhere'), join(folder, 'a.py')]) {
      await assert.rejects(read(odd), (thrown) => thrown instanceof InputError && thrown.remedy !== '');
    }
  });
});

suite('the kinds of source', () => {
  test('are sorted, and a source is read by exactly one of them', () => {
    const kinds = readers.map((reader) => reader.kind);
    assert.deepEqual(kinds, [...kinds].sort());
    for (const [source, kind] of [
      ['npm:weather', 'npm'],
      ['github:weather/station', 'git'],
      ['git+https://code.example/weather', 'git'],
      ['./weather', 'local'],
      ['/srv/weather', 'local'],
      ['.', 'local'],
    ] as const) {
      assert.deepEqual(
        readers.filter((reader) => reader.accepts(source)).map((reader) => reader.kind),
        [kind],
        source,
      );
    }
  });

  test('are named when a source is none of them', () => {
    assert.throws(
      () => readerOf('weather'),
      (thrown) =>
        thrown instanceof InputError && readers.every((reader) => thrown.remedy.includes(reader.spelling)),
    );
  });
});
