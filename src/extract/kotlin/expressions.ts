// Kotlin's expressions; a lambda is the list of its statements.
import type { Node } from 'web-tree-sitter';
import {
  aBinary,
  aNumber,
  childOf,
  expressionReader,
  lineOf,
  type Next,
  other,
  parts,
  type Rule,
  theLast,
} from '../_declarations/syntax.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { aString, trimmed } from './strings.ts';

const identifier: Rule = (node) => {
  const line = lineOf(node);
  if (node.text === 'true' || node.text === 'false')
    return { kind: 'constant', value: node.text === 'true', line };
  return node.text === 'null'
    ? { kind: 'constant', value: null, line }
    : { kind: 'name', id: node.text.replaceAll('`', ''), line };
};

const navigation: Rule = (node, next) => {
  const [object, name] = parts(node);
  return { kind: 'attribute', object: next(object), name: name?.text ?? '', line: lineOf(node) };
};

/** `f(a)`, `f(a) { … }`, `f<T>(a)`, `x.f { … }`; the block is the last argument. */
const call: Rule = (node, next) => {
  const without = trimmed(node, next);
  if (without !== undefined) return without;
  const line = lineOf(node);
  const [head] = parts(node);
  const block = childOf(node, 'annotated_lambda');
  const inner = head?.type === 'call_expression' && block !== undefined ? next(head) : undefined;
  const args = argumentsOf(childOf(node, 'value_arguments'), next);
  const lambda: Argument[] =
    block === undefined ? [] : [{ form: 'positional', name: '', value: next(parts(block).at(-1)) }];
  return inner?.kind === 'call'
    ? { ...inner, args: [...inner.args, ...lambda] }
    : { kind: 'call', callee: next(head), args: [...args, ...lambda], line };
};

const lambda: Rule = (node, next) => {
  const line = lineOf(node);
  const names = parts(childOf(node, 'lambda_parameters')).map((param) => parts(param)[0]?.text ?? '');
  return {
    kind: 'lambda',
    params: names.map((name) => ({ name, form: 'plain', annotation: undefined, fallback: undefined })),
    body: { kind: 'list', shape: 'tuple', items: statementsOf(node, next), line },
    line,
  };
};

const infix: Rule = (node, next) => {
  const [left, operator, right] = parts(node);
  return {
    kind: 'binary',
    operator: operator?.text ?? '',
    left: next(left),
    right: next(right),
    line: lineOf(node),
  };
};

const conditional: Rule = (node, next) => {
  const [test, yes, no] = parts(node);
  return { kind: 'conditional', test: next(test), yes: next(yes), no: next(no), line: lineOf(node) };
};

const block: Rule = (node, next) => ({
  kind: 'list',
  shape: 'tuple',
  items: statementsOf(node, next),
  line: lineOf(node),
});

/** `!!` changes nothing for a reader. */
const unary: Rule = (node, next) => {
  const inner = next(node.childForFieldName('argument') ?? parts(node).at(-1));
  const operator = node.childForFieldName('operator')?.text;
  if (operator === '!!') return inner;
  return operator === '-' ? { kind: 'negative', value: inner, line: lineOf(node) } : undefined;
};

export const lowerExpr = expressionReader({
  identifier,
  this_expression: (node) => ({ kind: 'name', id: 'this', line: lineOf(node) }),
  string_literal: aString,
  multiline_string_literal: aString,
  number_literal: aNumber(/[_lLuUfF]/g),
  float_literal: aNumber(/[_fF]/g),
  navigation_expression: navigation,
  call_expression: call,
  lambda_literal: lambda,
  annotated_lambda: theLast,
  infix_expression: infix,
  binary_expression: aBinary,
  if_expression: conditional,
  block,
  unary_expression: unary,
  parenthesized_expression: theLast,
  return_expression: theLast,
  as_expression: (node, next) => next(parts(node)[0]),
});

/** The statements of a block or lambda that are expressions. */
export function statementsOf(node: Node, read: Next | ((node: Node) => Expr)): readonly Expr[] {
  return parts(node)
    .filter((child) => child.type !== 'lambda_parameters')
    .flatMap((child) => (child.type === 'property_declaration' ? namedBy(child, read) : [read(child)]));
}

/** `val a = …`, and `val (a, b) = …` as what stands at each place of a pair. */
function namedBy(property: Node, read: Next | ((node: Node) => Expr)): readonly Expr[] {
  const line = lineOf(property);
  const several = childOf(property, 'multi_variable_declaration');
  const names = several === undefined ? parts(childOf(property, 'variable_declaration')) : parts(several);
  const last = parts(property).at(-1);
  if (last === undefined || last === several || last.type === 'variable_declaration')
    return [other(property)];
  const value = read(last);
  if (several === undefined) return [{ kind: 'named', name: names[0]?.text ?? '', value, line }];
  return names.map((name, index): Expr => {
    const at: Expr = { kind: 'number', value: index, line };
    const part: Expr = { kind: 'subscript', object: value, indices: [at], line };
    return { kind: 'named', name: parts(name)[0]?.text ?? name.text, value: part, line };
  });
}

export function argumentsOf(
  list: Node | undefined,
  read: Next | ((node: Node) => Expr),
): readonly Argument[] {
  return parts(list)
    .filter((arg) => arg.type === 'value_argument')
    .map((arg): Argument => {
      const inner = parts(arg);
      const [name] = inner;
      const value = inner.at(-1) ?? arg;
      const isNamed = inner.length === 2 && name?.type === 'identifier';
      return {
        form: isNamed ? 'named' : 'positional',
        name: isNamed ? (name?.text ?? '') : '',
        value: read(value),
      };
    });
}
