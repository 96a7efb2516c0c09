// What the search page says, and what its address means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf, isNarrowed, stateOf } from '../../src/search/browser/address-state.ts';
import { allText, choiceText, hintText, numberText, statusText } from '../../src/search/browser/sentences.ts';
import type { Answer, Count } from '../../src/search/client/client.ts';
import { dimensions } from '../../src/search/format.ts';
import { searchChoices } from '../../src/view/search-choices.ts';

const answer = (total: Count, hits: number, match: Answer['match'] = 'all'): Answer => ({
  hits: Array.from({ length: hits }, (_, i) => ({
    name: `moor_${i}`,
    slug: `moor_${i}`,
    server: 'github/harbor/pier',
    level: 'low',
    category: 'Read',
    effects: [],
    ecosystem: 'github',
    language: '',
  })),
  total,
  facets: {
    level: new Map(),
    category: new Map(),
    effect: new Map(),
    ecosystem: new Map(),
    language: new Map(),
  },
  match,
});

test('numbers say when there may be more', () => {
  assert.equal(numberText({ n: 1_500, exact: false }), '1,500+');
  assert.equal(numberText({ n: 1_500, exact: true }), '1,500');
  assert.equal(choiceText({ n: 0, exact: false }), '');
  assert.equal(choiceText({ n: 0, exact: true }), '0');
});

test('the status agrees with the number', () => {
  assert.equal(statusText('moor', answer({ n: 1, exact: true }, 1), false), '1 tool');
  assert.equal(statusText('moor', answer({ n: 12_345, exact: true }, 30), false), '12,345 tools');
  assert.equal(
    statusText('moor', answer({ n: 1_500, exact: false }, 30), true),
    '1,500+ tools with these choices',
  );
  assert.equal(statusText('moor', answer({ n: 0, exact: true }, 0), false), 'No tool found for “moor”.');
  assert.equal(statusText('moor', answer({ n: 0, exact: true }, 0), true), 'No tool passes these choices.');
  assert.match(
    statusText('moor', answer({ n: 3, exact: false }, 3, 'some'), false),
    /^No tool has all of these words\./,
  );
  assert.equal(allText(answer({ n: 1, exact: true }, 1)), 'All 1 result');
});

test('a list that ends before its count says so, and no other list does', () => {
  assert.match(hintText(answer({ n: 3_000, exact: true }, 1_500), false, false), /ends here/);
  assert.equal(hintText(answer({ n: 3_000, exact: true }, 30), false, true), '');
  assert.equal(hintText(answer({ n: 8, exact: true }, 8), false, false), '');
  assert.match(hintText(answer({ n: 0, exact: true }, 0), true, false), /Take one of the choices away/);
});

test('the address of a state is read as that state', () => {
  const words = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().trim());
  const values = fc.uniqueArray(
    words.filter((text) => text !== ''),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(words, fc.array(values, { minLength: 5, maxLength: 5 }), (query, lists) => {
      const filters = Object.fromEntries(
        dimensions.flatMap((dimension, i) =>
          (lists[i] ?? []).length > 0 ? [[dimension, lists[i] ?? []]] : [],
        ),
      );
      assert.deepEqual(stateOf(addressOf({ query, filters })), { query, filters });
    }),
  );
});

test('an address with anything in it gives a state', () => {
  assert.deepEqual(stateOf('?q=stop+vm&level=high&level=high&level=&colour=red&__proto__=x'), {
    query: 'stop vm',
    filters: { level: ['high'] },
  });
  assert.deepEqual(stateOf('?q=%'), { query: '%', filters: {} });
  assert.equal(isNarrowed(stateOf('?q=a').filters), false);
  assert.equal(isNarrowed(stateOf('?category=Read').filters), true);
});

test('the choices are what the catalog has, worst level first, under the names of its dimensions', () => {
  const groups = searchChoices([
    { ecosystem: 'npm', language: 'typescript' },
    { ecosystem: 'remote', language: 'typescript' },
  ]);
  assert.deepEqual(
    groups.map(({ name }) => name),
    [...dimensions],
  );
  const texts = (name: string) => groups.find((group) => group.name === name)?.values.map(({ text }) => text);
  assert.deepEqual(texts('level'), ['Critical', 'High', 'Medium', 'Low']);
  assert.deepEqual(texts('ecosystem'), ['npm', 'Remote address']);
  assert.deepEqual(texts('language'), ['typescript']);
  assert.deepEqual(
    searchChoices([]).map(({ name }) => name),
    ['level', 'category', 'effect'],
  );
});
