// Counts what the catalog holds: tools by category, level, effect and detector, marks, findings, and why things were not read.
// node scripts/census.ts [--json]
import { join } from 'node:path';
import { entryPaths, idOfPath, readEntry } from '../src/catalog/entries.ts';

const root = join(import.meta.dirname, '..');
const counts = new Map<string, Map<string, number>>();

function add(what: string, value: string): void {
  const of = counts.get(what) ?? new Map<string, number>();
  of.set(value, (of.get(value) ?? 0) + 1);
  counts.set(what, of);
}

for (const id of (await entryPaths(root)).map(idOfPath)) {
  const entry = await readEntry(root, id);
  if (entry === undefined) continue;
  add('servers', entry.tools.length > 0 ? 'with tools' : 'without a tool');
  if (entry.server.language !== undefined) add('language', entry.server.language);
  for (const tool of entry.tools) {
    add('detector', tool.detector);
    if (tool.gated !== undefined) add('mark', 'gated');
    if (tool.dynamic !== undefined) add('mark', 'dynamic');
    if (tool.partial === true) add('mark', 'partial');
    if (tool.description === '') add('mark', 'no description');
    const { verdict } = tool;
    if (verdict === undefined) continue;
    add('category', verdict.category);
    add('level', verdict.level);
    for (const effect of verdict.effects) add('effect', effect);
    for (const finding of verdict.findings) add('finding', finding.id);
    if (verdict.confidence < 0.6) add('mark', 'low confidence');
  }
  for (const { reason } of entry.skips) add('not read', reason);
}

const sorted = [...counts].map(([what, values]) => [what, [...values].sort((a, b) => b[1] - a[1])] as const);
if (process.argv.includes('--json')) {
  const data = sorted.map(([what, values]) => [what, Object.fromEntries(values)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(data), null, 2)}\n`);
} else {
  const lines = sorted.flatMap(([what, values]) => [
    what,
    ...values.map(([value, n]) => `  ${String(n).padStart(7)}  ${value}`),
  ]);
  process.stdout.write(`${lines.join('\n')}\n`);
}
