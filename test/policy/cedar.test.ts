// The Cedar documents under the real engine: it decides every call as our reader says, for all names and arguments.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type CedarValueJson, isAuthorized, validate } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { readStatements, stringText } from '../../src/policy/formats/_cedar.ts';
import { permits } from '../../src/policy/formats/_cedar-calls.ts';
import { agentcore } from '../../src/policy/formats/agentcore.ts';
import { toolhive } from '../../src/policy/formats/toolhive.ts';
import { intentOf } from '../../src/policy/intent.ts';
import type { Judged } from '../../src/policy/recommend.ts';
import { hostile } from './_hostile.ts';
import { ShortServers, serversOf } from './_servers.ts';
import { verdictWords } from './_verdict.ts';

const belfry = serversOf(
  ShortServers.parse({
    servers: [
      {
        id: 'github/a/belfry-mcp',
        title: 'Belfry',
        tools: [
          { name: 'look', is: 'Read low' },
          { name: 'ring', is: 'Execute high', switches: ['force', 'a-purge'] },
          { name: 'melt', is: 'Destructive critical' },
          { name: 'pay', is: 'Financial critical' },
          {
            name: 'keep',
            is: 'Destructive critical',
            actions: { 'li"st': 'Read low', add: 'Write medium', raze: 'Destructive critical' },
          },
        ],
      },
    ],
  }),
);
const named: readonly Judged[] = hostile.flatMap((name, index) => {
  const category = index % 2 === 0 ? 'Read' : 'Destructive';
  const level = index % 2 === 0 ? 'low' : 'critical';
  return [{ name, inputSchema: {}, verdict: verdictWords({ category, level, effects: [] }) }];
});
const nasty = [{ id: 'npm/nasty', title: '', alias: 'nasty', tools: named }];

/** True when the engine allows; a policy text that it cannot parse fails the test. */
function allows(
  policies: string,
  action: { readonly type: string; readonly id: string },
  resource: { readonly type: string; readonly id: string },
  context: Record<string, CedarValueJson>,
): boolean {
  const answer = isAuthorized({
    principal: { type: 'User', id: 'someone' },
    action,
    resource,
    context,
    policies: { staticPolicies: policies },
    entities: [],
  });
  assert.equal(answer.type, 'success', JSON.stringify(answer).slice(0, 400));
  return answer.type === 'success' && answer.response.decision === 'allow';
}

const gateway = {
  type: 'AgentCore::Gateway',
  id: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:gateway/your-gateway',
};
const agentCall = (text: string, server: string, tool: string, input: Record<string, CedarValueJson> = {}) =>
  allows(text, { type: 'AgentCore::Action', id: `${server}___${tool}` }, gateway, { input });
const hiveCall = (text: string, tool: string, args: Record<string, CedarValueJson> = {}) =>
  allows(
    (JSON.parse(text).cedar.policies as string[]).join('\n'),
    { type: 'Action', id: 'call_tool' },
    { type: 'Tool', id: tool },
    Object.fromEntries(Object.entries(args).map(([name, value]) => [`arg_${name}`, value])),
  );

