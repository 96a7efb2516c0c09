// Java source text -> declared classes, and the places where the SDK's own builders are used.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import {
  type ClassDecl,
  type FieldDecl,
  type Marker,
  type MethodDecl,
  type ParamDecl,
  type TypeRef,
  typeRef,
} from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { parse } from '../_syntax/parser.ts';

/** A chain of builder calls, or a constructor call: the values by method name or position. */
export interface BuiltTool {
  readonly fields: ReadonlyMap<string, Expr>;
  readonly positional: readonly Expr[];
  /** Name of the class around it. */
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export interface JavaFile {
  readonly path: string;
  readonly imports: readonly string[];
  readonly classes: readonly ClassDecl[];
  readonly built: readonly BuiltTool[];
  readonly damaged: number | undefined;
}

const deepest = 120;
const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => !child.type.endsWith('comment'));
}

export function readJava(path: string, text: string): JavaFile {
  const tree = parse('java', text);
  try {
    const root = tree.rootNode;
    const classes: ClassDecl[] = [];
    const built: BuiltTool[] = [];
    lowerClasses(root, path, classes, built, 0);
    return {
      path,
      imports: root
        .descendantsOfType('import_declaration')
        .map((node) => node.text.replace(/^import\s+(static\s+)?|\s*;$/g, '')),
      classes,
      built,
      damaged: root.hasError ? lineOf(root.descendantsOfType('ERROR')[0] ?? root) : undefined,
    };
  } finally {
    tree.delete();
  }
}

const declarations = new Set([
  'class_declaration',
  'record_declaration',
  'enum_declaration',
  'interface_declaration',
]);

function lowerClasses(node: Node, path: string, into: ClassDecl[], built: BuiltTool[], depth: number): void {
  if (depth > 20) return;
  for (const child of node.namedChildren) {
    if (!declarations.has(child.type)) {
      if (child.type === 'ERROR' || child.type === 'enum_body_declarations')
        lowerClasses(child, path, into, built, depth + 1);
      continue;
    }
    into.push(lowerClass(child, path, built));
    const body = child.childForFieldName('body');
    if (body !== null) lowerClasses(body, path, into, built, depth + 1);
  }
}

