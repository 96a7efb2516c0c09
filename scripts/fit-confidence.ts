// Fits the confidence bins: what share of labelled tools with the same rule and agreement of views came out right.
// node scripts/fit-confidence.ts <gold.jsonl...>; a line is a tool as `classify --from` reads it, with its `category`.
// Real tools only: the invented set was written together with the rules, and bins that lean on it promise too much.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../src/classify/classify.ts';
import { confidenceKeys } from '../src/classify/rules/confidence.ts';
import { parseGold } from '../src/classify/scoring/gold-line.ts';
import { writeIfDifferent } from '../src/kit/files.ts';

/** A bin with fewer tools says too little. */
const fewest = 8;
/** Weight of the bin above, in tools: small bins lean on it. */
const prior = 12;
/** The rules were written with these tools in view; on 748 others they err about so many times as often. */
const unseen = 2;
/** Never quite certain. */
const highest = 0.98;
/** Below this it would say nothing. */
const lowest = 0.3;

const paths = process.argv.slice(2);
if (paths.length === 0) throw new Error('Usage: node scripts/fit-confidence.ts <gold.jsonl...>');
const cases = paths.flatMap((path) => parseGold(readFileSync(path, 'utf8')).cases);

const counted = new Map<string, { n: number; right: number }>();
let right = 0;
for (const { subject, label } of cases) {
  const verdict = classify(subject);
  const isRight = verdict.category === label.category;
  if (isRight) right += 1;
  for (const key of confidenceKeys(verdict)) {
    const bin = counted.get(key) ?? { n: 0, right: 0 };
    bin.n += 1;
    if (isRight) bin.right += 1;
    counted.set(key, bin);
  }
}

const overall = 1 - unseen * (1 - right / cases.length);
const rounded = (share: number) => Math.round(Math.max(lowest, Math.min(highest, share)) * 100) / 100;
const lines = [...counted]
  .filter(([, bin]) => bin.n >= fewest)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([key, bin]) =>
      `  '${key}': ${rounded((bin.n - unseen * (bin.n - bin.right) + prior * overall) / (bin.n + prior))},`,
  );

await writeIfDifferent(
  join(import.meta.dirname, '../src/classify/rules/lexicon/confidence-bins.ts'),
  `// Made by scripts/fit-confidence.ts from ${cases.length} labelled tools; do not edit by hand.

/** For a verdict that falls into no bin. */
export const overall = ${rounded(overall)};

/** Share of right categories, by category, rule and agreement of views; the finest bin that exists counts. */
export const bins: Readonly<Record<string, number>> = {
${lines.join('\n')}
};
`,
);
process.stderr.write(`${cases.length} tools, ${lines.length} bins, overall ${overall.toFixed(3)}\n`);
