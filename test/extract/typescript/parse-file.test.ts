// Bodies of functions that are parsed when somebody asks: the same tree and the same index as parsing the file whole.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../../src/extract/_syntax/parser.ts';
import { indexModule } from '../../../src/extract/typescript/modules/index-module/index-module.ts';
import { mayHold } from '../../../src/extract/typescript/modules/index-module/may-hold.ts';
import {
  type ListingName,
  lookUp,
  type Module,
  meaning,
} from '../../../src/extract/typescript/modules/module.ts';
import { parseFile } from '../../../src/extract/typescript/modules/parse-file.ts';
import {
  isFunction,
  nodesNamed,
  type SyntaxNode,
  textOf,
} from '../../../src/extract/typescript/modules/syntax.ts';
import { typescript } from '../../../src/extract/typescript/typescript.ts';
import type { SourceFile } from '../../../src/model/source.ts';

before(() => loadLanguages(['javascript']));

/** Long enough that bodies are left out at all. */
const ballast = `\n// ${'of stones '.repeat(2_500)}\n`;
const lazily = (text: string) => ({ path: 'dist/index.js', text: `${text}${ballast}yields / 2 / 1;` });
/** What ends the same file, where nobody can tell what the slashes mean: such a file is parsed whole. */
const whole = (text: string) => ({ path: 'dist/index.js', text: `${text}${ballast}yield  / 2 / 1;` });

function* nodesIn(root: SyntaxNode): Iterable<SyntaxNode> {
  yield root;
  for (const node of root.children) yield* nodesIn(node);
}

const brief = (node: SyntaxNode) => `${node.type} ${node.field ?? ''} ${node.start}-${node.end}`;
/** The nodes of the first so many characters. */
const outline = (file: SourceFile, length: number) =>
  [...nodesIn(parseFile(file).trunk.root)].filter((node) => node.end <= length).map(brief);

const names = ['rope', 'knot', 'mast', 'sail', 'hull'];
const name = fc.constantFrom(...names);
const filler = `if (wind > 3) { log('a gust }', /[}/]/, \`\${wind} knots\`); } // reef {\n`;

const expression = fc.letrec<{ one: string; body: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4 },
    name,
    fc.constantFrom('1', "'}'", `\`{\${rope}\``, '/}/', 'null'),
    fc.tuple(name, tie('one')).map(([called, given]) => `${called}(${given})`),
    fc.tuple(name, name, tie('one')).map(([of, called, given]) => `${of}.${called}(${given})`),
    fc.tuple(name, tie('one')).map(([key, given]) => `({ ${key}: ${given} })`),
    fc.tuple(name, tie('body')).map(([parameter, body]) => `((${parameter}) => ${body})`),
    fc
      .tuple(name, name, tie('body'))
      .map(([own, parameter, body]) => `(function ${own}(${parameter} = rope) ${body})`),
    fc.tuple(name, tie('body')).map(([method, body]) => `({ ${method}() ${body} })`),
    fc.tuple(name, name, tie('body')).map(([own, method, body]) => `(class ${own} { ${method}() ${body} })`),
  ),
  body: fc
    .array(fc.tuple(fc.nat(7), name, tie('one')), { maxLength: 4 })
    .map((statements) => `{ ${filler.repeat(2)}${statements.map(statement).join('\n')} }`),
}));

function statement([which, of, value]: readonly [number, string, string]): string {
  switch (which) {
    case 0:
      return `var ${of} = ${value};`;
    case 1:
      return `{ let ${of} = ${value}; ${of}.push(${value}) }`;
    case 2:
      return `${of} = ${value};`;
    case 3:
      return `${of}.list.push(${value});`;
    case 4:
      return `this.${of} = ${value};`;
    case 5:
      return `[1].forEach(${of});`;
    case 6:
      return `function ${of}() { ${filler.repeat(2)} return ${value} }`;
    default:
      return `return ${value};`;
  }
}

const program = fc
  .array(fc.tuple(fc.nat(6), name, expression.one), { minLength: 1, maxLength: 6 })
  .map((statements) => statements.map(statement).join('\n'));

test('opened all the way, the tree is the one of the whole file', () => {
  fc.assert(
    fc.property(program, (text) => {
      assert.deepEqual(outline(lazily(text), text.length), outline(whole(text), text.length));
    }),
    { numRuns: 150 },
  );
});

const listings: readonly ListingName[] = ['calls', 'handed', 'assignments', 'changes', 'fieldChanges'];

test('each question to the index has the answer that the whole file gives, in whatever order they are asked', () => {
  const questions = fc.shuffledSubarray(listings.flatMap((which) => names.map((of) => [which, of] as const)));
  fc.assert(
    fc.property(program, questions, (text, asked) => {
      const [some, all] = [indexModule(lazily(text)), indexModule(whole(text))];
      for (const [which, of] of asked) {
        assert.deepEqual(
          some[which].get(of)?.map(brief),
          all[which].get(of)?.map(brief),
          `${which} of ${of}`,
        );
      }
      assert.deepEqual(some.classes.map(brief), all.classes.map(brief));
    }),
    { numRuns: 150 },
  );
});

