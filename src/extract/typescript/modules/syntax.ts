// The light syntax tree, and small questions about its nodes.
import type { SourceFile } from '../../../model/source.ts';

/** A named node. Comments and types are left out; strings, regular expressions and markup are leaves. */
export interface SyntaxNode {
  readonly type: string;
  /** Name of the field under which its parent holds it. */
  readonly field: string | undefined;
  /** UTF-16 offsets in the file. */
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  readonly source: SourceFile;
}

/** The source text of a node. */
export function textOf(node: SyntaxNode): string {
  return node.source.text.slice(node.start, node.end);
}

/** The first child that its parent holds under this field name. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  // A plain loop: this is asked more often than anything else.
  for (const candidate of node.children) if (candidate.field === field) return candidate;
  return undefined;
}

/** The innermost node that holds an offset. */
export function nodeAt(root: SyntaxNode, offset: number): SyntaxNode {
  let at = root;
  for (;;) {
    const { children } = at;
    let low = 0;
    let high = children.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((children[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const inner = children[low];
    if (inner === undefined || inner.start > offset || inner.end <= offset) return at;
    at = inner;
  }
}

/** The nodes at every place where a word stands in the text, bare or in quotes, in order. */
export function nodesNamed(root: SyntaxNode, word: string): readonly SyntaxNode[] {
  const { text } = root.source;
  const found: SyntaxNode[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const node = nodeAt(root, at);
    const quotes = node.type === 'string' ? 1 : 0;
    if (node.start === at - quotes && node.end === at + word.length + quotes) found.push(node);
  }
  return found;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** Line of a node, counted from 1. */
export function lineOf(node: SyntaxNode): number {
  let starts = lineStarts.get(node.source);
  if (starts === undefined) {
    const found = [0];
    const { text } = node.source;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at + 1);
    starts = found;
    lineStarts.set(node.source, starts);
  }
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= node.start) low = middle;
    else high = middle;
  }
  return low + 1;
}

const functionTypes = new Set([
  'arrow_function',
  'function_declaration',
  'function_expression',
  'function',
  'generator_function',
  'generator_function_declaration',
  'method_definition',
]);

/** True for everything that can be called and has a body. */
export function isFunction(node: SyntaxNode): boolean {
  return functionTypes.has(node.type);
}

/** True for class declarations and class expressions. */
export function isClass(node: SyntaxNode): boolean {
  return (
    node.type === 'class_declaration' || node.type === 'class' || node.type === 'abstract_class_declaration'
  );
}

/** True when the outer node is the inner one or one of its ancestors. */
export function encloses(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.source === inner.source && outer.start <= inner.start && inner.end <= outer.end;
}

/** The nearest ancestor that satisfies the test, the node itself not included. */
export function above(node: SyntaxNode, test: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  let at = node.parent;
  while (at !== undefined && !test(at)) at = at.parent;
  return at;
}

/** The expression without parentheses, assertions and awaiting, which change no value that matters here. */
export function bare(node: SyntaxNode): SyntaxNode {
  let at = node;
  for (;;) {
    const inner = wrappers.has(at.type)
      ? at.children[at.type === 'type_assertion' ? at.children.length - 1 : 0]
      : undefined;
    if (inner === undefined) return at;
    at = inner;
  }
}

const wrappers = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
  'type_assertion',
  'instantiation_expression',
]);

/** The name under which something is called: the identifier, or the last property of a member expression. */
export function finalName(callee: SyntaxNode): string | undefined {
  const node = bare(callee);
  if (node.type === 'identifier') return textOf(node);
  if (node.type === 'member_expression') {
    const property = child(node, 'property');
    return property === undefined ? undefined : textOf(property);
  }
  if (node.type === 'sequence_expression') {
    const last = node.children.at(-1);
    return last === undefined ? undefined : finalName(last);
  }
  return undefined;
}
