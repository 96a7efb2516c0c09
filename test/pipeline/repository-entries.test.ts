// A repository with several servers in the catalog: what is known of it, and what vanished from it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { readEntry } from '../../src/catalog/entries.ts';
import { silent } from '../../src/kit/talk.ts';
import { updateCatalog } from '../../src/pipeline/update-catalog.ts';
import { repositoryOf } from '../crawl/_repository.ts';

const serverCode = (tool: string) => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'harbour', version: '1.0.0' });
server.registerTool('${tool}', { description: 'Works with ${tool}', inputSchema: {} }, async () => ({ content: [] }));
`;
const id = 'github/harbour/tools';

function catalogOf(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'toolrisk-test-catalog-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const update = async (source: string, today: string) => {
    const signal = new AbortController().signal;
    const { outcomes } = await updateCatalog({ root, sources: [source], today, talk: silent, signal, id });
    return outcomes.map((outcome) => [outcome.kind, outcome.id]);
  };
  return { root, update };
}

suite('a repository with several servers', () => {
  test('is not read again at the same commit, and loses a server only when a new commit lacks it', async (t) => {
    const { root, update } = catalogOf(t);
    const { folder, git, commit } = repositoryOf(t);
    commit({
      'a/package.json': '{"name":"a"}',
      'a/index.ts': serverCode('anchors'),
      'b/package.json': '{"name":"b"}',
      'b/index.ts': serverCode('buoys'),
      'c/package.json': '{"name":"c"}',
      'c/index.ts': serverCode('cranes'),
    });
    const source = `git+${folder}`;
    assert.deepEqual(await update(source, '2026-11-01'), [
      ['added', `${id}/a`],
      ['added', `${id}/b`],
      ['added', `${id}/c`],
    ]);
    assert.deepEqual(await update(source, '2026-11-02'), [['unchanged', id]]);
    git('rm', '-r', '--quiet', 'c');
    commit({ 'a/index.ts': serverCode('moorings') });
    assert.deepEqual(await update(source, '2026-11-03'), [
      ['changed', `${id}/a`],
      ['changed', `${id}/b`],
      ['gone', `${id}/c`],
    ]);
    const lost = await readEntry(root, `${id}/c`);
    assert.equal(lost?.gone, '2026-11-03');
    assert.deepEqual(
      lost?.tools.map((tool) => tool.name),
      ['cranes'],
    );
    assert.deepEqual(await update(source, '2026-11-04'), [['unchanged', id]]);
    assert.equal((await readEntry(root, `${id}/c`))?.gone, '2026-11-03');
  });

  test('of an entry of another repository knows nothing', async (t) => {
    const { root, update } = catalogOf(t);
    const { folder, commit } = repositoryOf(t);
    commit({ 'package.json': '{"name":"a"}', 'index.ts': serverCode('anchors') });
    const other = join(root, `catalog/servers/${id}-more.json`);
    mkdirSync(dirname(other), { recursive: true });
    writeFileSync(other, 'not even JSON');
    assert.deepEqual(await update(`git+${folder}`, '2026-11-01'), [['added', id]]);
  });
});
