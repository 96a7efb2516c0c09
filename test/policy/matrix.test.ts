// The matrix of formats and intents is what the formats' documents do, and what the formats say of themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats } from '../../src/policy/formats.ts';
import { formatMatrix, wishes } from '../../src/policy/matrix.ts';

test('each cell agrees with what its format says it can do', () => {
  const rows = formatMatrix();
  assert.equal(rows.length, formats.length);
  for (const { format, cells } of rows) {
    const { can } = format;
    const said = Object.fromEntries(wishes.map(({ id }, index) => [id, cells[index]?.said]));
    const expected = {
      allow: can.open !== false,
      hide: can.hide,
      deny: can.deny,
      ask: can.ask,
      limit: can.count,
      bound: can.bound,
    };
    assert.deepEqual(said, expected, format.id);
  }
});

test('what a format does instead of what was wanted, for the plainest of them', () => {
  const row = (id: string) => {
    const found = formatMatrix().find(({ format }) => format.id === id);
    return [...(found?.cells ?? []), ...(found === undefined ? [] : [found.later])].map(
      ({ outcome }) => outcome,
    );
  };
  assert.deepEqual(row('policy-json'), [
    'open',
    'hidden',
    'denied',
    'denied',
    'limited',
    'bounded',
    'denied',
  ]);
  assert.deepEqual(row('claude-code'), ['open', 'denied', 'denied', 'asked', 'asked', 'asked', 'asked']);
  assert.deepEqual(row('vs-code'), ['asked', 'asked', 'asked', 'asked', 'asked', 'asked', 'asked']);
  assert.deepEqual(row('docker'), ['open', 'hidden', 'hidden', 'hidden', 'open', 'hidden', 'hidden']);
});
