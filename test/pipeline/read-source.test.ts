// From a source to crawls: lists, failures inside a list, hashes and links.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { definitionHash } from '../../src/model/canonical.ts';
import { readSource } from '../../src/pipeline/read-source.ts';
import { packageOf } from '../crawl/_archive.ts';
import { contextWith } from '../crawl/_context.ts';
import { hostOf } from '../crawl/_host.ts';
import { type Published, registryOf } from '../crawl/_registry.ts';

const serverCode = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'tides', version: '1.0.0' });
server.registerTool('high_tide', { description: 'When the water is highest', inputSchema: {} }, async () => ({ content: [] }));
`;

suite('a list of servers', () => {
  test('goes on after servers that fail, are gone or misspelt', async (t) => {
    const good: Published = {
      name: 'tides',
      version: '1.0.0',
      archive: packageOf({ 'package.json': '{"name":"tides"}', 'index.js': serverCode }),
    };
    const { url, options } = await registryOf(t, [
      good,
      { ...good, name: 'broken', archive: Buffer.from('broken') },
    ]);
    const before = { ...process.env };
    Object.assign(process.env, {
      npm_config_registry: url,
      npm_config_cache: options.cache,
      npm_config_fetch_retries: '0',
    });
    t.after(() => {
      for (const name of ['npm_config_registry', 'npm_config_cache', 'npm_config_fetch_retries']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });
    const names = ['../evil', 'broken', 'nowhere', 'tides'];
    const host = await hostOf(t, (_, response) => {
      const servers = names.map((identifier) => ({
        server: { packages: [{ registryType: 'npm', identifier }] },
      }));
      response.end(JSON.stringify({ servers }));
    });
    const results = await Array.fromAsync(readSource(`registry:${host}`, contextWith()));
    assert.deepEqual(
      results.map((result) => [result.kind, result.kind === 'failed' ? result.source : '']),
      [
        ['failed', 'npm:../evil'],
        ['failed', 'npm:broken'],
        ['gone', ''],
        ['crawl', ''],
      ],
    );
    const last = results.at(-1);
    assert.ok(last?.kind === 'crawl');
    const [tool] = last.crawl.tools;
    assert.ok(tool !== undefined);
    assert.equal(tool.definitionHash, definitionHash(tool));
    assert.equal(tool.place.url, 'https://app.unpkg.com/tides@1.0.0/files/index.js#L3');
    assert.equal(last.within, undefined);
  });
});
