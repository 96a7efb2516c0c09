// What a gateway does under a policy.json: limits, hiding, conditions, absent and mistyped arguments.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Condition, PolicyDocument, parseDocument } from '../../src/policy/document.ts';
import { type Answer, evaluate, gateway } from '../../src/policy/evaluate.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const ask = (
  document: PolicyDocument | undefined,
  tool: string,
  args: Record<string, unknown> = {},
): Answer => evaluate(document, { tool, args }, noon, new Map());
const withRules = (rules: NonNullable<PolicyDocument['tools']>[string]): PolicyDocument => ({
  version: '1',
  default: 'deny',
  tools: { ring_bell: rules },
});
const passes = (document: PolicyDocument, args: unknown): boolean =>
  ask(document, 'ring_bell', args as Record<string, unknown>).allowed;

suite('limits', () => {
  const document = withRules({
    limits: [{ counter: 'ring_bell_rate', window: 'minute', max: 10, scope: 'grant' }],
  });

  test('ten calls a minute pass, the next are denied, another grant and the next minute begin anew', () => {
    let now = new Date('2026-03-01T12:00:59Z');
    const door = gateway(document, () => now);
    const call = (grant: string) => door.call(grant, { tool: 'ring_bell', args: {} });
    const answers = Array.from({ length: 12 }, () => call('tower'));
    assert.deepEqual(
      answers.map(({ allowed }) => allowed),
      [...Array(10).fill(true), false, false],
    );
    assert.equal(answers.at(-1)?.rule, '/tools/ring_bell/limits/ring_bell_rate');
    assert.equal(call('chapel').allowed, true);
    now = new Date('2026-03-01T12:01:00Z');
    assert.equal(call('tower').allowed, true, 'windows are aligned to the calendar');
  });

  test('a denied call counts nowhere', () => {
    const strict = withRules({
      require: [{ conditions: [{ path: 'args.softly', op: 'eq', value: true }] }],
      limits: [{ counter: 'bell', window: 'day', max: 1, scope: 'grant' }],
    });
    const door = gateway(strict, () => noon);
    assert.equal(door.call('tower', { tool: 'ring_bell', args: {} }).allowed, false);
    assert.equal(door.call('tower', { tool: 'ring_bell', args: { softly: true } }).allowed, true);
    assert.equal(door.call('tower', { tool: 'ring_bell', args: { softly: true } }).allowed, false);
  });

  test('limits over all tools count every call, and never rescue an unlisted tool', () => {
    const both: PolicyDocument = {
      version: '1',
      default: 'deny',
      all_tools: { limits: [{ counter: 'calls-per-minute', window: 'minute', max: 2, scope: 'grant' }] },
      tools: { ring_bell: {}, toll_bell: {} },
    };
    const door = gateway(both, () => noon);
    assert.equal(door.call('tower', { tool: 'melt_bell', args: {} }).rule, '(default deny)');
    assert.equal(door.call('tower', { tool: 'ring_bell', args: {} }).allowed, true);
    assert.equal(door.call('tower', { tool: 'toll_bell', args: {} }).allowed, true);
    assert.equal(
      door.call('tower', { tool: 'ring_bell', args: {} }).rule,
      '/all_tools/limits/calls-per-minute',
    );
  });
});

