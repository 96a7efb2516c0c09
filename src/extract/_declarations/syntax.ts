// What the grammars of languages that declare tools have in common: lines, parts, damage, and expressions by node kind.
import type { Node } from 'web-tree-sitter';
import type { Expr } from '../_program/ast.ts';
import { type LanguageName, parse } from '../_syntax/parser.ts';
import type { ClassDecl } from './declarations.ts';

/** Lowers an inner node, one level deeper; `other` for a node that is not there. */
export type Next = (inner: Node | null | undefined) => Expr;
/** Lowers a node of one kind; undefined for what is never followed. */
export type Rule = (node: Node, next: Next) => Expr | undefined;

const deepest = 120;

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** The named children without comments; none of a node that is not there. */
export function parts(node: Node | null | undefined): Node[] {
  return node === null || node === undefined
    ? []
    : node.namedChildren.filter((child) => !child.type.endsWith('comment'));
}

/** The text of a field; empty when it is not there. */
export function fieldText(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? '';
}

/** The first child of a kind. */
export function childOf(node: Node | null | undefined, type: string): Node | undefined {
  return node?.namedChildren.find((child) => child.type === type);
}

/** The last part of a qualified name. */
export function lastPart(text: string, separator = '.'): string {
  return text.split(separator).at(-1) ?? '';
}

export function other(node: Node): Expr {
  return { kind: 'other', line: lineOf(node) };
}

/** A reader of expressions from rules by node kind. What has no rule, or lies too deep, is `other`. */
export function expressionReader(rules: Readonly<Record<string, Rule>>): (node: Node) => Expr {
  const byKind = new Map(Object.entries(rules));
  const read = (node: Node, depth: number): Expr => {
    if (depth > deepest) return other(node);
    const next: Next = (inner) =>
      inner === null || inner === undefined ? other(node) : read(inner, depth + 1);
    return byKind.get(node.type)?.(node, next) ?? other(node);
  };
  return (node) => read(node, 0);
}

export const aName: Rule = (node) => ({ kind: 'name', id: node.text, line: lineOf(node) });
export const aTruth: Rule = (node) => ({
  kind: 'constant',
  value: node.text.toLowerCase() === 'true',
  line: lineOf(node),
});
export const nothing: Rule = (node) => ({ kind: 'constant', value: null, line: lineOf(node) });
export const aList: Rule = (node, next) => ({
  kind: 'list',
  shape: 'list',
  items: parts(node).map(next),
  line: lineOf(node),
});
export const theLast: Rule = (node, next) => next(parts(node).at(-1));
export const aBinary: Rule = (node, next) => ({
  kind: 'binary',
  operator: fieldText(node, 'operator'),
  left: next(node.childForFieldName('left')),
  right: next(node.childForFieldName('right')),
  line: lineOf(node),
});

/** A number, less what the language allows inside one. */
export function aNumber(without: RegExp): Rule {
  return (node) => {
    const value = Number(node.text.replace(without, ''));
    return Number.isFinite(value) ? { kind: 'number', value, line: lineOf(node) } : undefined;
  };
}

export function aText(read: (node: Node) => string): Rule {
  return (node) => ({ kind: 'string', value: read(node), line: lineOf(node) });
}

/** What a body returns, when it does nothing else. */
export function onlyReturn(body: Node | null | undefined): Node | undefined {
  const [only, ...more] = parts(body);
  return more.length === 0 && only?.type === 'return_statement' ? parts(only)[0] : undefined;
}

/** The first value of each variable below a node; `named` is the field that holds its name. */
export function firstValues(
  node: Node,
  declarator: string,
  value: (declarator: Node) => Node | null | undefined,
  read: (node: Node) => Expr,
  named = 'name',
): ReadonlyMap<string, Expr> {
  const values = new Map<string, Expr>();
  for (const each of node.descendantsOfType(declarator)) {
    const first = value(each);
    const name = fieldText(each, named);
    if (first !== null && first !== undefined && !values.has(name)) values.set(name, read(first));
  }
  return values;
}

/** A class without members, and what is known of it. */
export function newClass(
  name: string,
  path: string,
  line: number,
  known: Partial<Omit<ClassDecl, 'name' | 'path' | 'line'>> = {},
): ClassDecl {
  return {
    name,
    path,
    line,
    kind: 'class',
    markers: [],
    doc: '',
    bases: [],
    given: [],
    fields: [],
    methods: [],
    values: [],
    ...known,
  };
}

/** A file as read, and the line at which its text stops making sense. */
export type Read<T> = T & { readonly path: string; readonly damaged: number | undefined };

/** Parses a text and lowers it. */
export function readSyntax<T extends object>(
  language: LanguageName,
  path: string,
  text: string,
  lower: (root: Node) => T,
): Read<T> {
  const tree = parse(language, text);
  try {
    return { ...lower(tree.rootNode), path, damaged: damageIn(tree.rootNode) };
  } finally {
    tree.delete();
  }
}

/** What the parser put in where something was missing loses nothing; what it could not read does. */
function damageIn(root: Node): number | undefined {
  const error = root.hasError ? root.descendantsOfType('ERROR')[0] : undefined;
  return error === undefined ? undefined : lineOf(error);
}
