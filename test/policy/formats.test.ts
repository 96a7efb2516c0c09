// Holds for every format: what it writes can be read back strictly, and does with each tool what was decided, whatever its name.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { categories, type Effect, effects, levels } from '../../src/model/vocabulary.ts';
import type { Format } from '../../src/policy/format.ts';
import { formats } from '../../src/policy/formats.ts';
import { type Intent, intentOf } from '../../src/policy/intent.ts';
import { mismatchesOf, mismatchText } from '../../src/policy/prove.ts';
import { hostile } from './_hostile.ts';
import { verdictWords } from './_verdict.ts';

const name = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
  fc.stringMatching(/^[a-z]{1,12}_[a-z]{1,12}$/),
);
const tool = fc
  .record({
    name,
    category: fc.constantFrom(...categories.map(({ id }) => id)),
    level: fc.constantFrom(...levels.map(({ id }) => id)),
    effects: fc.oneof(
      fc.subarray(
        effects.map(({ id }) => id),
        { maxLength: 2 },
      ),
      fc.constantFrom<Effect[]>(['runs-code'], ['calls-any-address'], ['reads-local-files'], ['moves-money']),
    ),
    switched: fc.boolean(),
    bounded: fc.constantFrom(
      {},
      { sql: 'string' },
      { url: 'string' },
      { path: 'string' },
      { amount: 'number' },
    ),
    mixed: fc.boolean(),
  })
  .map((some) => ({
    name: some.name,
    inputSchema: {
      properties: {
        ...(some.switched ? { force: { type: 'boolean' } } : {}),
        ...Object.fromEntries(Object.entries(some.bounded).map(([key, type]) => [key, { type }])),
      },
    },
    verdict: verdictWords({
      ...some,
      actions: some.mixed
        ? [
            { argument: 'action', value: "list's", category: 'Read', level: 'low' },
            { argument: 'action', value: 'go"', category: some.category, level: some.level },
          ]
        : [],
    }),
  }));
const tools = fc.uniqueArray(tool, { selector: (one) => one.name, maxLength: 12 });
const preset = fc.constantFrom('strict' as const, 'balanced' as const, 'permissive' as const);

for (const format of formats) {
  suite(format.id, () => {
    test('every document is valid and does what was decided', () => {
      fc.assert(
        fc.property(tools, preset, (some, chosen) => {
          agree(
            format,
            intentOf([{ id: 'github/a/belfry', title: 'Belfry', tools: some }], { preset: chosen }),
          );
        }),
        { numRuns: 150 },
      );
    });

    for (const nasty of hostile) {
      test(`a tool called ${JSON.stringify(nasty.slice(0, 20))} gets its decision or a gap`, () => {
        for (const [category, level] of [
          ['Read', 'low'],
          ['Execute', 'high'],
          ['Destructive', 'critical'],
          ['Financial', 'critical'],
        ] as const) {
          const judged = {
            name: nasty,
            inputSchema: {},
            verdict: verdictWords({ category, level, effects: [] }),
          };
          agree(format, intentOf([{ id: 'github/a/belfry', title: 'Belfry', tools: [judged] }]));
        }
      });
    }

    test('the same intent gives the same text', () => {
      fc.assert(
        fc.property(tools, (some) => {
          const server = { id: 'npm/belfry', title: '', tools: some };
          const { text } = format.emit(intentOf([server]));
          assert.equal(format.emit(intentOf([{ ...server, tools: some.toReversed() }])).text, text);
          assert.match(text, /[^\n]\n$/);
        }),
        { numRuns: 20 },
      );
    });

    test('a server without tools still gives a valid document', () => {
      agree(format, intentOf([{ id: 'npm/empty', title: '', tools: [] }]));
    });

    test('text that is no document is refused', () => {
      for (const text of ['{"', '[1]', 'policy', '{"tools": 3}']) {
        assert.notDeepEqual(format.read(text).problems, [], text);
      }
    });
  });
}

/** The document does what was decided, also with single calls of tools whose arguments are bounded. */
function agree(format: Format, intent: Intent): void {
  const { text, gaps } = format.emit(intent);
  assert.deepEqual(mismatchesOf(format, intent, text, gaps).map(mismatchText), [], text);
}
