// How long a policy takes in each format: the document of a server of 300 tools, and a changed decision in the composer
// with 50 servers of 40 tools. Processor time, so that the figures hold on a busy machine too.

import { draftOf, effectsOf } from '../../src/composer/compose.ts';
import { empty, next } from '../../src/composer/state.ts';
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
    const begun = spent();
    const intent = intentOf([{ id: 'npm/bench', title: 'Bench', tools }]);
    const { text } = format.emit(intent);
    const emitted = spent();
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
    sayMs.push(spent() - emitted);
  }
  process.stdout.write(
    `${format.id.padEnd(20)} ${size} tools, median of ${runs}: emit ${median(emitMs)} ms, read and evaluate ${median(sayMs)} ms\n`,
  );
}

const servers = Array.from({ length: 50 }, (_, index) => `npm/server-${index}`);
const loaded = new Map(
  servers.map((id, index) => [
    id,
    {
      id,
      title: id,
      skips: [],
      unread: 0,
      tools: tools.slice(0, 40).map((tool) => ({ ...tool, name: `${tool.name}_${index}`, slug: '' })),
    },
  ]),
);
const filled = servers.reduce((state, id) => next(state, { kind: 'add', id }), empty);
const changed = { id: 'npm/server-3', tool: 'tool_number_1_3' };
for (const format of formats) {
  const draftMs: number[] = [];
  const effectMs: number[] = [];
  let state = next(filled, { kind: 'format', format: format.id });
  for (let run = 0; run < runs; run += 1) {
    state = next(state, { kind: 'choose', ...changed, choice: { kind: run % 2 === 0 ? 'deny' : 'ask' } });
    const begun = spent();
    const draft = draftOf(loaded, state);
    if (draft.kind === 'problem') throw new Error(draft.message);
    const drafted = spent();
    const work = effectsOf(loaded, state, draft.text, changed);
    while (work.next().done !== true);
    draftMs.push(drafted - begun);
    effectMs.push(spent() - drafted);
  }
  process.stdout.write(
    `${format.id.padEnd(20)} composer, 2,000 tools, median of ${runs}: document ${median(draftMs)} ms, what it does ${median(effectMs)} ms\n`,
  );
}

/** Milliseconds of processor time so far. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
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
