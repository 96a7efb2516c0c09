import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readIfThere, writeIfDifferent } from '../../src/kit/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'toolrisk-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a file is written once, with its folders, and again only when it differs', async () => {
  const path = join(folder, 'deep/er/berths.json');
  assert.equal(await writeIfDifferent(path, 'one'), true);
  const { ino, mtimeMs } = statSync(path);
  assert.equal(await writeIfDifferent(path, 'one'), false);
  assert.deepEqual([statSync(path).ino, statSync(path).mtimeMs], [ino, mtimeMs]);
  assert.equal(await writeIfDifferent(path, new TextEncoder().encode('two')), true);
  assert.equal(readFileSync(path, 'utf8'), 'two');
});

test('a write that fails leaves what was there, and no temporary file', async () => {
  // A folder in the place of the file makes the last step fail, after the temporary file was written.
  const place = join(folder, 'harbor');
  mkdirSync(join(place, 'berths.json'), { recursive: true });
  await assert.rejects(writeIfDifferent(join(place, 'berths.json'), 'x'));
  assert.deepEqual(readdirSync(place), ['berths.json']);
});

test('many writers of one file leave one whole content', async () => {
  const path = join(folder, 'tide.json');
  const contents = Array.from({ length: 20 }, (_, n) => String(n).repeat(100_000));
  await Promise.all(contents.map((content) => writeIfDifferent(path, content)));
  assert.ok(contents.includes(readFileSync(path, 'utf8')));
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('a file that is not there is undefined', async () => {
  assert.equal(await readIfThere(join(folder, 'nowhere')), undefined);
});
