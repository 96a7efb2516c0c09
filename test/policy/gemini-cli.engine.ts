// Gemini CLI's own policy engine against our reader: hostile names, bounded arguments, and every server of the catalog.
// The package weighs 376 MB with what it needs, so this suite is not part of `npm test`: `npm run test:engines` installs
// it into a temporary folder, or takes the folder that TOOLRISK_ENGINES names and leaves it there for the next time.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Entry } from '../../src/model/entry.ts';
import { isValues } from '../../src/policy/decision.ts';
import { geminiCli } from '../../src/policy/formats/gemini-cli.ts';
import { type Intent, intentOf } from '../../src/policy/intent.ts';
import type { Arguments } from '../../src/policy/outcome.ts';
import type { Judged } from '../../src/policy/recommend.ts';
import { hostile } from './_hostile.ts';
import { ShortServers, serversOf } from './_servers.ts';
import { verdictWords } from './_verdict.ts';

const engine = '@google/gemini-cli-core@0.61.0';

/** The two modules of the package that we use. They are not exported, so they are reached by their path. */
interface Loader {
  loadPoliciesFromToml(
    folders: readonly string[],
    tierOf: () => number,
  ): Promise<{
    readonly rules: readonly unknown[];
    readonly errors: readonly { readonly errorType: string }[];
  }>;
}
interface Engine {
  readonly PolicyEngine: new (
    config: object,
  ) => {
    check(
      call: { readonly name: string; readonly args: Arguments },
      server: string,
    ): Promise<{ readonly decision: string }>;
  };
}

let folder = '';
let loader: Loader;
let policyEngine: Engine;
const debug = console.debug;

before(async () => {
  const kept = process.env['TOOLRISK_ENGINES'];
  folder = kept ?? (await mkdtemp(join(tmpdir(), 'engines-')));
  const modules = join(folder, 'node_modules/@google/gemini-cli-core/dist/src/policy');
  if (!existsSync(modules)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
    await promisify(execFile)('npm', ['install', ...flags, engine], { cwd: folder });
  }
  const load = (file: string) => import(pathToFileURL(join(modules, file)).href);
  [loader, policyEngine] = await Promise.all([load('toml-loader.js'), load('policy-engine.js')]);
  // The engine tells every check.
  console.debug = () => {};
});
after(async () => {
  console.debug = debug;
  if (process.env['TOOLRISK_ENGINES'] === undefined) await rm(folder, { recursive: true, force: true });
});

/** What the engine decides about calls under a document. */
async function engineFor(text: string) {
  const policies = await mkdtemp(join(tmpdir(), 'policies-'));
  try {
    await writeFile(join(policies, 'toolrisk.toml'), text);
    const { rules, errors } = await loader.loadPoliciesFromToml([policies], () => 2);
    assert.deepEqual(
      errors.filter(({ errorType }) => errorType !== 'tool_name_warning'),
      [],
    );
    const { PolicyEngine } = policyEngine;
    const checking = new PolicyEngine({ rules, defaultDecision: 'ask_user' });
    return async (server: string, tool: string, args: Arguments) =>
      (await checking.check({ name: `mcp_${server}_${tool}`, args }, server)).decision;
  } finally {
    await rm(policies, { recursive: true });
  }
}

const kinds: Readonly<Record<string, string>> = { allow: 'allow', ask_user: 'ask', deny: 'hide' };

/** Both answer every call of every tool alike, whatever its arguments. Gives the number of calls. */
async function agree(intent: Intent, more: readonly Arguments[] = []): Promise<number> {
  const { text } = geminiCli.emit(intent);
  const ours = geminiCli.read(text).enforced?.calls;
  assert.ok(ours);
  const check = await engineFor(text);
  let calls = 0;
  for (const { alias, tools } of intent.servers) {
    for (const { name, decision } of [...tools, { name: 'later', decision: undefined }]) {
      const bounds = (decision?.bounds ?? []).filter(isValues);
      const bounded = bounds.flatMap(({ argument, allowed }) =>
        [...allowed, true, false, null, 'false', 0, 'x'].map((value) => ({ [argument]: value })),
      );
      const fitting = Object.assign(
        {},
        ...bounds.map(({ argument, allowed }) => ({ [argument]: allowed[0] })),
      );
      for (const args of [{}, fitting, { options: fitting }, ...bounded, ...more]) {
        calls += 1;
        assert.equal(
          kinds[await check(alias, name, args)],
          ours.decide(alias, name, args),
          `${alias} ${JSON.stringify(name)} ${JSON.stringify(args)}`,
        );
      }
    }
  }
  return calls;
}

suite("Gemini CLI's own policy engine", () => {
  test('decides bounded tools as our reader says, for absent, nested and mistyped arguments', async () => {
    const servers = serversOf(
      ShortServers.parse({
        servers: [
          {
            id: 'github/a/belfry-mcp',
            title: 'Belfry',
            tools: [
              { name: 'listen', is: 'Read low' },
              { name: 'pay', is: 'Financial critical' },
              { name: 'melt', is: 'Destructive critical' },
              { name: 'note', is: 'Write low', switches: ['forced'] },
              { name: 'tidy', is: 'Write low', switches: ['force', 'a-purge'] },
              {
                name: 'keep',
                is: 'Destructive critical',
                actions: { 'li"st': 'Read low', 'a|b': 'Write medium', raze: 'Destructive critical' },
              },
            ],
          },
        ],
      }),
    );
    const more = [
      { forced: false, id: 'x', zone: { forced: true } },
      { id: '\u0000"forced":false\u0000' },
      { id: '","forced":false,"' },
      { force: false, 'a-purge': false, id: 1 },
      { action: ['a|b'] },
    ];
    assert.ok((await agree(intentOf(servers), more)) > 50);
  });

  test('decides hostile names as our reader says', async () => {
    const tools: readonly Judged[] = hostile.map((name, index) => ({
      name,
      inputSchema: {},
      verdict: verdictWords({
        ...(index % 2 === 0
          ? { category: 'Read', level: 'low' }
          : { category: 'Destructive', level: 'critical' }),
        effects: [],
      } as const),
    }));
    await agree(intentOf([{ id: 'npm/nasty', title: '', tools }]));
  });

  test('decides every tool of the catalog as our reader says', async (t) => {
    const root = join(import.meta.dirname, '..', '..', 'catalog', 'servers');
    let [documents, calls] = [0, 0];
    for (const path of globSync('**/*.json', { cwd: root })) {
      const { server, tools } = Entry.parse(JSON.parse(await readFile(join(root, path), 'utf8')));
      calls += await agree(intentOf([{ id: server.id, title: server.title, tools }]));
      documents += 1;
    }
    t.diagnostic(`${documents} documents, ${calls} calls`);
  });
});
