// Intercept YAML and policy.json made of the same decisions answer every call alike; and what the proxy refuses is refused.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Bound, Decision } from '../../src/policy/decision.ts';
import { gateway } from '../../src/policy/evaluate.ts';
import { documentOfYaml, intercept } from '../../src/policy/formats/intercept.ts';
import { documentOf } from '../../src/policy/formats/policy-json.ts';
import type { Intent } from '../../src/policy/intent.ts';

const bound: fc.Arbitrary<Bound> = fc.oneof(
  fc.constant<Bound>({ kind: 'switch', argument: 'force', allowed: [false] }),
  fc.constant<Bound>({ kind: 'action', argument: 'action', allowed: ['list', 'add'] }),
);
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({
    kind: fc.constant('allow' as const),
    bounds: fc.uniqueArray(bound, { selector: ({ kind }) => kind }),
    steps: fc.constant([]),
  }),
  fc.record({
    kind: fc.constant('allow' as const),
    limit: fc.record({
      max: fc.integer({ min: 1, max: 3 }),
      window: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const),
    }),
    bounds: fc.uniqueArray(bound, { selector: ({ kind }) => kind }),
    steps: fc.constant([]),
  }),
  fc.record({
    kind: fc.constantFrom('ask' as const, 'deny' as const, 'hide' as const),
    bounds: fc.constant([]),
    steps: fc.constant([]),
  }),
);
const names = ['ring', 'Ring', 'melt', 'constructor', 'a: b', 'paint\nred', '工具', 'not_listed'];
const args = fc.record(
  {
    force: fc.constantFrom<unknown>(true, false, 'false', null, 0),
    action: fc.constantFrom<unknown>('list', 'add', 'raze', ['list'], null),
  },
  { requiredKeys: [] },
);
const calls = fc.array(
  fc.record({ tool: fc.constantFrom(...names), args, minutes: fc.constantFrom(0, 0, 0, 1, 61) }),
  { maxLength: 40 },
);

test('both decide every call alike', () => {
  fc.assert(
    fc.property(fc.array(decision, { minLength: 7, maxLength: 7 }), calls, (decisions, made) => {
      const tools = decisions.map((one, index) => ({ name: names[index] ?? '', decision: one }));
      const intent: Intent = { servers: [{ id: 'npm/belfry', title: '', alias: 'belfry', tools }] };
      let now = new Date('2026-05-01T09:58:30Z');
      const json = gateway(documentOf(intent).document, () => now);
      const { text } = intercept.emit(intent);
      const yaml = new Map(names.map((name) => [name, gateway(documentOfYaml(text, name), () => now)]));
      assert.deepEqual(
        json.listTools(names),
        names.filter((name) => yaml.get(name)?.listTools([name]).length === 1),
      );
      for (const { tool, args: given, minutes } of made) {
        now = new Date(now.getTime() + minutes * 60_000);
        assert.equal(
          yaml.get(tool)?.call('g', { tool, args: given }).allowed,
          json.call('g', { tool, args: given }).allowed,
          `${tool} ${JSON.stringify(given)}\n${text}`,
        );
      }
    }),
    { numRuns: 150 },
  );
});

suite('what is refused', () => {
  const good =
    'version: "1"\ndefault: deny\ntools:\n  ring:\n    rules:\n      - {name: often, rate_limit: 5/hour}\n';
  const wrong: Readonly<Record<string, string>> = {
    'a rule without a name': good.replace('name: often, ', ''),
    'a number as version': good.replace('"1"', '1'),
    'an unknown default': good.replace('deny', 'ask'),
    'a limit of nothing': good.replace('5/hour', '0/hour'),
    'a limit per week': good.replace('5/hour', '5/week'),
    'a limit beside deny': good.replace('name: often', 'name: often, action: deny'),
    'allow as an action': good.replace('rate_limit: 5/hour', 'action: allow'),
    'an evaluate rule without conditions': good.replace(', rate_limit: 5/hour', ''),
    'a reason instead of on_deny': good.replace('5/hour', '5/hour, reason: x'),
    'two limits with one window': `${good}      - {name: again, rate_limit: 7/hour}\n`,
    'a name hidden twice': `${good}hide: [melt, melt]\n`,
    'an empty name': `${good}hide: [""]\n`,
    'no tools': 'version: "1"\nhide: [ring]\n',
    'a tool listed twice': `${good}  ring:\n    rules: []\n`,
    'an alias': 'version: "1"\ntools: &a\n  ring: {rules: []}\nhide: *a\n',
    'a condition on nothing': good.replace('rate_limit: 5/hour', 'conditions: [{path: x, op: eq, value: 1}]'),
    'a scalar for in': good.replace('rate_limit: 5/hour', 'conditions: [{path: args.x, op: in, value: 1}]'),
  };
  test('the same file without the mistake is accepted', () => {
    assert.deepEqual(intercept.read(good).problems, []);
    assert.deepEqual(intercept.read(good).enforced?.outcome('', 'ring'), {
      kind: 'allow',
      limits: [{ max: 5, window: 'hour', shared: false }],
      conditions: [],
    });
  });
  for (const [what, text] of Object.entries(wrong)) {
    test(what, () => assert.notDeepEqual(intercept.read(text).problems, []));
  }
});

test('the default of a file that says none is allow, and star rules bind every tool', () => {
  const { enforced } = intercept.read(
    'version: "1"\ntools:\n  "*":\n    rules:\n      - name: all\n        conditions: [{path: state._global.calls, op: lte, value: 60}]\n        state: {counter: calls, window: minute}\n',
  );
  assert.deepEqual(enforced?.outcome('', 'anything'), {
    kind: 'allow',
    limits: [{ max: 60, window: 'minute', shared: true }],
    conditions: [],
  });
});