suite('AgentCore', () => {
  const { text } = agentcore.emit(intentOf(belfry));

  test('open, denied and unlisted tools', () => {
    assert.equal(agentCall(text, 'belfry', 'look'), true);
    for (const tool of ['melt', 'pay', 'later']) assert.equal(agentCall(text, 'belfry', tool), false, tool);
    assert.equal(agentCall(text, 'elsewhere', 'look'), false);
  });

  test('bounds deny what is absent, nested or of another type', () => {
    assert.equal(agentCall(text, 'belfry', 'ring', { force: false, 'a-purge': false, more: 1 }), true);
    for (const input of [
      {},
      { force: false },
      { force: true, 'a-purge': false },
      { force: 'false', 'a-purge': false },
      { force: 0, 'a-purge': false },
      { options: { force: false, 'a-purge': false } },
    ] as Record<string, CedarValueJson>[]) {
      assert.equal(agentCall(text, 'belfry', 'ring', input), false, JSON.stringify(input));
    }
    const noInput = allows(text, { type: 'AgentCore::Action', id: 'belfry___ring' }, gateway, {});
    assert.equal(noInput, false);
    assert.equal(agentCall(text, 'belfry', 'keep', { action: 'li"st' }), true);
    for (const action of ['raze', '', ['add']])
      assert.equal(agentCall(text, 'belfry', 'keep', { action }), false);
  });

  test('strict validation against the tools accepts it, and finds a misspelt tool', () => {
    const schema = `namespace AgentCore {
      entity User; entity Gateway;
      action "belfry___look", "belfry___melt", "belfry___pay" appliesTo { principal: [User], resource: [Gateway], context: { input: {} } };
      action "belfry___ring" appliesTo { principal: [User], resource: [Gateway], context: { input: { force?: Bool, "a-purge"?: Bool } } };
      action "belfry___keep" appliesTo { principal: [User], resource: [Gateway], context: { input: { action?: String } } };
    }`;
    const errors = (policies: string) => {
      const answer = validate({
        schema,
        policies: { staticPolicies: policies },
        validationSettings: { mode: 'strict' },
      });
      assert.equal(answer.type, 'success', JSON.stringify(answer));
      return answer.type === 'success' ? answer.validationErrors.length : -1;
    };
    assert.equal(errors(text), 0);
    assert.ok(errors(text.replaceAll('belfry___ring', 'belfry___rnig')) > 0);
    assert.ok(errors(text.replace('context.input has force && ', '')) > 0);
  });

  test('every name means what our reader says', () => {
    const whole = agentcore.emit(intentOf(nasty));
    const { enforced } = agentcore.read(whole.text);
    for (const { name } of named) {
      if (!name.isWellFormed()) continue;
      assert.equal(
        agentCall(whole.text, 'nasty', name),
        enforced?.outcome('nasty', name).kind === 'allow',
        JSON.stringify(name),
      );
    }
  });
});

suite('ToolHive', () => {
  test('every tool fares as our reader says', () => {
    for (const [servers, names] of [
      [belfry, ['look', 'ring', 'melt', 'pay', 'keep', 'later']],
      [nasty, hostile.filter((name) => name.isWellFormed())],
    ] as const) {
      const { text } = toolhive.emit(intentOf(servers));
      const { enforced } = toolhive.read(text);
      for (const name of names) {
        const allowed = enforced?.outcome('', name).kind === 'allow';
        assert.equal(hiveCall(text, name), allowed, JSON.stringify(name));
        assert.equal(hiveCall(text, name, { force: true }), allowed, JSON.stringify(name));
      }
    }
  });

  test('our reader agrees with the engine on statements that others wrote', () => {
    const text = JSON.stringify({
      version: '1.0',
      type: 'cedarv1',
      cedar: {
        policies: [
          'permit(principal, action == Action::"call_tool", resource);',
          'forbid(principal, action == Action::"call_tool", resource == Tool::"melt");',
        ],
        entities_json: '[]',
      },
    });
    const { enforced } = toolhive.read(text);
    for (const name of ['look', 'melt', 'later']) {
      assert.equal(hiveCall(text, name), enforced?.outcome('', name).kind === 'allow', name);
    }
  });
});

