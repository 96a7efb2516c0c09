// The tools of a harbor, what rules say of them, and a model that knows them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../../src/classify/anthropic/answer.ts';
import { type JudgeOptions, judgeWithModel } from '../../../src/classify/anthropic/judge.ts';
import { silent } from '../../../src/kit/talk.ts';
import { definitionHash } from '../../../src/model/canonical.ts';
import type { Subject, Verdict } from '../../../src/model/verdict.ts';
import { type Category, categoryOf, type Effect, type Level } from '../../../src/model/vocabulary.ts';
import type { Question } from './_server.ts';

interface HarborTool {
  readonly description: string;
  readonly rules: readonly [Category, Level];
  /** What an honest model says, where it is not what the rules say. */
  readonly model?: readonly [Category, Level];
  readonly effects?: readonly Effect[];
  readonly parameters?: Readonly<Record<string, string>>;
}

export const harbor = {
  list_ships: { description: 'List the ships in the harbor.', rules: ['Read', 'low'] },
  get_tide: { description: 'Get the next tide of a berth.', rules: ['Read', 'low'] },
  register_ship: { description: 'Register a ship that arrives.', rules: ['Write', 'medium'] },
  assign_berth: { description: 'Assign a berth to a ship.', rules: ['Write', 'medium'] },
  open_lock: {
    description: 'Open the lock gate for a ship.',
    rules: ['Execute', 'high'],
    effects: ['controls-devices'],
  },
  run_tide_report: {
    description: 'Run the tide report and return it as text.',
    rules: ['Execute', 'high'],
    model: ['Read', 'low'],
  },
  scuttle_ship: {
    description: 'Scuttle a ship. It cannot be raised again.',
    rules: ['Destructive', 'critical'],
    effects: ['deletes-data'],
  },
  pay_harbor_fee: {
    description: 'Pay the harbor fee of a ship from the account.',
    rules: ['Financial', 'critical'],
    effects: ['moves-money'],
  },
  run_command: {
    description: 'Run a command on the harbor computer.',
    rules: ['Execute', 'critical'],
    effects: ['runs-code'],
    parameters: { command: 'The command line.' },
  },
} satisfies Record<string, HarborTool>;
export type HarborName = keyof typeof harbor;
const tools: Readonly<Record<string, HarborTool>> = harbor;

export function subject(name: string, changes: Partial<Subject['definition']> = {}): Subject {
  const tool = tools[name];
  const parameters: Readonly<Record<string, string>> = tool?.parameters ?? { ship: 'Number of the ship.' };
  return {
    definition: {
      name,
      description: tool?.description ?? '',
      inputSchema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(parameters).map(([key, description]) => [key, { type: 'string', description }]),
        ),
      },
      ...changes,
    },
    server: { id: 'npm/harbor', title: 'Harbor', description: 'Ships and berths.' },
    siblings: Object.keys(harbor),
  };
}

/** What rules would say, built by hand so that these tests do not move with the rules. */
export function rulesVerdict(judged: Subject, changes: Partial<Verdict> = {}): Verdict {
  const { name } = judged.definition;
  const [category, level] = tools[name]?.rules ?? (['Unknown', 'medium'] as const);
  return {
    category,
    level,
    categoryReason: `It is ${category} because it ${categoryOf(category).meaning}.`,
    levelReason: `${category} tools start at ${categoryOf(category).base}, and nothing in this definition moves the level.`,
    effects: [...(tools[name]?.effects ?? [])],
    factors: {
      reversibility: category === 'Read' ? 'nothing-to-undo' : 'unknown',
      blastRadius: 'unknown',
      reach: 'unknown',
      data: 'unknown',
      arguments: name === 'run_command' ? 'code' : 'identifier',
      guards: [],
    },
    rationale: `The rules judged ${name}.`,
    evidence: [
      {
        field: 'name',
        quote: name,
        start: 0,
        end: name.length,
        carries: ['category', ...(tools[name]?.effects ?? [])],
      },
    ],
    findings: [],
    confidence: 0.8,
    decidedBy: { kind: 'rules', rubric: '1', rules: ['by-hand'] },
    definitionHash: definitionHash(judged.definition),
    ...changes,
  };
}

/** An answer that fits the tool, with changes. */
export function answer(name: string, changes: Partial<Answer> = {}): Answer {
  const tool = tools[name];
  const [category, level] = tool?.model ?? tool?.rules ?? (['Unknown', 'medium'] as const);
  return {
    quotes: [{ field: 'name', at: '', text: name, carries: ['category', ...(tool?.effects ?? [])] }],
    effects: [...(tool?.effects ?? [])],
    reversible: 'unknown',
    rationale: `A call of ${name} acts on the harbor. Called wrongly, it could disturb the traffic.`,
    instructionsInText: false,
    category,
    level,
    neighbor: 'none',
    categoryBecause: '',
    levelBecause: '',
    confidence: 'high',
    ...changes,
  };
}

/** A model that answers as it should. */
export function honest(question: Question): string {
  return JSON.stringify(answer(question.definition.name));
}

const roots: string[] = [];
process.once('exit', () => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A folder that is removed when the process ends: the judge may still write when a test is over. */
export function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'toolrisk-model-'));
  roots.push(root);
  return root;
}

/** A key as it might look; it opens nothing. */
const noKey = 'loopback';

/** Options under which the official address is the server on the loopback, and nothing waits long. */
export function optionsFor(serverUrl: string, changes: Partial<JudgeOptions> = {}): JudgeOptions {
  return {
    model: 'claude-haiku-5-5',
    apiKey: noKey,
    batch: false,
    signal: new AbortController().signal,
    talk: silent,
    rulesVerdictOf: (judged) => rulesVerdict(judged),
    root: changes.root ?? newRoot(),
    ...changes,
    edges: {
      fetch: (input, init) =>
        globalThis.fetch(String(input).replace('https://api.anthropic.com', serverUrl), init),
      timeoutMs: 2_000,
      pollMs: 5,
      ...changes.edges,
    },
  };
}

export function judgeHarbor(
  serverUrl: string,
  names: readonly string[],
  changes: Partial<JudgeOptions> = {},
) {
  return judgeWithModel(
    names.map((name) => subject(name)),
    optionsFor(serverUrl, changes),
  );
}
