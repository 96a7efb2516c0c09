// Who decided, in a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidedSentence } from '../../src/view/judgement.ts';
import { machines } from './_harbor.ts';

test('a verdict on which the model and the rules differ is marked for review', () => {
  const verdict = machines.tools[0]?.verdict;
  assert.ok(verdict);
  const plain = decidedSentence(verdict);
  assert.doesNotMatch(plain, /review/);
  assert.equal(
    decidedSentence({ ...verdict, disagreement: 'review' }),
    `${plain} Marked for review: the model and the rules disagree; the verdict of the rules stands.`,
  );
});

test('an expired correction is told', () => {
  const verdict = machines.tools[0]?.verdict;
  assert.ok(verdict);
  const expiredCorrection = { reviewer: 'Ada', date: '2026-11-02', reason: 'Boats are insured.' };
  assert.match(
    decidedSentence({ ...verdict, expiredCorrection }),
    / A correction by Ada of 2026-11-02 was for an earlier definition and has expired\.$/,
  );
});
