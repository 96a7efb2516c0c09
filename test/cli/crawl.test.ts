// toolrisk crawl as other programs call it: what is on stdout, what on stderr, and the exit status.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { Crawl } from '../../src/model/entry.ts';
import { packageOf } from '../crawl/_archive.ts';
import { registryOf } from '../crawl/_registry.ts';
import { repositoryOf } from '../crawl/_repository.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');
const serverCode = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'tides', version: '1.0.0' });
server.registerTool('high_tide', { description: 'When the water is highest', inputSchema: {} }, async () => ({ content: [] }));
`;

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly talk: string;
}

async function crawl(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  whenTalking?: (child: { kill(signal: NodeJS.Signals): void }) => void,
): Promise<Outcome> {
  const child = spawn(process.execPath, [main, 'crawl', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let talk = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    talk += chunk.toString();
  });
  whenTalking?.(child);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, out, talk };
}

function folderWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolrisk-test-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A registry as the command sees it: through npm's settings, with a cache of its own. */
async function settingsOf(
  t: TestContext,
  ...given: Parameters<typeof registryOf> extends [unknown, ...infer Rest] ? Rest : never
) {
  const { url, options } = await registryOf(t, ...given);
  return { npm_config_registry: url, npm_config_cache: options.cache, npm_config_fetch_retries: '0' };
}

const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => Crawl.parse(JSON.parse(row)));

suite('toolrisk crawl', () => {
  test('prints one line a server with --json, and the same bytes each time', async (t) => {
    const folder = folderWith(t, { 'package.json': '{"name":"tides"}', 'src/index.ts': serverCode });
    const { status, out, talk } = await crawl([folder, '--json']);
    assert.equal(talk, '');
    assert.equal(status, 0);
    const [found, ...more] = lines(out);
    assert.equal(more.length, 0);
    assert.equal(found?.server.id, 'local/tides');
    assert.deepEqual(
      found?.tools.map((tool) => [tool.name, tool.place.path, tool.place.line]),
      [['high_tide', 'src/index.ts', 3]],
    );
    assert.equal((await crawl([folder, '--json'])).out, out);
  });

  test('prints something readable without --json', async (t) => {
    const folder = folderWith(t, { 'package.json': '{"name":"tides"}', 'src/index.ts': serverCode });
    const { status, out } = await crawl([folder, '--id', 'local/harbour']);
    assert.equal(status, 0);
    assert.match(out, /^local\/harbour : tides, 1 tool, 0 skips\n {2}high_tide +src\/index\.ts:3\n$/);
  });

  test('links a package to its source, and a repository to its commit', async (t) => {
    const env = await settingsOf(t, [
      {
        name: 'tides',
        version: '1.0.0',
        archive: packageOf({ 'package.json': '{"name":"tides"}', 'dist/index.js': serverCode }),
      },
    ]);
    const { folder, commit } = repositoryOf(t);
    const hash = commit({ 'src/index.ts': serverCode });
    const { status, out } = await crawl(['npm:tides', '--json'], env);
    assert.equal(status, 0);
    assert.equal(
      lines(out)[0]?.tools[0]?.place.url,
      'https://app.unpkg.com/tides@1.0.0/files/dist/index.js#L3',
    );
    const repository = await crawl([`git+${folder}@${hash}`, '--id', 'github/harbour/tides', '--json']);
    assert.equal(repository.status, 0, repository.talk);
    assert.equal(
      lines(repository.out)[0]?.tools[0]?.place.url,
      `https://github.com/harbour/tides/blob/${hash}/src/index.ts#L3`,
    );
  });

  test('prints a line for each server of a repository', async (t) => {
    const { folder, commit } = repositoryOf(t);
    commit({
      'a/package.json': '{"name":"a"}',
      'a/index.ts': serverCode,
      'b/package.json': '{"name":"b"}',
      'b/index.ts': serverCode,
    });
    const { status, out } = await crawl([`git+${folder}`, '--id', 'github/harbour/tides', '--json']);
    assert.equal(status, 0);
    assert.deepEqual(
      lines(out).map(({ server, tools }) => [server.id, tools.length]),
      [
        ['github/harbour/tides/a', 1],
        ['github/harbour/tides/b', 1],
      ],
    );
  });

  test('goes on after a source that failed, and says for each what to do', async (t) => {
    const folder = folderWith(t, { 'package.json': '{"name":"tides"}', 'src/index.ts': serverCode });
    const broken = packageOf({ 'package.json': '{}' }).subarray(0, 60);
    const env = await settingsOf(t, [{ name: 'broken', version: '1.0.0', archive: broken }]);
    const { status, out, talk } = await crawl(
      ['npm:nowhere', 'weather', 'npm:broken', 'npm:broken@9.9.9', '/no/such/folder', folder, '--json'],
      env,
    );
    assert.equal(status, 2);
    assert.deepEqual(
      lines(out).map(({ server }) => server.id),
      ['local/tides'],
    );
    for (const expected of [
      /npm has no package nowhere/,
      /"weather" is not a source/,
      /archive is damaged/,
      /not its version "9\.9\.9"/,
      /no folder \/no\/such\/folder/,
    ]) {
      assert.match(talk, expected);
    }
    assert.doesNotMatch(talk, /bug of toolrisk|^ +at /m);
  });

  test('says that a package has no tools, with status 1', async (t) => {
    const env = await settingsOf(t, [
      {
        name: 'left',
        version: '1.0.0',
        archive: packageOf({ 'package.json': '{"name":"left"}', 'index.js': 'module.exports = 1' }),
      },
    ]);
    const { status, out, talk } = await crawl(['npm:left', '--json'], env);
    assert.equal(status, 1);
    assert.deepEqual(
      lines(out)[0]?.skips.map((skip) => skip.reason),
      ['no-tools-found'],
    );
    assert.match(talk, /npm:left: no tool definition was found/);
  });

  test('refuses a wrong call before it does anything', async () => {
    for (const args of [[], ['--id', '../evil', '.'], ['--id', 'local/a', '.', '..'], ['--wrong']]) {
      const { status, out, talk } = await crawl(args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(talk, /^error: .+\n.+\n$/);
    }
  });

  test('stops on ctrl-C while a host keeps it waiting, and leaves nothing behind', async (t) => {
    let stop = () => {};
    const env = await settingsOf(t, [], () => {
      stop();
      return 'never';
    });
    const temporary = folderWith(t, {});
    const { status, talk } = await crawl(['npm:slow', '--json'], { ...env, TMPDIR: temporary }, (child) => {
      stop = () => child.kill('SIGINT');
    });
    assert.equal(status, 2, talk);
    assert.match(talk, /Stopped while reading slow/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test('shows no control character of a stranger on the terminal', async (t) => {
    const folder = folderWith(t, {
      'package.json': JSON.stringify({ name: 'tides', displayName: '\u001b[2Jgone\u202e' }),
      'src/index.ts': serverCode,
    });
    const { out } = await crawl([folder]);
    assert.doesNotMatch(out, /[\u001b\u202e]/);
  });
});
