// Files of lines: what a killed process tore is passed over, and hurts no line after it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLines, readLines } from '../../../src/classify/anthropic/lines.ts';
import { openStore, readAnswers } from '../../../src/classify/anthropic/store.ts';
import { newRoot } from './_harbor.ts';

test('a torn last line is closed off before new lines', async () => {
  const path = join(newRoot(), 'ships.ndjson');
  writeFileSync(path, '{"ship":1}\n{"sh');
  const lines = openLines(path);
  lines.append([{ ship: 2 }, { ship: 3 }], true);
  lines.close();
  assert.equal(readFileSync(path, 'utf8'), '{"ship":1}\n{"sh\n{"ship":2}\n{"ship":3}\n');
  assert.deepEqual(await Array.fromAsync(readLines(path)), [{ ship: 1 }, { ship: 2 }, { ship: 3 }]);
});

test('a missing file has no lines', async () => {
  assert.deepEqual(await Array.fromAsync(readLines(join(newRoot(), 'none.ndjson'))), []);
});

test('the first answer to a question counts, and failures of the network are not kept', async () => {
  const folder = newRoot();
  const wanted = new Set(['a', 'b']);
  const store = openStore(folder, new Map(), wanted);
  store.put([
    { key: 'a', turn: 1, answer: { kind: 'text', text: 'one' } },
    { key: 'a', turn: 1, answer: { kind: 'text', text: 'two' } },
    { key: 'b', turn: 1, answer: { kind: 'none', reason: 'unreachable' } },
    { key: 'b', turn: 2, answer: { kind: 'text', text: 'no first' } },
    { key: 'foreign', turn: 1, answer: { kind: 'none', reason: 'refused' } },
  ]);
  store.close();
  const kept = await readAnswers(folder, new Set(['a', 'b', 'foreign']));
  assert.deepEqual(
    [...kept],
    [
      ['a', [{ kind: 'text', text: 'one' }]],
      ['foreign', [{ kind: 'none', reason: 'refused' }]],
    ],
  );
});
