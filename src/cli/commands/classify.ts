// toolrisk classify: judge tools, those of the catalog or those of a file.
import { defaultModel } from '../../classify/anthropic/judge.ts';
import { InputError } from '../../kit/errors.ts';
import { anthropic, type Engine, rules } from '../../pipeline/engine.ts';
import { classifyCatalog } from '../classify-catalog.ts';
import { classifyFile } from '../classify-file.ts';
import type { Command, CommandContext, Given } from '../command.ts';

const engines = ['rules', 'anthropic'];

export const classify: Command = {
  name: 'classify',
  summary: 'judge tools: category, risk level, reason and evidence',
  usage: '--from <file> | --stale | --all | --server <server-id>',
  help: `
Judges the tools of the catalog again and shows what moves (from, to, why) before it writes:

  npm run -s toolrisk -- classify --stale       without a verdict, or with one by an older rubric
  npm run -s toolrisk -- classify --all --dry-run
  npm run -s toolrisk -- classify --server npm/@scope/name

Or judges tools of a file, {"server", "name", "description", "inputSchema", "annotations"} a line, and prints one verdict
a line in the same order; this needs no catalog:

  npm run -s toolrisk -- classify --from tools.ndjson --json
  cat tools.ndjson | npm run -s toolrisk -- classify --from - --json

The rules need no key and no network. The engine anthropic asks a model, with the rules as the floor of its verdicts; it
reads the key from ANTHROPIC_API_KEY, and definitions that it judged before cost nothing:

  npm run -s toolrisk -- classify --stale --engine anthropic --dry-run     counts, tokens, dollars
  npm run -s toolrisk -- classify --stale --engine anthropic --batch --budget 5
  npm run -s toolrisk -- classify --all --engine anthropic --base-url http://localhost:11434 --model qwen3`,
  options: {
    from: { type: 'string', value: '<file>', help: 'NDJSON of tools to judge; "-" reads stdin' },
    stale: { type: 'boolean', help: 'tools of the catalog whose verdict is missing or out of date' },
    all: { type: 'boolean', help: 'every tool of the catalog' },
    server: { type: 'string', value: '<server-id>', help: 'the tools of one server' },
    'dry-run': { type: 'boolean', help: 'show what would move, write nothing' },
    model: {
      type: 'string',
      value: '<id>',
      help: `model of the engine anthropic (default: ${defaultModel})`,
    },
    'base-url': { type: 'string', value: '<url>', help: 'another server that speaks the same API' },
    batch: { type: 'boolean', help: 'ask in batches: half the price, answers within a day' },
    budget: { type: 'string', value: '<dollars>', help: 'hard cap for this run' },
    engine: { type: 'string', value: '<name>', help: `who judges: ${engines.join(', ')} (default: rules)` },
  },
  async run(given, context) {
    const engine = engineOf(given, context);
    const from = given.text('from');
    const server = given.text('server');
    if (from !== undefined) return await classifyFile(from, engine, context);
    if (!given.on('stale') && !given.on('all') && server === undefined) {
      throw new InputError(
        'Nothing to judge.',
        'Name a file (--from tools.ndjson), or tools of the catalog (--stale, --all or --server <id>).',
      );
    }
    return await classifyCatalog({ stale: given.on('stale'), server }, given.on('dry-run'), engine, context);
  },
};

function engineOf(given: Given, { root, talk, signal }: CommandContext): Engine {
  const name = given.text('engine') ?? 'rules';
  if (!engines.includes(name)) {
    throw new InputError(`There is no engine "${name}".`, `The engines are: ${engines.join(', ')}.`);
  }
  if (name === 'rules') return rules;
  return anthropic({
    model: given.text('model') ?? defaultModel,
    baseUrl: given.text('base-url'),
    apiKey: process.env['ANTHROPIC_API_KEY'],
    batch: given.on('batch'),
    budgetUsd: budgetOf(given),
    dryRun: given.on('dry-run'),
    signal,
    talk,
    root,
  });
}

function budgetOf(given: Given): number | undefined {
  const text = given.text('budget');
  if (text === undefined) return undefined;
  const dollars = Number(text);
  if (text.trim() !== '' && Number.isFinite(dollars) && dollars > 0) return dollars;
  throw new InputError(`"${text}" is not a budget.`, 'Give an amount of US dollars, such as --budget 5.');
}
