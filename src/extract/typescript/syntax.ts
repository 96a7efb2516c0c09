// Text to a light syntax tree: named nodes only, in plain objects, so that nothing outlives the parser's memory.
import type { Language } from 'web-tree-sitter';
import type { SourceFile } from '../../model/source.ts';
import { type LanguageName, parse } from '../_syntax/parser.ts';

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

export interface ParsedFile {
  readonly root: SyntaxNode;
  /** Offsets of the parts that could not be parsed, at most a few. */
  readonly errors: readonly number[];
}

const leftOut = new Set([
  'comment',
  'html_comment',
  'hash_bang_line',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'implements_clause',
  'accessibility_modifier',
  'override_modifier',
  'optional_chain',
  'asserts_annotation',
  'type_predicate_annotation',
]);

const leaves = new Set(['string', 'regex', 'jsx_element', 'jsx_self_closing_element']);

const none: readonly SyntaxNode[] = [];

const mostErrors = 5;

/** Nodes that have no named children, so that nobody has to look for them. */
const childless = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'statement_identifier',
  'type_identifier',
  'number',
  'true',
  'false',
  'null',
  'undefined',
  'this',
  'super',
  'empty_statement',
  'break_statement',
]);

/** What is done with the nodes of a type: left out, kept as a leaf, or kept with what is inside. */
type Kind = 'out' | 'leaf' | 'inner';

/** Asked of the grammar once for each of its types: every question to it costs as much as a step of the walk. */
function kindsOf(language: Language): readonly Kind[] {
  const present = kinds.get(language);
  if (present !== undefined) return present;
  const made = language.types.map((type, id): Kind => {
    if (!language.nodeTypeIsNamed(id) || leftOut.has(type)) return 'out';
    return leaves.has(type) || childless.has(type) ? 'leaf' : 'inner';
  });
  kinds.set(language, made);
  return made;
}

const kinds = new WeakMap<Language, readonly Kind[]>();

/** Parses a file. */
export function parseFile(source: SourceFile): ParsedFile {
  const tree = parse(grammarOf(source.path), source.text);
  const cursor = tree.walk();
  try {
    const errors: number[] = [];
    const { types, fields } = tree.language;
    const kindOf = kindsOf(tree.language);
    const root = make('program', undefined, 0, source.text.length, undefined, source);
    let parent: Building = root;
    const path: Building[] = [];
    // Children wait here until their parent is left, so that their lists are no longer than they have to be.
    const waiting: Building[] = [];
    const starts: number[] = [0];
    const leave = (node: Building) => {
      const first = starts.pop() ?? 0;
      if (waiting.length > first) node.children = waiting.slice(first);
      waiting.length = first;
    };
    if (!cursor.gotoFirstChild()) return { root, errors };
    for (;;) {
      const id = cursor.nodeTypeId;
      const kind = kindOf[id] ?? 'inner';
      if (kind !== 'out') {
        const type = types[id] ?? 'ERROR';
        const fieldId = cursor.currentFieldId;
        const field = fieldId === 0 ? undefined : (fields[fieldId] ?? undefined);
        const node = make(type, field, cursor.startIndex, cursor.endIndex, parent, source);
        waiting.push(node);
        if (type === 'ERROR' && errors.length < mostErrors) errors.push(node.start);
        if (kind === 'inner' && cursor.gotoFirstChild()) {
          path.push(parent);
          parent = node;
          starts.push(waiting.length);
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        leave(parent);
        const above = path.pop();
        if (above === undefined || !cursor.gotoParent()) return { root, errors };
        parent = above;
      }
    }
  } finally {
    cursor.delete();
    tree.delete();
  }
}

interface Building extends SyntaxNode {
  children: readonly SyntaxNode[];
}

function make(
  type: string,
  field: string | undefined,
  start: number,
  end: number,
  parent: SyntaxNode | undefined,
  source: SourceFile,
): Building {
  return { type, field, start, end, parent, children: none, source };
}

function grammarOf(path: string): LanguageName {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  return path.endsWith('.tsx') ? 'tsx' : 'javascript';
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
    const inner = at.children.find((node) => node.start <= offset && offset < node.end);
    if (inner === undefined) return at;
    at = inner;
  }
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
