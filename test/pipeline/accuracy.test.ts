// The score for the methodology page: where it comes from, and that a second run changes nothing.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { writeEntry } from '../../src/catalog/entries.ts';
import { Accuracy } from '../../src/model/score.ts';
import { accuracyFile, readGold, writeAccuracy } from '../../src/pipeline/accuracy.ts';
import { harbor } from '../view/_harbor.ts';

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
    const { gold: score } = Accuracy.parse(JSON.parse(readFileSync(join(root, accuracyFile), 'utf8')));
    assert.deepEqual(score.set, { tools: 1, servers: 1, date: '2026-02-03', labelers: 2 });
    assert.deepEqual(score.category, { part: 1, of: 1 });
  });

  test('comes from our own gold set when the catalog has none, and is not written twice', async (t) => {
    const root = folder(t);
    await writeAccuracy(root);
    const path = join(root, accuracyFile);
    const first = { text: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs };
    assert.ok(Accuracy.parse(JSON.parse(first.text)).gold.set.tools >= 320);
    await writeAccuracy(root);
    assert.deepEqual({ text: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs }, first);
  });

  test('counts labeled tools of the catalog, and leaves out those that have changed', async (t) => {
    const root = folder(t);
    const [entry] = harbor;
    assert.ok(entry);
    await writeEntry(root, entry);
    const label = (index: number, more: object) => {
      const { name, definitionHash } = entry.tools[index] ?? {};
      const server = entry.server.id;
      return `${JSON.stringify({ server, name, definitionHash, category: 'Read', level: 'low', reason: 'It lists.', ...more })}\n`;
    };
    mkdirSync(join(root, 'catalog/gold'), { recursive: true });
    writeFileSync(join(root, 'catalog/gold/tools.jsonl'), line);
    writeFileSync(
      join(root, 'catalog/gold/sample.jsonl'),
      label(0, { drawn: 'at random' }) +
        label(1, { drawn: 'by verdict' }) +
        label(2, { drawn: 'at random', definitionHash: 'a'.repeat(64) }),
    );
    await writeAccuracy(root);
    const { sample } = Accuracy.parse(JSON.parse(readFileSync(join(root, accuracyFile), 'utf8')));
    assert.equal(sample?.random.set.tools, 1);
    assert.equal(sample?.all.set.tools, 2);
    assert.equal(sample?.gone, 1);
    writeFileSync(join(root, 'catalog/gold/sample.jsonl'), label(0, { drawn: 'by chance' }));
    await assert.rejects(writeAccuracy(root), /sample\.jsonl, line 1: "drawn"/);
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
