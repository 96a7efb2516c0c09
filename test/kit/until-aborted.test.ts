import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilAborted } from '../../src/kit/until-aborted.ts';

async function* tides(): AsyncIterable<string> {
  yield 'ebb';
  yield 'flood';
  await new Promise(() => {});
}

test('items come through, and a wait that never ends is given up when the signal says so', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  await assert.rejects(
    async () => {
      for await (const tide of untilAborted(tides(), stop.signal)) {
        seen.push(tide);
        if (tide === 'flood') setTimeout(() => stop.abort(), 5);
      }
    },
    { name: 'AbortError' },
  );
  assert.deepEqual(seen, ['ebb', 'flood']);
});

test('an iterable that ends, ends', async () => {
  const seen: number[] = [];
  const three = (async function* () {
    yield* [1, 2, 3];
  })();
  for await (const n of untilAborted(three, new AbortController().signal)) seen.push(n);
  assert.deepEqual(seen, [1, 2, 3]);
});