function lowerClass(node: Node, path: string, built: BuiltTool[]): ClassDecl {
  const name = node.childForFieldName('name')?.text ?? '';
  const body = node.childForFieldName('body');
  const fields: FieldDecl[] = recordFields(node);
  const methods: MethodDecl[] = [];
  const members = (body === null ? [] : body.namedChildren).flatMap((child) =>
    child.type === 'enum_body_declarations' || child.type === 'ERROR' ? child.namedChildren : [child],
  );
  for (const [index, member] of members.entries()) {
    const doc = docBefore(members[index - 1]);
    if (member.type === 'field_declaration' || member.type === 'constant_declaration') {
      fields.push(...lowerFields(member, doc, node.type === 'interface_declaration'));
    } else if (member.type === 'method_declaration') {
      methods.push(lowerMethod(member, doc));
    }
    if (/Tool\b|\.builder\(/.test(member.text)) lowerBuilt(member, name, built);
  }
  const supers = [node.childForFieldName('superclass'), node.childForFieldName('interfaces')].flatMap(
    (each) => (each === null ? [] : each.descendantsOfType('type_identifier').map((type) => type.text)),
  );
  return {
    name,
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    path,
    line: lineOf(node),
    markers: markersOf(node),
    doc: '',
    bases: supers,
    fields,
    methods,
    values: members
      .filter((member) => member.type === 'enum_constant')
      .map((constant) => renamed(constant) ?? constant.childForFieldName('name')?.text ?? ''),
  };
}

function renamed(constant: Node): string | undefined {
  const property = markersOf(constant).find((marker) => marker.name === 'JsonProperty');
  const value = property?.args[0]?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function docBefore(node: Node | undefined): string {
  return node?.type === 'block_comment' && node.text.startsWith('/**') ? commentText(node.text) : '';
}

function recordFields(node: Node): FieldDecl[] {
  const list = node.type === 'record_declaration' ? node.childForFieldName('parameters') : null;
  return (list === null ? [] : lowerParams(list)).map((param) => ({
    ...param,
    doc: '',
    value: undefined,
    isStatic: false,
  }));
}

function lowerFields(node: Node, doc: string, inInterface: boolean): FieldDecl[] {
  const type = node.childForFieldName('type');
  const modifiers = node.namedChildren.find((child) => child.type === 'modifiers')?.text ?? '';
  return node.childrenForFieldName('declarator').map((declarator) => {
    const value = declarator.childForFieldName('value');
    return {
      name: declarator.childForFieldName('name')?.text ?? '',
      type: type === null ? typeRef('') : lowerType(type),
      markers: markersOf(node),
      doc,
      value: value === null ? undefined : lowerExpr(value),
      isStatic: inInterface || /\bstatic\b/.test(modifiers),
    };
  });
}

function lowerMethod(node: Node, doc: string): MethodDecl {
  const name = node.childForFieldName('name');
  const params = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  const statements = body === null ? [] : parts(body);
  const [only] = statements;
  const value = statements.length === 1 && only?.type === 'return_statement' ? parts(only)[0] : undefined;
  return {
    name: name?.text ?? '',
    params: params === null ? [] : lowerParams(params),
    markers: markersOf(node),
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
  };
}

function lowerParams(list: Node): ParamDecl[] {
  return parts(list)
    .filter((param) => param.type === 'formal_parameter' || param.type === 'spread_parameter')
    .map((param) => {
      const type = param.childForFieldName('type');
      return {
        name: param.childForFieldName('name')?.text ?? '',
        type: type === null ? typeRef('') : lowerType(type),
        markers: markersOf(param),
        fallback: undefined,
      };
    });
}

function markersOf(node: Node): Marker[] {
  const modifiers = node.namedChildren.find((child) => child.type === 'modifiers');
  return (modifiers === undefined ? [] : modifiers.namedChildren)
    .filter((child) => child.type === 'annotation' || child.type === 'marker_annotation')
    .map((child) => lowerMarker(child));
}

function lowerMarker(node: Node): Marker {
  const name = node.childForFieldName('name')?.text ?? '';
  const list = node.childForFieldName('arguments');
  return { name: name.split('.').at(-1) ?? name, args: list === null ? [] : parts(list).map(lowerArgument) };
}

function lowerArgument(node: Node): Argument {
  if (node.type !== 'element_value_pair') return { form: 'positional', name: '', value: lowerExpr(node) };
  const value = node.childForFieldName('value') ?? node;
  return { form: 'named', name: node.childForFieldName('key')?.text ?? '', value: lowerExpr(value) };
}

function lowerType(node: Node, depth = 0): TypeRef {
  if (depth > 30) return typeRef('');
  if (node.type === 'generic_type') {
    const [head, list] = parts(node);
    const args = list === undefined ? [] : parts(list).map((arg) => lowerType(arg, depth + 1));
    return typeRef(head?.text.split('.').at(-1) ?? '', args);
  }
  if (node.type === 'array_type') {
    const element = node.childForFieldName('element');
    return typeRef('[]', element === null ? [] : [lowerType(element, depth + 1)]);
  }
  if (node.type === 'annotated_type' || node.type === 'wildcard') {
    const inner = parts(node).at(-1);
    return inner === undefined ? typeRef('') : lowerType(inner, depth + 1);
  }
  return typeRef(node.text.split('.').at(-1) ?? '');
}

function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > deepest) return other(node);
  const next = (inner: Node | null | undefined): Expr =>
    inner === null || inner === undefined ? other(node) : lowerExpr(inner, depth + 1);
  switch (node.type) {
    case 'identifier':
    case 'this':
      return { kind: 'name', id: node.text, line };
    case 'string_literal':
      return { kind: 'string', value: stringValue(node.text), line };
    case 'decimal_integer_literal':
    case 'decimal_floating_point_literal': {
      const value = Number(node.text.replace(/[_lLfFdD]/g, ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'true':
    case 'false':
      return { kind: 'constant', value: node.type === 'true', line };
    case 'null_literal':
      return { kind: 'constant', value: null, line };
    case 'field_access':
    case 'scoped_identifier':
      return {
        kind: 'attribute',
        object: next(node.childForFieldName('object') ?? node.childForFieldName('scope')),
        name: (node.childForFieldName('field') ?? node.childForFieldName('name'))?.text ?? '',
        line,
      };
    case 'binary_expression':
      return {
        kind: 'binary',
        operator: node.childForFieldName('operator')?.text ?? '',
        left: next(node.childForFieldName('left')),
        right: next(node.childForFieldName('right')),
        line,
      };
    case 'parenthesized_expression':
    case 'cast_expression':
      return next(parts(node).at(-1));
    case 'element_value_array_initializer':
    case 'array_initializer':
      return { kind: 'list', shape: 'list', items: parts(node).map(next), line };
    case 'annotation':
    case 'marker_annotation': {
      const marker = lowerMarker(node);
      return { kind: 'call', callee: { kind: 'name', id: marker.name, line }, args: marker.args, line };
    }
    case 'method_invocation':
    case 'object_creation_expression': {
      const list = node.childForFieldName('arguments');
      const object = node.childForFieldName('object');
      const name =
        node.childForFieldName('name')?.text ?? node.childForFieldName('type')?.text.split('.').at(-1) ?? '';
      return {
        kind: 'call',
        callee:
          object === null
            ? { kind: 'name', id: name, line }
            : { kind: 'attribute', object: next(object), name, line },
        args: (list === null ? [] : parts(list)).map((arg) => ({
          form: 'positional',
          name: '',
          value: next(arg),
        })),
        line,
      };
    }
    default:
      return other(node);
  }
}

const escapes = /\\(?:([nrtbfs"'\\])|u+([0-9a-fA-F]{4})|([0-7]{1,3})|\r?\n)/g;
const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', s: ' ' };

/** The value of a string literal or text block. */
function stringValue(literal: string): string {
  const block = literal.startsWith('"""');
  const inner = block ? textBlock(literal.slice(3, -3)) : literal.slice(1, -1);
  return inner.replace(escapes, (_, letter, unicode, octal) => {
    if (letter !== undefined) return simple[letter] ?? letter;
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    return octal === undefined ? '' : String.fromCharCode(Number.parseInt(octal, 8));
  });
}

/** A text block without its first line break and its common indentation, the closing line counted. */
function textBlock(raw: string): string {
  const lines = raw.replaceAll('\r\n', '\n').split('\n').slice(1);
  const last = lines.length - 1;
  const margins = lines.flatMap((line, index) =>
    line.trim() === '' && index !== last ? [] : [line.length - line.trimStart().length],
  );
  const margin = Math.min(...margins, 1_000);
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}

/** `Tool.builder().name("x")….build()` and `new Tool("x", …)` inside a member. */
function lowerBuilt(member: Node, cls: string, into: BuiltTool[]): void {
  const locals = new Map<string, Expr>();
  for (const declarator of member.descendantsOfType('variable_declarator')) {
    const value = declarator.childForFieldName('value');
    const name = declarator.childForFieldName('name')?.text ?? '';
    if (value !== null && !locals.has(name)) locals.set(name, lowerExpr(value));
  }
  for (const made of member.descendantsOfType('object_creation_expression')) {
    const type = made.childForFieldName('type')?.text ?? '';
    if (!/(^|\.)Tool$/.test(type)) continue;
    const expr = lowerExpr(made);
    if (expr.kind === 'call')
      into.push({
        fields: new Map(),
        positional: expr.args.map((arg) => arg.value),
        cls,
        locals,
        line: lineOf(made),
      });
  }
  for (const call of member.descendantsOfType('method_invocation')) {
    if (call.childForFieldName('name')?.text !== 'build') continue;
    const fields = new Map<string, Expr>();
    let at = call.childForFieldName('object');
    for (let steps = 0; at?.type === 'method_invocation' && steps < 60; steps += 1) {
      const name = at.childForFieldName('name')?.text ?? '';
      const list = at.childForFieldName('arguments');
      const first = list === null ? undefined : parts(list).at(-1);
      const object = at.childForFieldName('object');
      if (name === 'builder') {
        if (/(^|\.)Tool$/.test(object?.text ?? ''))
          into.push({ fields, positional: [], cls, locals, line: lineOf(at) });
        break;
      }
      if (first !== undefined && !fields.has(name)) fields.set(name, lowerExpr(first));
      at = object;
    }
  }
}