suite('visibility and defaults', () => {
  const names = ['ring_bell', 'melt_bell', 'paint_bell'];

  test('hide under default deny denies every unlisted tool as well', () => {
    const document: PolicyDocument = { version: '1', default: 'deny', hide: ['melt_bell'] };
    const door = gateway(document, () => noon);
    assert.deepEqual(door.listTools(names), ['ring_bell', 'paint_bell']);
    assert.deepEqual(
      names.map((name) => ask(document, name).rule),
      ['(default deny)', '(hidden)', '(default deny)'],
    );
  });

  test('hide under default allow leaves the rest open', () => {
    const document: PolicyDocument = { version: '1', default: 'allow', hide: ['melt_bell'] };
    assert.deepEqual(
      names.map((name) => ask(document, name).allowed),
      [true, false, true],
    );
  });

  test('a star hides all, even what is listed', () => {
    const document: PolicyDocument = {
      version: '1',
      default: 'allow',
      hide: ['*'],
      tools: { ring_bell: {} },
    };
    const door = gateway(document, () => noon);
    assert.deepEqual(door.listTools(names), []);
    assert.equal(ask(document, 'ring_bell').rule, '(hidden)');
  });

  test('a grant without a policy sees and may do nothing', () => {
    assert.deepEqual(gateway(undefined, () => noon).listTools(names), []);
    assert.equal(ask(undefined, 'ring_bell').rule, '(no policy)');
  });

  test('names of object members are not listed', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      assert.equal(ask(withRules({}), name).rule, '(default deny)', name);
    }
    const parsed = parseDocument('{"version":"1","default":"deny","tools":{"__proto__":{}}}');
    assert.ok(parsed.document);
    assert.equal(ask(parsed.document, '__proto__').allowed, false);
  });
});

suite('conditions', () => {
  test('empty deny_if denies every call', () => {
    const document = withRules({ deny_if: [{ conditions: [], on_deny: 'The bell is cracked.' }] });
    assert.deepEqual(ask(document, 'ring_bell'), {
      allowed: false,
      rule: '/tools/ring_bell/deny_if/always',
      message: 'The bell is cracked.',
      charges: [],
    });
  });

  const amounts: readonly (readonly [unknown, boolean, boolean])[] = [
    // value, passes require lte 100, passes deny_if gt 100
    [undefined, false, true],
    ['100', false, true],
    [100, true, true],
    [100.01, false, false],
    [-1, true, true],
    ['NaN', false, true],
    [Number.NaN, false, true],
    [null, false, true],
    [{ value: 5 }, false, true],
    [[5], false, true],
  ];
  for (const [amount, required, denied] of amounts) {
    test(`an amount of ${JSON.stringify(amount) ?? 'nothing'}: require fails closed, deny_if open`, () => {
      const require = withRules({
        require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 100 }] }],
      });
      const denyIf = withRules({
        deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 100 }] }],
      });
      const args = amount === undefined ? {} : { amount };
      assert.equal(passes(require, args), required);
      assert.equal(passes(denyIf, args), denied);
    });
  }

  test('neq and not_in fail on an absent or mistyped argument', () => {
    const conditions: readonly Condition[] = [
      { path: 'args.pitch', op: 'neq', value: 'high' },
      { path: 'args.pitch', op: 'not_in', value: ['high'] },
    ];
    for (const condition of conditions) {
      const document = withRules({ require: [{ conditions: [condition] }] });
      assert.equal(passes(document, { pitch: 'low' }), true);
      for (const args of [{}, { pitch: 'high' }, { pitch: 3 }, { pitch: null }]) {
        assert.equal(passes(document, args), false, JSON.stringify(args));
      }
    }
  });

  test('a command held to an allow list does not let a newline or a substitution through', () => {
    const document = withRules({
      require: [{ conditions: [{ path: 'args.command', op: 'regex', value: '^(ls|pwd)( [\\w./-]+)*$' }] }],
      deny_if: [{ conditions: [{ path: 'args.command', op: 'regex', value: '[;&|`$<>\\n\\r]' }] }],
    });
    assert.equal(passes(document, { command: 'ls /srv' }), true);
    for (const command of ['ls\nrm -r /', 'ls $(reboot)', 'ls; reboot', 'lsof', '', undefined, ['ls']]) {
      assert.equal(passes(document, { command }), false, String(command));
    }
  });

  test('a path reaches into objects, and a dot in an argument name does not match by accident', () => {
    const document = withRules({
      require: [{ conditions: [{ path: 'args.metadata.key', op: 'eq', value: 'c' }] }],
    });
    assert.equal(passes(document, { metadata: { key: 'c' } }), true);
    assert.equal(passes(document, { 'metadata.key': 'c' }), false);
    assert.equal(passes(document, { metadata: 'c' }), false);
    assert.equal(passes(document, { metadata: ['c'] }), false);
  });

  test('an inherited member is no argument', () => {
    const document = withRules({
      require: [{ conditions: [{ path: 'args.constructor', op: 'exists', value: true }] }],
    });
    assert.equal(passes(document, {}), false);
    assert.equal(passes(document, JSON.parse('{"constructor":1}')), true);
  });

  test('all eleven operators', () => {
    const cases: readonly (readonly [string, unknown, unknown, unknown])[] = [
      ['eq', { a: 1 }, { a: 1 }, { a: 2 }],
      ['neq', 1, 2, 1],
      ['lt', 2, 1, 2],
      ['lte', 2, 2, 3],
      ['gt', 2, 3, 2],
      ['gte', 2, 2, 1],
      ['in', ['do', 're'], 're', 'mi'],
      ['not_in', ['do', 're'], 'mi', 'do'],
      ['regex', '^d', 'do', 're'],
      ['contains', 'o', 'do', 're'],
      ['contains', 'do', ['do'], ['re']],
      ['exists', true, 'do', undefined],
      ['exists', false, undefined, 'do'],
    ];
    for (const [op, value, good, bad] of cases) {
      const document = PolicyDocument.parse(
        withRules({ require: [{ conditions: [{ path: 'args.note', op, value } as never] }] }),
      );
      assert.equal(passes(document, good === undefined ? {} : { note: good }), true, `${op} holds`);
      assert.equal(passes(document, bad === undefined ? {} : { note: bad }), false, `${op} fails`);
    }
  });
});

