// Small questions about the syntax of modules: what declares, gives out and holds which names.

import { stringValue } from './strings.ts';
import { bare, child, type SyntaxNode, textOf } from './syntax.ts';

/** Types of blocks that open a scope. */
export const blockScopes = new Set([
  'program',
  'statement_block',
  'for_statement',
  'for_in_statement',
  'catch_clause',
  'switch_body',
]);

/** Of `x.a[b].c` the `x`, of `this.a.b` the `this.a`. */
export function rootOf(node: SyntaxNode): SyntaxNode {
  let at = bare(node);
  while (at.type === 'member_expression' || at.type === 'subscript_expression') {
    const object = child(at, 'object');
    if (object === undefined || object.type === 'this') return at;
    at = bare(object);
  }
  return at;
}

/** Of `exports.a = exports.b = value` the value, of `exports.A = A = {}` the name, which holds what is added later. */
export function lastRight(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.type === 'assignment_expression') {
    const left = child(at, 'left');
    const right = child(at, 'right');
    if (left?.type === 'identifier') return left;
    if (right === undefined) return at;
    at = right;
  }
  return at;
}

/** Methods that call what they are given with each element of a list. */
export const goingThrough: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'for',
  'each',
]);

/** The path of `require("path")`, also inside an interop call. */
export function requiredBy(node: SyntaxNode): string | undefined {
  const call = bare(node);
  if (call.type !== 'call_expression') return undefined;
  const callee = child(call, 'function');
  const [argument] = child(call, 'arguments')?.children ?? [];
  if (callee === undefined || argument === undefined) return undefined;
  if (textOf(callee) === 'require' && argument.type === 'string') return stringValue(argument);
  return undefined;
}

/** `{a: () => b, c: () => d}`, which bundlers use to give out names. */
export function isGetterTable(node: SyntaxNode): boolean {
  return (
    node.type === 'object' &&
    node.children.length > 0 &&
    node.children.every((pair) => {
      const value = child(pair, 'value');
      return (
        value?.type === 'arrow_function' &&
        child(value, 'parameters')?.children.length === 0 &&
        child(value, 'body')?.type !== 'statement_block'
      );
    })
  );
}

/** What the getter of a property descriptor gives. */
export function getterResult(descriptor: SyntaxNode): SyntaxNode | undefined {
  for (const pair of descriptor.children) {
    const key = child(pair, 'key');
    const value = child(pair, 'value');
    if (key === undefined || value === undefined || textOf(key) !== 'get') continue;
    const body = child(value, 'body');
    if (body?.type !== 'statement_block') return body;
    return body.children.find((statement) => statement.type === 'return_statement')?.children[0];
  }
  return undefined;
}

/** A name that may stand in quotes. */
export function nameText(node: SyntaxNode): string {
  return node.type === 'string' ? stringValue(node) : textOf(node);
}

/** The names that a declaration declares. */
export function declaredBy(declaration: SyntaxNode): readonly SyntaxNode[] {
  const name = child(declaration, 'name');
  if (name !== undefined) return [name];
  return declaration.children.flatMap((declarator) => {
    const pattern = child(declarator, 'name');
    return pattern === undefined ? [] : targetsOf(pattern);
  });
}

/** The identifiers that a pattern binds. */
export function targetsOf(pattern: SyntaxNode): SyntaxNode[] {
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return [pattern];
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = child(pattern, 'left') ?? pattern.children[0];
      return left === undefined ? [] : targetsOf(left);
    }
    case 'required_parameter':
    case 'optional_parameter': {
      const inner = child(pattern, 'pattern') ?? child(pattern, 'name');
      return inner === undefined ? [] : targetsOf(inner);
    }
    case 'pair_pattern': {
      const value = child(pattern, 'value');
      return value === undefined ? [] : targetsOf(value);
    }
    case 'object_pattern':
    case 'array_pattern':
    case 'rest_pattern':
      return pattern.children.flatMap(targetsOf);
    default:
      return [];
  }
}
