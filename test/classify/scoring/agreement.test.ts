// The figures, against examples worked out by hand.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  categoryScores,
  confusionOf,
  macroF1,
  type Pair,
  weightedKappa,
} from '../../../src/classify/scoring/agreement.ts';
import { calibrationOf } from '../../../src/classify/scoring/calibration.ts';
import type { Category, Level } from '../../../src/model/vocabulary.ts';

const pair = <Value extends Category | Level>(labeled: Value, judged: Value): Pair<Value> => ({
  labeled,
  judged,
});

suite('categories', () => {
  const pairs: readonly Pair<Category>[] = [
    pair<Category>('Read', 'Read'),
    pair<Category>('Read', 'Write'),
    pair<Category>('Write', 'Write'),
    pair<Category>('Write', 'Unknown'),
  ];

  test('F1 weighs what was missed and what was taken by mistake', () => {
    const scores = categoryScores(pairs);
    const of = (category: Category) => scores.find((one) => one.category === category);
    assert.deepEqual(of('Read'), { category: 'Read', labeled: 2, judged: 1, right: 1, f1: 0.6667 });
    assert.deepEqual(of('Write'), { category: 'Write', labeled: 2, judged: 2, right: 1, f1: 0.5 });
    assert.equal(of('Financial')?.f1, 0);
  });

  test('categories that the set lacks do not pull the mean down', () => {
    assert.equal(macroF1(categoryScores(pairs)), 0.5834);
  });

  test('the confusion matrix counts every tool once, Unknown among the verdicts', () => {
    const rows = confusionOf(pairs);
    assert.deepEqual(
      rows.map(({ labeled }) => labeled),
      ['Read', 'Write', 'Execute', 'Destructive', 'Financial'],
    );
    const write = rows.find(({ labeled }) => labeled === 'Write')?.judged;
    assert.deepEqual(
      write?.filter(({ tools }) => tools > 0),
      [
        { category: 'Write', tools: 1 },
        { category: 'Unknown', tools: 1 },
      ],
    );
    const all = rows.flatMap(({ judged }) => judged).reduce((sum, { tools }) => sum + tools, 0);
    assert.equal(all, pairs.length);
  });
});

suite('kappa of levels', () => {
  test('is 1 when nothing disagrees, even when all tools have one level', () => {
    assert.equal(weightedKappa([pair<Level>('low', 'low'), pair<Level>('low', 'low')]), 1);
  });

  test('is 0 when one side always says the same', () => {
    assert.equal(weightedKappa([pair<Level>('low', 'low'), pair<Level>('critical', 'low')]), 0);
  });

  test('is -1 for the opposite', () => {
    assert.equal(weightedKappa([pair<Level>('low', 'critical'), pair<Level>('critical', 'low')]), -1);
  });

  test('weighs a miss by two levels four times a miss by one', () => {
    const right = (['low', 'medium', 'high', 'critical'] as const).map((level) => pair<Level>(level, level));
    // By chance the squared distances would add up to 61 / 5, for the second set to 64 / 5.
    assert.equal(weightedKappa([...right, pair<Level>('low', 'medium')]), 0.918);
    assert.equal(weightedKappa([...right, pair<Level>('low', 'high')]), 0.6875);
  });
});

suite('calibration', () => {
  test('puts each confidence into one bin and compares what was stated with what was right', () => {
    const bins = calibrationOf([
      { confidence: 0.9, right: true },
      { confidence: 0.94, right: false },
      { confidence: 1, right: true },
      { confidence: 0.1, right: false },
    ]);
    assert.deepEqual(bins, [
      { from: 0, to: 0.5, stated: 0.1, right: { part: 0, of: 1 } },
      { from: 0.9, to: 0.95, stated: 0.92, right: { part: 1, of: 2 } },
      { from: 0.95, to: 1, stated: 1, right: { part: 1, of: 1 } },
    ]);
  });
});
