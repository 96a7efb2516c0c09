// Elixir source text -> modules: what they use, set, define and call, and maps in the shape of a tool.
import type { Node } from 'web-tree-sitter';
import { type Shaped, shapedTool } from '../_declarations/shaped-tools.ts';
import { fieldText, lineOf, parts, type Read, readSyntax } from '../_declarations/syntax.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { argumentsOf, keyOf, lowerExpr } from './expressions.ts';

/** A call in the body of a module, or in the block of another call. */
export interface Statement {
  readonly name: string;
  /** Positional arguments. */
  readonly args: readonly Expr[];
  readonly named: ReadonlyMap<string, Expr>;
  readonly block: readonly Statement[];
  /** What a block without calls holds: the one value at its end. */
  readonly value: Expr | undefined;
  /** Module attributes as they are where the call stands. */
  readonly attributes: ReadonlyMap<string, Expr>;
  readonly line: number;
}

/** A map that says what a tool is called and takes. */
export interface Shape {
  readonly shaped: Shaped;
  /** Variables of the function around. */
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export interface ElixirModule {
  /** Its whole name. */
  readonly name: string;
  /** The last value of each attribute, by `@name`. */
  readonly attributes: ReadonlyMap<string, Expr>;
  /** What the functions without parameters give, by their names. */
  readonly functions: ReadonlyMap<string, Expr>;
  readonly statements: readonly Statement[];
  readonly shapes: readonly Shape[];
  /** True when those who use it become tools of a server. */
  readonly tells: boolean;
  /** Calls anywhere in it that put a tool in at run time. */
  readonly registers: readonly Statement[];
  readonly line: number;
}

export type ElixirFile = Read<{ readonly modules: readonly ElixirModule[] }>;

/** What `@description` says right before a call, among the attributes that the call sees. */
export const noted = '@description above';

const deepest = 8;
const definers = /^(def|defp|defmacro|defmacrop)$/;

export function readElixir(path: string, text: string): ElixirFile {
  return readSyntax('elixir', path, text, (root) => {
    const modules: ElixirModule[] = [];
    readModules(root, '', modules, 0);
    return { modules };
  });
}

function readModules(body: Node, outer: string, into: ElixirModule[], depth: number): void {
  if (depth > deepest) return;
  for (const child of parts(body)) {
    if (child.type !== 'call' || fieldText(child, 'target') !== 'defmodule') continue;
    const block = blockOf(child);
    const name = parts(argumentListOf(child))[0]?.text ?? '';
    if (block === undefined) continue;
    const whole = outer === '' ? name : `${outer}.${name}`;
    into.push(readModule(whole, block, lineOf(child)));
    readModules(block, whole, into, depth + 1);
  }
}

function readModule(name: string, body: Node, line: number): ElixirModule {
  const attributes = new Map<string, Expr>();
  const functions = new Map<string, Expr>();
  const statements: Statement[] = [];
  const shapes: Shape[] = [];
  let notes = new Map<string, Expr>();
  for (const child of parts(body)) {
    if (child.type === 'unary_operator') {
      const set = child.childForFieldName('operand');
      const value = parts(argumentListOf(set))[0];
      if (set?.type === 'call' && value !== undefined)
        attributes.set(`@${fieldText(set, 'target')}`, lowerExpr(value));
      if (set !== null && value !== undefined && fieldText(set, 'target') === 'description')
        notes = new Map([[noted, lowerExpr(value)]]);
      shapes.push(...shapesIn(child, new Map()));
      continue;
    }
    if (child.type !== 'call') {
      shapes.push(...shapesIn(child, new Map()));
      continue;
    }
    const target = fieldText(child, 'target');
    if (target === 'defmodule') continue;
    if (definers.test(target)) {
      const head = headOf(child);
      const result = resultOf(child);
      if (head?.params === 0 && result !== undefined && !functions.has(head.name))
        functions.set(head.name, lowerExpr(result));
    } else {
      statements.push(statementOf(child, new Map([...attributes, ...notes]), 0));
      notes = new Map();
    }
    shapes.push(...shapesIn(child, definers.test(target) ? assignedIn(blockOf(child)) : new Map()));
  }
  return {
    name,
    attributes,
    functions,
    statements,
    shapes,
    registers: registersIn(body),
    tells: tells(body),
    line,
  };
}

const component = /Server\.Component\s*,\s*type:\s*:tool/;

function tells(body: Node): boolean {
  return (
    component.test(body.text) &&
    body
      .descendantsOfType('call')
      .some((call) => fieldText(call, 'target') === 'quote' && component.test(call.text))
  );
}

/** Less those of modules inside, which have their own. */
function registersIn(body: Node): readonly Statement[] {
  return parts(body)
    .filter((child) => fieldText(child, 'target') !== 'defmodule' && child.text.includes('register_tool'))
    .flatMap((child) => child.descendantsOfType('call'))
    .filter((call) => /(^|\.)register_tool$/.test(fieldText(call, 'target')))
    .map((call) => statementOf(call, new Map(), deepest));
}

function argumentListOf(call: Node | null): Node | undefined {
  return call?.namedChildren.find((child) => child.type === 'arguments');
}

function blockOf(call: Node): Node | undefined {
  return call.namedChildren.find((child) => child.type === 'do_block');
}

/** Name and number of parameters of a definition. */
function headOf(definition: Node): { readonly name: string; readonly params: number } | undefined {
  let head = parts(argumentListOf(definition))[0];
  if (head?.type === 'binary_operator') head = head.childForFieldName('left') ?? undefined;
  if (head?.type === 'identifier') return { name: head.text, params: 0 };
  if (head?.type !== 'call') return undefined;
  return { name: fieldText(head, 'target'), params: parts(argumentListOf(head)).length };
}

/** What a definition gives at its end: `do: value`, or the last line of its block. */
function resultOf(definition: Node): Node | undefined {
  const block = blockOf(definition);
  if (block !== undefined) return parts(block).at(-1);
  const keywords = parts(argumentListOf(definition)).find((arg) => arg.type === 'keywords');
  for (const pair of parts(keywords)) {
    const key = pair.childForFieldName('key');
    if (key !== null && keyOf(key) === 'do') return pair.childForFieldName('value') ?? undefined;
  }
  return undefined;
}

/** The first value of each variable that a block sets. */
function assignedIn(block: Node | undefined): ReadonlyMap<string, Expr> {
  const values = new Map<string, Expr>();
  for (const node of parts(block)) {
    const left = node.type === 'binary_operator' ? node.childForFieldName('left') : null;
    const right = node.childForFieldName('right');
    const isSet = left?.type === 'identifier' && right !== null && fieldText(node, 'operator') === '=';
    if (isSet && !values.has(left.text)) values.set(left.text, lowerExpr(right));
  }
  return values;
}

function statementOf(call: Node, attributes: ReadonlyMap<string, Expr>, depth: number): Statement {
  const args = argumentsOf(call, (node) => (node === null ? nothingAt(call) : lowerExpr(node)));
  const inside = parts(blockOf(call));
  const calls = depth > deepest ? [] : inside.filter((child) => child.type === 'call');
  const last = inside.at(-1);
  return {
    name: fieldText(call, 'target'),
    args: args.filter((arg) => arg.form === 'positional').map((arg) => arg.value),
    named: namedOf(args),
    block: calls.map((child) => statementOf(child, attributes, depth + 1)),
    value: last === undefined || last.type === 'call' ? undefined : lowerExpr(last),
    attributes,
    line: lineOf(call),
  };
}

function nothingAt(node: Node): Expr {
  return { kind: 'other', line: lineOf(node) };
}

function namedOf(args: readonly Argument[]): ReadonlyMap<string, Expr> {
  return new Map(args.flatMap((arg) => (arg.form === 'named' ? [[arg.name, arg.value] as const] : [])));
}

const schemaKey = /^"?input_?[sS]chema"?$/;

/** The maps below a node that have a name and a schema. */
function shapesIn(node: Node, locals: ReadonlyMap<string, Expr>): Shape[] {
  return node.descendantsOfType('map').flatMap((map) => {
    const contents = map.namedChildren.filter((child) => child.type === 'map_content');
    if (!contents.some((content) => parts(content).some(namesSchema))) return [];
    const shaped = shapedTool(lowerExpr(map));
    return shaped === undefined ? [] : [{ shaped, locals, line: lineOf(map) }];
  });
}

function namesSchema(member: Node): boolean {
  if (member.type === 'keywords')
    return parts(member).some((pair) => schemaKey.test(keyOf(pair.childForFieldName('key') ?? pair)));
  const left = member.type === 'binary_operator' ? member.childForFieldName('left') : null;
  return left !== null && schemaKey.test(left.text);
}
