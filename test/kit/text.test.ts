// The functions answer as the methods do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endsWith, includes, indexOf, slice, startsWith, trim } from '../../src/kit/text.ts';

test('a method as a function says what the method says', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '删'), maxLength: 3 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '删'), maxLength: 12 });
  fc.assert(
    fc.property(text, part, fc.integer({ min: -3, max: 14 }), (given, piece, at) => {
      assert.equal(startsWith(given, piece), given.startsWith(piece));
      assert.equal(startsWith(given, piece, at), given.startsWith(piece, at));
      assert.equal(endsWith(given, piece), given.endsWith(piece));
      assert.equal(includes(given, piece), given.includes(piece));
      assert.equal(indexOf(given, piece), given.indexOf(piece));
      assert.equal(indexOf(given, piece, at), given.indexOf(piece, at));
      assert.equal(slice(given, at), given.slice(at));
      assert.equal(slice(given, 1, at), given.slice(1, at));
      assert.equal(trim(given), given.trim());
    }),
  );
});
