// The Python extractor on any text: it never throws, and only what a program says decides.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../src/extract/_syntax/parser.ts';
import { extract } from '../../src/extract/extract.ts';
import { python } from '../../src/extract/python/python.ts';
import type { SourceFile } from '../../src/model/source.ts';
import type { Extraction } from '../../src/model/tool.ts';
import { filesBelow } from '../_golden.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
const harbor = filesBelow(join(fixtures, 'extract/python/rosetta/input'));
const several = ['calls', 'mounts', 'list-tools', 'classes'].flatMap((name) =>
  filesBelow(join(fixtures, 'extract/python', name, 'input')).map((file) => ({
    ...file,
    path: `${name}/${file.path}`,
  })),
);

const server = (body: string): SourceFile[] => [
  { path: 'server.py', text: `from fastmcp import FastMCP\nmcp = FastMCP("mill")\n${body}` },
];
const names = ({ tools }: Extraction): string[] => tools.map((tool) => tool.name).sort();
const withoutLines = ({ tools }: Extraction): unknown =>
  tools.map(({ place, ...rest }) => ({ ...rest, path: place.path }));

before(() => loadLanguages(['python']));

suite('python: any text', () => {
  const word = fc.constantFrom(
    ...'mcp . tool ( ) @ def class x = [ ] { } : , "a" f"{x}" * ** return if for in lambda None FastMCP import from add_tool \n \n  '.split(
      ' ',
    ),
    '\n    ',
    '\n',
  );

  test('never throws', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), (words) => {
        python.extract(server(words.join(' ')));
      }),
      { numRuns: 300 },
    );
  });

  test('never throws on what is left of a program', () => {
    const text = several.map((file) => file.text).join('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(400), fc.string(), (from, length, put) => {
        python.extract(server(text.slice(0, from) + put + text.slice(from + length)));
      }),
      { numRuns: 60 },
    );
  });

  test('the order of files does not matter', () => {
    const expected = python.extract(several);
    assert.ok(expected.tools.length > 10);
    fc.assert(
      fc.property(fc.shuffledSubarray(several, { minLength: several.length }), (files) => {
        assert.deepEqual(python.extract(files), expected);
      }),
      { numRuns: 10 },
    );
  });

  test('a comment changes nothing but lines', () => {
    const expected = withoutLines(python.extract(harbor));
    const lines = (harbor[0]?.text ?? '').split('\n');
    const gaps = lines.flatMap((line, index) =>
      line === '' && lines[index + 1]?.startsWith('@') === true ? [index] : [],
    );
    assert.ok(gaps.length > 2);
    fc.assert(
      fc.property(fc.constantFrom(...gaps), fc.stringMatching(/^[ -~]{0,40}$/), (gap, words) => {
        const text = lines.toSpliced(gap, 0, `# ${words}`).join('\n');
        assert.deepEqual(withoutLines(python.extract([{ path: 'harbor.py', text }])), expected);
      }),
      { numRuns: 30 },
    );
  });
});

suite('python: hostile text', () => {
  const tool = '\n@mcp.tool\ndef grind(corn: str):\n    """Grind corn."""\n';
  const cases: Readonly<Record<string, string>> = {
    'ten thousand brackets': `x = ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    'ten thousand open brackets': `${tool}x = ${'['.repeat(10_000)}`,
    'ten thousand calls': `x = ${'f('.repeat(10_000)}${')'.repeat(10_000)}`,
    'ten thousand additions': `x = "a"${' + "a"'.repeat(10_000)}`,
    'ten thousand attributes': `x = a${'.a'.repeat(10_000)}`,
    'a constant that refers to itself': 'A = A + A\nB = C\nC = B\nD = [D, *D]\nE = {**E, "e": E}',
    'a list that doubles': `x = [1, 2]\n${'x = x + x\n'.repeat(60)}`,
    'a string that doubles': `x = "ab"\n${'x = x + x\n'.repeat(60)}`,
    'a function that calls itself': 'def f(n):\n    return f(n) + f(n) + f(n)\nx = f(1)',
    'functions that call each other': `${Array.from({ length: 40 }, (_, n) => `def f${n}():\n    f${n + 1}(); f${n + 1}(); f${n + 1}()\n`).join('')}f0()`,
    'loops within loops': `x = range(500)\n${Array.from({ length: 8 }, (_, n) => `${'  '.repeat(n)}for i${n} in x:\n`).join('')}${'  '.repeat(8)}y = 1`,
    'classes that inherit from each other': 'class A(B): pass\nclass B(A): pass\nclass A(B): pass\nA().x.y',
    'a model within itself':
      'from pydantic import BaseModel\nclass M(BaseModel):\n  m: "M"\n  n: list["M"]\n@mcp.tool\ndef f(m: M): pass',
    'names of the prototype':
      '__proto__ = {"__proto__": 1, "constructor": 2}\nhasOwnProperty = __proto__["toString"]\n',
    'mounts in a circle':
      'a = FastMCP("a")\nb = FastMCP("b")\na.mount(b, "b")\nb.mount(a, "a")\n@a.tool\ndef t(): pass',
  };
  for (const [name, body] of Object.entries(cases)) {
    test(`${name} cost little and hide nothing`, () => {
      const begun = performance.now();
      const found = python.extract(server(body + tool));
      assert.ok(performance.now() - begun < 10_000);
      if (name !== 'ten thousand open brackets') assert.ok(names(found).includes('grind'), name);
      else assert.ok(names(found).includes('grind') || found.skips.length > 0);
    });
  }

  test('a parameter called __proto__ is a parameter', () => {
    const [found] = python.extract(server('@mcp.tool\ndef f(__proto__: str, constructor: int): pass')).tools;
    assert.deepEqual(Object.keys(found?.inputSchema['properties'] ?? {}), ['__proto__', 'constructor']);
  });
});

suite('python: names that are not constant', () => {
  test('a name with an unknown part is told and not guessed', () => {
    const found = python.extract(server('@mcp.tool(name=f"{prefix()}_list")\ndef f(): pass'));
    assert.deepEqual(names(found), []);
    assert.deepEqual(
      found.skips.map((skip) => skip.reason),
      ['name-not-constant'],
    );
  });

  test('a list from elsewhere is told', () => {
    const text =
      'from mcp.server import Server\nimport other\ns = Server("x")\n@s.list_tools()\nasync def l():\n    return other.tools()';
    const found = python.extract([{ path: 'a.py', text }]);
    assert.deepEqual(
      found.skips.map((skip) => skip.reason),
      ['list-not-constant'],
    );
  });
});

test('the seed server of functions that are registered by calls has exactly its tools', async () => {
  const files = filesBelow(join(fixtures, 'seeds/sandraschi__virtualization-mcp'));
  const found = await extract({ files, skips: [] });
  assert.deepEqual(
    found.tools.map((tool) => tool.name),
    [
      'clone_vm',
      'create_vm',
      'delete_snapshot',
      'delete_vm',
      'get_vm_info',
      'list_snapshots',
      'list_vms',
      'reset_vm',
      'restore_snapshot',
      'start_vm',
      'stop_vm',
      'take_snapshot',
    ],
  );
  const stop = found.tools.find((tool) => tool.name === 'stop_vm');
  assert.equal(stop?.description, '');
  assert.deepEqual(Object.keys(stop?.inputSchema['properties'] ?? {}), ['vm_name']);
  assert.deepEqual(
    found.tools.filter((tool) => tool.description === '').map((tool) => tool.name),
    ['stop_vm'],
  );
});
