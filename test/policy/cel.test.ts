// The CEL rules under a real CEL engine: every name means what our reader says, and a rule that cannot be evaluated allows nothing.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { evaluate } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { celNames, readCel } from '../../src/policy/formats/_cel.ts';
import { agentgateway } from '../../src/policy/formats/agentgateway.ts';
import { intentOf } from '../../src/policy/intent.ts';
import { hostile } from './_hostile.ts';
import { verdictWords } from './_verdict.ts';

const known = ['mcp.tool'];
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
    const read = readCel(rule, known);
    assert.ok(read);
    for (const name of [...wellFormed, 'not_listed', '']) {
      for (const target of ['desk', 'other']) {
        const value = read.valueIn({ mcp: { tool: { target, name } } });
        assert.equal(value, holds(rule, target, name), JSON.stringify(name));
      }
    }
    assert.deepEqual(read.tested.get('mcp.tool.name'), wellFormed);
  });

  test('a rule over arguments, which are not there, is an error of the engine and has no value for our reader', () => {
    const overArguments = 'mcp.tool.arguments.force == false';
    assert.throws(() => holds(overArguments, 'desk', 'ring'));
    const value = readCel(overArguments, known)?.valueIn({ mcp: { tool: { target: 'desk', name: 'ring' } } });
    assert.equal(value, undefined);
  });

  test('other forms are not guessed at', () => {
    for (const text of [
      '',
      'mcp.tool.name == "a" &&',
      'mcp.tool.name.matches("a")',
      'mcp.tool.name == "a" ? true : false',
      'mcp.tool.name == "a" mcp.tool.name == "b"',
      'jwt.sub == "me"',
      'mcp.tool.name == user',
      'size(mcp.tool.name) < 3',
      `${'('.repeat(5_000)}true`,
    ]) {
      assert.equal(readCel(text, known), undefined, text.slice(0, 80));
    }
  });

  test('any expression has the value that the engine gives it, or none where the engine fails', () => {
    const path = fc.constantFrom('a.b', 'a.c', 'a.d', 'a.e');
    const text = fc.constantFrom('"x"', '"xy"', '""');
    const leaf = fc.oneof(
      fc.tuple(path, fc.constantFrom('==', '!='), text).map((parts) => parts.join(' ')),
      path.map((at) => `has(${at})`),
      fc.tuple(path, text, text).map(([at, one, other]) => `${at} in [${one}, ${other}]`),
      fc
        .tuple(path, fc.constantFrom('startsWith', 'endsWith', 'contains'), text)
        .map(([at, method, of]) => `${at}.${method}(${of})`),
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
    const given = fc.dictionary(fc.constantFrom('b', 'c', 'd'), fc.constantFrom('x', 'xy', 'zx', ''));
    fc.assert(
      fc.property(expression, given, (some, a) => {
        let engine: unknown;
        try {
          engine = evaluate(some, { a });
        } catch {
          engine = undefined;
        }
        const read = readCel(some, ['a']);
        assert.ok(read, some);
        assert.equal(read.valueIn({ a }), engine, `${some}\n${JSON.stringify(a)}`);
      }),
      { numRuns: 1_500 },
    );
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