suite('what is refused', () => {
  const good = {
    version: '1',
    default: 'deny',
    tools: { ring_bell: { limits: [{ counter: 'c', window: 'minute', max: 1, scope: 'grant' }] } },
  };
  const limit = good.tools.ring_bell.limits[0];
  const condition = { path: 'args.note', op: 'eq', value: 1 };
  const rule = (changed: object) => ({
    ...good,
    tools: { ring_bell: { require: [{ conditions: [changed] }] } },
  });
  const wrong: Readonly<Record<string, unknown>> = {
    'a number as version': { ...good, version: 1 },
    'no default': { version: '1' },
    'a default of ask': { ...good, default: 'ask' },
    'an unknown key at the top': { ...good, description: 'x' },
    'an unknown key of a tool': { ...good, tools: { ring_bell: { action: 'deny' } } },
    'rate_limit of other pages': { ...good, tools: { ring_bell: { rate_limit: { max: 10, window: 60 } } } },
    'an approval': { ...good, tools: { ring_bell: { require_approval: true } } },
    'seconds as window': { ...good, tools: { ring_bell: { limits: [{ ...limit, window: 60 }] } } },
    'another scope': { ...good, tools: { ring_bell: { limits: [{ ...limit, scope: 'agent' }] } } },
    'an unknown operator': rule({ ...condition, op: 'like' }),
    'a scalar for in': rule({ ...condition, op: 'in' }),
    'a text for lt': rule({ ...condition, op: 'lt', value: '1' }),
    'a broken pattern': rule({ ...condition, op: 'regex', value: '(' }),
    'a path outside of args': rule({ ...condition, path: 'note' }),
    'an empty part of a path': rule({ ...condition, path: 'args..note' }),
    'a list': [],
  };
  test('the same document without the mistake is accepted', () => {
    assert.deepEqual(parseDocument(JSON.stringify(good)).problems, []);
    assert.deepEqual(parseDocument(JSON.stringify(rule(condition))).problems, []);
  });
  for (const [what, document] of Object.entries(wrong)) {
    test(what, () => assert.notDeepEqual(parseDocument(JSON.stringify(document)).problems, []));
  }
  test('what is no JSON', () => assert.match(parseDocument('{').problems[0] ?? '', /not JSON/));
});
