// A module's text -> its statements. Bodies that cannot matter for definitions are left out.
import type { Node } from 'web-tree-sitter';
import type { ClassDef, Expr, FunctionDef, ModuleSyntax, Stmt } from '../../_program/ast.ts';
import { parse } from '../../_syntax/parser.ts';
import { lowerIf, lowerMatch, lowerTry, lowerWith } from './compound.ts';
import { lineOf, lowerArgumentList, lowerExpr, lowerParams, parts, textOf } from './expressions.ts';
import { lowerImport } from './imports.ts';
import { lowerString } from './strings.ts';

/** Blocks nested deeper than this are not read. */
const deepestBlock = 40;
/** A longer function body is read only when one of the words below occurs in it. */
const longestPlainBody = 1500;
const telling = /tool|mcp|server|register|mount|schema/i;
/** Decorators of functions that clients call: what they do inside is no definition. */
const handlerDecorator =
  /^@[^\n(]*\.?(tool|call_tool|resource|prompt|custom_route|get_prompt|read_resource)\b/m;

/** Parses one module. Never throws on any text. */
export function readModule(text: string): ModuleSyntax {
  const tree = parse('python', text);
  try {
    return {
      body: lowerBlock(tree.rootNode, 0),
      damaged: tree.rootNode.hasError ? damagedLines(tree.rootNode) : [],
    };
  } finally {
    tree.delete();
  }
}

/** Parses the text of one expression, such as a quoted annotation. Undefined when it is none. */
export function readExpression(text: string): Expr | undefined {
  if (text.length > 2000) return undefined;
  const tree = parse('python', text.trim());
  try {
    const [statement] = parts(tree.rootNode);
    if (tree.rootNode.hasError || statement?.type !== 'expression_statement') return undefined;
    const [inner] = parts(statement);
    return inner === undefined ? undefined : lowerExpr(inner);
  } finally {
    tree.delete();
  }
}

/** Lines of the topmost damaged places, at most a few. */
function damagedLines(root: Node): number[] {
  const lines: number[] = [];
  const pending = [root];
  for (let steps = 0; steps < 2000 && lines.length < 5; steps += 1) {
    const node = pending.shift();
    if (node === undefined) break;
    for (const child of node.children) {
      if (child.isError || child.isMissing) lines.push(lineOf(child));
      else if (child.hasError) pending.push(child);
    }
  }
  return lines.slice(0, 5);
}

function lowerBlock(block: Node | null, depth: number): Stmt[] {
  if (block === null || depth > deepestBlock) return [];
  const statements: Stmt[] = [];
  for (const node of block.namedChildren) lowerStatement(node, depth, statements);
  return statements;
}

function lowerStatement(node: Node, depth: number, into: Stmt[]): void {
  const line = lineOf(node);
  const inner = (block: Node | null): Stmt[] => lowerBlock(block, depth + 1);
  switch (node.type) {
    case 'expression_statement':
      lowerExpressionStatement(node, line, into);
      return;
    case 'function_definition':
      into.push(lowerFunction(node, [], '', depth));
      return;
    case 'class_definition':
      into.push(lowerClass(node, [], depth));
      return;
    case 'decorated_definition': {
      const decoratorNodes = node.namedChildren.filter((child) => child.type === 'decorator');
      const decorators = decoratorNodes.map((child) => lowerExpr(parts(child)[0] ?? child));
      const text = decoratorNodes.map((child) => child.text).join('\n');
      const definition = node.childForFieldName('definition');
      if (definition?.type === 'function_definition') {
        into.push(lowerFunction(definition, decorators, text, depth));
      } else if (definition?.type === 'class_definition') {
        into.push(lowerClass(definition, decorators, depth));
      }
      return;
    }
    case 'import_statement':
    case 'import_from_statement':
      lowerImport(node, line, into);
      return;
    case 'if_statement':
      into.push(lowerIf(node, inner));
      return;
    case 'for_statement':
      into.push({
        kind: 'for',
        target: lowerField(node, 'left'),
        iterable: lowerField(node, 'right'),
        body: inner(node.childForFieldName('body')),
        line,
      });
      return;
    case 'while_statement':
      into.push({ kind: 'while', body: inner(node.childForFieldName('body')), line });
      return;
    case 'with_statement':
      into.push(lowerWith(node, inner));
      return;
    case 'try_statement':
      into.push(lowerTry(node, inner));
      return;
    case 'match_statement':
      into.push(lowerMatch(node, inner));
      return;
    case 'return_statement': {
      const [value] = parts(node);
      into.push({ kind: 'return', value: value === undefined ? undefined : lowerExpr(value), line });
      return;
    }
    case 'raise_statement':
      into.push({ kind: 'leave', how: 'raise', line });
      return;
    case 'break_statement':
    case 'continue_statement':
      into.push({ kind: 'leave', how: node.type === 'break_statement' ? 'break' : 'continue', line });
      return;
    case 'global_statement':
    case 'nonlocal_statement':
      into.push({ kind: 'outer', names: parts(node).map((name) => name.text), line });
      return;
    case 'type_alias_statement':
      into.push({
        kind: 'assign',
        target: lowerField(node, 'left'),
        value: lowerField(node, 'right'),
        annotation: undefined,
        line,
      });
      return;
    case 'ERROR':
    case 'block':
      // The parser keeps whole statements next to the damage: they still count.
      for (const child of node.namedChildren) {
        if (depth < deepestBlock && isStatement(child.type)) lowerStatement(child, depth + 1, into);
      }
      return;
  }
}

function isStatement(type: string): boolean {
  return type.endsWith('_statement') || type.endsWith('_definition') || type === 'block' || type === 'ERROR';
}

function lowerField(node: Node, field: string): Expr {
  const inner = node.childForFieldName(field);
  return inner === null ? { kind: 'other', line: lineOf(node) } : lowerExpr(inner);
}

function lowerExpressionStatement(node: Node, line: number, into: Stmt[]): void {
  const inner = parts(node);
  const [first] = inner;
  if (first === undefined) return;
  if (first.type === 'assignment') {
    lowerAssignment(first, line, into, 0);
  } else if (first.type === 'augmented_assignment') {
    into.push({
      kind: 'augmented',
      target: lowerField(first, 'left'),
      operator: textOf(first, 'operator'),
      value: lowerField(first, 'right'),
      line,
    });
  } else if (inner.length === 1) {
    const value = lowerExpr(first);
    if (first.type === 'call' && /^(sys\.exit|exit|quit|os\._exit)$/.test(textOf(first, 'function')))
      into.push({ kind: 'leave', how: 'raise', line });
    else into.push({ kind: 'expression', value, line });
  }
}

function lowerAssignment(node: Node, line: number, into: Stmt[], chain: number): void {
  const right = node.childForFieldName('right');
  const annotation = node.childForFieldName('type');
  let value = right;
  // In `a = b = value` the innermost right side is the value of all.
  for (let steps = 0; value?.type === 'assignment' && steps < 10; steps += 1) {
    value = value.childForFieldName('right');
  }
  if (right?.type === 'assignment' && chain < 10) lowerAssignment(right, line, into, chain + 1);
  into.push({
    kind: 'assign',
    target: lowerField(node, 'left'),
    value: value === null ? undefined : lowerExpr(value),
    annotation: annotation === null ? undefined : lowerExpr(annotation),
    line,
  });
}

function lowerFunction(
  node: Node,
  decorators: readonly Expr[],
  decoratorText: string,
  depth: number,
): FunctionDef {
  const body = node.childForFieldName('body');
  const returns = node.childForFieldName('return_type');
  const text = body?.text ?? '';
  const unread =
    handlerDecorator.test(decoratorText) || (text.length > longestPlainBody && !telling.test(text));
  const name = node.childForFieldName('name');
  return {
    kind: 'function',
    name: name?.text ?? '',
    params: lowerParams(node.childForFieldName('parameters'), 0),
    returns: returns === null ? undefined : lowerExpr(returns),
    decorators,
    docstring: docstringOf(body),
    body: unread ? undefined : lowerBlock(body, depth + 1),
    mentions: mentionsIn(text),
    line: lineOf(name ?? node),
  };
}

/** Names that a text calls or uses as a decorator. */
function mentionsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, called, decorated] of text.matchAll(/([A-Za-z_]\w*)\(|@[\w.]*?(\w+)[ \t]*$/gm)) {
    names.add(called ?? decorated ?? '');
  }
  // Servers without a library answer requests themselves.
  if (/inputSchema|['"]tools\/list['"]/.test(text)) names.add(answersRequests);
  return names;
}

/** Stands among the mentions of a function that writes definitions out. */
export const answersRequests = 'tools/list';

function lowerClass(node: Node, decorators: readonly Expr[], depth: number): ClassDef {
  const body = node.childForFieldName('body');
  const bases = node.childForFieldName('superclasses');
  const name = node.childForFieldName('name');
  return {
    kind: 'class',
    name: name?.text ?? '',
    bases: bases === null ? [] : lowerArgumentList(bases, 0),
    decorators,
    docstring: docstringOf(body),
    body: lowerBlock(body, depth + 1),
    line: lineOf(name ?? node),
  };
}

function docstringOf(body: Node | null): string | undefined {
  const first = body?.namedChildren.find((child) => child.type !== 'comment');
  if (first?.type !== 'expression_statement') return undefined;
  const [literal, ...more] = parts(first);
  if (literal === undefined || more.length > 0) return undefined;
  const value =
    literal.type === 'string'
      ? lowerString(literal, () => ({ kind: 'other', line: 0 }))
      : literal.type === 'concatenated_string'
        ? lowerExpr(literal)
        : undefined;
  if (value?.kind === 'string') return value.value;
  if (value?.kind !== 'template' || literal.type === 'string') return undefined;
  const texts = value.parts.map((part) => (part.kind === 'string' ? part.value : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
}
