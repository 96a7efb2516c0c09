// The five tools that the project began with, from source to policy: found, judged and controlled as they should be.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { mergeCrawl } from '../../src/catalog/merge.ts';
import type { CatalogedTool } from '../../src/model/entry.ts';
import { crawlsOf } from '../../src/pipeline/crawls-of.ts';
import { judge } from '../../src/pipeline/judge.ts';
import { toolDocument } from '../../src/policy/documents.ts';
import { filesBelow } from '../_golden.ts';

const limited = (name: string) => ({
  version: '1',
  default: 'deny',
  tools: { [name]: { limits: [{ counter: `${name}_rate`, window: 'minute', max: 10, scope: 'grant' }] } },
});
const hidden = (name: string) => ({ version: '1', default: 'deny', hide: [name] });

const seeds = [
  ['phantosmax/cloudstack-mcp-server', 'stop_virtual_machine', 'Execute', 'high', limited],
  ['sandraschi/virtualization-mcp', 'stop_vm', 'Execute', 'high', limited],
  ['phantosmax/cloudstack-mcp-server', 'destroy_virtual_machine', 'Destructive', 'critical', hidden],
  ['michael-abdo/tmux-claude-mcp-server', 'vm_stop', 'Execute', 'high', limited],
  ['spranab/truenas-mcp', 'vm_stop', 'Execute', 'high', limited],
] as const;

async function toolsOf(repository: string): Promise<readonly CatalogedTool[]> {
  const [owner = '', name = ''] = repository.split('/');
  const files = filesBelow(join(import.meta.dirname, '../fixtures/seeds', `${owner}__${name}`));
  const server = { id: `github/${repository}`, title: name, description: '' };
  const [crawl] = await crawlsOf({ kind: 'tree', server, tree: { files, skips: [] } });
  assert.ok(crawl);
  return judge(mergeCrawl(undefined, crawl, '2026-11-01'), '2026-11-01').tools;
}

suite('the seed', () => {
  for (const [repository, name, category, level, document] of seeds) {
    test(`${name} of ${repository} is ${category}, ${level}`, async () => {
      const tool = (await toolsOf(repository)).find((one) => one.name === name);
      assert.ok(tool?.verdict);
      assert.deepEqual([tool.verdict.category, tool.verdict.level], [category, level]);
      assert.deepEqual(JSON.parse(toolDocument(tool).text), document(name));
    });
  }
});
