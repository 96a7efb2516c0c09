// Ruby source text -> tool classes and tools that are defined in place.
import type { Node } from 'web-tree-sitter';
import { type ClassDecl, type Classes, classesByName } from '../_declarations/declarations.ts';
import type { DictEntry, Expr } from '../_program/ast.ts';
import { parse } from '../_syntax/parser.ts';

/** A call in the body of a class: `description "…"`, `arguments do … end`. */
export interface Statement {
  readonly name: string;
  readonly args: readonly Expr[];
  /** Named arguments. */
  readonly named: ReadonlyMap<string, Expr>;
  /** The calls inside its block, each as a chain from the first to the last call. */
  readonly block: readonly (readonly Link[])[];
  readonly line: number;
}

/** One call of a chain: `required(:a).filled(:integer).description("…")` has three. */
export interface Link {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly named: ReadonlyMap<string, Expr>;
  readonly block: readonly (readonly Link[])[];
}

export interface RubyTool {
  /** Name of the class, with its modules. */
  readonly cls: string;
  readonly base: string;
  readonly statements: readonly Statement[];
  readonly line: number;
}

export interface RubyFile {
  readonly path: string;
  readonly tools: readonly RubyTool[];
  /** `define_tool(name: …)` and `MCP::Tool.define(name: …)`. */
  readonly defined: readonly Statement[];
  readonly constants: Classes;
  readonly damaged: number | undefined;
}

const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function readRuby(path: string, text: string): RubyFile {
  const tree = parse('ruby', text);
  try {
    const root = tree.rootNode;
    const tools = root.descendantsOfType('class').map((node) => lowerClass(node));
    const defined = root
      .descendantsOfType('call')
      .filter((call) => {
        const name = call.childForFieldName('method')?.text ?? '';
        return (
          name === 'define_tool' ||
          (name === 'define' && /(^|::)Tool$/.test(call.childForFieldName('receiver')?.text ?? ''))
        );
      })
      .map((call) => lowerStatement(call));
    const damage = root.hasError ? root.descendantsOfType('ERROR')[0] : undefined;
    return {
      path,
      tools,
      defined,
      constants: constantsOf(root, path),
      damaged: damage === undefined ? undefined : lineOf(damage),
    };
  } finally {
    tree.delete();
  }
}

function constantsOf(root: Node, path: string): Classes {
  const fields = root.descendantsOfType('assignment').flatMap((node) => {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (left?.type !== 'constant' || right === null) return [];
    return [
      {
        name: left.text,
        type: { name: '', args: [], nullable: false },
        markers: [],
        doc: '',
        value: lowerExpr(right),
        isStatic: true,
      },
    ];
  });
  const holder: ClassDecl = {
    name: '$constants',
    kind: 'class',
    path,
    line: 0,
    markers: [],
    doc: '',
    bases: [],
    fields,
    methods: [],
    values: [],
  };
  return classesByName([holder]);
}

function lowerClass(node: Node): RubyTool {
  const body = node.childForFieldName('body');
  const base = node.childForFieldName('superclass');
  const statements: Statement[] = [];
  for (const child of body === null ? [] : parts(body)) {
    if (child.type === 'call') statements.push(lowerStatement(child));
  }
  const outer: string[] = [];
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 60; steps += 1) {
    if (at.type === 'module' || at.type === 'class') outer.unshift(at.childForFieldName('name')?.text ?? '');
    at = at.parent;
  }
  const name = node.childForFieldName('name');
  return {
    cls: [...outer, name?.text ?? ''].join('::'),
    base: base === null ? '' : (parts(base)[0]?.text ?? ''),
    statements,
    line: lineOf(name ?? node),
  };
}

function lowerStatement(call: Node): Statement {
  return { ...lowerLink(call, 0), line: lineOf(call) };
}

function lowerLink(call: Node, depth: number): Link {
  const list = call.childForFieldName('arguments');
  const block = call.childForFieldName('block');
  const args: Expr[] = [];
  const named = new Map<string, Expr>();
  for (const arg of list === null ? [] : parts(list)) {
    if (arg.type === 'pair') {
      const key = arg.childForFieldName('key');
      const value = arg.childForFieldName('value');
      if (key !== null && value !== null) named.set(keyOf(key), lowerExpr(value));
    } else args.push(lowerExpr(arg));
  }
  return {
    name: call.childForFieldName('method')?.text ?? '',
    args,
    named,
    block: block === null || depth > 8 ? [] : chainsIn(block, depth),
  };
}

