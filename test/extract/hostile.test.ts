// What every extractor has to bear: text that is meant to break it, and text that only looks different.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../src/extract/_syntax/parser.ts';
import { extract } from '../../src/extract/extract.ts';
import { extractors } from '../../src/extract/extractors.ts';
import type { SourceFile } from '../../src/model/source.ts';
import type { Extraction } from '../../src/model/tool.ts';

/** How a language says the same thing: a server with one tool, whose name is an expression over some constants. */
interface Dialect {
  readonly path: string;
  readonly comment: string;
  readonly constant: (name: string, value: string) => string;
  readonly program: (name: string, constants: readonly string[]) => string;
}

const lines = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join('\n');

const dialects: Readonly<Record<string, Dialect>> = {
  csharp: {
    path: 'src/Server.cs',
    comment: '// a comment',
    constant: (name, value) => `  const string ${name} = ${value};`,
    program: (name, constants) =>
      lines(
        'using ModelContextProtocol.Server;',
        '[McpServerToolType] public class Tools {',
        constants,
        `  [McpServerTool(Name = ${name})] public string Run(string what) => what;`,
        '}',
      ),
  },
  elixir: {
    path: 'lib/server.ex',
    comment: '# a comment',
    constant: (name, value) => `  @${name.toLowerCase()} ${value}`,
    program: (name, constants) =>
      lines(
        'defmodule Mill.MCP do',
        '  use ExMCP.Server',
        constants,
        `  deftool ${name.replace(/\b[A-Z]\d*\b/g, (each) => `@${each.toLowerCase()}`)}, description: "Runs."`,
        'end',
      ).replace(/(?<=^ {2}@a\d* .*)\b[A-Z]\d*\b/gm, (each) => `@${each.toLowerCase()}`),
  },
  go: {
    path: 'main.go',
    comment: '// a comment',
    constant: (name, value) => `const ${name} = ${value}`,
    program: (name, constants) =>
      lines(
        'package main',
        'import "github.com/mark3labs/mcp-go/mcp"',
        constants,
        `var tool = mcp.NewTool(${name}, mcp.WithString("what"))`,
      ),
  },
  java: {
    path: 'src/main/java/Server.java',
    comment: '// a comment',
    constant: (name, value) => `  static final String ${name} = ${value};`,
    program: (name, constants) =>
      lines(
        'import io.quarkiverse.mcp.server.Tool;',
        'class Tools {',
        constants,
        `  @Tool(name = ${name}) String run(String what) { return what; }`,
        '}',
      ),
  },
  kotlin: {
    path: 'src/main/kotlin/Server.kt',
    comment: '// a comment',
    constant: (name, value) => `const val ${name} = ${value}`,
    program: (name, constants) =>
      lines(
        'import io.modelcontextprotocol.kotlin.sdk.server.Server',
        constants,
        'fun register(server: Server) {',
        `  server.addTool(name = ${name}, description = "Runs.") { it }`,
        '}',
      ),
  },
  php: {
    path: 'src/Server.php',
    comment: '// a comment',
    constant: (name, value) => `  const ${name} = ${value};`,
    program: (name, constants) =>
      lines(
        '<?php',
        'use PhpMcp\\Server\\Attributes\\McpTool;',
        'class Tools {',
        constants,
        `  #[McpTool(name: ${name.replace(/\b[A-Z]\d*\b/g, 'self::$&')})]`,
        '  public function run(string $what): string { return $what; }',
        '}',
      ).replace(/(?<== .*)\b[A-Z]\d*\b/g, 'self::$&'),
  },
  python: {
    path: 'server.py',
    comment: '# a comment',
    constant: (name, value) => `${name} = ${value}`,
    program: (name, constants) =>
      lines(
        'from fastmcp import FastMCP',
        'mcp = FastMCP("mill")',
        constants,
        `@mcp.tool(name=${name})`,
        'def run(what: str) -> str:',
        '    return what',
      ),
  },
  ruby: {
    path: 'lib/server.rb',
    comment: '# a comment',
    constant: (name, value) => `${name} = ${value}`,
    program: (name, constants) =>
      lines(
        "require 'mcp'",
        constants,
        'class Run < MCP::Tool',
        `  tool_name ${name}`,
        '  description "Runs."',
        'end',
      ),
  },
  rust: {
    path: 'src/main.rs',
    comment: '// a comment',
    constant: (name, value) => `const ${name}: &str = ${value};`,
    program: (name, constants) =>
      lines(
        'use rmcp::{tool, tool_router};',
        constants,
        '#[tool_router]',
        'impl Mill {',
        `  #[tool(name = ${name})]`,
        '  async fn run(&self) -> String { String::new() }',
        '}',
      ),
  },
  typescript: {
    path: 'src/server.ts',
    comment: '// a comment',
    constant: (name, value) => `const ${name} = ${value};`,
    program: (name, constants) =>
      lines(
        "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';",
        constants,
        "const server = new McpServer({ name: 'mill', version: '1' });",
        `server.registerTool(${name}, { description: 'Runs.' }, async () => ({ content: [] }));`,
      ),
  },
};

