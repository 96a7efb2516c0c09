// Ruby's expressions.
import type { Node } from 'web-tree-sitter';
import { sharedIndent } from '../_declarations/margins.ts';
import {
  aBinary,
  aList,
  aName,
  aNumber,
  aText,
  aTruth,
  expressionReader,
  fieldText,
  lineOf,
  type Next,
  nothing,
  parts,
  type Rule,
} from '../_declarations/syntax.ts';
import type { Argument, DictEntry, Expr } from '../_program/ast.ts';

const text: Rule = (node, next) => {
  const line = lineOf(node);
  const children = parts(node);
  if (!children.some((child) => child.type === 'interpolation'))
    return { kind: 'string', value: stringValue(node), line };
  const inner = children.map(
    (child): Expr =>
      child.type === 'interpolation'
        ? next(parts(child)[0])
        : { kind: 'string', value: unescaped(child.text), line },
  );
  return { kind: 'template', parts: inner, line };
};

const words: Rule = (node) => {
  const line = lineOf(node);
  return {
    kind: 'list',
    shape: 'list',
    items: parts(node).map((each) => ({ kind: 'string', value: each.text, line })),
    line,
  };
};

const hash: Rule = (node, next) => {
  const line = lineOf(node);
  const entries = parts(node).flatMap((pair): DictEntry[] => {
    if (pair.type === 'hash_splat_argument') return [{ key: undefined, value: next(parts(pair)[0]) }];
    const key = pair.childForFieldName('key');
    const value = pair.childForFieldName('value');
    return key === null || value === null
      ? []
      : [{ key: { kind: 'string', value: keyOf(key), line }, value: next(value) }];
  });
  return { kind: 'dict', entries, line };
};

/** `"…".freeze`, `<<~TEXT.strip`, `COMMON.merge(…)`, `schema` */
const call: Rule = (node, next) => {
  const line = lineOf(node);
  const receiver = node.childForFieldName('receiver');
  const name = fieldText(node, 'method');
  const args = argumentsIn(node.childForFieldName('arguments'), next);
  if (receiver === null || !/^(freeze|strip|squish|chomp)$/.test(name)) {
    const object = receiver === null ? undefined : next(receiver);
    const callee: Expr =
      object === undefined ? { kind: 'name', id: name, line } : { kind: 'attribute', object, name, line };
    return { kind: 'call', callee, args, line };
  }
  const inner = next(receiver);
  if (inner.kind !== 'string' || name === 'freeze') return inner;
  const value = name === 'squish' ? inner.value.replace(/\s+/g, ' ') : inner.value;
  return { ...inner, value: value.trim() };
};

/** Pairs are named arguments. A hash that is merged is written as pairs, too. */
export function argumentsIn(list: Node | null, next: Next | typeof lowerExpr): Argument[] {
  return parts(list).map((arg): Argument => {
    if (arg.type !== 'pair') return { form: 'positional', name: '', value: next(arg) };
    const key = arg.childForFieldName('key');
    const value = arg.childForFieldName('value');
    const name = key === null ? '' : keyOf(key);
    return { form: 'named', name, value: value === null ? lowerExpr(arg) : next(value) };
  });
}

export const lowerExpr = expressionReader({
  string: text,
  chained_string: (node, next) => ({ kind: 'template', parts: parts(node).map(next), line: lineOf(node) }),
  heredoc_beginning: heredoc,
  simple_symbol: aText((node) => node.text.slice(1)),
  integer: aNumber(/_/g),
  float: aNumber(/_/g),
  true: aTruth,
  false: aTruth,
  nil: nothing,
  constant: aName,
  identifier: aName,
  scope_resolution: (node) => ({ kind: 'name', id: fieldText(node, 'name'), line: lineOf(node) }),
  array: aList,
  string_array: words,
  symbol_array: words,
  hash,
  splat_argument: (node, next) => ({ kind: 'splat', value: next(parts(node)[0]), line: lineOf(node) }),
  parenthesized_statements: (node, next) => next(parts(node)[0]),
  binary: aBinary,
  call,
});

export function keyOf(key: Node): string {
  const value = key.type === 'string' ? lowerExpr(key) : undefined;
  return value?.kind === 'string' ? value.value : key.text.replace(/^:|:$/g, '').replace(/^"|"$/g, '');
}

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', e: '\x1b', s: ' ', '0': '\0' };

function stringValue(node: Node): string {
  const text = node.text;
  if (text.startsWith("'")) return text.slice(1, -1).replace(/\\(['\\])/g, '$1');
  return unescaped(
    parts(node)
      .map((child) => child.text)
      .join(''),
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => simple[letter] ?? letter);
}

/** The text of a heredoc stands after the line that names it. */
function heredoc(node: Node): ReturnType<Rule> {
  const line = lineOf(node);
  let at: Node | null = node;
  let body: Node | null = null;
  for (let steps = 0; at !== null && body === null && steps < 40; steps += 1) {
    let sibling: Node | null = at.nextNamedSibling;
    for (let hops = 0; sibling !== null && body === null && hops < 10; hops += 1) {
      if (sibling.type === 'heredoc_body') body = sibling;
      sibling = sibling.nextNamedSibling;
    }
    at = at.parent;
  }
  if (body === null || body.namedChildren.some((child) => child.type === 'interpolation')) return undefined;
  const end = body.namedChildren.find((child) => child.type === 'heredoc_end');
  const text = body.text
    .slice(0, end === undefined ? undefined : end.startIndex - body.startIndex)
    .replace(/^\n/, '');
  const lines = text.split('\n').slice(0, -1);
  const squiggly = node.text.startsWith('<<~');
  const margin = squiggly ? sharedIndent(lines) : 0;
  return { kind: 'string', value: lines.map((each) => `${each.slice(margin)}\n`).join(''), line };
}
