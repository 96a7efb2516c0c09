// A made-up server, for the examples in the description of the data.
import { definitionHash } from '../model/canonical.ts';
import type { Entry } from '../model/entry.ts';
import type { ServerRow, Summary } from '../model/rows.ts';
import type { Definition } from '../model/tool.ts';
import { categories, effects, levels } from '../model/vocabulary.ts';

const definition: Definition = {
  name: 'stop_machine',
  description: 'Stop a virtual machine',
  inputSchema: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'Identifier of the machine' },
      forced: { type: 'boolean', description: 'Force stop the machine', default: false },
    },
    required: ['id'],
  },
  annotations: { destructiveHint: false },
};
const digest = definitionHash(definition);

/** The server as the catalog would hold it. */
export const sampleEntry: Entry = {
  format: 1,
  server: {
    id: 'npm/@harbor/machines',
    title: 'Harbor Machines MCP Server',
    description: 'Starts and stops the virtual machines of the harbor.',
    purl: 'pkg:npm/%40harbor/machines@1.4.0',
    version: '1.4.0',
    license: 'Apache-2.0',
    language: 'typescript',
  },
  read: '2026-11-20',
  tools: [
    {
      ...definition,
      place: { path: 'dist/tools.js', line: 12 },
      detector: 'typescript/register-tool',
      confidence: 1,
      definitionHash: digest,
      verdict: {
        category: 'Execute',
        level: 'high',
        neighbor: 'Destructive',
        categoryReason:
          'It is Execute and not Destructive because what it stops or changes can be started or set again.',
        levelReason: 'Execute tools start at high, and nothing in this definition moves the level.',
        effects: ['controls-systems'],
        factors: {
          reversibility: 'undoable',
          blastRadius: 'one',
          reach: 'service',
          data: 'unknown',
          arguments: 'identifier',
          guards: [],
        },
        rationale: 'One call halts the machine that `id` names, and whatever runs on it.',
        evidence: [
          {
            field: 'description',
            quote: 'Stop a virtual machine',
            start: 0,
            end: 22,
            carries: ['category', 'level'],
          },
        ],
        findings: [],
        confidence: 0.92,
        decidedBy: { kind: 'rules', rubric: '1', rules: ['verb-stop'] },
        definitionHash: digest,
      },
    },
  ],
  skips: [
    {
      reason: 'name-not-constant',
      place: { path: 'dist/plugins.js', line: 40 },
      detail: 'The name is put together at run time.',
    },
  ],
  changes: [
    {
      date: '2026-11-20',
      version: '1.4.0',
      kind: 'redefined',
      tool: 'stop_machine',
      fields: ['inputSchema'],
      before: { category: 'Execute', level: 'high' },
      after: { category: 'Execute', level: 'high' },
    },
  ],
};

/** Slug of each of its tools. */
export const sampleSlugs: ReadonlyMap<string, string> = new Map([[definition.name, definition.name]]);

const one = <Id extends string>(rows: readonly { readonly id: Id }[], chosen: Id): Record<Id, number> =>
  Object.fromEntries(rows.map(({ id }) => [id, id === chosen ? 1 : 0])) as Record<Id, number>;

/** The server in a list. */
export const sampleRow: ServerRow = {
  id: sampleEntry.server.id,
  title: sampleEntry.server.title,
  description: sampleEntry.server.description,
  ecosystem: 'npm',
  language: 'typescript',
  tools: 1,
  levels: one(levels, 'high'),
  categories: one(categories, 'Execute'),
  effects: { 'controls-systems': 1 },
  worst: 'high',
  skips: 1,
  read: sampleEntry.read,
  version: '1.4.0',
  purl: 'pkg:npm/%40harbor/machines@1.4.0',
};

/** A catalog of this server alone. */
export const sampleSummary: Summary = {
  servers: 1,
  tools: 1,
  byLevel: sampleRow.levels,
  byCategory: sampleRow.categories,
  byEffect: one(effects, 'controls-systems'),
  byCategoryLevel: [{ category: 'Execute', level: 'high', tools: 1 }],
  skips: [{ reason: 'name-not-constant', count: 1 }],
  built: '2026-11-21',
};
