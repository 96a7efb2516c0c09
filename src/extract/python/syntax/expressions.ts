// Syntax nodes of expressions -> plain expressions.
import type { Node } from 'web-tree-sitter';
import type { Argument, Clause, DictEntry, Expr, Param } from '../../_program/ast.ts';
import { lowerString } from './strings.ts';

/** Expressions nested deeper than this are not followed. */
const deepest = 150;

/** The line of a node, counted from 1. */
export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

export function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > deepest) return { kind: 'other', line };
  const next = (inner: Node | null | undefined): Expr =>
    inner === null || inner === undefined ? { kind: 'other', line } : lowerExpr(inner, depth + 1);
  const field = (name: string): Expr => next(node.childForFieldName(name));
  const all = (): Expr[] => parts(node).map(next);
  switch (node.type) {
    case 'identifier':
      return { kind: 'name', id: node.text, line };
    case 'string':
      return lowerString(node, next);
    case 'concatenated_string':
      return { kind: 'template', parts: all(), line };
    case 'integer':
    case 'float':
      return numberOf(node.text, line);
    case 'true':
    case 'false':
      return { kind: 'constant', value: node.type === 'true', line };
    case 'none':
      return { kind: 'constant', value: null, line };
    case 'ellipsis':
      return { kind: 'name', id: '...', line };
    case 'attribute':
      return { kind: 'attribute', object: field('object'), name: textOf(node, 'attribute'), line };
    case 'call':
      return { kind: 'call', callee: field('function'), args: lowerArguments(node, depth), line };
    case 'subscript':
      return {
        kind: 'subscript',
        object: field('value'),
        indices: node.childrenForFieldName('subscript').map(next),
        line,
      };
    case 'generic_type':
      return lowerGeneric(node, depth);
    case 'member_type': {
      const [object, name] = parts(node);
      return { kind: 'attribute', object: next(object), name: name?.text ?? '', line };
    }
    case 'union_type': {
      const [left, right] = parts(node);
      return { kind: 'binary', operator: '|', left: next(left), right: next(right), line };
    }
    case 'slice':
      return lowerSlice(node, depth);
    case 'list':
    case 'list_pattern':
      return { kind: 'list', shape: 'list', items: all(), line };
    case 'set':
      return { kind: 'list', shape: 'set', items: all(), line };
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return { kind: 'list', shape: 'tuple', items: all(), line };
    case 'dictionary':
      return { kind: 'dict', entries: lowerEntries(node, depth), line };
    case 'list_splat':
    case 'list_splat_pattern':
    case 'dictionary_splat':
      return { kind: 'splat', value: next(parts(node)[0]), line };
    case 'binary_operator':
      return {
        kind: 'binary',
        operator: textOf(node, 'operator'),
        left: field('left'),
        right: field('right'),
        line,
      };
    case 'boolean_operator':
      return {
        kind: 'binary',
        operator: textOf(node, 'operator'),
        left: field('left'),
        right: field('right'),
        line,
      };
    case 'comparison_operator':
      return lowerComparison(node, depth);
    case 'not_operator':
      return { kind: 'not', value: field('argument'), line };
    case 'unary_operator':
      return textOf(node, 'operator') === '-'
        ? { kind: 'negative', value: field('argument'), line }
        : { kind: 'other', line };
    case 'conditional_expression': {
      const [yes, test, no] = parts(node);
      return { kind: 'conditional', test: next(test), yes: next(yes), no: next(no), line };
    }
    case 'lambda':
      return {
        kind: 'lambda',
        params: lowerParams(node.childForFieldName('parameters'), depth + 1),
        body: field('body'),
        line,
      };
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return lowerComprehension(node, depth);
    case 'named_expression':
      return { kind: 'named', name: textOf(node, 'name'), value: field('value'), line };
    case 'yield':
      return {
        kind: 'yield',
        value: next(parts(node)[0]),
        from: node.children.some((child) => child.type === 'from'),
        line,
      };
    case 'type':
    case 'await':
    case 'parenthesized_expression':
    case 'constrained_type':
      return next(parts(node)[0]);
    default:
      return { kind: 'other', line };
  }
}

