// Elixir's expressions. Atoms are texts, keyword lists are hashes, and `@name` is a name of its own.
import type { Node } from 'web-tree-sitter';
import { sharedIndent } from '../_declarations/margins.ts';
import {
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

/** `key: value` pairs, as they stand in calls, lists and maps. */
function entriesIn(keywords: Node, next: Next): DictEntry[] {
  return parts(keywords).flatMap((pair): DictEntry[] => {
    const key = pair.childForFieldName('key');
    return key === null
      ? []
      : [{ key: textAt(key, keyOf(key)), value: next(pair.childForFieldName('value')) }];
  });
}

/** The name that a keyword gives, without its colon and quotes. */
export function keyOf(key: Node): string {
  return key.text
    .trim()
    .replace(/:$/, '')
    .replace(/^"([\s\S]*)"$/, '$1');
}

function textAt(node: Node, value: string): Expr {
  return { kind: 'string', value, line: lineOf(node) };
}

const map: Rule = (node, next) => {
  const entries = parts(node)
    .filter((child) => child.type === 'map_content')
    .flatMap((content) => parts(content).flatMap((member) => membersIn(member, next)));
  return { kind: 'dict', entries, line: lineOf(node) };
};

function membersIn(member: Node, next: Next): DictEntry[] {
  if (member.type === 'keywords') return entriesIn(member, next);
  if (member.type !== 'binary_operator') return [{ key: undefined, value: next(member) }];
  const [left, right] = [member.childForFieldName('left'), member.childForFieldName('right')];
  // `%{base | key: value}` changes what is there.
  if (fieldText(member, 'operator') === '|')
    return [{ key: undefined, value: next(left) }, ...(right === null ? [] : membersIn(right, next))];
  return fieldText(member, 'operator') === '=>' ? [{ key: next(left), value: next(right) }] : [];
}

const list: Rule = (node, next) => {
  const items = parts(node);
  const [only] = items;
  if (items.length === 1 && only?.type === 'keywords')
    return { kind: 'dict', entries: entriesIn(only, next), line: lineOf(node) };
  return { kind: 'list', shape: 'list', items: items.map(next), line: lineOf(node) };
};

const binary: Rule = (node, next) => {
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const operator = fieldText(node, 'operator');
  // What is piped into a call is its first argument.
  if (operator === '|>' && right?.type === 'call') {
    const called = next(right);
    const { line } = called;
    const args: Argument[] = [{ form: 'positional', name: '', value: next(left) }];
    if (called.kind === 'name') return trimmed({ kind: 'call', callee: called, args, line });
    return called.kind === 'call' ? trimmed({ ...called, args: [...args, ...called.args] }) : undefined;
  }
  const joined = operator === '<>' || operator === '++' ? '+' : operator;
  return { kind: 'binary', operator: joined, left: next(left), right: next(right), line: lineOf(node) };
};

const unary: Rule = (node, next) => {
  const operand = node.childForFieldName('operand');
  if (operand === null) return undefined;
  if (fieldText(node, 'operator') === '@')
    return { kind: 'name', id: `@${operand.text.slice(0, 200)}`, line: lineOf(node) };
  const value = next(operand);
  return fieldText(node, 'operator') === '-' && value.kind === 'number'
    ? { ...value, value: -value.value }
    : undefined;
};

const call: Rule = (node, next) => {
  const target = node.childForFieldName('target');
  if (target === null) return undefined;
  const args = argumentsOf(node, next);
  // A function of another module goes by the last part of that module's name.
  const id = target.type === 'dot' ? remoteName(target) : target.text;
  const callee: Expr = { kind: 'name', id, line: lineOf(node) };
  // One that is given nothing is read like a variable.
  return args.length === 0 ? callee : trimmed({ kind: 'call', callee, args, line: lineOf(node) });
};

function remoteName(dot: Node): string {
  return `${lastPartOf(fieldText(dot, 'left'))}.${fieldText(dot, 'right')}`;
}

/** Of `Harbor.Tools.CastOff` the `CastOff`. */
export function lastPartOf(alias: string): string {
  return alias.slice(alias.lastIndexOf('.') + 1);
}

/** `String.trim(text)`, `Map.merge(a, b)`, `Enum.concat(a, b)` */
function trimmed(expr: Expr & { kind: 'call' }): Expr {
  const [first, second] = expr.args.map((arg) => arg.value);
  const name = expr.callee.kind === 'name' ? expr.callee.id : '';
  const { line } = expr;
  if (/^String\.trim(_leading|_trailing)?$/.test(name) && first?.kind === 'string' && second === undefined) {
    const { value } = first;
    if (name.endsWith('_leading')) return { ...first, value: value.trimStart() };
    return { ...first, value: name.endsWith('_trailing') ? value.trimEnd() : value.trim() };
  }
  if (/^(Map|Keyword)\.merge$|^Enum\.concat$/.test(name) && first !== undefined && second !== undefined)
    return { kind: 'binary', operator: '+', left: first, right: second, line };
  if (name === 'Map.put' && first !== undefined && second !== undefined && expr.args[2] !== undefined) {
    const added: Expr = { kind: 'dict', entries: [{ key: second, value: expr.args[2].value }], line };
    return { kind: 'binary', operator: '+', left: first, right: added, line };
  }
  return expr;
}

/** What stands between the parentheses of a call, or behind its name. */
export function argumentsOf(call: Node, read: (node: Node | null) => Expr): Argument[] {
  const list = call.namedChildren.find((child) => child.type === 'arguments');
  return parts(list).flatMap((arg): Argument[] =>
    arg.type === 'keywords'
      ? parts(arg).flatMap((pair): Argument[] => {
          const key = pair.childForFieldName('key');
          return key === null
            ? []
            : [{ form: 'named', name: keyOf(key), value: read(pair.childForFieldName('value')) }];
        })
      : [{ form: 'positional', name: '', value: read(arg) }],
  );
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  e: '\x1b',
  s: ' ',
  '0': '\0',
  '\n': '',
};

/** A text in quotes or of several lines; a template when something is put into it. */
const text: Rule = (node, next) => {
  const line = lineOf(node);
  const pieces = node.namedChildren.flatMap((child): Expr[] => {
    if (child.type === 'interpolation') return [next(parts(child)[0])];
    if (child.type === 'quoted_content') return [textAt(child, child.text)];
    return child.type === 'escape_sequence' ? [textAt(child, escaped(child.text))] : [];
  });
  if (!node.text.includes('"""')) return joined(pieces, line);
  // All lines lose the indentation of the closing quotes.
  const margin = sharedIndent([node.text.slice(node.text.lastIndexOf('\n') + 1)]);
  let atStart = true;
  const dedented = pieces.map((piece): Expr => {
    if (piece.kind !== 'string') {
      atStart = false;
      return piece;
    }
    const lines = piece.value.split('\n');
    const value = lines
      .map((each, index) => (index > 0 || atStart ? each.slice(Math.min(margin, indentOf(each))) : each))
      .join('\n');
    atStart = false;
    return { ...piece, value };
  });
  return joined(withoutFirstBreak(dedented), line);
};

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The line break behind the opening quotes is none of the text. */
function withoutFirstBreak(pieces: readonly Expr[]): readonly Expr[] {
  const [first, ...rest] = pieces;
  return first?.kind === 'string' && first.value.startsWith('\n')
    ? [{ ...first, value: first.value.slice(1) }, ...rest]
    : pieces;
}

function joined(pieces: readonly Expr[], line: number): Expr {
  if (!pieces.every((piece) => piece.kind === 'string')) return { kind: 'template', parts: pieces, line };
  return { kind: 'string', value: pieces.map((piece) => piece.value).join(''), line };
}

function escaped(sequence: string): string {
  const hex = /^\\[xu]\{?([0-9a-fA-F]{1,6})\}?$/.exec(sequence)?.[1];
  const code = hex === undefined ? Number.NaN : Number.parseInt(hex, 16);
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  return escapes[sequence.slice(1)] ?? sequence.slice(1);
}

/** `~s(text)` and `~w(a list of words)`, with what follows the closing mark. */
const sigil: Rule = (node, next) => {
  const name = node.namedChildren.find((child) => child.type === 'sigil_name')?.text ?? '';
  if (/^[sS]$/.test(name)) return text(node, next);
  if (!/^[wW]$/.test(name)) return undefined;
  const line = lineOf(node);
  const words = node.namedChildren.find((child) => child.type === 'quoted_content')?.text.trim() ?? '';
  const items = words.split(/\s+/).filter((word) => word !== '');
  return {
    kind: 'list',
    shape: 'list',
    items: items.map((value): Expr => ({ kind: 'string', value, line })),
    line,
  };
};

/** `(value)`; of several expressions the last one. */
const block: Rule = (node, next) => next(parts(node).at(-1));

export const lowerExpr = expressionReader({
  string: text,
  charlist: text,
  sigil,
  atom: aText((node) => node.text.slice(1)),
  quoted_atom: aText((node) => node.text.replace(/^:"|"$/g, '')),
  keyword: aText(keyOf),
  alias: aName,
  identifier: aName,
  integer: aNumber(/_/g),
  float: aNumber(/_/g),
  boolean: aTruth,
  nil: nothing,
  list,
  tuple: (node, next) => ({ ...aListOf(node, next), shape: 'tuple' }),
  map,
  keywords: (node, next) => ({ kind: 'dict', entries: entriesIn(node, next), line: lineOf(node) }),
  binary_operator: binary,
  unary_operator: unary,
  call,
  block,
});

function aListOf(node: Node, next: Next): Expr & { kind: 'list' } {
  const made = aList(node, next);
  return made?.kind === 'list' ? made : { kind: 'list', shape: 'tuple', items: [], line: lineOf(node) };
}
