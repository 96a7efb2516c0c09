// Reading packages from a Python index on the loopback.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { indexUrl } from '../../src/crawl/pypi/index-page.ts';
import { parsePypiSource, readPypi } from '../../src/crawl/pypi/pypi.ts';
import { compareVersions } from '../../src/crawl/pypi/versions.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import { tarOf, zipOf } from './_archive.ts';
import { contextWith } from './_context.ts';
import { hostOf } from './_host.ts';

const metadata = `Metadata-Version: 2.4
Name: Tide_Tables
Version: 1.10.0
Summary: Tides of the world
License-Expression: MIT
Project-URL: Homepage, https://tides.example
Project-URL: Source, https://github.com/harbour/tides

Summary: not this one
`;
const sdist = gzipSync(
  tarOf([
    { path: 'tide_tables-1.10.0/PKG-INFO', body: metadata },
    { path: 'tide_tables-1.10.0/src/tide_tables/server.py', body: '@mcp.tool()\ndef high_tide(): ...\n' },
  ]),
);
const wheel = zipOf([
  { path: 'tide_tables/server.py', body: '@mcp.tool()\ndef low_tide(): ...\n' },
  { path: 'tide_tables-1.10.0.dist-info/METADATA', body: metadata },
]);

interface File {
  readonly bytes: Buffer;
  readonly digest?: string;
  readonly yanked?: boolean | string;
}

async function indexOf(t: TestContext, files: Readonly<Record<string, File>>) {
  const asked: string[] = [];
  const host = await hostOf(t, (request, response) => {
    asked.push(request.url ?? '');
    const file = files[request.url?.slice('/files/'.length) ?? ''];
    if (file !== undefined) response.end(file.bytes);
    else if (request.url === '/simple/tide-tables/') {
      response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
      const listed = Object.entries(files).map(([filename, { bytes, digest, yanked }]) => ({
        filename,
        url: `../../files/${filename}`,
        hashes: { sha256: digest ?? createHash('sha256').update(bytes).digest('hex') },
        'upload-time': '2026-02-03T04:05:06.000Z',
        ...(yanked === undefined ? {} : { yanked }),
      }));
      response.end(
        JSON.stringify({
          name: 'tide-tables',
          files: [...listed, { filename: 7 }, { filename: 'x.exe', url: 'x' }],
        }),
      );
    } else response.writeHead(404).end();
  });
  return { index: `${host}/simple/`, asked };
}

async function failureOf(reading: Promise<unknown>): Promise<OutsideError | InputError> {
  const thrown = await reading.then(
    () => assert.fail('It should have failed.'),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof OutsideError || thrown instanceof InputError, String(thrown));
  assert.notEqual(thrown.remedy, '');
  return thrown;
}

