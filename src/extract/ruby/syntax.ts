// Ruby source text -> tool classes, calls that define tools, and hashes in the shape of one.
import type { Node } from 'web-tree-sitter';
import { fieldText, lineOf, parts, type Read, readSyntax } from '../_declarations/syntax.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { argumentsIn, lowerExpr } from './expressions.ts';
import { assigned, constantsIn, membersIn } from './scopes.ts';
import { type RubyShape, shapesIn } from './shapes.ts';

/** A call in the body of a class or block: `description "…"`, `arguments do … end`. */
export interface Statement extends Link {
  readonly line: number;
}

/** One call of a chain: `required(:a).filled(:integer).description("…")` has three. */
export interface Link {
  readonly name: string;
  readonly args: readonly Expr[];
  /** Named arguments. */
  readonly named: ReadonlyMap<string, Expr>;
  /** The calls inside its block, each as a chain from the first to the last call. */
  readonly block: readonly (readonly Link[])[];
  /** What its block gives. */
  readonly gives: Expr | undefined;
}

export interface RubyTool {
  /** Name of the class, with its modules. */
  readonly cls: string;
  readonly base: string;
  readonly statements: readonly Statement[];
  /** What its methods without parameters give, by name. */
  readonly members: ReadonlyMap<string, Expr>;
  /** Its own constants and methods. */
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export type RubyFile = Read<{
  readonly tools: readonly RubyTool[];
  /** `define_tool(name: …)`, `MCP::Tool.define(name: …)`, `tool "…" do … end`. */
  readonly defined: readonly Statement[];
  readonly shapes: readonly RubyShape[];
  readonly constants: ReadonlyMap<string, Expr>;
}>;

export function readRuby(path: string, text: string): RubyFile {
  return readSyntax('ruby', path, text, (root) => ({
    tools: root.descendantsOfType('class').map(lowerClass),
    defined: root.descendantsOfType('call').filter(isDefinition).map(lowerStatement),
    shapes: /input_?[sS]chema\b/.test(text) ? shapesIn(root) : [],
    constants: everyConstant(root),
  }));
}

/** The constants of a file that it sets only once. */
function everyConstant(root: Node): ReadonlyMap<string, Expr> {
  const all = root
    .descendantsOfType('assignment')
    .filter((node) => node.childForFieldName('left')?.type === 'constant');
  const names = new Map<string, number>();
  for (const node of all) names.set(fieldText(node, 'left'), (names.get(fieldText(node, 'left')) ?? 0) + 1);
  return assigned(
    all.filter((node) => names.get(fieldText(node, 'left')) === 1),
    'constant',
  );
}

/** The calls of some methods. */
export function callsIn(root: Node, names: ReadonlySet<string>): readonly RubyCall[] {
  return root.descendantsOfType('call').flatMap((node) => {
    const name = fieldText(node, 'method');
    if (!names.has(name)) return [];
    return [{ name, args: argumentsIn(node.childForFieldName('arguments'), lowerExpr), line: lineOf(node) }];
  });
}

export interface RubyCall {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly line: number;
}

/** `define_tool`, `Tool.define`, and `tool "name"` with a text or a block. */
function isDefinition(call: Node): boolean {
  const name = fieldText(call, 'method');
  if (name === 'define' || name === 'new') {
    const [first] = parts(call.childForFieldName('arguments'));
    return (
      /(^|::)Tool$/.test(fieldText(call, 'receiver')) ||
      (name === 'define' && first?.type === 'simple_symbol' && call.childForFieldName('block') !== null)
    );
  }
  if (name === 'define_tool') return true;
  if (!/^(mcp_tool|tool|(register|add)_tool)$/.test(name)) return false;
  const [first, ...more] = parts(call.childForFieldName('arguments'));
  return (
    (first?.type === 'string' || first?.type === 'simple_symbol') &&
    (more.some((arg) => arg.type === 'pair' && /^:?description/.test(arg.text)) ||
      call.childForFieldName('block') !== null)
  );
}

function lowerClass(node: Node): RubyTool {
  const body = node.childForFieldName('body');
  const statements = parts(body)
    .filter((child) => child.type === 'call')
    .map(lowerStatement);
  const outer: string[] = [];
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 60; steps += 1) {
    if (at.type === 'module' || at.type === 'class') outer.unshift(fieldText(at, 'name'));
    at = at.parent;
  }
  const name = node.childForFieldName('name');
  const members = membersIn(body);
  return {
    cls: [...outer, name?.text ?? ''].join('::'),
    base: parts(node.childForFieldName('superclass'))[0]?.text ?? '',
    statements,
    members,
    locals: new Map([...members, ...constantsIn(body)]),
    line: lineOf(name ?? node),
  };
}

function lowerStatement(call: Node): Statement {
  return { ...lowerLink(call, 0), line: lineOf(call) };
}

function lowerLink(call: Node, depth: number): Link {
  const block = call.childForFieldName('block');
  const given = argumentsIn(call.childForFieldName('arguments'), lowerExpr);
  const last = block === null ? undefined : parts(block.childForFieldName('body')).at(-1);
  return {
    name: fieldText(call, 'method'),
    args: given.filter((arg) => arg.form === 'positional').map((arg) => arg.value),
    named: new Map(given.flatMap((arg) => (arg.form === 'named' ? [[arg.name, arg.value] as const] : []))),
    block: block === null || depth > 8 ? [] : chainsIn(block, depth),
    gives: last === undefined || last.type === 'call' ? undefined : lowerExpr(last),
  };
}

function chainsIn(block: Node, depth: number): (readonly Link[])[] {
  return parts(block.childForFieldName('body'))
    .filter((child) => child.type === 'call')
    .map((child) => {
      const chain: Link[] = [];
      let at: Node | null = child;
      for (let steps = 0; at?.type === 'call' && steps < 20; steps += 1) {
        chain.unshift(lowerLink(at, depth + 1));
        at = at.childForFieldName('receiver');
      }
      return chain;
    });
}
