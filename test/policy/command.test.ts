// The policy command over a small catalog: printing, checking, comparing, exit codes.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { writeEntry } from '../../src/catalog/entries.ts';
import type { ExitStatus, Given } from '../../src/cli/command.ts';
import { policy } from '../../src/cli/commands/policy.ts';
import { InputError } from '../../src/kit/errors.ts';
import { silent } from '../../src/kit/talk.ts';
import { Entry } from '../../src/model/entry.ts';
import { formats } from '../../src/policy/formats.ts';
import { verdictWords } from './_verdict.ts';

const id = 'npm/belfry-mcp';
let root = '';

suite('policy', () => {
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'policy-'));
    await writeEntry(root, entry());
  });
  after(() => rm(root, { recursive: true }));

  test('prints the document of a server on stdout and its effect on stderr', async () => {
    const { status, printed, talked } = await run([id]);
    assert.equal(status, 0);
    assert.deepEqual(Object.keys(JSON.parse(printed).tools), ['ring_bell']);
    assert.deepEqual(JSON.parse(printed).hide, ['melt_bell']);
    assert.match(
      talked,
      /Of 2 tools of the Belfry MCP server, 1 has its arguments bounded and 1 is denied\./,
    );
  });

  test('a single tool, plain and stricter', async () => {
    const plain = await run([id], { tool: 'ring_bell' });
    assert.equal(JSON.parse(plain.printed).tools.ring_bell.require, undefined);
    const stricter = await run([id], { tool: 'ring_bell', stricter: true });
    assert.equal(JSON.parse(stricter.printed).tools.ring_bell.require.length, 1);
    const permissive = await run([id], { tool: 'ring_bell', preset: 'permissive' });
    assert.equal(JSON.parse(permissive.printed).tools.ring_bell.limits[0].max, 30);
  });

  test('--json carries text, effects, gaps and decisions', async () => {
    const { printed } = await run([id], {}, true);
    const data = JSON.parse(printed);
    assert.deepEqual(Object.keys(data), ['format', 'path', 'text', 'effects', 'gaps', 'decisions']);
    assert.equal(data.decisions[0].tools[0].kind, 'hide');
  });

  test('what was printed passes the check', async () => {
    const file = join(root, 'own.json');
    const { printed } = await run([id], { out: file });
    assert.equal(printed, '');
    assert.match(await readFile(file, 'utf8'), /"melt_bell"/);
    const { status } = await run(['check', file], { server: id });
    assert.equal(status, 0);
  });

  test('check says what a file lets through, and fails on a misspelt name', async () => {
    const file = join(root, 'wrong.json');
    await writeFile(file, '{"version":"1","default":"allow","hide":["melt_bel"]}');
    const { status, printed } = await run(['check', file], { server: id });
    assert.equal(status, 1);
    assert.match(printed, /`melt_bell` can be called without limit\./);
    assert.match(
      printed,
      /wrong: The catalog knows no tool `melt_bel` of this server\. Did you mean `melt_bell`\?/,
    );
    assert.match(printed, /wrong: `melt_bell` is critical/);
  });

  test('check finds out the format of a file by itself', async () => {
    for (const { id: format } of formats.filter(({ id: one }) => one !== 'vs-code')) {
      const file = join(root, `own-${format}`);
      await run([id], { format, out: file });
      const named = await run(['check', file], { server: id, format, alias: 'belfry' });
      const found = await run(['check', file], { server: id, alias: 'belfry' });
      assert.equal(named.status, 0, `${format}: ${named.printed}`);
      assert.equal(found.printed, named.printed, format);
    }
  });

  test('check fails on a tool that changed after the file was written', async () => {
    const file = join(root, 'stale.json');
    await run([id], { out: file });
    const { status, printed } = await run(['check', file], { server: id, since: '2025-12-31' });
    assert.equal(status, 1);
    assert.match(printed, /wrong: `ring_bell` was redefined on 2026-01-01, after this document was written/);
    assert.equal((await run(['check', file], { server: id })).status, 0);
  });

  test('check refuses what a gateway would ignore', async () => {
    const file = join(root, 'loose.json');
    await writeFile(file, '{"version":"1","default":"deny","tools":{"ring_bell":{"action":"deny"}}}');
    const { status, printed } = await run(['check', file], { server: id });
    assert.equal(status, 1);
    assert.match(printed, /tools\.ring_bell/);
  });

  test('a client format is printed and checked under the name that the client knows', async () => {
    const file = join(root, 'settings.json');
    await run([id], { format: 'claude-code', alias: 'tower', out: file });
    assert.match(await readFile(file, 'utf8'), /mcp__tower__melt_bell/);
    const own = await run(['check', file], { server: id, format: 'claude-code', alias: 'tower' });
    assert.equal(own.status, 0, own.printed);
    assert.match(own.printed, /`melt_bell` stays in the tool list, but every call is denied\./);
    await writeFile(file, '{"permissions":{"deny":["mcp__tower__melt_bel"],"allow":["mcp__tower"]}}');
    const loose = await run(['check', file], { server: id, format: 'claude-code', alias: 'tower' });
    assert.equal(loose.status, 1);
    assert.match(loose.printed, /Did you mean `melt_bell`\?/);
    assert.match(loose.printed, /`melt_bell` is critical/);
  });

  test('diff tells which tools fare otherwise', async () => {
    const [old, next] = [join(root, 'old.json'), join(root, 'next.json')];
    await writeFile(old, '{"version":"1","default":"deny","tools":{"ring_bell":{}}}');
    await writeFile(next, '{"version":"1","default":"allow","hide":["melt_bell"]}');
    const { status, printed } = await run(['diff', old, next], { server: id });
    assert.equal(status, 1);
    assert.match(
      printed,
      /`melt_bell`:\n.*stays in the tool list, but every call is denied\.\n.*removed from the tool list/,
    );
    assert.match(printed, /A tool that is added later:/);
    assert.doesNotMatch(printed, /`ring_bell`:/);
    assert.equal((await run(['diff', old, old])).status, 0);
  });

  test('diff leaves out a tool that is denied by name in one file and by default in the other', async () => {
    const [old, next] = [join(root, 'old.json'), join(root, 'named.json')];
    await writeFile(old, '{"version":"1","default":"deny","tools":{"ring_bell":{}}}');
    await writeFile(
      next,
      '{"version":"1","default":"deny","tools":{"ring_bell":{},"melt_bell":{"deny_if":[{"conditions":[],"on_deny":"No."}]}}}',
    );
    const { status, printed } = await run(['diff', old, next], { server: id });
    assert.equal(printed, '');
    assert.equal(status, 0);
  });

  test('what is misspelt is told with a remedy', async () => {
    for (const [args, options] of [
      [[], {}],
      [['npm/none'], {}],
      [[id], { tool: 'sing' }],
      [[id], { format: 'stone' }],
      [[id], { preset: 'lazy' }],
      [[id], { alias: 'a b' }],
      [['check', 'nowhere.json'], { server: id }],
      [['check', join(root, 'own.json')], { server: id, since: 'monday' }],
      [[id], { table: 'nowhere.json' }],
      [['check'], {}],
      [['diff', 'one.json'], {}],
    ] as const) {
      await assert.rejects(run(args, options), InputError, JSON.stringify(args));
    }
  });
});

