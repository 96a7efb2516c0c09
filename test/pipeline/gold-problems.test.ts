// A wrong line of labeled tools is named with its place, its field and a remedy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { problemsIn } from '../../src/pipeline/gold-problems.ts';

const line = (changed: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    server: 'npm/harbor',
    serverTitle: 'Harbor',
    serverDescription: '',
    name: 'stop_crane',
    description: '',
    inputSchema: {},
    category: 'Execute',
    level: 'high',
    rule: 'tie-break 1',
    reason: 'A crane that stands still can be started again.',
    ...changed,
  });

const fields = (text: string) => problemsIn(text).map(({ field }) => field);

test('good lines have no problem, and neither has the set that the project ships', () => {
  assert.deepEqual(fields(`${line()}\n${line({ name: 'start_crane' })}\n`), []);
  assert.deepEqual(
    fields(readFileSync(join(import.meta.dirname, '../../catalog/gold/tools.jsonl'), 'utf8')),
    [],
  );
});

test('what is no JSON, of a wrong shape, or misses a field is named', () => {
  assert.deepEqual(fields(`{oops\n${line({ category: 'Rad' })}\n${line({ name: undefined })}`), [
    'line 1',
    'line 2: category',
    'line 3: name',
  ]);
});

test('a tool that is named twice, out of order, or argued for its own category is named', () => {
  assert.deepEqual(fields(`${line()}\n${line()}`), ['line 2: name']);
  assert.deepEqual(fields(`${line()}\n${line({ server: 'npm/anchor' })}`), ['line 2: server']);
  assert.deepEqual(fields(line({ alsoDefensible: 'Execute' })), ['line 1: alsoDefensible']);
});
