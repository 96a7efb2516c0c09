// The five tools that the project started from.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judge, type Told } from './_judge.ts';

const stopReason =
  'It is Execute and not Destructive because what it stops or changes can be started or set again.';

const stops: readonly (readonly [string, Told])[] = [
  [
    'stop_virtual_machine on a cloud server',
    { name: 'stop_virtual_machine', description: 'Stop a virtual machine', params: ['id'], title: 'Cloud' },
  ],
  ['stop_vm without a description', { name: 'stop_vm', params: ['vm_name'], server: 'Virtualization' }],
  ['vm_stop without arguments', { name: 'vm_stop', description: 'Stop a running VM instance', params: [] }],
  [
    'vm_stop with force',
    {
      name: 'vm_stop',
      description:
        'Stop a running virtual machine by its ID. Optionally force a power-off instead of a shutdown.',
      params: { id: { type: 'string' }, force: { type: 'boolean', default: false } },
    },
  ],
];

suite('stopping what can be started again is Execute, high', () => {
  for (const [what, told] of stops) {
    test(what, () => {
      const verdict = judge(told);
      assert.deepEqual([verdict.category, verdict.level], ['Execute', 'high']);
      assert.equal(verdict.neighbor, 'Destructive');
      assert.equal(verdict.categoryReason, stopReason);
      assert.equal(
        verdict.levelReason,
        'Execute tools start at high, and nothing in this definition moves the level.',
      );
      assert.ok(verdict.effects.includes('controls-systems'));
    });
  }
});

test('the force argument is told in the rationale and quoted', () => {
  const verdict = judge(stops[3]?.[1] ?? { name: '' });
  assert.match(verdict.rationale, /`force`/);
  assert.ok(verdict.evidence.some((item) => item.field === 'parameterName' && item.quote === 'force'));
});

test('without a description the rationale says so and quotes the name', () => {
  const verdict = judge(stops[1]?.[1] ?? { name: '' });
  assert.match(verdict.rationale, /no description/);
  assert.deepEqual(
    verdict.findings.map((finding) => finding.id),
    ['hollow-definition'],
  );
  assert.ok(verdict.evidence.some((item) => item.field === 'name' && item.quote === 'stop_vm'));
});

test('destroying a virtual machine is Destructive, critical, and permanent by its own words', () => {
  const verdict = judge({
    name: 'destroy_virtual_machine',
    description: 'Destroy and expunge a virtual machine in any state. This action cannot be undone.',
    params: ['id'],
  });
  assert.deepEqual([verdict.category, verdict.level], ['Destructive', 'critical']);
  assert.equal(verdict.neighbor, 'Execute');
  assert.equal(verdict.factors.reversibility, 'permanent');
  assert.ok(verdict.evidence.some((item) => item.quote === 'cannot be undone'));
});