/** Named children without comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function textOf(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? '';
}

export function lowerParams(node: Node | null, depth: number): Param[] {
  if (node === null) return [];
  const params: Param[] = [];
  let keywordOnly = false;
  for (const child of parts(node)) {
    if (child.type === 'positional_separator') {
      for (const [index, param] of params.entries()) params[index] = { ...param, form: 'positional-only' };
    } else if (child.type === 'keyword_separator') {
      keywordOnly = true;
    } else {
      const param = lowerParam(child, keywordOnly, depth);
      if (param.form === 'list') keywordOnly = true;
      params.push(param);
    }
  }
  return params;
}

function lowerParam(node: Node, keywordOnly: boolean, depth: number): Param {
  const typed = node.type === 'typed_parameter';
  const inner = typed ? parts(node)[0] : (node.childForFieldName('name') ?? node);
  const annotation = node.childForFieldName('type');
  const fallback = node.childForFieldName('value');
  const splat = inner?.type === 'list_splat_pattern' || inner?.type === 'dictionary_splat_pattern';
  const name = splat ? parts(inner)[0]?.text : inner?.text;
  const form =
    inner?.type === 'list_splat_pattern'
      ? 'list'
      : inner?.type === 'dictionary_splat_pattern'
        ? 'dict'
        : keywordOnly
          ? 'keyword-only'
          : 'plain';
  return {
    name: name ?? '',
    form,
    annotation: annotation === null ? undefined : lowerExpr(annotation, depth + 1),
    fallback: fallback === null ? undefined : lowerExpr(fallback, depth + 1),
  };
}

function lowerArguments(call: Node, depth: number): Argument[] {
  const list = call.childForFieldName('arguments');
  return list === null ? [] : lowerArgumentList(list, depth);
}

export function lowerArgumentList(list: Node, depth: number): Argument[] {
  if (list.type === 'generator_expression') {
    return [{ form: 'positional', name: '', value: lowerExpr(list, depth + 1) }];
  }
  return parts(list).map((node): Argument => {
    if (node.type === 'keyword_argument') {
      const value = node.childForFieldName('value') ?? node;
      return { form: 'named', name: textOf(node, 'name'), value: lowerExpr(value, depth + 1) };
    }
    const splat = node.type === 'list_splat' || node.type === 'dictionary_splat';
    const form =
      node.type === 'list_splat' ? 'list' : node.type === 'dictionary_splat' ? 'dict' : 'positional';
    return { form, name: '', value: lowerExpr(splat ? (parts(node)[0] ?? node) : node, depth + 1) };
  });
}

function lowerEntries(node: Node, depth: number): DictEntry[] {
  return parts(node).map((child) => {
    if (child.type === 'pair') {
      const key = child.childForFieldName('key') ?? child;
      const value = child.childForFieldName('value') ?? child;
      return { key: lowerExpr(key, depth + 1), value: lowerExpr(value, depth + 1) };
    }
    return { key: undefined, value: lowerExpr(parts(child)[0] ?? child, depth + 1) };
  });
}

function lowerSlice(node: Node, depth: number): Expr {
  const bounds: (Expr | undefined)[] = [undefined];
  for (const child of node.children) {
    if (child.type === ':') bounds.push(undefined);
    else if (child.isNamed && child.type !== 'comment')
      bounds[bounds.length - 1] = lowerExpr(child, depth + 1);
  }
  return {
    kind: 'slice',
    from: bounds[0],
    to: bounds[1],
    stepped: bounds[2] !== undefined,
    line: lineOf(node),
  };
}

function lowerGeneric(node: Node, depth: number): Expr {
  const line = lineOf(node);
  const [object, parameters] = parts(node);
  if (object === undefined) return { kind: 'other', line };
  const indices = parameters === undefined ? [] : parts(parameters);
  return {
    kind: 'subscript',
    object: lowerExpr(object, depth + 1),
    indices: indices.map((index) => lowerExpr(index, depth + 1)),
    line,
  };
}

function lowerComparison(node: Node, depth: number): Expr {
  const line = lineOf(node);
  const operators = node.childrenForFieldName('operators');
  const [left, right, ...more] = parts(node);
  if (left === undefined || right === undefined || more.length > 0) return { kind: 'other', line };
  return {
    kind: 'binary',
    operator: operators.map((operator) => operator.text).join(' '),
    left: lowerExpr(left, depth + 1),
    right: lowerExpr(right, depth + 1),
    line,
  };
}

function lowerComprehension(node: Node, depth: number): Expr {
  const line = lineOf(node);
  const [body, ...rest] = parts(node);
  const isDict = node.type === 'dictionary_comprehension';
  const element = isDict ? body?.childForFieldName('value') : body;
  const key = isDict ? body?.childForFieldName('key') : undefined;
  if (element === null || element === undefined) return { kind: 'other', line };
  const clauses = rest.map((clause): Clause => {
    const [first = clause, second = clause] = parts(clause);
    return clause.type === 'if_clause'
      ? { kind: 'if', test: lowerExpr(first, depth + 1) }
      : { kind: 'for', target: lowerExpr(first, depth + 1), iterable: lowerExpr(second, depth + 1) };
  });
  return {
    kind: 'comprehension',
    shape: isDict ? 'dict' : node.type === 'set_comprehension' ? 'set' : 'list',
    key: key === null || key === undefined ? undefined : lowerExpr(key, depth + 1),
    element: lowerExpr(element, depth + 1),
    clauses,
    line,
  };
}

function numberOf(text: string, line: number): Expr {
  const plain = text.replaceAll('_', '');
  const value = /^0[oO]?[0-7]+$/.test(plain)
    ? Number.parseInt(plain.replace(/^0[oO]?/, ''), 8)
    : Number(plain);
  return Number.isFinite(value) ? { kind: 'number', value, line } : { kind: 'other', line };
}
