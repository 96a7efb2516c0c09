// From nothing to pages: add a server, add another, serve the site, and a build that fails.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { catalogRoot, toolrisk } from './_run.ts';

function server(root: string, name: string, tool: string, description: string): string {
  const file = join(root, name, 'index.js');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: '${name}', version: '1.0.0' });
server.tool('${tool}', '${description}', {}, async () => ({ content: [] }));
`,
  );
  return dirname(file);
}

test('a server that nobody had catalogued has its pages after one command, and the next one too', async (t) => {
  const root = catalogRoot(t);
  const page = (path: string) => readFileSync(join(root, 'dist', path), 'utf8');

  const harbor = server(root, 'harbor', 'delete_boat', 'Delete a boat and its papers.');
  const first = await toolrisk(root, ['add', harbor, '--id', 'local/harbor']);
  assert.equal(first.status, 0, first.talk);
  assert.match(first.out, /page +\/servers\/local\/harbor\//);
  assert.match(page('tools/local/harbor/delete_boat/index.html'), /Destructive/);

  const yard = server(root, 'yard', 'list_cranes', 'List the cranes of the yard.');
  const second = await toolrisk(root, ['add', yard, '--id', 'local/yard']);
  assert.equal(second.status, 0, second.talk);
  assert.match(page('tools/local/yard/list_cranes/index.html'), /Read/);
  assert.match(page('index.html'), /2 tools on 2 MCP servers/);
  assert.ok(existsSync(join(root, 'dist/tools/local/harbor/delete_boat/index.html')));
  const policy = page('policies/local/harbor/delete_boat/policy.json');
  assert.deepEqual(JSON.parse(policy).hide, ['delete_boat']);

  const start = async () => {
    let home = '';
    const started = await toolrisk(root, ['start', '--offline', '--json'], async (piece, stop) => {
      home = await (await fetch(JSON.parse(piece).url)).text();
      stop();
    });
    assert.equal(started.status, 0, started.talk);
    assert.match(home, /2 MCP servers/);
    return statSync(join(root, 'dist')).ino;
  };
  const whole = await start();
  assert.equal(await start(), whole, 'nothing had changed, so nothing was built again');

  writeFileSync(join(root, 'catalog/servers/local/yard.json'), '{"format": 1}');
  const broken = await toolrisk(root, ['build']);
  assert.equal(broken.status, 2);
  assert.match(broken.talk, /catalog\/servers\/local\/yard\.json is not a valid entry: server: /);
  assert.match(page('index.html'), /2 tools on 2 MCP servers/);
});
