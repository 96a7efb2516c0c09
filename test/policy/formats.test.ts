// Holds for every format: what it writes can be read back strictly, and does with each tool what was decided, whatever its name.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { categories, effects, levels } from '../../src/model/vocabulary.ts';
import { type Decision, decisionKinds } from '../../src/policy/decision.ts';
import type { Format } from '../../src/policy/format.ts';
import { formats } from '../../src/policy/formats.ts';
import { express } from '../../src/policy/gaps.ts';
import { type Intent, intentOf } from '../../src/policy/intent.ts';
import { laterTool, type Outcome } from '../../src/policy/outcome.ts';
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
    effects: fc.subarray(
      effects.map(({ id }) => id),
      { maxLength: 2 },
    ),
    switched: fc.boolean(),
    mixed: fc.boolean(),
  })
  .map((some) => ({
    name: some.name,
    inputSchema: some.switched ? { properties: { force: { type: 'boolean' } } } : {},
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

/** Each tool's outcome is the decision, brought down to what the format can say; a refused name has a gap and stays shut. */
function agree(format: Format, intent: Intent): void {
  const { text, gaps } = format.emit(intent);
  const { enforced, problems } = format.read(text);
  assert.deepEqual(problems, [], text);
  assert.ok(enforced);
  for (const { alias, tools: decided } of intent.servers) {
    for (const one of decided) {
      const outcome = enforced.outcome(alias, one.name);
      const { decision, gaps: own } = express(one.decision, format.can);
      const told = gaps.filter((gap) => gap.tools.includes(one.name) || gap.tools.length === 0);
      for (const gap of own) {
        assert.ok(
          told.some(({ cannot }) => cannot === gap.cannot || cannot === 'name'),
          `${format.id} does not tell that it cannot ${gap.cannot}`,
        );
      }
      if (told.some(({ cannot }) => ['name', 'size', 'alias'].includes(cannot))) {
        if (told.every(({ than }) => than !== 'looser'))
          assert.ok(strictness(outcome) >= strictness(decision), text);
      } else {
        assert.equal(summary(outcome), meant(decision), `${JSON.stringify(one.name)}\n${text}`);
      }
    }
    const known = decided.map((one) => one.name);
    assert.equal(
      enforced.names(alias).every((listed) => known.includes(listed)),
      true,
      'names no other tool',
    );
    const later = enforced.outcome(alias, laterTool(known));
    const closed = gaps.some(({ cannot }) => cannot === 'close-by-default');
    if (!closed) assert.ok(later.kind === 'deny' || later.kind === 'hide', `a later tool is open:\n${text}`);
  }
}

const strictness = ({ kind }: { readonly kind: Decision['kind'] }): number => decisionKinds.indexOf(kind);

function meant({ kind, limit, bounds }: Decision): string {
  return kind === 'allow'
    ? `allow ${bounds.length} ${limit === undefined ? '' : `${limit.max}/${limit.window}`}`
    : kind;
}

function summary(outcome: Outcome): string {
  if (outcome.kind !== 'allow') return outcome.kind;
  const [limit] = outcome.limits;
  return `allow ${outcome.conditions.length} ${limit === undefined ? '' : `${limit.max}/${limit.window}`}`;
}
