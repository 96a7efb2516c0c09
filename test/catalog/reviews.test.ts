import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import { parseReview, withReview } from '../../src/catalog/reviews.ts';
import type { Entry } from '../../src/model/entry.ts';
import { crawl, tool, verdict } from './_harbor.ts';

const scrap = tool('scrap_boat', 'Scrap a boat for good.');
const entry = mergeVerdicts(
  mergeCrawl(undefined, crawl([scrap]), '2026-11-01'),
  new Map([['scrap_boat', verdict(scrap, 'Destructive', 'critical')]]),
  '2026-11-01',
);
const text = (hash: string) =>
  `---\nreviewer: Ada\ndate: 2026-11-02\ntools:\n  scrap_boat: {level: high, reason: Boats are insured., definitionHash: ${hash}}\n---\nAt length.\n`;

test('a correction wins and keeps what the engine had said', () => {
  const { review, body } = parseReview('reviews/x.md', text(scrap.definitionHash));
  assert.equal(body, 'At length.');
  const doubted: Entry = {
    ...entry,
    tools: entry.tools.map((one) =>
      one.verdict === undefined ? one : { ...one, verdict: { ...one.verdict, disagreement: 'review' } },
    ),
  };
  const corrected = withReview(doubted, review).tools[0]?.verdict;
  assert.equal(corrected?.disagreement, undefined);
  assert.equal(corrected?.level, 'high');
  assert.equal(corrected?.category, 'Destructive');
  assert.equal(corrected?.correctedFrom?.level, 'critical');
  assert.equal(corrected?.levelReason, 'Corrected by Ada on 2026-11-02: Boats are insured.');
});

test('a correction of another definition has expired, and the verdict tells it', () => {
  const { review } = parseReview('reviews/x.md', text('f'.repeat(64)));
  const { verdict: machine } = entry.tools[0] ?? {};
  assert.deepEqual(withReview(entry, review).tools[0]?.verdict, {
    ...machine,
    expiredCorrection: { reviewer: 'Ada', date: '2026-11-02', reason: 'Boats are insured.' },
  });
});

test('a review without a reviewer is refused with file and field', () => {
  assert.throws(
    () => parseReview('reviews/x.md', '---\ndate: 2026-11-02\n---\n'),
    /reviews\/x\.md.*reviewer/,
  );
});