suite('a Python source', () => {
  test('is spelled with a name and maybe a version', () => {
    assert.deepEqual(parsePypiSource('pypi:Tide_Tables'), { name: 'tide-tables', wanted: undefined });
    assert.deepEqual(parsePypiSource('pypi:tides==1.0rc1'), { name: 'tides', wanted: '1.0rc1' });
    assert.deepEqual(parsePypiSource('pypi:tides@1.0'), { name: 'tides', wanted: '1.0' });
    for (const odd of ['pypi:', 'pypi:../evil', 'pypi:a/b', 'pypi:tides@https://evil', 'pypi:tides>=1']) {
      assert.throws(() => parsePypiSource(odd), InputError, odd);
    }
  });

  test('is asked for where pip and uv would ask', () => {
    assert.equal(indexUrl({}), 'https://pypi.org/simple/');
    assert.equal(
      indexUrl({ PIP_INDEX_URL: 'https://mirror.example/simple' }),
      'https://mirror.example/simple/',
    );
  });

  test('gives the files and the facts of the newest version, from its source archive', async (t) => {
    const { index, asked } = await indexOf(t, {
      'tide_tables-1.9.0.tar.gz': { bytes: sdist },
      'tide_tables-1.10.0.tar.gz': { bytes: sdist },
      'tide_tables-1.10.0-py3-none-any.whl': { bytes: wheel },
      'tide_tables-1.11.0.tar.gz': { bytes: sdist, yanked: 'broken' },
      'tide_tables-2.0.0b1.tar.gz': { bytes: sdist },
    });
    const crawled = await readPypi('pypi:tide-tables', contextWith(), index);
    assert.ok(crawled.kind === 'tree');
    assert.deepEqual(
      crawled.tree.files.map((file) => file.path),
      ['PKG-INFO', 'src/tide_tables/server.py'],
    );
    const { integrity, ...server } = crawled.server;
    assert.equal(integrity, `sha256-${createHash('sha256').update(sdist).digest('base64')}`);
    assert.deepEqual(server, {
      id: 'pypi/tide-tables',
      title: 'Tide_Tables',
      description: 'Tides of the world',
      homepage: 'https://tides.example',
      repository: 'https://github.com/harbour/tides',
      license: 'MIT',
      purl: 'pkg:pypi/tide-tables@1.10.0',
      version: '1.10.0',
      published: '2026-02-03',
    });
    assert.deepEqual(asked, ['/simple/tide-tables/', '/files/tide_tables-1.10.0.tar.gz']);
    assert.deepEqual(
      await readPypi('pypi:tide-tables', contextWith({ known: async () => '1.10.0' }), index),
      { kind: 'unchanged', id: 'pypi/tide-tables' },
    );
  });

  test('is read from a wheel when there is nothing else', async (t) => {
    const { index } = await indexOf(t, { 'tide_tables-1.10.0-py3-none-any.whl': { bytes: wheel } });
    const crawled = await readPypi('pypi:tide-tables@1.10', contextWith(), index);
    assert.ok(crawled.kind === 'tree');
    assert.deepEqual(
      crawled.tree.files.map((file) => file.path),
      ['tide_tables-1.10.0.dist-info/METADATA', 'tide_tables/server.py'],
    );
    assert.equal(crawled.server.description, 'Tides of the world');
  });

  test('that the index does not know is gone; without the version it says which there is', async (t) => {
    const { index } = await indexOf(t, { 'tide_tables-1.10.0.tar.gz': { bytes: sdist } });
    assert.equal((await readPypi('pypi:nowhere', contextWith(), index)).kind, 'gone');
    const failure = await failureOf(readPypi('pypi:tide-tables@9.9', contextWith(), index));
    assert.match(failure.message, /not its version "9\.9"/);
    assert.match(failure.remedy, /1\.10\.0/);
  });

  test('whose archive is damaged, or not what was promised, is not read', async (t) => {
    for (const [filename, bytes] of [
      ['tide_tables-1.0.tar.gz', sdist],
      ['tide_tables-1.0-py3-none-any.whl', wheel],
    ] as const) {
      const lying = await indexOf(t, { [filename]: { bytes, digest: '0'.repeat(64) } });
      assert.match(
        (await failureOf(readPypi('pypi:tide-tables', contextWith(), lying.index))).message,
        /digest/,
      );
      const cut = await indexOf(t, { [filename]: { bytes: bytes.subarray(0, 100) } });
      assert.match(
        (await failureOf(readPypi('pypi:tide-tables', contextWith(), cut.index))).message,
        /damaged/,
      );
    }
  });

  test('behind an index that is away, or speaks only HTML, teaches nothing', async (t) => {
    const html = await hostOf(t, (_, response) => response.end('<html></html>'));
    for (const index of ['http://127.0.0.1:1/', `${html}/`]) {
      const failure = await failureOf(readPypi('pypi:tides', contextWith(), index));
      assert.ok(failure instanceof OutsideError && failure.outcome === 'unreachable');
    }
  });
});

test('Python versions are ordered as Python orders them', () => {
  const ordered = [
    'nonsense',
    '0.9',
    '1.0.dev1',
    '1.0a1',
    '1.0b2',
    '1.0rc1',
    '1.0',
    '1.0.post1',
    '1.0.1',
    '1.2',
    '1.10',
    '2024.1',
    '1!0.1',
  ];
  assert.deepEqual([...ordered].reverse().sort(compareVersions), ordered);
  assert.equal(compareVersions('1.0', 'v1.0.0'), 0);
});
