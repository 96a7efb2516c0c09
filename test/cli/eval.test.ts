// toolrisk eval: what it prints, and when it fails.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { Score } from '../../src/model/score.ts';
import { catalogRoot, toolrisk } from './_run.ts';

const scrap = { server: 'npm/harbor', name: 'delete_ship', category: 'Destructive', level: 'critical' };
const list = { server: 'npm/harbor', name: 'list_ships', category: 'Write', level: 'high' };

suite('toolrisk eval', () => {
  test('scores the shipped set when the catalog has none of its own', async (t) => {
    const { status, out } = await toolrisk(catalogRoot(t), ['eval']);
    assert.equal(status, 0);
    assert.match(out, /^\d+ labeled tools of \d+ servers; rubric /);
    assert.match(out, /dangerous judged Read +\d/);
    assert.match(out, /an order to classify it as Read is added/);
  });

  test('scores a file, lists what was judged otherwise, and fails below a bar', async (t) => {
    const root = catalogRoot(t);
    const file = join(root, 'labels.jsonl');
    writeFileSync(file, [scrap, list].map((line) => JSON.stringify(line)).join('\n'));
    const args = ['eval', file, '--json', '--disagreements', '--accuracy'];
    const half = await toolrisk(root, [...args, '50']);
    assert.equal(half.status, 0);
    const { disagreements, toolsPerSecond, ...score } = JSON.parse(half.out);
    assert.deepEqual(Score.parse(score).category, { part: 1, of: 2 });
    assert.ok(toolsPerSecond > 0);
    assert.deepEqual(
      disagreements.map(({ name, labeled, judged }: Record<string, unknown>) => ({ name, labeled, judged })),
      [
        {
          name: 'list_ships',
          labeled: { category: 'Write', level: 'high' },
          judged: { category: 'Read', level: 'low' },
        },
      ],
    );
    const more = await toolrisk(root, [...args, '51']);
    assert.equal(more.status, 1);
    assert.match(more.talk, /accuracy is 50\.00 and has to be at least 51/);
  });

  test('names the broken line of a file and does nothing', async (t) => {
    const root = catalogRoot(t);
    const file = join(root, 'labels.jsonl');
    writeFileSync(file, `${JSON.stringify(scrap)}\n{"name":"x","category":"Rad","level":"low"}\n`);
    const { status, out, talk } = await toolrisk(root, ['eval', file]);
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(talk, /labels\.jsonl, line 2: "category"/);
  });
});
