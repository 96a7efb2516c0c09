// States of the composer for property tests: any servers, aliases and choices, with names that break quoting.
import fc from 'fast-check';
import { type Choice, type Deed, empty, limitOf, next, type State } from '../../src/composer/state.ts';
import { formats } from '../../src/policy/formats.ts';
import { hostile } from '../policy/_hostile.ts';

const id = fc.constantFrom('npm/@harbor/pay', 'github/quay/ferry', 'pypi/buoy', 'remote/mole.example/mcp');
const tool = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
);
const choice: fc.Arbitrary<Choice | undefined> = fc.oneof(
  fc.constantFrom(
    { kind: 'allow' } as const,
    { kind: 'ask' } as const,
    { kind: 'deny' } as const,
    { kind: 'hide' } as const,
    { kind: 'omit' } as const,
    undefined,
  ),
  fc
    .tuple(fc.double(), fc.constantFrom('minute' as const, 'hour' as const, 'day' as const))
    .map(([max, window]) => limitOf(max, window)),
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('add' as const, 'add' as const, 'remove' as const, 'undo' as const),
    id,
  }),
  fc.record({ kind: fc.constant('alias' as const), id, alias: fc.string({ maxLength: 90, unit: 'binary' }) }),
  fc.record({ kind: fc.constant('choose' as const), id, tool, choice }),
  fc.record({
    kind: fc.constant('preset' as const),
    preset: fc.constantFrom('strict' as const, 'balanced' as const, 'permissive' as const),
  }),
  fc.record({
    kind: fc.constant('format' as const),
    format: fc.constantFrom(...formats.map((one) => one.id)),
  }),
);

/** Things that a person does, one after the other. */
export const deeds = fc.array(deed, { maxLength: 40 });

/** The state that deeds lead to. */
export const states: fc.Arbitrary<State> = deeds.map((all) => all.reduce(next, empty));
