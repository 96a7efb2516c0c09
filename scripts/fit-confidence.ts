// Fits the confidence bins: what share of labelled tools with the same rule and agreement of views came out right.
// node scripts/fit-confidence.ts <gold.jsonl>; a line is a tool as `classify --from` reads it, with its `category`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../src/classify/classify.ts';
import { confidenceKeys } from '../src/classify/rules/confidence.ts';
import { writeIfDifferent } from '../src/kit/files.ts';
import type { Subject } from '../src/model/verdict.ts';

/** A bin with fewer tools says too little. */
const fewest = 8;
/** Weight of the bin above, in tools: small bins lean on it. */
const prior = 12;
/** Never quite certain. */
const highest = 0.98;

interface Labelled {
  readonly server: string;
  readonly serverDescription?: string | null;
  readonly name: string;
  readonly description?: string | null;
  readonly inputSchema?: Subject['definition']['inputSchema'] | null;
  readonly category: string;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Usage: node scripts/fit-confidence.ts <gold.jsonl>');
const tools = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled);

const counted = new Map<string, { n: number; right: number }>();
let right = 0;
for (const tool of tools) {
  const verdict = classify({
    definition: {
      name: tool.name,
      description: tool.description ?? '',
      inputSchema: tool.inputSchema ?? {},
    },
    server: {
      id: tool.server,
      title: tool.server.slice(tool.server.lastIndexOf('/') + 1),
      description: tool.serverDescription ?? '',
    },
    siblings: tools.filter((other) => other.server === tool.server).map((other) => other.name),
  });
  const isRight = verdict.category === tool.category;
  if (isRight) right += 1;
  for (const key of confidenceKeys(verdict)) {
    const bin = counted.get(key) ?? { n: 0, right: 0 };
    bin.n += 1;
    if (isRight) bin.right += 1;
    counted.set(key, bin);
  }
}

const overall = right / tools.length;
const rounded = (share: number) => Math.round(Math.min(highest, share) * 100) / 100;
const lines = [...counted]
  .filter(([, bin]) => bin.n >= fewest)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, bin]) => `  '${key}': ${rounded((bin.right + prior * overall) / (bin.n + prior))},`);

await writeIfDifferent(
  join(import.meta.dirname, '../src/classify/rules/lexicon/confidence-bins.ts'),
  `// Made by scripts/fit-confidence.ts from ${tools.length} labelled tools; do not edit by hand.

/** For a verdict that falls into no bin. */
export const overall = ${rounded(overall)};

/** Share of right categories, by category, rule and agreement of views; the finest bin that exists counts. */
export const bins: Readonly<Record<string, number>> = {
${lines.join('\n')}
};
`,
);
process.stderr.write(`${tools.length} tools, ${lines.length} bins, overall ${overall.toFixed(3)}\n`);
