// The CEL rules under a real CEL engine: every name means what our reader says, and a rule that cannot be evaluated allows nothing.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import { parse } from 'yaml';
import { celNames, readNameRule } from '../../src/policy/formats/_cel.ts';
import { agentgateway } from '../../src/policy/formats/agentgateway.ts';
import { intentOf } from '../../src/policy/intent.ts';
import { hostile } from './_hostile.ts';
import { verdictWords } from './_verdict.ts';

const wellFormed = hostile.filter((name) => name.isWellFormed());
const holds = (rule: string, target: string, name: string): boolean =>
  evaluate(rule, { mcp: { tool: { target, name } } }) === true;

suite('names', () => {
  const rule = celNames('desk', wellFormed);

  test('each listed name holds on its own server only', () => {
    for (const name of wellFormed) {
      assert.equal(holds(rule, 'desk', name), true, JSON.stringify(name));
      assert.equal(holds(rule, 'other', name), false, JSON.stringify(name));
    }
    assert.equal(holds(rule, 'desk', 'not_listed'), false);
  });

  test('our reader agrees with the engine', () => {
    const read = readNameRule(rule);
    assert.ok(read);
    for (const name of [...wellFormed, 'not_listed', '']) {
      for (const target of ['desk', 'other']) {
        assert.equal(read.holds(target, name), holds(rule, target, name), JSON.stringify(name));
      }
    }
    assert.deepEqual(read.names('desk'), wellFormed);
    assert.deepEqual(read.names('other'), []);
  });

  test('a rule over arguments, which are not there, is an error of the engine and a problem of our reader', () => {
    const overArguments = 'mcp.tool.arguments.force == false';
    assert.throws(() => holds(overArguments, 'desk', 'ring'));
    assert.equal(readNameRule(overArguments), undefined);
  });

  test('other forms are not guessed at', () => {
    for (const text of [
      '',
      'mcp.tool.name',
      'mcp.tool.name == "a" || true',
      'mcp.tool.name == "a" &&',
      'mcp.tool.name.startsWith("a")',
      '!(mcp.tool.name == "a")',
      'mcp.tool.name in []',
      'mcp.tool.name == "a" mcp.tool.name == "b"',
    ]) {
      assert.equal(readNameRule(text), undefined, text);
    }
    assert.equal(readNameRule('mcp.tool.name != "melt"')?.holds('desk', 'melt'), false);
  });
});

test('the rules of a whole document decide as our reader says', () => {
  const tools = wellFormed.map((name, index) => ({
    name,
    inputSchema: {},
    verdict: verdictWords(
      index % 2 === 0
        ? { category: 'Read', level: 'low', effects: [] }
        : { category: 'Destructive', level: 'critical', effects: [] },
    ),
  }));
  const { text } = agentgateway.emit(
    intentOf([
      { id: 'npm/desk', title: '', alias: 'desk', tools },
      { id: 'npm/shop', title: '', alias: 'shop', tools: tools.slice(0, 3) },
    ]),
  );
  const rules: { allow: string }[] = parse(text).mcp.policies.mcpAuthorization.rules;
  const { enforced } = agentgateway.read(text);
  for (const server of ['desk', 'shop', 'none']) {
    for (const name of [...wellFormed, 'later']) {
      assert.equal(
        rules.some(({ allow }) => holds(allow, server, name)),
        enforced?.outcome(server, name).kind === 'allow',
        `${server} ${JSON.stringify(name)}`,
      );
    }
  }
});
