import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { slugsOf } from '../../src/model/slug.ts';

test('a plain name is its own slug', () => {
  assert.equal(slugsOf(['stop_vm', 'create-issue']).get('stop_vm'), 'stop_vm');
});

test('names that differ only in case have two slugs, and the plain one keeps its own', () => {
  const slugs = slugsOf(['StopVm', 'stopvm']);
  assert.equal(slugs.get('stopvm'), 'stopvm');
  assert.match(slugs.get('StopVm') ?? '', /^stopvm-[0-9a-f]{8}$/);
});

test('names without a plain letter, and names that Windows reserves, get a hash', () => {
  assert.match(slugsOf(['删除']).get('删除') ?? '', /^tool-[0-9a-f]{8}$/);
  assert.match(slugsOf(['con']).get('con') ?? '', /^con-[0-9a-f]{8}$/);
});

test('slugs are path-safe and distinct when lower-cased, and the order of names does not matter', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 120 }), { maxLength: 30 }),
      (names) => {
        const slugs = slugsOf(names);
        for (const slug of slugs.values()) assert.match(slug, /^[a-z0-9_-][a-z0-9_-]{0,100}$/);
        assert.equal(new Set(slugs.values()).size, names.length);
        assert.deepEqual(new Map([...slugs].sort()), new Map([...slugsOf(names.toReversed())].sort()));
      },
    ),
  );
});
