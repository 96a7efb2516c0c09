// The Go extractor on any text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../src/extract/_syntax/parser.ts';
import { go } from '../../src/extract/go/go.ts';
import { filesBelow } from '../_golden.ts';

const fixtures = join(import.meta.dirname, '../fixtures/extract/go');
const bakery = filesBelow(join(fixtures, 'official/input'));
const head = 'package main\nimport "github.com/mark3labs/mcp-go/mcp"\n';
const tool = '\nvar grind = mcp.NewTool("grind", mcp.WithDescription("Grind corn."))\n';

before(() => loadLanguages(['go']));

suite('go: any text', () => {
  test('never throws on what is left of a program', () => {
    const text = bakery.map((file) => file.text).join('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(300), fc.string(), (from, length, put) => {
        go.extract([{ path: 'main.go', text: text.slice(0, from) + put + text.slice(from + length) }]);
      }),
      { numRuns: 100 },
    );
  });

  test('the order of files does not matter', () => {
    const expected = go.extract(bakery);
    assert.equal(expected.tools.length, 4);
    assert.deepEqual(go.extract([...bakery].reverse()), expected);
  });

  const hostile: Readonly<Record<string, string>> = {
    'ten thousand brackets': `var x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
    'ten thousand additions': `var x = "a"${' + "a"'.repeat(10_000)}`,
    'constants that refer to each other': 'const A = B\nconst B = A\nvar C = C + C',
    'a struct within itself': 'type T struct { T *T; Ts []T; M map[string]T }',
    'types that name each other': 'type A B\ntype B A\nvar x A = A(B("x"))',
    'a function that calls itself': 'func f(n int) mcp.Tool { return f(f(f(n))) }\nvar x = f(1)',
  };
  for (const [name, body] of Object.entries(hostile)) {
    test(`${name}: the tool after it is found`, () => {
      const found = go.extract([{ path: 'main.go', text: head + body + tool }]);
      assert.deepEqual(
        found.tools.map((each) => each.name),
        ['grind'],
      );
    });
  }
});
