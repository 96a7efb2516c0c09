// The score for the methodology page: where it comes from, and that a second run changes nothing.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { Score } from '../../src/model/score.ts';
import { accuracyFile, readGold, writeAccuracy } from '../../src/pipeline/accuracy.ts';

function folder(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'toolrisk-accuracy-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

const line = '{"server":"npm/harbor","name":"delete_ship","category":"Destructive","level":"critical"}\n';

suite('the score of a build', () => {
  test('comes from the gold set beside the catalog, with the date that it tells', async (t) => {
    const root = folder(t);
    mkdirSync(join(root, 'catalog/gold'), { recursive: true });
    writeFileSync(join(root, 'catalog/gold/tools.jsonl'), line);
    writeFileSync(join(root, 'catalog/gold/README.md'), '---\ndate: 2026-02-03\nlabelers: 2\n---\n# Ships\n');
    await writeAccuracy(root);
    const score = Score.parse(JSON.parse(readFileSync(join(root, accuracyFile), 'utf8')));
    assert.deepEqual(score.set, { tools: 1, servers: 1, date: '2026-02-03', labelers: 2 });
    assert.deepEqual(score.category, { part: 1, of: 1 });
  });

  test('comes from our own gold set when the catalog has none, and is not written twice', async (t) => {
    const root = folder(t);
    await writeAccuracy(root);
    const path = join(root, accuracyFile);
    const first = { text: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs };
    assert.ok(Score.parse(JSON.parse(first.text)).set.tools >= 320);
    await writeAccuracy(root);
    assert.deepEqual({ text: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs }, first);
  });

  test('is refused for a broken gold set, with the line', async (t) => {
    const root = folder(t);
    mkdirSync(join(root, 'catalog/gold'), { recursive: true });
    writeFileSync(join(root, 'catalog/gold/tools.jsonl'), `${line}oops\n`);
    await assert.rejects(writeAccuracy(root), /catalog\/gold\/tools\.jsonl, line 2: not a JSON object\.$/);
  });
});

test('what the rules did at first sight of the shipped set is told beside what they do now', async () => {
  const gold = await readGold(join(import.meta.dirname, '../..'));
  assert.deepEqual(gold?.about.firstSight?.category, { part: 468, of: 537 });
});
