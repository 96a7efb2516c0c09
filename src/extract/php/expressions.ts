// PHP's expressions and types.
import type { Node } from 'web-tree-sitter';
import { type TypeRef, typeRef } from '../_declarations/declarations.ts';
import {
  aBinary,
  aNumber,
  aText,
  aTruth,
  childOf,
  expressionReader,
  fieldText,
  lastPart,
  lineOf,
  type Next,
  nothing,
  parts,
  type Rule,
  theLast,
} from '../_declarations/syntax.ts';
import type { Argument } from '../_program/ast.ts';
import { documentText, doubleQuoted } from './strings.ts';

const quoted: Rule = (node) =>
  node.namedChildren.every((child) => child.type === 'string_content' || child.type === 'escape_sequence')
    ? { kind: 'string', value: doubleQuoted(node.text.slice(1, -1)), line: lineOf(node) }
    : undefined;

const classConstant: Rule = (node) => {
  const line = lineOf(node);
  const [object, name] = parts(node);
  const id = lastPart(object?.text ?? '', '\\');
  return {
    kind: 'attribute',
    object: { kind: 'name', id: /^(self|static)$/.test(id) ? 'self' : id, line },
    name: name?.text ?? '',
    line,
  };
};

const creation: Rule = (node, next) => {
  const line = lineOf(node);
  const id = lastPart(parts(node)[0]?.text ?? '', '\\');
  return {
    kind: 'call',
    callee: { kind: 'name', id, line },
    args: argumentsIn(childOf(node, 'arguments'), next),
    line,
  };
};

const array: Rule = (node, next) => {
  const line = lineOf(node);
  const elements = parts(node)
    .filter((child) => child.type === 'array_element_initializer')
    .map(parts);
  if (elements.every((element) => element.length < 2))
    return { kind: 'list', shape: 'list', items: elements.map(([value]) => next(value)), line };
  const entries = elements.map(([key, value]) => ({
    // `...$more` has no key.
    key: key === undefined || value === undefined ? undefined : next(key),
    value: next(value ?? key),
  }));
  return { kind: 'dict', entries, line };
};

const method: Rule = (node, next) => {
  const line = lineOf(node);
  const object = next(node.childForFieldName('object'));
  return {
    kind: 'call',
    callee: { kind: 'attribute', object, name: fieldText(node, 'name'), line },
    args: argumentsIn(node.childForFieldName('arguments'), next),
    line,
  };
};

/** What a translation is asked for stands in for what it gives. */
const translations = /^(__|_x|esc_html__|esc_attr__|t|trans)$/;

const call: Rule = (node, next) => {
  const line = lineOf(node);
  const id = lastPart(fieldText(node, 'function'), '\\');
  const args = argumentsIn(node.childForFieldName('arguments'), next);
  const [first] = args;
  if (translations.test(id) && first?.value.kind === 'string') return first.value;
  return { kind: 'call', callee: { kind: 'name', id, line }, args, line };
};

const scopedCall: Rule = (node, next) => {
  const line = lineOf(node);
  const id = lastPart(fieldText(node, 'scope'), '\\');
  const object = { kind: 'name', id: /^(self|static)$/.test(id) ? 'self' : id, line } as const;
  return {
    kind: 'call',
    callee: { kind: 'attribute', object, name: fieldText(node, 'name'), line },
    args: argumentsIn(node.childForFieldName('arguments'), next),
    line,
  };
};

const member: Rule = (node, next) => ({
  kind: 'attribute',
  object: next(node.childForFieldName('object')),
  name: fieldText(node, 'name'),
  line: lineOf(node),
});

const ternary: Rule = (node, next) => ({
  kind: 'conditional',
  test: next(node.childForFieldName('condition')),
  yes: next(node.childForFieldName('body') ?? node.childForFieldName('condition')),
  no: next(node.childForFieldName('alternative')),
  line: lineOf(node),
});

/** A text with a variable in it is not known. */
const document: Rule = (node) =>
  node.descendantsOfType('variable_name').length > 0
    ? undefined
    : { kind: 'string', value: documentText(node.text), line: lineOf(node) };

export const lowerExpr = expressionReader({
  variable_name: (node) => ({ kind: 'name', id: node.text, line: lineOf(node) }),
  member_call_expression: method,
  nullsafe_member_call_expression: method,
  string: aText((node) => node.text.slice(1, -1).replace(/\\(['\\])/g, '$1')),
  encapsed_string: quoted,
  heredoc: document,
  nowdoc: aText((node) => documentText(node.text)),
  integer: aNumber(/_/g),
  float: aNumber(/_/g),
  boolean: aTruth,
  null: nothing,
  binary_expression: aBinary,
  class_constant_access_expression: classConstant,
  parenthesized_expression: (node, next) => next(parts(node)[0]),
  array_creation_expression: array,
  object_creation_expression: creation,
  function_call_expression: call,
  scoped_call_expression: scopedCall,
  member_access_expression: member,
  cast_expression: theLast,
  conditional_expression: ternary,
  variadic_unpacking: (node, next) => ({ kind: 'splat', value: next(parts(node)[0]), line: lineOf(node) }),
});

export function argumentsIn(list: Node | null | undefined, next: Next | typeof lowerExpr): Argument[] {
  return parts(list)
    .filter((arg) => arg.type === 'argument')
    .map((arg): Argument => {
      const name = arg.childForFieldName('name');
      const value = next(parts(arg).at(-1) ?? arg);
      return { form: name === null ? 'positional' : 'named', name: name?.text ?? '', value };
    });
}

export function lowerType(node: Node): TypeRef {
  if (node.type === 'optional_type') {
    const [inner] = parts(node);
    return inner === undefined
      ? typeRef(node.text.replace(/^\?/, ''), [], true)
      : { ...lowerType(inner), nullable: true };
  }
  if (node.type === 'union_type') {
    const names = node.text.split('|').map((name) => name.trim());
    const real = names.filter((name) => name !== 'null');
    const [only] = real;
    return real.length === 1 && only !== undefined
      ? typeRef(only.split('\\').at(-1) ?? '', [], real.length < names.length)
      : typeRef('mixed', [], real.length < names.length);
  }
  return typeRef(node.text.split('\\').at(-1) ?? '');
}
