// A server in a list says its name once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleRow } from '../../src/view/sample.ts';
import { serverLines } from '../../src/view/server-list.ts';

test('a server that is called as its package stands there with its name once, another with both', () => {
  const lines = serverLines([
    { ...sampleRow, id: 'npm/@harbor/pay', title: '@harbor/pay' },
    { ...sampleRow, id: 'npm/@harbor/tug', title: 'Harbor Tugs' },
    { ...sampleRow, id: 'npm/shed', title: '' },
  ]);
  assert.deepEqual(
    lines.map(({ title, path }) => [title, path]),
    [
      ['@harbor/pay', undefined],
      ['Harbor Tugs', '@harbor/tug'],
      ['shed', undefined],
    ],
  );
});