function chainsIn(block: Node, depth: number): (readonly Link[])[] {
  const body = block.childForFieldName('body');
  return (body === null ? [] : parts(body))
    .filter((child) => child.type === 'call')
    .map((child) => {
      const chain: Link[] = [];
      let at: Node | null = child;
      for (let steps = 0; at?.type === 'call' && steps < 20; steps += 1) {
        chain.unshift(lowerLink(at, depth + 1));
        at = at.childForFieldName('receiver');
      }
      return chain;
    });
}

function keyOf(key: Node): string {
  const value = key.type === 'string' ? lowerExpr(key) : undefined;
  return value?.kind === 'string' ? value.value : key.text.replace(/^:|:$/g, '').replace(/^"|"$/g, '');
}

function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > 120) return other(node);
  const next = (inner: Node): Expr => lowerExpr(inner, depth + 1);
  switch (node.type) {
    case 'string': {
      const plain = node.namedChildren.every((child) => child.type !== 'interpolation');
      return plain ? { kind: 'string', value: stringValue(node), line } : other(node);
    }
    case 'chained_string':
      return { kind: 'template', parts: parts(node).map(next), line };
    case 'heredoc_beginning':
      return heredoc(node, line);
    case 'simple_symbol':
      return { kind: 'string', value: node.text.slice(1), line };
    case 'integer':
    case 'float': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'true':
    case 'false':
      return { kind: 'constant', value: node.type === 'true', line };
    case 'nil':
      return { kind: 'constant', value: null, line };
    case 'constant':
    case 'identifier':
      return { kind: 'name', id: node.text, line };
    case 'scope_resolution':
      return { kind: 'name', id: node.childForFieldName('name')?.text ?? '', line };
    case 'array':
      return { kind: 'list', shape: 'list', items: parts(node).map(next), line };
    case 'string_array':
    case 'symbol_array':
      return {
        kind: 'list',
        shape: 'list',
        items: parts(node).map((each) => ({ kind: 'string', value: each.text, line })),
        line,
      };
    case 'hash': {
      const entries = parts(node).flatMap((pair): DictEntry[] => {
        const key = pair.childForFieldName('key');
        const value = pair.childForFieldName('value');
        return key === null || value === null
          ? []
          : [{ key: { kind: 'string', value: keyOf(key), line }, value: next(value) }];
      });
      return { kind: 'dict', entries, line };
    }
    case 'binary': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      if (left === null || right === null) return other(node);
      return {
        kind: 'binary',
        operator: node.childForFieldName('operator')?.text ?? '',
        left: next(left),
        right: next(right),
        line,
      };
    }
    case 'call': {
      // "…".freeze, <<~TEXT.strip
      const receiver = node.childForFieldName('receiver');
      const name = node.childForFieldName('method')?.text ?? '';
      if (receiver === null || !/^(freeze|strip|squish|chomp)$/.test(name)) return other(node);
      const inner = next(receiver);
      if (inner.kind !== 'string' || name === 'freeze') return inner;
      return {
        ...inner,
        value: name === 'squish' ? inner.value.replace(/\s+/g, ' ').trim() : inner.value.trim(),
      };
    }
    default:
      return other(node);
  }
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
function heredoc(node: Node, line: number): Expr {
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
  if (body === null || body.namedChildren.some((child) => child.type === 'interpolation'))
    return { kind: 'other', line };
  const end = body.namedChildren.find((child) => child.type === 'heredoc_end');
  const text = body.text
    .slice(0, end === undefined ? undefined : end.startIndex - body.startIndex)
    .replace(/^\n/, '');
  const lines = text.split('\n').slice(0, -1);
  const squiggly = node.text.startsWith('<<~');
  const margin = squiggly
    ? Math.min(
        ...lines.filter((each) => each.trim() !== '').map((each) => each.length - each.trimStart().length),
        1_000,
      )
    : 0;
  return { kind: 'string', value: lines.map((each) => `${each.slice(margin)}\n`).join(''), line };
}
