// Sets and maps of words answer as the plain ones do, quick looks or not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { severity } from '../../src/classify/rules/decision.ts';
import { wordMap, wordSet } from '../../src/classify/rules/lexicon/word-set.ts';
import { wordFor } from '../../src/classify/rules/words.ts';
import { categoryOrder } from '../../src/model/vocabulary.ts';

/** Few letters, so that words often share length, beginning and end; also none, long ones, and those beyond ASCII. */
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'A', '_', 'é', '删', '\u{1f600}'), maxLength: 5 }),
  fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 30, maxLength: 70 }),
);

test('a set of words has the words that it was made of, and no others', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (words, others) => {
      const plain = new Set(words);
      const set = wordSet(words);
      assert.deepEqual([...set], [...plain]);
      for (const each of [...words, ...others]) {
        assert.equal(set.has(each), plain.has(each));
        assert.equal(set.hasWord(wordFor(each, 0, each.length)), plain.has(each));
      }
    }),
  );
});

test('a map of words has the values that it was made of, and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, fc.nat())), fc.array(word), (values, others) => {
      const plain = new Map(values);
      const map = wordMap(values);
      for (const each of [...plain.keys(), ...others]) assert.equal(map.get(each), plain.get(each));
    }),
  );
});

test('how bad a category is follows the order of the rubric', () => {
  assert.deepEqual(
    categoryOrder.map(severity),
    categoryOrder.map((_, place) => place),
  );
});
