// Real engines over every tool of the catalog: Cedar with strict validation for AgentCore and ToolHive, CEL for agentgateway.
// Part of `npm run test:engines`; what a build itself proves of every document is `src/pipeline/prove-policies.ts`.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  type CedarValueJson,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import { evaluate } from '@marcbachmann/cel-js';
import { load } from 'js-yaml';
import { Entry } from '../../src/model/entry.ts';
import { type Bound, isValues } from '../../src/policy/decision.ts';
import { stringText } from '../../src/policy/formats/_cedar.ts';
import { agentcore } from '../../src/policy/formats/agentcore.ts';
import { agentgateway } from '../../src/policy/formats/agentgateway.ts';
import { toolhive } from '../../src/policy/formats/toolhive.ts';
import { type DecidedTool, type Intent, intentOf } from '../../src/policy/intent.ts';

const root = join(import.meta.dirname, '..', '..', 'catalog', 'servers');
const intents = globSync('**/*.json', { cwd: root })
  .sort()
  .map((path) => Entry.parse(JSON.parse(readFileSync(join(root, path), 'utf8'))))
  .filter(({ tools }) => tools.length > 0)
  .map(({ server, tools }) => intentOf([{ id: server.id, title: server.title, tools }]));

type Values = Record<string, CedarValueJson>;

/** No arguments, those that the bounds ask for, and each of them of another value or nested. */
function callsOf({ decision }: DecidedTool): readonly Values[] {
  const bounds = decision.bounds.filter(isValues);
  const fitting: Values = Object.fromEntries(
    bounds.map(({ argument, allowed }) => [argument, allowed[0] ?? '']),
  );
  return [
    {},
    ...(bounds.length === 0 ? [] : [fitting, { options: fitting }]),
    ...bounds.flatMap(({ argument, allowed }) =>
      [...allowed, true, 'no_such_value', 7].map((value) => ({ ...fitting, [argument]: value })),
    ),
  ];
}

const gateway = {
  type: 'AgentCore::Gateway',
  id: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:gateway/your-gateway',
};

/** A schema for strict validation: each tool with the arguments that its bounds read, all of them optional. */
function schemaOf({ servers }: Intent): string {
  const actions = servers.flatMap(({ alias, tools }) =>
    tools
      .filter(({ name }) => name.isWellFormed())
      .map(({ name, decision }) => {
        const input = decision.bounds
          .filter(isValues)
          .map((bound) => `${stringText(bound.argument)}?: ${typeOf(bound)}`);
        return `action ${stringText(`${alias}___${name}`)} appliesTo { principal: [User], resource: [Gateway], context: { input: { ${input.join(', ')} } } };`;
      }),
  );
  return `namespace AgentCore { entity User; entity Gateway; ${actions.join('\n')} }`;
}

const typeOf = (bound: Bound): string =>
  isValues(bound) && typeof bound.allowed[0] === 'boolean' ? 'Bool' : 'String';

let sets = 0;

/** The engine's answers under one document, which is parsed once. */
function engineFor(policies: string) {
  sets += 1;
  const id = `document-${sets}`;
  const parsed = preparsePolicySet(id, { staticPolicies: policies });
  assert.equal(parsed.type, 'success', JSON.stringify(parsed).slice(0, 300));
  return (action: { type: string; id: string }, resource: { type: string; id: string }, context: Values) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'User', id: 'someone' },
      action,
      resource,
      context,
      preparsedPolicySetId: id,
      validateRequest: false,
      entities: [],
    });
    assert.equal(answer.type, 'success', JSON.stringify(answer).slice(0, 300));
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}

suite('over the catalog', () => {
  test('AgentCore: strictly valid, and the Cedar engine decides every call as our reader does', (t) => {
    let calls = 0;
    for (const intent of intents) {
      const { text } = agentcore.emit(intent);
      const answer = validate({
        schema: schemaOf(intent),
        policies: { staticPolicies: text },
        validationSettings: { mode: 'strict' },
      });
      assert.ok(answer.type === 'success', JSON.stringify(answer).slice(0, 300));
      assert.deepEqual(answer.validationErrors, [], intent.servers[0]?.id);
      const ours = agentcore.read(text).enforced?.calls;
      const engine = engineFor(text);
      for (const { alias, tools } of intent.servers) {
        for (const tool of tools) {
          for (const input of callsOf(tool)) {
            calls += 1;
            const action = { type: 'AgentCore::Action', id: `${alias}___${tool.name}` };
            const said = engine(action, gateway, { input });
            assert.equal(
              ours?.decide(alias, tool.name, input),
              said ? 'allow' : 'deny',
              `${alias} ${tool.name}`,
            );
          }
        }
      }
    }
    t.diagnostic(`${intents.length} documents, ${calls} calls`);
  });

  test('ToolHive: the Cedar engine decides every call as our reader does', (t) => {
    let calls = 0;
    for (const intent of intents) {
      const { text } = toolhive.emit(intent);
      const ours = toolhive.read(text).enforced?.calls;
      const engine = engineFor((JSON.parse(text).cedar.policies as string[]).join('\n'));
      for (const { alias, tools } of intent.servers) {
        for (const { name } of [...tools, { name: 'a_tool_added_later' }]) {
          calls += 1;
          const said = engine({ type: 'Action', id: 'call_tool' }, { type: 'Tool', id: name }, {});
          assert.equal(ours?.decide(alias, name, {}), said ? 'allow' : 'hide', `${alias} ${name}`);
        }
      }
    }
    t.diagnostic(`${intents.length} documents, ${calls} calls`);
  });

  test('agentgateway: a CEL engine decides every call as our reader does', (t) => {
    let calls = 0;
    for (const intent of intents) {
      const { text } = agentgateway.emit(intent);
      const document = load(text) as {
        mcp: { policies: { mcpAuthorization: { rules: { allow: string }[] } } };
      };
      const { enforced } = agentgateway.read(text);
      for (const { alias: target, tools } of intent.servers) {
        for (const { name } of [...tools, { name: 'a_tool_added_later' }]) {
          calls += 1;
          const said = document.mcp.policies.mcpAuthorization.rules.some(
            ({ allow }) => evaluate(allow, { mcp: { tool: { target, name } } }) === true,
          );
          assert.equal(enforced?.outcome(target, name).kind, said ? 'allow' : 'hide', `${target} ${name}`);
        }
      }
    }
    t.diagnostic(`${intents.length} documents, ${calls} calls`);
  });
});
