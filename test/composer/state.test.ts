// The composer's state: what deeds do to it, and that an address gives back what was put into it.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { fragmentOf, longestFragment, readFragment } from '../../src/composer/fragment.ts';
import { type Deed, empty, limitOf, most, next, type State } from '../../src/composer/state.ts';
import { formats } from '../../src/policy/formats.ts';
import { deeds, states } from './_states.ts';

const ids = formats.map(({ id }) => id);
const after = (...all: readonly Deed[]): State => all.reduce(next, empty);
const ferry = 'github/quay/ferry';

suite('the state', () => {
  test('holds a server once, in the order of adding', () => {
    const state = after(
      { kind: 'add', id: ferry },
      { kind: 'add', id: 'npm/buoy' },
      { kind: 'add', id: ferry },
    );
    assert.deepEqual(
      state.servers.map(({ id }) => id),
      [ferry, 'npm/buoy'],
    );
  });

  test('takes no more servers than a document holds', () => {
    const state = after(
      ...Array.from({ length: most.servers + 5 }, (_, n) => ({ kind: 'add' as const, id: `npm/buoy-${n}` })),
    );
    assert.equal(state.servers.length, most.servers);
  });

  test('forgets choices when they are undone, and with their server', () => {
    const chosen = after(
      { kind: 'add', id: ferry },
      { kind: 'choose', id: ferry, tool: 'sail', choice: { kind: 'deny' } },
    );
    assert.equal(chosen.servers[0]?.choices.size, 1);
    assert.equal(next(chosen, { kind: 'undo', id: ferry }).servers[0]?.choices.size, 0);
    const gone = next(next(chosen, { kind: 'remove', id: ferry }), { kind: 'add', id: ferry });
    assert.equal(gone.servers[0]?.choices.size, 0);
  });

  test('stays the same object when a deed changes nothing, and never changes in place', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        let state = empty;
        for (const deed of all) {
          const before = fragmentOf(state);
          const result = next(state, deed);
          assert.equal(fragmentOf(state), before);
          if (result === state) assert.equal(fragmentOf(result), before);
          state = result;
        }
      }),
    );
  });

  test('keeps limits whole and within bounds', () => {
    fc.assert(
      fc.property(fc.double(), (max) => {
        const limit = limitOf(max, 'hour');
        if (!Number.isFinite(max)) return assert.equal(limit, undefined);
        assert.ok(limit?.kind === 'limit' && Number.isInteger(limit.max));
        assert.ok(limit.max >= 1 && limit.max <= most.calls);
      }),
    );
  });
});

suite('the address', () => {
  test('gives back every state that fits into it, whatever the names', () => {
    fc.assert(
      fc.property(states, (state) => {
        const fragment = fragmentOf(state);
        if (fragment === undefined) return;
        assert.deepEqual(readFragment(`#${fragment}`, ids), { state, unread: 0 });
      }),
      { numRuns: 300 },
    );
  });

  test('holds only characters that a browser leaves alone', () => {
    fc.assert(
      fc.property(states, (state) => {
        const fragment = fragmentOf(state);
        if (fragment === undefined) return;
        assert.equal(new URL(`https://catalog.example/policy/#${fragment}`).hash.slice(1), fragment);
      }),
    );
  });

  test('is never longer than programs pass on', () => {
    let state = after({ kind: 'add', id: ferry });
    while (fragmentOf(state) !== undefined) {
      const size = state.servers[0]?.choices.size ?? 0;
      assert.ok(size < longestFragment, 'the fragment stays short for ever');
      state = next(state, { kind: 'choose', id: ferry, tool: `tool_${size}`, choice: { kind: 'ask' } });
    }
    assert.ok((state.servers[0]?.choices.size ?? 0) > 300);
  });

  test('reads any text without throwing, and says how much of it means nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { state } = readFragment(text, ids);
        const fragment = fragmentOf(state);
        assert.ok(fragment !== undefined);
        assert.deepEqual(readFragment(fragment, ids).state, state);
      }),
    );
    for (const text of [
      '#server=../../secrets',
      '#server=https://evil.example/x',
      '#format=none',
      '#preset=reckless',
      '#deny=orphan',
      `#server=${ferry}&limit=0.minute.sail`,
      `#server=${ferry}&limit=5.year.sail`,
      `#server=${ferry}&deny=`,
      `#server=${ferry}&server=${ferry}`,
      '#server=%zz',
      `#${'x'.repeat(longestFragment + 1)}`,
    ]) {
      assert.equal(readFragment(text, ids).unread, 1, text.slice(0, 60));
    }
  });

  test('gives choices to no other server when theirs cannot be read', () => {
    const { state, unread } = readFragment(`#server=${ferry}&server=nowhere/x&deny=sail`, ids);
    assert.equal(unread, 2);
    assert.equal(state.servers[0]?.choices.size, 0);
  });
});