const names = ({ tools }: Extraction): string[] => tools.map((tool) => tool.name);
const withoutLines = ({ tools, skips }: Extraction): unknown => [
  tools.map(({ place, ...rest }) => ({ ...rest, path: place.path })),
  skips.map(({ place, ...rest }) => ({ ...rest, path: place?.path })),
];
const open = [
  '(',
  '[',
  '{',
  '<',
  '"',
  "'",
  '`',
  '/*',
  '@a(',
  '#[a(',
  'a(',
  'a.',
  'a + ',
  '!',
  '- ',
  'if (a) {',
];
const closed = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['a(', ')'],
  ['[[', ']]'],
] as const;
const traps = [
  `/**${'*'.repeat(20_000)}`,
  `"${'\\'.repeat(20_001)}`,
  `${' '.repeat(20_000)}x`,
  '<param name="a">'.repeat(2_000),
  `:param ${'a '.repeat(10_000)}`,
  '\n'.repeat(20_000),
  `"""${'\n  '.repeat(10_000)}"""`,
  `Tool${'l'.repeat(20_000)}`,
  'json!({"inputSchema": '.repeat(2_000),
];
const garbage = [
  '\u0000'.repeat(1_000),
  Buffer.from('server.tool("x")', 'utf16le').toString('latin1'),
  `\ufeff${Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]).toString('utf8')}`,
  '\ud800\udc00\ud800 \udfff',
  String.fromCharCode(...Array.from({ length: 2_000 }, (_, at) => (at * 7919) % 65_536)),
];

for (const extractor of extractors) {
  const dialect = dialects[extractor.id];
  suite(`hostile: ${extractor.id}`, () => {
    assert.ok(dialect !== undefined, `${extractor.id} says here how its language defines a tool.`);
    const { path, program, constant, comment } = dialect;
    const run = (text: string): Promise<Extraction> =>
      extract({ files: [{ path, text }], skips: [] }, [extractor]);
    const beside = (text: string): SourceFile[] => [
      { path, text: program('"grind"', []) },
      { path: path.replace(/(?<=\/|^)(\w+)(?=\.\w+$)/, '$1Other'), text },
    ];
    const finds = (text: string): void => {
      const found = extractor.extract(beside(text));
      assert.ok(
        found.tools.some((tool) => tool.name === 'grind'),
        'the tool beside it is found',
      );
    };
    before(() => loadLanguages(extractor.grammars));

    test('the tool is found, and a comment changes nothing', async () => {
      const plain = await run(program('"grind"', []));
      assert.deepEqual(names(plain), ['grind']);
      const [first = '', ...rest] = program('"grind"', []).split('\n');
      const commented = await run([first, comment, ...rest, comment].join('\n'));
      assert.deepEqual(withoutLines(commented), withoutLines(plain));
    });

    test('the order of files does not matter', async () => {
      const files = [
        ...beside(program('A + "x"', [constant('A', '"mill_"')])),
        { path: `${path}.txt`, text: '' },
      ];
      const forward = await extract({ files, skips: [] }, [extractor]);
      assert.deepEqual(await extract({ files: [...files].reverse(), skips: [] }, [extractor]), forward);
    });

    test('ten thousand levels of nesting', () => {
      for (const piece of open) finds(program('"deep"', [constant('A', piece.repeat(10_000))]));
      for (const [begin, end] of closed)
        finds(program('"deep"', [constant('A', `${begin.repeat(10_000)}1${end.repeat(10_000)}`)]));
    });

    test('constants that name themselves, or each other, make no tool and are told', async () => {
      for (const text of [
        program('A', [constant('A', 'A')]),
        program('A', [constant('A', 'B'), constant('B', 'A')]),
        program('A', [constant('A', 'B + B'), constant('B', 'A + A')]),
      ]) {
        const { tools, skips } = await run(text);
        assert.deepEqual(
          tools
            .filter((tool) => tool.partial !== true && tool.dynamic === undefined)
            .map((tool) => tool.name),
          [],
        );
        assert.ok(
          skips.some((skip) => skip.reason !== 'no-tools-found'),
          text,
        );
      }
    });

    test('a constant that doubles forty times costs little', () => {
      const doubling = Array.from({ length: 40 }, (_, at) =>
        constant(`A${at + 1}`, at === 0 ? '"a"' : Array(8).fill(`A${at}`).join(' + ')),
      );
      const begun = performance.now();
      finds(program('A40', doubling));
      assert.ok(performance.now() - begun < 10_000);
    });

    test('what looks like text, what is none, and what traps expressions', () => {
      const begun = performance.now();
      for (const text of [...garbage, ...traps]) {
        finds(text);
        finds(program('"grind_too"', [constant('A', text)]));
      }
      assert.ok(performance.now() - begun < 10_000);
    });

    test('names that mislead are kept as they are or refused, and reach no prototype', async () => {
      for (const name of [
        '__proto__',
        'constructor',
        'toString',
        'admin\u202egnp',
        'zero\u200bwidth',
        'x'.repeat(10_000),
        'bell\u0007',
        '',
      ]) {
        const found = await run(program(`"${name}"`, []));
        for (const tool of found.tools)
          assert.ok(tool.name === name || tool.name.toLowerCase() === 'run', tool.name);
        assert.ok(found.tools.length === 1 || found.skips.length > 0, JSON.stringify(name.slice(0, 20)));
      }
      assert.equal(Object.keys(Object.prototype).length, 0);
    });

    test('any text', () => {
      const words = fc.constantFrom(
        'mcp',
        'Tool',
        'tool',
        'name',
        '=',
        '(',
        ')',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        ':',
        ',',
        '.',
        '@',
        '#',
        '\n',
        '$',
        'class',
        'fun',
        'def',
        'fn',
        'impl',
        '<',
        '>',
        '=>',
        '->',
      );
      fc.assert(
        fc.property(fc.array(words, { maxLength: 80 }), fc.string(), (pieces, any) => {
          finds(pieces.join(' '));
          finds(any);
        }),
        { numRuns: 40 },
      );
    });
  });
}
