// Bounds of reading in a thread: what breaks them costs its own server, and the next one is read as ever.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Server } from '../../src/model/server.ts';
import { extractInThread } from '../../src/pipeline/extract-in-thread.ts';

const tool = (name: string) =>
  `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'quarry', version: '1' });
server.registerTool('${name}', { description: 'Cut a stone.' }, async () => ({ content: [] }));
`;

const crawled = (id: string, text: string) => ({
  kind: 'tree' as const,
  server: Server.parse({ id, title: id, description: '' }),
  tree: { files: [{ path: 'index.js', text }], skips: [] },
});

const { signal } = new AbortController();
const large = `${tool('cut_stone')}const slabs = [${'{ size: [1, 2, 3], of: stone(1) },'.repeat(40_000)}];`;

suite('a source that takes too much', () => {
  test('of memory is a skip that says so, and the next one is read', async () => {
    const bounds = { longest: 180_000, mostMemory: 64 };
    const [crawl, ...more] = await extractInThread(crawled('npm/quarry', large), signal, bounds);
    assert.deepEqual(more, []);
    assert.deepEqual(crawl?.tools, []);
    assert.deepEqual(crawl?.skips, [
      { reason: 'budget-exhausted', detail: 'Reading the source took more than 64 MB.' },
    ]);
    const [next] = await extractInThread(crawled('npm/mason', tool('cut_stone')), signal, bounds);
    assert.deepEqual(
      next?.tools.map(({ name }) => name),
      ['cut_stone'],
    );
  });

  test('of time is a skip that says so', async () => {
    const bounds = { longest: 5, mostMemory: 1500 };
    const [crawl] = await extractInThread(crawled('npm/quarry', large), signal, bounds);
    assert.deepEqual(crawl?.skips, [
      { reason: 'budget-exhausted', detail: 'Reading the source took more than 0.005 s.' },
    ]);
  });
});