suite('the reader', () => {
  test('strings come back as they were', () => {
    for (const name of hostile.filter((one) => one.isWellFormed())) {
      const { statements } = readStatements(
        `permit(principal, action == Action::${stringText(name)}, resource);`,
      );
      assert.equal(statements?.[0]?.action?.id, name);
    }
  });

  test('a form that we do not evaluate is a problem, never skipped', () => {
    for (const text of [
      'permit(principal == User::"a", action, resource);',
      'permit(principal, action in [Action::"a"], resource);',
      'permit(principal, action, resource) when { principal has name };',
      'permit(principal, action, resource) when { resource.arg_force };',
      'permit(principal, action, resource) when { if context has a then true else false };',
      'permit(principal, action, resource) when { context.a.isInRange(ip("10.0.0.0/8")) };',
      'permit(principal, action, resource) when { context.a == context.b',
      'permit(principal, action, resource)',
      '@id("x") permit(principal, action, resource);',
      'allow(principal, action, resource);',
      `permit(principal, action, resource) when { ${'('.repeat(5_000)}true };`,
      `permit(principal, action, resource) when { ${'!'.repeat(5_000)}true };`,
      `permit(principal, action, resource) when { ${'true && '.repeat(5_000)}true };`,
    ]) {
      assert.notEqual(readStatements(text).problem, undefined, text.slice(0, 100));
    }
  });

  test('conditions of any statement decide as the engine says, also those that cannot be evaluated', () => {
    const path = fc.constantFrom('context.a', 'context.b', 'context.c', 'context["d e"]');
    const literal = fc.constantFrom('true', 'false', '0', '-3', '"x"', '"li*ne"', '""');
    const leaf = fc.oneof(
      fc
        .tuple(path, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), literal)
        .map((parts) => parts.join(' ')),
      fc
        .tuple(path, fc.constantFrom('"x*"', '"*"', '"*\\\\**"', '"li*"'))
        .map((parts) => parts.join(' like ')),
      fc.constantFrom('a', 'b', 'c', '"d e"').map((name) => `context has ${name}`),
      fc.tuple(literal, literal, path).map(([one, other, at]) => `[${one}, ${other}].contains(${at})`),
      path,
      fc.constantFrom('true', 'false'),
    );
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc
          .tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression'))
          .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
        tie('expression').map((inside) => `!(${inside})`),
      ),
    }));
    const statement = fc
      .tuple(fc.constantFrom('permit', 'forbid'), fc.constantFrom('when', 'unless'), expression)
      .map(([effect, kind, body]) => `${effect}(principal, action, resource) ${kind} { ${body} };`);
    const value = fc.constantFrom<CedarValueJson>(true, false, 0, -3, 7, 'x', 'li*ne', 'xyz', '', []);
    const given = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd e'), value, { maxKeys: 4 });
    const statements = fc.array(statement, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(statements, fc.boolean(), given, (some, open, context) => {
        const text = [...some, ...(open ? ['permit(principal, action, resource);'] : [])].join('\n');
        const { statements: read, problem } = readStatements(text);
        assert.equal(problem, undefined, text);
        const engine = allows(text, { type: 'Action', id: 'a' }, { type: 'Tool', id: 't' }, context);
        assert.equal(permits(read ?? [], context), engine, `${text}\n${JSON.stringify(context)}`);
      }),
      { numRuns: 1_500 },
    );
  });
});

suite('documents of others', () => {
  const forbidden = 'forbid(principal, action == AgentCore::Action::"belfry___ring", resource)';
  const outcomeOf = (text: string) =>
    agentcore.read(`permit(principal, action, resource);\n${text}`).enforced?.outcome('belfry', 'ring');

  test('a forbid under conditions is told in words', () => {
    assert.deepEqual(outcomeOf(`${forbidden} when { context.input.force == true };`), {
      kind: 'allow',
      limits: [],
      conditions: ['`force` is not true'],
    });
    assert.deepEqual(
      outcomeOf(
        `${forbidden} unless { context has input && context.input has force && context.input.force == false };`,
      ),
      { kind: 'allow', limits: [], conditions: ['`force` is false'] },
    );
  });

  test('conditions that no call was found to meet are a denial', () => {
    const impossible = 'context.input.force == true && context.input.force == false';
    const text = `permit(principal, action, resource) when { ${impossible} };`;
    assert.equal(agentcore.read(text).enforced?.outcome('belfry', 'ring').kind, 'deny');
  });
});
