// Bodies that stay closed because of their text must hold nothing that is asked for: every form of a call keeps them open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayHold } from '../../../src/extract/typescript/modules/index-module/may-hold.ts';

const calls = [
  'return grind(sack);',
  'return this.mill.grind (sack);',
  'return grind?.(sack);',
  'return grind<Sack>(sack);',
  'return grind!(sack);',
  'return (grind as Grinder)(sack);',
  'return Mill.prototype.grind.call(this, sack);',
  'return Mill.prototype.grind . call(this, sack);',
  'return grind`flour`;',
  'return new Mill.grind(sack);',
];

for (const text of calls)
  test(`a body with "${text}" may hold a call of grind`, () => {
    assert.equal(mayHold('calls', 'grind')?.(text), true);
  });

const handed = [
  'sacks.forEach(grind);',
  'sacks.map((grind));',
  'sacks.forEach(grind as Grinder);',
  'sacks.map(grind!);',
];

for (const text of handed)
  test(`a body with "${text}" may hand grind on`, () => {
    assert.equal(mayHold('handed', 'grind')?.(text), true);
  });

test('a body that only mentions a name holds no call of it', () => {
  assert.equal(mayHold('calls', 'grind')?.('const tools = { grind, sift };'), false);
});
