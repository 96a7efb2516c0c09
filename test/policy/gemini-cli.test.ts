// Bounds in Gemini CLI rules deny what they cannot see: absent, nested and mistyped arguments. `npm run test:engines` runs
// the same cases through the client's own engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geminiCli, geminiDecision } from '../../src/policy/formats/gemini-cli.ts';
import { intentOf } from '../../src/policy/intent.ts';
import { ShortServers, serversOf } from './_servers.ts';

const servers = serversOf(
  ShortServers.parse({
    servers: [
      {
        id: 'github/a/belfry-mcp',
        title: 'Belfry',
        tools: [
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
const { text } = geminiCli.emit(intentOf(servers));
const decide = (tool: string, args: Record<string, unknown>) => geminiDecision(text, 'belfry', tool, args);

test('only the bounded value at the top level passes', () => {
  assert.equal(decide('note', { forced: false }), 'allow');
  assert.equal(decide('note', { forced: false, id: 'x', zone: { forced: true } }), 'allow');
  for (const args of [
    {},
    { forced: true },
    { forced: 'false' },
    { forced: null },
    { options: { forced: false } },
    { id: '\u0000"forced":false\u0000' },
    { id: '","forced":false,"' },
  ]) {
    assert.equal(decide('note', args), 'deny', JSON.stringify(args));
  }
});

test('several bounds all have to hold', () => {
  assert.equal(decide('tidy', { force: false, 'a-purge': false, id: 1 }), 'allow');
  for (const args of [{ force: false }, { 'a-purge': false }, { force: false, 'a-purge': true }]) {
    assert.equal(decide('tidy', args), 'deny', JSON.stringify(args));
  }
});

test('harmful actions are kept out, whatever characters the others have', () => {
  assert.equal(decide('keep', { action: 'li"st' }), 'allow');
  assert.equal(decide('keep', { action: 'a|b' }), 'allow');
  for (const action of ['raze', 'a', 'b', '', ['a|b'], undefined]) {
    assert.equal(decide('keep', { action }), 'deny', String(action));
  }
  assert.deepEqual(geminiCli.read(text).enforced?.outcome('belfry', 'keep'), {
    kind: 'allow',
    limits: [],
    conditions: ['`action` is one of `li"st` or `a|b`'],
  });
});

test('other servers and later tools', () => {
  assert.equal(decide('later', {}), 'deny');
  assert.equal(geminiDecision(text, 'elsewhere', 'note', {}), undefined);
});
