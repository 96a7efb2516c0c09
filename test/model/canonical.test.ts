import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, definitionHash, hashOf } from '../../src/model/canonical.ts';
import { definitionOf } from '../../src/model/tool.ts';

test('key order does not matter at any depth, array order does', () => {
  assert.equal(canonicalJson({ b: { d: 1, c: 2 }, a: [2, 1] }), '{"a":[2,1],"b":{"c":2,"d":1}}');
});

test('canonical JSON says the same as the value, hostile keys included', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
  assert.equal(canonicalJson(JSON.parse('{"__proto__":1,"a":2}')), '{"__proto__":1,"a":2}');
});

test('the hash covers the five definition fields and nothing else', () => {
  const stop = { name: 'stop_vm', description: 'Stops a VM', inputSchema: { type: 'object' } };
  assert.equal(definitionHash(stop), definitionHash({ ...stop, place: { path: 'a.ts' } } as typeof stop));
  assert.notEqual(definitionHash(stop), definitionHash({ ...stop, description: 'Stops a VM.' }));
  assert.notEqual(
    definitionHash(stop),
    definitionHash({ ...stop, ...{ annotations: { readOnlyHint: true } } }),
  );
});

test('the hash of a definition is that of the canonical JSON of its five fields', () => {
  const stop = { name: 'stop_vm', description: 'Stops a VM', inputSchema: { type: 'object' } };
  for (const extra of [{}, { title: 'Stop "it"' }, { annotations: { readOnlyHint: true }, title: 'Ü' }]) {
    assert.equal(definitionHash({ ...stop, ...extra }), hashOf(definitionOf({ ...stop, ...extra })));
  }
});
