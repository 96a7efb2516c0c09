// How long a policy for a server of 300 tools takes in each format: emitting, reading back, and saying what it does.

import { type Category, categories, levels } from '../../src/model/vocabulary.ts';
import { serverEffect } from '../../src/policy/effect.ts';
import { formats } from '../../src/policy/formats.ts';
import { intentOf } from '../../src/policy/intent.ts';

const size = 300;
const runs = 20;
const tools = Array.from({ length: size }, (_, index) => ({
  name: `tool_number_${index}`,
  inputSchema: { properties: { force: { type: 'boolean' } } },
  verdict: verdictOf(categories[index % categories.length]?.id ?? 'Read', index),
}));

for (const format of formats) {
  const emitMs: number[] = [];
  const sayMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now();
    const intent = intentOf([{ id: 'npm/bench', title: 'Bench', tools }]);
    const { text } = format.emit(intent);
    const emitted = performance.now();
    const { enforced } = format.read(text);
    if (enforced === undefined) throw new Error(`${format.id} cannot read its own document.`);
    serverEffect({
      enforced,
      server: { id: 'npm/bench', title: 'Bench' },
      alias: intent.servers[0]?.alias ?? '',
      tools: tools.map(({ name }) => name),
      unread: 0,
    });
    emitMs.push(emitted - begun);
    sayMs.push(performance.now() - emitted);
  }
  process.stdout.write(
    `${format.id.padEnd(18)} ${size} tools, median of ${runs}: emit ${median(emitMs)} ms, read and evaluate ${median(sayMs)} ms\n`,
  );
}

function median(ms: readonly number[]): string {
  return (ms.toSorted((a, b) => a - b)[ms.length >> 1] ?? 0).toFixed(1).padStart(6);
}

function verdictOf(category: Category, index: number) {
  return {
    category,
    level: levels[index % levels.length]?.id ?? 'low',
    categoryReason: '',
    levelReason: '',
    effects: [],
    factors: {
      reversibility: 'unknown' as const,
      blastRadius: 'unknown' as const,
      reach: 'unknown' as const,
      data: 'unknown' as const,
      arguments: 'unknown' as const,
      guards: [],
    },
    rationale: '',
    evidence: [],
    findings: [],
    confidence: 1,
    decidedBy: { kind: 'rules' as const, rubric: '1', rules: [] },
    definitionHash: '',
  };
}