test('within a function the index knows what the whole file tells, and names mean the same', () => {
  fc.assert(
    fc.property(program, name, fc.constantFrom(...listings), fc.nat(), (text, of, which, pick) => {
      const [some, all] = [indexModule(lazily(text)), indexModule(whole(text))];
      const functions = [...nodesIn(all.root)].filter(isFunction);
      const picked = functions[pick % Math.max(1, functions.length)];
      if (picked === undefined) return;
      assert.deepEqual(some[which].within(of, picked).map(brief), all[which].within(of, picked).map(brief));
      assert.deepEqual(meanings(some, of), meanings(all, of));
    }),
    { numRuns: 150 },
  );
});

test('the changes of a declared name are those that the whole file tells', () => {
  fc.assert(
    fc.property(program, name, (text, of) => {
      assert.deepEqual(changesOf(indexModule(lazily(text)), of), changesOf(indexModule(whole(text)), of));
    }),
    { numRuns: 150 },
  );
});

/** What sets and changes what a name means, for each place where it is named outside of all functions. */
function changesOf(module: Module, of: string): readonly string[] {
  return module.root.children
    .flatMap((node) => [...nodesIn(node)].filter((one) => one.type === 'identifier' && textOf(one) === of))
    .flatMap((node) => {
      const meant = lookUp(module, of, node);
      return meant === undefined
        ? []
        : (['assignments', 'changes'] as const).flatMap((which) =>
            meaning(module, which, of, meant).map(brief),
          );
    });
}

/** What a name means at each of its places. */
function meanings(module: Module, of: string): readonly string[] {
  return nodesNamed(module.root, of)
    .filter((node) => node.type === 'identifier')
    .map((node) => {
      const meant = lookUp(module, of, node);
      return `${brief(node)} ${meant === undefined ? '' : `${meant.kind} ${brief(meant.target)}`}`;
    });
}

test('a body that nobody asks about stays closed', () => {
  const text = `function moor() { ${filler.repeat(3)} rope(); }\nfunction steer() { ${filler.repeat(3)} mast(); }`;
  const opened: string[] = [];
  const { trunk, partsHolding, isClosed } = parseFile(lazily(text), ({ root }) =>
    opened.push(textOf(root).slice(-10)),
  );
  assert.deepEqual(opened, []);
  assert.deepEqual(partsHolding('mast'), [1]);
  assert.deepEqual(opened, ['  mast(); }'.slice(-10)]);
  const blocks = trunk.root.children.flatMap((node) => node.children.filter((one) => one.field === 'body'));
  assert.deepEqual(blocks.map(isClosed), [true, false]);
});

test('a body that is not wanted stays closed, with all that is inside', () => {
  const text = `function moor(rope) { ${filler.repeat(3)} function tie() { ${filler.repeat(3)} rope(); } }\nfunction steer() { ${filler.repeat(3)} rope(); }`;
  const opened: string[] = [];
  const { partsHolding } = parseFile(lazily(text), ({ root }) => opened.push(textOf(root).slice(-11)));
  partsHolding('rope', undefined, (block) => !textOf(block).includes('tie'));
  assert.deepEqual(opened, ['\n rope(); }']);
});

test('the text of a body tells what it cannot hold', () => {
  const held: readonly (readonly [ListingName, readonly string[], readonly string[]])[] = [
    [
      'calls',
      ['rope()', 'a.rope (1)', '(0, a.rope)(1)', 'rope?.(1)', 'rope`x`', 'new rope', 'rope/* */()'],
      ['rope = 1', 'a.rope.b()', '{ rope: 1 }'],
    ],
    ['handed', ['a.map(rope)', 'a.forEach(b.rope, 1)'], ['rope(a)', 'a.map(b); rope = 1', 'f(rope)']],
    [
      'fieldChanges',
      ['this.rope = 1', 'this . rope.push(1)', "set(this, 'rope', 1)"],
      ['a.rope = 1', 'this.ropes = 1'],
    ],
  ];
  for (const [which, some, none] of held) {
    const test = mayHold(which, 'rope') ?? assert.fail(which);
    assert.deepEqual(
      some.filter((text) => !test(text)),
      [],
    );
    assert.deepEqual(none.filter(test), []);
  }
  assert.equal(mayHold('changes', 'rope'), undefined);
  const begun = performance.now();
  mayHold('calls', 'rope')?.('new '.repeat(100_000));
  assert.ok(performance.now() - begun < 5_000);
});

test('what a body gives out belongs to the module from the start', () => {
  const text = `wrap((exports, require) => { ${filler.repeat(3)} exports.knot = 1; Object.defineProperty(exports, 'mast', { get: function () { return 2; } }); });`;
  assert.deepEqual([...indexModule(lazily(text)).exports.keys()], ['knot', 'mast']);
});

test('damage is told, and what stands beside it is read', () => {
  const tool = "server.tool('drop_anchor', 'Drop the anchor.', {}, async () => ({}));\n";
  for (const damaged of [
    `${tool}const ) = 1; function a() { ${filler.repeat(3)} }`,
    `${tool}function b() { ( ${filler.repeat(3)} } )`,
  ]) {
    const { tools, skips } = typescript.extract([lazily(damaged)]);
    assert.deepEqual(
      tools.map((one) => one.name),
      ['drop_anchor'],
    );
    assert.ok(skips.some((skip) => skip.reason === 'syntax-error'));
  }
});

test('ten thousand functions within functions are no harm', () => {
  const deep = `${`function a() { ${filler.repeat(2)}`.repeat(1_500)}rope();${'}'.repeat(1_500)}`;
  const module = indexModule(lazily(deep));
  assert.equal(module.calls.get('rope')?.length, 1);
});
