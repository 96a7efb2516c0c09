// The command: verdict lines in the order of the tools, and plain words about lines that cannot be read.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { classify } from '../../src/cli/commands/classify.ts';
import { InputError } from '../../src/kit/errors.ts';
import { silent } from '../../src/kit/talk.ts';
import { Verdict } from '../../src/model/verdict.ts';

async function run(text: string, options: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'tools.ndjson');
  await writeFile(file, text);
  const printed: string[] = [];
  const given: Readonly<Record<string, string>> = { from: file, ...options };
  const status = await classify.run(
    { args: [], text: (option) => given[option], texts: () => [], on: () => false },
    {
      root: '.',
      talk: silent,
      print: (line) => printed.push(line),
      json: true,
      signal: new AbortController().signal,
    },
  );
  return { status, lines: printed.map((line) => JSON.parse(line)) };
}

test('one verdict line for each tool, in the same order', async () => {
  const { status, lines } = await run(
    [
      {
        server: 'npm/harbor',
        name: 'list_ships',
        description: 'List ships',
        inputSchema: { type: 'object' },
      },
      {
        server: 'npm/harbor',
        name: 'sink_ship',
        description: null,
        inputSchema: null,
        annotations: { title: null },
      },
      { server: 'npm/dock', serverDescription: 'Docks', name: 'delete_dock', description: 'Delete a dock' },
    ]
      .map((tool) => JSON.stringify(tool))
      .join('\n'),
  );
  assert.equal(status, 0);
  assert.deepEqual(
    lines.map((line) => [line.server, line.name]),
    [
      ['npm/harbor', 'list_ships'],
      ['npm/harbor', 'sink_ship'],
      ['npm/dock', 'delete_dock'],
    ],
  );
  for (const line of lines) Verdict.parse(line.verdict);
  assert.equal(lines[2].verdict.category, 'Destructive');
});

test('the rules can be asked for by name, others are refused', async () => {
  const tool = JSON.stringify({ name: 'list_ships' });
  assert.equal((await run(tool, { engine: 'rules' })).status, 0);
  await assert.rejects(
    run(tool, { engine: 'oracle' }),
    (thrown) => thrown instanceof InputError && /rules/.test(thrown.remedy),
  );
});

for (const [what, text, says] of [
  ['no JSON', '{"name": "a"}\n\nnot json', /line 3/],
  ['no name', '{"name": "a"}\n{"description": "x"}', /line 2.*"name"/],
  ['no object', '[1]', /line 1/],
] as const) {
  test(`a line with ${what} is told with its number`, async () => {
    await assert.rejects(run(text), (thrown) => thrown instanceof InputError && says.test(thrown.message));
  });
}

test('a file that is not there is told, not thrown', async () => {
  await assert.rejects(run('', { from: '/nowhere/tools.ndjson' }), InputError);
});
