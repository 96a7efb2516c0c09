// Rust's expressions, types and attributes.
import type { Node } from 'web-tree-sitter';
import { type Marker, type TypeRef, typeRef } from '../_declarations/declarations.ts';
import {
  aName,
  aNumber,
  aText,
  aTruth,
  expressionReader,
  fieldText,
  lastPart,
  lineOf,
  other,
  parts,
  type Rule,
  theLast,
} from '../_declarations/syntax.ts';
import type { Argument, Expr } from '../_program/ast.ts';

/** `"x".into()`, `Some("x")`, `String::from("x")`, `Cow::Borrowed("x")` */
const call: Rule = (node, next) => {
  const callee = node.childForFieldName('function');
  const [first] = parts(node.childForFieldName('arguments'));
  if (callee?.type === 'field_expression') {
    const known = /^(into|to_string|to_owned|clone|as_str)$/.test(fieldText(callee, 'field'));
    return known ? next(callee.childForFieldName('value')) : undefined;
  }
  return first !== undefined && /(^|::)(Some|from|Borrowed|new)$/.test(callee?.text ?? '')
    ? next(first)
    : undefined;
};

/** `Add::NAME` is a member of a type; what a module holds goes by its own name. */
const scoped: Rule = (node) => {
  const line = lineOf(node);
  const owner = lastPart(fieldText(node, 'path'), '::');
  const name = fieldText(node, 'name');
  return /^[A-Z]/.test(owner)
    ? { kind: 'attribute', object: { kind: 'name', id: owner, line }, name, line }
    : { kind: 'name', id: name, line };
};

export const lowerExpr = expressionReader({
  string_literal: aText(stringValue),
  raw_string_literal: aText(stringValue),
  boolean_literal: aTruth,
  integer_literal: aNumber(/_|[iuf](8|16|32|64|size)$/g),
  float_literal: aNumber(/_|[iuf](8|16|32|64|size)$/g),
  identifier: aName,
  self: aName,
  scoped_identifier: scoped,
  reference_expression: theLast,
  parenthesized_expression: theLast,
  call_expression: call,
});

export function lowerMarker(attribute: Node): Marker {
  const [head] = parts(attribute);
  const tree = attribute.childForFieldName('arguments');
  const value = attribute.childForFieldName('value');
  const name = head?.text.split('::').at(-1) ?? '';
  if (value !== null) return { name, args: [{ form: 'positional', name: '', value: lowerExpr(value) }] };
  return { name, args: tree === null ? [] : lowerTokens(tree, 0) };
}

/** `name = "x", flag, nested(…)` inside an attribute. */
function lowerTokens(tree: Node, depth: number): Argument[] {
  const args: Argument[] = [];
  let tokens: Node[] = [];
  const close = (): void => {
    const arg = tokens.length === 0 || depth > 6 ? undefined : lowerToken(tokens, depth);
    if (arg !== undefined) args.push(arg);
    tokens = [];
  };
  for (const token of tree.children.slice(1, -1)) {
    if (token.type === ',') close();
    else if (!token.type.endsWith('comment')) tokens.push(token);
  }
  close();
  return args;
}

function lowerToken(tokens: readonly Node[], depth: number): Argument | undefined {
  const [first, second] = tokens;
  if (first === undefined) return undefined;
  if (second?.type === '=') {
    const value = tokens.slice(2);
    return { form: 'named', name: first.text, value: lowerTokenValue(value, depth) };
  }
  if (second?.type === 'token_tree') {
    const callee: Expr = { kind: 'name', id: first.text, line: lineOf(first) };
    const call: Expr = { kind: 'call', callee, args: lowerTokens(second, depth + 1), line: lineOf(first) };
    return { form: 'named', name: first.text, value: call };
  }
  return { form: 'positional', name: '', value: lowerTokenValue(tokens, depth) };
}

function lowerTokenValue(tokens: readonly Node[], depth: number): Expr {
  const [first, second, third] = tokens;
  if (first === undefined) return { kind: 'other', line: 0 };
  // A word such as `default` is a keyword and no identifier here.
  if (tokens.length === 1 && /^[a-z_]\w*$/i.test(first.text) && !first.type.endsWith('literal')) {
    return { kind: 'name', id: first.text, line: lineOf(first) };
  }
  if (tokens.length === 1) return lowerExpr(first);
  if (first.text === 'concat' && third?.type === 'token_tree') {
    return {
      kind: 'template',
      parts: lowerTokens(third, depth + 1).map((arg) => arg.value),
      line: lineOf(first),
    };
  }
  // A path: its last part is the constant, of the type before it.
  const last = tokens.at(-1);
  if (second?.type === '::' && last !== undefined) {
    const line = lineOf(last);
    const owner = tokens.at(-3)?.text ?? '';
    return /^[A-Z]/.test(owner)
      ? { kind: 'attribute', object: { kind: 'name', id: owner, line }, name: last.text, line }
      : lowerExpr(last);
  }
  return other(first);
}

export function lowerType(node: Node | null | undefined, depth = 0): TypeRef {
  if (node === null || node === undefined || depth > 30) return typeRef('');
  if (node.type === 'generic_type') {
    const args = parts(node.childForFieldName('type_arguments')).filter((arg) => arg.type !== 'lifetime');
    return typeRef(
      lastPart(fieldText(node, 'type'), '::'),
      args.map((arg) => lowerType(arg, depth + 1)),
    );
  }
  if (node.type === 'reference_type') return lowerType(node.childForFieldName('type'), depth + 1);
  if (node.type === 'array_type')
    return typeRef('Vec', [lowerType(node.childForFieldName('element'), depth + 1)]);
  return typeRef(lastPart(node.text, '::'));
}

function stringValue(node: Node): string {
  const text = node.text;
  if (node.type === 'raw_string_literal') return text.replace(/^r#{0,20}"/, '').replace(/"#{0,20}$/, '');
  return text
    .slice(1, -1)
    .replace(
      /\\(?:([nrt0\\'"])|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|\r?\n\s*)/g,
      (whole, letter, x, u) => {
        if (letter !== undefined) return { n: '\n', r: '\r', t: '\t', '0': '\0' }[letter as string] ?? letter;
        if (x === undefined && u === undefined) return '';
        const code = Number.parseInt(x ?? u, 16);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      },
    );
}
