// Zip archives, the honest and the hostile.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readZip } from '../../src/crawl/read-zip.ts';
import { treeBuilder } from '../../src/crawl/tree-builder.ts';
import { OutsideError } from '../../src/kit/errors.ts';
import { type ZipEntry, zipOf } from './_archive.ts';

async function read(archive: Buffer) {
  const tree = treeBuilder();
  await readZip(archive, tree);
  return tree.tree();
}

suite('a zip archive', () => {
  test('gives its files', async () => {
    const { files, skips } = await read(
      zipOf([
        { path: 'server/' },
        { path: 'server/tides.py', body: 'tides' },
        { path: 'manifest.json', body: '{}' },
        { path: 'icon.png', body: 'x' },
      ]),
    );
    assert.deepEqual(files, [
      { path: 'manifest.json', text: '{}' },
      { path: 'server/tides.py', text: 'tides' },
    ]);
    assert.deepEqual(skips, []);
  });

  test('with links, secrets and paths that lead out keeps only the plain files', async () => {
    const hostile: ZipEntry[] = [
      { path: '../evil.py', body: 'evil' },
      { path: '/etc/evil.py', body: 'evil' },
      { path: 'a\\..\\..\\evil.py', body: 'evil' },
      { path: 'C:/evil.py', body: 'evil' },
      { path: 'link.py', body: '/etc/passwd', mode: 0o120777 },
      { path: 'device.py', mode: 0o020666 },
    ];
    const { files, skips } = await read(
      zipOf([...hostile, { path: 'secret.py', body: 'secret', flags: 1 }, { path: 'fine.py', body: 'fine' }]),
    );
    assert.deepEqual(files, [{ path: 'fine.py', text: 'fine' }]);
    assert.equal(skips.filter((skip) => skip.reason === 'unsafe-path').length, hostile.length);
    assert.deepEqual(
      skips.filter((skip) => skip.reason === 'not-text').map((skip) => skip.place?.path),
      ['secret.py'],
    );
  });

  test('with a file that grows without end keeps the rest', async () => {
    const bomb = Buffer.alloc(15 * 1024 * 1024);
    const { files, skips } = await read(
      zipOf([
        { path: 'bomb.py', body: bomb },
        { path: 'fine.py', body: 'fine' },
      ]),
    );
    assert.deepEqual(files, [{ path: 'fine.py', text: 'fine' }]);
    assert.deepEqual(
      skips.map((skip) => [skip.reason, skip.place?.path]),
      [['too-large', 'bomb.py']],
    );
  });

  test('that lies about its sizes, is cut off, or is none at all is told as damaged', async () => {
    const whole = zipOf([{ path: 'fine.py', body: 'fine'.repeat(100) }]);
    for (const archive of [
      zipOf([{ path: 'bomb.py', body: Buffer.alloc(900_000), size: 10 }]),
      whole.subarray(0, whole.length - 30),
      Buffer.from('not a zip archive'),
      Buffer.alloc(0),
    ]) {
      await assert.rejects(
        read(archive),
        (thrown) => thrown instanceof OutsideError && /damaged/.test(thrown.message),
      );
    }
  });
});
