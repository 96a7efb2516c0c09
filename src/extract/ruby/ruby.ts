// Reads tools out of Ruby sources: tool classes, tools that are defined in place, and hashes in the shape of one.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { boundBy, shapedDraft } from '../_declarations/shaped-tools.ts';
import { readSyntax } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import type { Extractor } from '../extractor.ts';
import { listedSchema } from './argument-schema.ts';
import { callsIn, type RubyCall, type RubyFile, readRuby, type Statement } from './syntax.ts';
import { rootOf, toolClass } from './tool-classes.ts';

export const ruby: Extractor = {
  id: 'ruby',
  grammars: ['ruby'],
  reads: (path) => path.endsWith('.rb') && !/(^|\/)(spec|test|examples|vendor|generators)\//.test(path),
  extract,
};

type Names = ReadonlyMap<string, Expr>;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readRuby(path, text));
  // A project's own base class passes on what it inherits from the library.
  const bases = new Map(
    read.flatMap((file) => file.tools.map((tool) => [tool.cls.split('::').at(-1) ?? '', tool.base] as const)),
  );
  const known = onlyOnce(read);
  const calls = callsOfWrappers(read, files);
  // The steps of working out constants are counted for these, so they are made anew for each project.
  const nowhere: Around['classes'] = new Map();
  const found: Extraction[] = [];
  for (const file of read) {
    const shared: Names = new Map([...known, ...file.constants]);
    const aroundWith = (locals: Names): Around => ({
      classes: nowhere,
      cls: undefined,
      path: file.path,
      locals: new Map([...shared, ...locals]),
    });
    for (const tool of file.tools)
      found.push(toolClass(tool, rootOf(tool.base, bases), aroundWith(tool.locals)));
    for (const statement of file.defined) found.push(fromStatement(statement, aroundWith(new Map())));
    for (const { shaped, locals, wrapper, line } of file.shapes) {
      if (wrapper === undefined) {
        const place = { path: file.path, line };
        found.push(shapedDraft(shaped, aroundWith(locals), { ...hashes, place }));
      }
      if (wrapper === undefined) continue;
      for (const call of calls.get(wrapper.name) ?? []) {
        const bound = new Map([...locals, ...call.constants, ...boundBy(wrapper, call.args)]);
        const place = { path: call.path, line: call.line };
        found.push(shapedDraft(shaped, aroundWith(bound), { ...hashes, place }));
      }
    }
    if (file.damaged !== undefined && file.tools.some((tool) => /Tool/.test(tool.base))) {
      const detail = 'Tools that are defined near this line may be missing.';
      const place = { path: file.path, line: file.damaged };
      found.push({ tools: [], skips: [{ reason: 'syntax-error', place, detail }] });
    }
  }
  return { tools: found.flatMap(({ tools }) => tools), skips: found.flatMap(({ skips }) => skips) };
}

const hashes = { detector: 'ruby/hash', confidence: 0.8 };

/** The constants that only one file of the project sets. */
function onlyOnce(read: readonly RubyFile[]): Names {
  const once = new Map<string, Expr>();
  const twice = new Set<string>();
  for (const [name, value] of read.flatMap((file) => [...file.constants])) {
    if (once.has(name)) twice.add(name);
    once.set(name, value);
  }
  for (const name of twice) once.delete(name);
  return once;
}

type PlacedCall = RubyCall & { readonly path: string; readonly constants: Names };

/** The calls of the methods that put what they are given into a tool. */
function callsOfWrappers(
  read: readonly RubyFile[],
  files: readonly SourceFile[],
): ReadonlyMap<string, readonly PlacedCall[]> {
  const names = new Set(
    read.flatMap((file) =>
      file.shapes.flatMap(({ wrapper }) => (wrapper === undefined ? [] : [wrapper.name])),
    ),
  );
  const constants = new Map(read.map((file) => [file.path, file.constants]));
  const found = new Map<string, PlacedCall[]>();
  for (const { path, text } of files) {
    if (![...names].some((name) => text.includes(name))) continue;
    const { calls } = readSyntax('ruby', path, text, (root) => ({ calls: callsIn(root, names) }));
    for (const call of calls) {
      const placed = { ...call, path, constants: constants.get(path) ?? new Map() };
      found.set(call.name, [...(found.get(call.name) ?? []), placed]);
    }
  }
  return found;
}

/** `define_tool(name: "x", …)` or `tool "x", description: "…" do … end`. */
function fromStatement(statement: Statement, around: Around): Extraction {
  const inner = statement.block.flatMap(([first]) => first ?? []);
  const of = (...keys: readonly string[]): Expr | undefined =>
    keys
      .map((key) => statement.named.get(key) ?? inner.find(({ name }) => name === key)?.args[0])
      .find((value) => value !== undefined);
  const [first, second, third] = statement.args;
  // Elsewhere `define` lists the members of a record.
  const listed = statement.name === 'define' || second?.kind !== 'string';
  const description = of('description') ?? (listed ? undefined : second);
  const name = of('name') ?? first;
  // A call of the same name that describes nothing is something else.
  if (statement.name !== 'define_tool' && description === undefined) return { tools: [], skips: [] };
  const { tools, skips } = shapedDraft(
    {
      name: name ?? { kind: 'other', line: statement.line },
      title: of('title'),
      description: description ?? { kind: 'string', value: '', line: statement.line },
      schema: of('input_schema', 'inputSchema', 'schema', 'parameters') ?? third,
      annotations: of('annotations'),
    },
    around,
    { place: { path: around.path, line: statement.line }, detector: 'ruby/define', confidence: 0.85 },
  );
  const declared = listedSchema(inner, around);
  if (declared === undefined) return { tools, skips };
  return {
    tools: tools.map((tool) => ({
      ...tool,
      inputSchema: declared.schema as typeof tool.inputSchema,
      ...(declared.partial ? { partial: true } : {}),
    })),
    skips,
  };
}
