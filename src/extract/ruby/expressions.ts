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
  nothing,
  parts,
  type Rule,
} from '../_declarations/syntax.ts';
import type { DictEntry } from '../_program/ast.ts';

const text: Rule = (node) =>
  node.namedChildren.some((child) => child.type === 'interpolation')
    ? undefined
    : { kind: 'string', value: stringValue(node), line: lineOf(node) };

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
    const key = pair.childForFieldName('key');
    const value = pair.childForFieldName('value');
    return key === null || value === null
      ? []
      : [{ key: { kind: 'string', value: keyOf(key), line }, value: next(value) }];
  });
  return { kind: 'dict', entries, line };
};

/** `"…".freeze`, `<<~TEXT.strip` */
const call: Rule = (node, next) => {
  const receiver = node.childForFieldName('receiver');
  const name = fieldText(node, 'method');
  if (receiver === null || !/^(freeze|strip|squish|chomp)$/.test(name)) return undefined;
  const inner = next(receiver);
  if (inner.kind !== 'string' || name === 'freeze') return inner;
  const value = name === 'squish' ? inner.value.replace(/\s+/g, ' ') : inner.value;
  return { ...inner, value: value.trim() };
};

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
  const inner = parts(node)
    .map((child) => child.text)
    .join('');
  return inner.replace(/\\(.)/g, (_, letter: string) => simple[letter] ?? letter);
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