async function run(
  args: readonly string[],
  options: Readonly<Record<string, string | boolean>> = {},
  json = false,
): Promise<{ readonly status: ExitStatus; readonly printed: string; readonly talked: string }> {
  const printed: string[] = [];
  const talked: string[] = [];
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const given: Given = {
    args,
    text,
    texts: (name) => [text(name)].filter((value) => value !== undefined),
    on: (name) => options[name] === true,
  };
  const talk = {
    ...silent,
    say: (line: string) => talked.push(line),
    warn: (line: string) => talked.push(line),
  };
  const status = await policy.run(given, {
    root,
    talk,
    json,
    print: (line) => printed.push(line),
    signal: new AbortController().signal,
  });
  return { status, printed: printed.join('\n'), talked: talked.join('\n') };
}

function entry(): Entry {
  const hash = '0'.repeat(64);
  const tool = {
    description: '',
    place: { path: 'index.ts', line: 1 },
    detector: 'test',
    confidence: 1,
    definitionHash: hash,
  };
  return Entry.parse({
    format: 1,
    server: { id, title: 'Belfry', description: '' },
    read: '2026-01-01',
    tools: [
      {
        ...tool,
        name: 'melt_bell',
        inputSchema: {},
        verdict: verdictWords({ category: 'Destructive', level: 'critical', effects: [] }),
      },
      {
        ...tool,
        name: 'ring_bell',
        inputSchema: { type: 'object', properties: { force: { type: 'boolean' } } },
        verdict: verdictWords({ category: 'Execute', level: 'high', effects: [] }),
      },
    ],
    skips: [],
    changes: [{ date: '2026-01-01', kind: 'redefined', tool: 'ring_bell', fields: ['description'] }],
  });
}
