// Ruby source text -> tool classes and tools that are defined in place.
import type { Node } from 'web-tree-sitter';
import { type Classes, classesByName, typeRef } from '../_declarations/declarations.ts';
import { fieldText, lineOf, newClass, parts, type Read, readSyntax } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { keyOf, lowerExpr } from './expressions.ts';

/** A call in the body of a class: `description "…"`, `arguments do … end`. */
export interface Statement {
  readonly name: string;
  readonly args: readonly Expr[];
  /** Named arguments. */
  readonly named: ReadonlyMap<string, Expr>;
  /** The calls inside its block, each as a chain from the first to the last call. */
  readonly block: readonly (readonly Link[])[];
  readonly line: number;
}

/** One call of a chain: `required(:a).filled(:integer).description("…")` has three. */
export interface Link {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly named: ReadonlyMap<string, Expr>;
  readonly block: readonly (readonly Link[])[];
}

export interface RubyTool {
  /** Name of the class, with its modules. */
  readonly cls: string;
  readonly base: string;
  readonly statements: readonly Statement[];
  readonly line: number;
}

export type RubyFile = Read<{
  readonly tools: readonly RubyTool[];
  /** `define_tool(name: …)` and `MCP::Tool.define(name: …)`. */
  readonly defined: readonly Statement[];
  readonly constants: Classes;
}>;

export function readRuby(path: string, text: string): RubyFile {
  return readSyntax('ruby', path, text, (root) => ({
    tools: root.descendantsOfType('class').map(lowerClass),
    defined: root.descendantsOfType('call').filter(isDefinition).map(lowerStatement),
    constants: constantsOf(root, path),
  }));
}

function isDefinition(call: Node): boolean {
  const name = fieldText(call, 'method');
  return name === 'define_tool' || (name === 'define' && /(^|::)Tool$/.test(fieldText(call, 'receiver')));
}

function constantsOf(root: Node, path: string): Classes {
  const fields = root.descendantsOfType('assignment').flatMap((node) => {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (left?.type !== 'constant' || right === null) return [];
    return [
      {
        name: left.text,
        type: typeRef(''),
        markers: [],
        doc: '',
        value: lowerExpr(right),
        isStatic: true,
      },
    ];
  });
  return classesByName([newClass('$constants', path, 0, { fields })]);
}

function lowerClass(node: Node): RubyTool {
  const statements = parts(node.childForFieldName('body'))
    .filter((child) => child.type === 'call')
    .map(lowerStatement);
  const outer: string[] = [];
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 60; steps += 1) {
    if (at.type === 'module' || at.type === 'class') outer.unshift(fieldText(at, 'name'));
    at = at.parent;
  }
  const name = node.childForFieldName('name');
  return {
    cls: [...outer, name?.text ?? ''].join('::'),
    base: parts(node.childForFieldName('superclass'))[0]?.text ?? '',
    statements,
    line: lineOf(name ?? node),
  };
}

function lowerStatement(call: Node): Statement {
  return { ...lowerLink(call, 0), line: lineOf(call) };
}

function lowerLink(call: Node, depth: number): Link {
  const block = call.childForFieldName('block');
  const args: Expr[] = [];
  const named = new Map<string, Expr>();
  for (const arg of parts(call.childForFieldName('arguments'))) {
    if (arg.type === 'pair') {
      const key = arg.childForFieldName('key');
      const value = arg.childForFieldName('value');
      if (key !== null && value !== null) named.set(keyOf(key), lowerExpr(value));
    } else args.push(lowerExpr(arg));
  }
  return {
    name: fieldText(call, 'method'),
    args,
    named,
    block: block === null || depth > 8 ? [] : chainsIn(block, depth),
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
