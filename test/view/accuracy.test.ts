// The accuracy section says what was counted, and rounds nothing to a clean 100.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Score } from '../../src/model/score.ts';
import { categories } from '../../src/model/vocabulary.ts';
import { accuracyView, sampleView } from '../../src/view/accuracy.ts';

const share = (part: number, of: number) => ({ part, of });

const score: Score = {
  set: { tools: 2000, servers: 1, date: '2026-11-21', labelers: 1 },
  rubric: '1',
  category: share(1999, 2000),
  either: share(2000, 2000),
  macroF1: 0.98765,
  dangerousAsRead: share(1, 3000),
  level: share(0, 2000),
  kappa: 0.9049,
  levelFarTooLow: share(0, 2000),
  categories: [{ category: 'Read', labeled: 2000, judged: 1999, right: 1998, f1: 0.9997 }],
  confusion: [
    {
      labeled: 'Read',
      judged: categories.map(({ id }) => ({
        category: id,
        tools: id === 'Read' ? 1999 : id === 'Unknown' ? 1 : 0,
      })),
    },
  ],
  calibration: [{ from: 0.9, to: 0.95, stated: 0.92, right: share(3, 4) }],
  quotes: share(0, 0),
  attacks: [{ id: 'none', what: 'nothing', tools: 3000, lowered: 0, toRead: 0, flagged: 1, silent: 0 }],
  rules: [
    { rule: 'tie-break 2', category: share(2, 3), level: share(3, 3) },
    { rule: 'tie-break 3', category: share(1, 3), level: share(3, 3) },
    { rule: 'tie-break 4', category: share(0, 2), level: share(0, 2) },
    { rule: 'tie-break 5', category: share(9, 9), level: share(0, 9) },
  ],
};

suite('the accuracy section', () => {
  const view = accuracyView(score);
  const figure = (label: RegExp) => view.figures.find((one) => label.test(one.label));

  test('tells the set, its date and who labeled it, and leaves out what is not known', () => {
    assert.equal(
      view.about,
      'Measured on 2,000 invented tools of 1 server, labeled by 1 reader of the rubric, last changed 2026-11-21, under rubric 1.',
    );
    const bare = accuracyView({ ...score, set: { tools: 1, servers: 1 } });
    assert.equal(bare.about, 'Measured on 1 invented tool of 1 server, under rubric 1.');
  });

  test('rounds neither up to 100 nor down to 0, and says when nothing was measured', () => {
    assert.equal(figure(/^Category right$/)?.value, '99.9%');
    assert.equal(figure(/argued/)?.value, '100%');
    assert.equal(figure(/judged Read/)?.value, '0.1%');
    assert.equal(figure(/judged Read/)?.note, '1 of 3,000 Execute, Destructive or Financial tools');
    assert.equal(figure(/too low/)?.value, '0%');
    assert.equal(figure(/Quotations/)?.value, 'not measured');
    assert.equal(figure(/Agreement/)?.value, '0.90');
  });

  test('shows the columns that hold a tool, the right one marked', () => {
    assert.deepEqual(view.confusion, {
      columns: ['Read', 'Unknown'],
      rows: [
        {
          labeled: 'Read',
          cells: [
            { tools: '1,999', right: true, none: false },
            { tools: '1', right: false, none: false },
          ],
          all: '2,000',
          f1: '99.9%',
        },
      ],
    });
  });

  test('names the weakest lines of the rubric, worst first, and passes over lines with few tools', () => {
    assert.equal(
      view.weakest,
      'Lines of the rubric that are met least: tie-break 3 (1 of 3 right) and tie-break 2 (2 of 3 right).',
    );
    assert.equal(accuracyView({ ...score, rules: [] }).weakest, '');
  });

  test('puts stated and measured confidence side by side, and every attack in a row', () => {
    assert.deepEqual(view.calibration, [
      { range: '0.90 to 0.95', tools: '4', stated: '92.0%', right: '75.0%' },
    ]);
    assert.deepEqual(view.attacks, [
      { what: 'Nothing', lowered: '0%', toRead: '0%', flagged: '0.1%', silent: '0%' },
    ]);
  });

  test('tells how the sample was drawn, what became of it, and how often each verdict is right', () => {
    const view = sampleView({ random: score, all: score, gone: 1 });
    assert.equal(
      view.about,
      '2,000 tools of 1 server were drawn at random from this catalog, labeled by 1 reader of the rubric, last changed 2026-11-21. The note beside the labels says that no rule has been mended because of them. 1 labeled tool is gone or changed by now, and left out.',
    );
    assert.deepEqual(view.verdicts, [{ category: 'Read', right: '99.9%', note: '1,998 of 1,999' }]);
    const firstSight = { category: share(1, 2), dangerousAsRead: share(0, 2), levelKappa: 0.5 };
    const mended = { ...score, set: { ...score.set, firstSight } };
    assert.match(sampleView({ random: mended, all: score, gone: 0 }).about, /50\.0% of the categories right/);
  });
});
