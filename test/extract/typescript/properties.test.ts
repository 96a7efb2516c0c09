// What holds for every text: no throw, no dependence on file order or comments, no runaway on hostile input.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../../src/extract/_syntax/parser.ts';
import { extract } from '../../../src/extract/extract.ts';
import { typescript } from '../../../src/extract/typescript/typescript.ts';
import type { SourceFile } from '../../../src/model/source.ts';
import { definitionOf } from '../../../src/model/tool.ts';
import { filesBelow } from '../../_golden.ts';

const cases = join(import.meta.dirname, '../../fixtures/extract/typescript');
const golden = globSync(join(cases, '*')).sort();
const read = (files: readonly SourceFile[]) => extract({ files, skips: [] }, [typescript]);
const one = (text: string, path = 'src/index.ts') => read([{ path, text }]);

before(() => loadLanguages(typescript.grammars));

const words = [
  'server.tool(',
  'server.registerTool(',
  'addTool({',
  '"chart"',
  '`chart`',
  'const a = ',
  'a',
  'z.object({',
  '})',
  ')',
  '{',
  '}',
  '[',
  ']',
  ',',
  '...',
  '=>',
  'class A extends ',
  'this.a',
  'for (const a of ',
  'setRequestHandler(ListToolsRequestSchema, ',
  'return ',
  '.map(',
  ';\n',
  'export ',
  'import a from "./b";',
];

test('no text makes the extractor throw', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(texts, texts, fc.constantFrom('a.ts', 'a.js', 'a.tsx'), (text, other, path) => {
      typescript.extract([
        { path, text },
        { path: 'b.ts', text: other },
      ]);
    }),
    { numRuns: 300 },
  );
});

test('the order of files does not matter', async () => {
  for (const folder of golden) {
    const files = filesBelow(join(folder, 'input'));
    assert.deepEqual(await read([...files].reverse()), await read(files), basename(folder));
  }
});

test('a comment changes nothing but lines', async () => {
  for (const folder of golden) {
    // Broken code may heal differently, and JSON and YAML have no such comments.
    if (/^(?:damaged|manifests|openapi.*)$/.test(basename(folder))) continue;
    const files = filesBelow(join(folder, 'input'));
    const commented = files.map((file) => ({
      ...file,
      text: file.path.endsWith('.json')
        ? file.text
        : `// A remark of the harbor master.\n/* server.tool('ghost', 'Never there.', () => {}) */\n${file.text}`,
    }));
    const [plain, remarked] = [await read(files), await read(commented)];
    assert.deepEqual(remarked.tools.map(definitionOf), plain.tools.map(definitionOf), basename(folder));
    assert.deepEqual(
      remarked.tools.map((tool) => (tool.place.line ?? 0) - 2),
      plain.tools.map((tool) => tool.place.line),
      basename(folder),
    );
  }
});

const tool = "server.tool('drop_anchor', 'Drop the anchor.', {}, async () => ({}));\n";

const hostile: Readonly<Record<string, string>> = {
  'nested brackets': `${tool}const deep = ${'['.repeat(10_000)}${']'.repeat(10_000)};\nserver.tool(deep, 'x', {}, () => {});`,
  'nested objects': `${tool}const deep = ${'{a:'.repeat(10_000)}1${'}'.repeat(10_000)};\nserver.registerTool('deep', deep, () => {});`,
  'nested calls': `${tool}server.tool(${'f('.repeat(10_000)}1${')'.repeat(10_000)}, 'x', {}, () => {});`,
  'nested functions': `${tool}${'(() => {'.repeat(5_000)}server.tool('inner', 'x', {}, () => {});${'})();'.repeat(5_000)}`,
  'a long sum': `${tool}server.tool(${Array.from({ length: 10_000 }, () => "'a'").join(' + ')}, 'x', {}, () => {});`,
  'a long chain': `${tool}server.tool('chain', 'x', { a: z.string()${'.optional()'.repeat(10_000)} }, () => {});`,
  'constants that need themselves': `${tool}const a = b + a; const b = [...b, a]; const f = (x) => f(f(x)); server.tool(f(a), b, { c: f(b) }, () => {});`,
  'doubling texts': `${tool}${Array.from({ length: 60 }, (_, i) => `const t${i + 1} = t${i} + t${i};`).join('\n')}\nconst t0 = 'x';\nserver.tool(t60, 'x', {}, () => {});`,
  'doubling lists': `${tool}const l0 = ['x'];\n${Array.from({ length: 60 }, (_, i) => `const l${i + 1} = [...l${i}, ...l${i}];`).join('\n')}\nfor (const n of l60) server.tool(n, 'x', {}, () => {});`,
  'loops within loops': `${tool}const l = [${Array.from({ length: 100 }, (_, i) => i).join()}];\n${Array.from({ length: 12 }, (_, i) => `for (const v${i} of l)`).join(' ')} server.tool('n' + v0 + v11, 'x', {}, () => {});`,
  'a huge text': `${tool}const huge = '${'a'.repeat(3_000_000)}';\nserver.tool('huge', huge, {}, () => {});`,
  'no text at all': `${tool}${String.fromCharCode(...Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 65_536))}`,
};

for (const [what, text] of Object.entries(hostile)) {
  test(`${what} costs neither the other tools nor much time`, async () => {
    const begun = performance.now();
    const { tools } = await one(text, 'src/index.js');
    assert.ok(
      tools.some((found) => found.name === 'drop_anchor'),
      'the tool beside it is still found',
    );
    assert.ok(performance.now() - begun < 20_000);
    assert.ok(tools.every((found) => found.description.length <= 20_000));
  });
}

test('a name that objects mistake for a parent stays data', async () => {
  const { tools } = await one(
    "server.tool('__proto__', 'Named so.', { ['__proto__']: z.string(), constructor: z.number() }, () => {});",
  );
  const properties = tools[0]?.inputSchema['properties'];
  assert.deepEqual(Object.keys(properties ?? {}), ['__proto__', 'constructor']);
  assert.equal(({} as Record<string, unknown>)['type'], undefined);
});
