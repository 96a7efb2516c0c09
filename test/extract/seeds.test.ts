// The seed servers, each in its own style: every one yields exactly its tools, each with a place in its source.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { extract } from '../../src/extract/extract.ts';
import { filesBelow } from '../_golden.ts';

const seeds: Readonly<Record<string, readonly string[]>> = {
  'michael-abdo__tmux-claude-mcp-server': [
    'list',
    'send',
    'spawn',
    'terminate',
    'vm_create',
    'vm_list',
    'vm_stop',
  ],
  'phantosmax__cloudstack-mcp-server': [
    'create_firewall_rule',
    'create_snapshot',
    'delete_volume',
    'destroy_virtual_machine',
    'list_networks',
    'list_virtual_machines',
    'start_virtual_machine',
    'stop_virtual_machine',
  ],
  'spranab__truenas-mcp': ['pool_status', 'snapshot_delete', 'vm_list', 'vm_start', 'vm_stop'],
};

const read = async (seed: string) =>
  extract({ files: filesBelow(join(import.meta.dirname, '../fixtures/seeds', seed)), skips: [] });

for (const [seed, names] of Object.entries(seeds)) {
  test(`${seed} yields exactly its tools`, async () => {
    const { tools, skips } = await read(seed);
    assert.deepEqual(
      tools.map((tool) => tool.name),
      names,
    );
    assert.deepEqual(skips, []);
    for (const tool of tools) {
      assert.ok(tool.place.line !== undefined && tool.confidence > 0.9 && tool.partial !== true, tool.name);
    }
  });
}

test('the tools that started the project are read whole', async () => {
  const tools = (await Promise.all(Object.keys(seeds).map(read))).flatMap((extraction) => extraction.tools);
  const shown = (name: string) =>
    tools
      .filter((tool) => tool.name === name)
      .map((tool) => [
        tool.description,
        Object.keys(tool.inputSchema['properties'] ?? {}),
        tool.inputSchema['required'],
      ]);
  assert.deepEqual(shown('stop_virtual_machine'), [['Stop a virtual machine', ['id', 'forced'], ['id']]]);
  assert.deepEqual(shown('destroy_virtual_machine'), [
    [
      'Stop, destroy and expunge a virtual machine, whatever its state. This cannot be undone.',
      ['id', 'expunge'],
      ['id'],
    ],
  ]);
  assert.deepEqual(shown('vm_stop'), [
    ['Stop a running VM instance', ['name'], ['name']],
    ['Stop a VM by id, optionally by cutting its power', ['id', 'force'], ['id']],
  ]);
});
