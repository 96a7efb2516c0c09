// What a person meets at the command line: help, slips of the finger, ports in use, and a first server of their own.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { catalogRoot, toolrisk } from './_run.ts';

const harbor = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'harbor', version: '1.0.0' });
server.tool('scrap_boat', 'Scrap a boat for good. This cannot be undone.', {}, async () => ({ content: [] }));
`;

function put(root: string, path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
}

test('without a command it lists them all, and each explains itself', async (t) => {
  const root = catalogRoot(t);
  const { status, out } = await toolrisk(root, ['help']);
  assert.equal(status, 0);
  for (const [, name = ''] of out.matchAll(/^ {2}([a-z]+) {2,}/gm)) {
    const help = await toolrisk(root, [name, '--help']);
    assert.equal(help.status, 0, name);
    assert.match(help.out, new RegExp(`toolrisk -- ${name} `), name);
  }
});

test('a slip of the finger is answered with what there is, and exit 2', async (t) => {
  const root = catalogRoot(t);
  const command = await toolrisk(root, ['updaet']);
  assert.deepEqual([command.status, command.out], [2, '']);
  assert.match(command.talk, /There is no command "updaet"\.\nThe commands are add, /);
  const option = await toolrisk(root, ['update', '--agian']);
  assert.equal(option.status, 2);
  assert.match(option.talk, /--agian.*\n.*toolrisk update --help/s);
  const source = await toolrisk(root, ['add', 'npn:left-pad']);
  assert.equal(source.status, 2);
  assert.match(source.talk, /"npn:left-pad" is not a source\.\nWrite one of: .*npm:/);
});

test('a server of one own is added without pages, checked, judged again, and given a policy', async (t) => {
  const root = catalogRoot(t);
  put(root, 'harbor/package.json', '{"name": "harbor", "version": "1.0.0"}');
  put(root, 'harbor/index.js', harbor);
  const added = await toolrisk(root, ['add', join(root, 'harbor'), '--id', 'local/harbor', '--no-build']);
  assert.equal(added.status, 0, added.talk);
  assert.match(added.out, /added +local\/harbor: 1 tool/);
  const file = join(root, 'catalog/servers/local/harbor.json');
  const before = readFileSync(file, 'utf8');
  assert.match(before, /"category": "Destructive"/);
  const again = await toolrisk(root, ['add', join(root, 'harbor'), '--id', 'local/harbor', '--no-build']);
  assert.match(again.out, /1 unchanged/);
  assert.equal(readFileSync(file, 'utf8'), before);
  assert.equal((await toolrisk(root, ['check'])).status, 0);
  const policy = await toolrisk(root, ['policy', 'local/harbor', '--tool', 'scrap_boat']);
  assert.deepEqual(JSON.parse(policy.out), { version: '1', default: 'deny', hide: ['scrap_boat'] });
});

test('a dry run prints the entry and writes nothing', async (t) => {
  const root = catalogRoot(t);
  put(root, 'harbor/index.js', harbor);
  const dry = await toolrisk(root, [
    'add',
    join(root, 'harbor'),
    '--id',
    'local/harbor',
    '--dry-run',
    '--json',
  ]);
  assert.equal(JSON.parse(dry.out).tools[0].name, 'scrap_boat');
  assert.equal(existsSync(join(root, 'catalog')), false);
});

test('a broken entry is named with file, field and remedy, and the check ends with 1', async (t) => {
  const root = catalogRoot(t);
  put(root, 'catalog/servers/npm/harbor.json', '{"format": 1, "server": {"id": "npm/harbor"}}');
  const { status, out } = await toolrisk(root, ['check']);
  assert.equal(status, 1);
  assert.match(out, /catalog\/servers\/npm\/harbor\.json.*\n.*server\.title.*\n.*Crawl the server again/);
});

test('there is nothing to preview before a build, and the message says how to make it', async (t) => {
  const { status, talk } = await toolrisk(catalogRoot(t), ['preview']);
  assert.equal(status, 2);
  assert.match(talk, /There is no site yet\.\nMake it with: npm run build/);
});

test('a port in use is passed over, ctrl-C ends the server', async (t) => {
  const root = catalogRoot(t);
  put(root, 'dist/index.html', '<!doctype html><title>Harbor</title>');
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  let body = '';
  const { status, out } = await toolrisk(root, ['preview', '--port', String(port)], async (piece, stop) => {
    const [url = ''] = /http:\S+/.exec(piece) ?? [];
    body = await (await fetch(url)).text();
    stop();
  });
  assert.equal(status, 0);
  assert.match(body, /Harbor/);
  assert.doesNotMatch(out, new RegExp(`:${port}\\b`));
  const wrong = await toolrisk(root, ['preview', '--port', 'eighty']);
  assert.equal(wrong.status, 2);
  assert.match(wrong.talk, /"eighty" is not a port/);
});
