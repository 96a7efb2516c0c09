// Archives, the honest and the hostile.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { archiveLimits, readTarball } from '../../src/crawl/read-tarball.ts';
import { treeBuilder, treeLimits } from '../../src/crawl/tree-builder.ts';
import { OutsideError } from '../../src/kit/errors.ts';
import { type Entry, packageOf, tarOf } from './_archive.ts';

async function read(bytes: Buffer, limits = archiveLimits, chunk = 1_000) {
  const tree = treeBuilder();
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, n) =>
    bytes.subarray(n * chunk, (n + 1) * chunk),
  );
  await readTarball(Readable.from(chunks), tree, { limits });
  return tree.tree();
}

const refused = (outcome: OutsideError['outcome'], message: RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof OutsideError, String(thrown));
  assert.equal(thrown.outcome, outcome);
  assert.match(thrown.message, message);
  assert.notEqual(thrown.remedy, '');
  return true;
};

suite('an archive', () => {
  test('gives its files without its own folder, compressed or not', async () => {
    const entries: Entry[] = [
      { path: 'package/package.json', body: '{}' },
      { path: 'package/dist/forecast.js', body: 'export const forecast = 1;' },
      { path: './package/dist/tides.js', body: 'export const tides = 1;' },
      { path: 'package/README.md', body: 'weather' },
    ];
    const expected = ['dist/forecast.js', 'dist/tides.js', 'package.json'];
    for (const bytes of [tarOf(entries), gzipSync(tarOf(entries))]) {
      const { files, skips } = await read(bytes);
      assert.deepEqual(
        files.map((file) => file.path),
        expected,
      );
      assert.deepEqual(skips, []);
    }
  });

  test('with links, devices and paths that lead out keeps only the plain files', async () => {
    const { files, skips } = await read(
      packageOf({ 'index.js': 'fine' }, [
        { path: 'package/link.js', type: 'SymbolicLink', linkpath: '/etc/passwd' },
        { path: 'package/hard.js', type: 'Link', linkpath: 'package/index.js' },
        { path: 'package/device.js', type: 'CharacterDevice' },
        { path: 'package/pipe.js', type: 'FIFO' },
        { path: 'package/../../../evil.js', body: 'evil' },
        { path: '/etc/evil.js', body: 'evil' },
        { path: '../evil.js', body: 'evil' },
      ]),
    );
    assert.deepEqual(files, [{ path: 'index.js', text: 'fine' }]);
    assert.equal(skips.length, 7);
    assert.ok(skips.every((skip) => skip.reason === 'unsafe-path'));
  });

  test('that is cut off, or no archive at all, is told as damaged', async () => {
    const whole = packageOf({
      'index.js': Array.from({ length: 500 }, (_, n) => `tool${(n * 7919) % 1000}`).join(),
    });
    await assert.rejects(read(whole.subarray(0, whole.length / 2)), refused('unreachable', /damaged/));
    await assert.rejects(
      read(tarOf([{ path: 'package/index.js', body: 'x'.repeat(2_000) }]).subarray(0, 1_000)),
      refused('unreachable', /damaged/),
    );
    await assert.rejects(
      read(Buffer.from('<html>Please log in</html>'.repeat(100))),
      refused('unreachable', /damaged/),
    );
    await assert.rejects(read(Buffer.alloc(0)), refused('unreachable', /damaged/));
    await assert.rejects(read(gzipSync(Buffer.from('hello'))), refused('unreachable', /damaged/));
  });

  test('that grows without end when unpacked is refused early', async () => {
    const bomb = packageOf({ 'index.js': Buffer.alloc(120 * 1024 * 1024) });
    const before = performance.now();
    await assert.rejects(read(bomb), refused('refused', /grows too much/));
    assert.ok(performance.now() - before < 5_000);
    await assert.rejects(
      read(packageOf({ 'index.js': 'x'.repeat(5_000) }), { ...archiveLimits, unpacked: 4_000 }),
      refused('refused', /unpacks to more/),
    );
    await assert.rejects(
      read(packageOf({ 'index.js': 'x' }), { ...archiveLimits, packed: 20 }),
      refused('refused', /larger than we read/),
    );
  });

  test('inside an archive is not opened', async () => {
    const inner = gzipSync(gzipSync(tarOf([{ path: 'package/index.js', body: Buffer.alloc(1024 * 1024) }])));
    await assert.rejects(read(inner), refused('unreachable', /damaged/));
  });

  test('of 250,000 files is read up to the limit, in seconds', async () => {
    const block = tarOf([{ path: 'package/a.txt' }]).subarray(0, 512);
    const many = Buffer.concat([
      tarOf([{ path: 'package/index.js', body: 'fine' }]).subarray(0, 1024),
      ...Array.from({ length: 250_000 }, () => block),
      Buffer.alloc(1024),
    ]);
    const { files, skips } = await read(gzipSync(many), { ...archiveLimits, ratio: 2_000 }, 65_536);
    assert.deepEqual(
      files.map((file) => file.path),
      ['index.js'],
    );
    assert.deepEqual(
      skips.map((skip) => skip.reason),
      ['too-many-files'],
    );
    assert.ok(skips[0]?.detail?.includes(treeLimits.names.toLocaleString('en-US')));
  });

  test('with a file of 100 MB keeps the rest', async () => {
    const noise = Buffer.alloc(100 * 1024 * 1024, 'const tool = 1; // ');
    const { files, skips } = await read(
      tarOf([
        { path: 'package/huge.js', body: noise },
        { path: 'package/index.js', body: 'fine' },
      ]),
      archiveLimits,
      1024 * 1024,
    );
    assert.deepEqual(files, [{ path: 'index.js', text: 'fine' }]);
    assert.deepEqual(
      skips.map((skip) => [skip.reason, skip.place?.path]),
      [['too-large', 'huge.js']],
    );
  });
});
