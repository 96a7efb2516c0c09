// toolrisk classify: judge tools, those of the catalog or those of a file.
import { InputError } from '../../kit/errors.ts';
import { classifyCatalog } from '../classify-catalog.ts';
import { classifyFile } from '../classify-file.ts';
import type { Command } from '../command.ts';

const engines = ['rules'];

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

The rules need no key and no network.`,
  options: {
    from: { type: 'string', value: '<file>', help: 'NDJSON of tools to judge; "-" reads stdin' },
    stale: { type: 'boolean', help: 'tools of the catalog whose verdict is missing or out of date' },
    all: { type: 'boolean', help: 'every tool of the catalog' },
    server: { type: 'string', value: '<server-id>', help: 'the tools of one server' },
    'dry-run': { type: 'boolean', help: 'show what would move, write nothing' },
    engine: { type: 'string', value: '<name>', help: `who judges: ${engines.join(', ')} (default: rules)` },
  },
  async run(given, context) {
    const engine = given.text('engine') ?? 'rules';
    if (!engines.includes(engine)) {
      throw new InputError(`There is no engine "${engine}".`, `The engines are: ${engines.join(', ')}.`);
    }
    const from = given.text('from');
    const server = given.text('server');
    if (from !== undefined) return await classifyFile(from, context);
    if (!given.on('stale') && !given.on('all') && server === undefined) {
      throw new InputError(
        'Nothing to judge.',
        'Name a file (--from tools.ndjson), or tools of the catalog (--stale, --all or --server <id>).',
      );
    }
    return await classifyCatalog({ stale: given.on('stale'), server }, given.on('dry-run'), context);
  },
};
