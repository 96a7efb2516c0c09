// C# source text -> declared classes, and the tools that are written out as objects.
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

/** `new Tool { … }` and `McpServerTool.Create(method, new() { … })`. */
export interface MadeTool {
  readonly kind: 'tool' | 'create';
  readonly fields: ReadonlyMap<string, Expr>;
  /** The method that is handed over, by name. */
  readonly method: string;
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export interface CsharpFile {
  readonly path: string;
  readonly classes: readonly ClassDecl[];
  readonly made: readonly MadeTool[];
  readonly damaged: number | undefined;
}

const deepest = 120;
const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function readCsharp(path: string, text: string): CsharpFile {
  const tree = parse('csharp', text);
  try {
    const root = tree.rootNode;
    const classes: ClassDecl[] = [];
    const made: MadeTool[] = [];
    lowerClasses(root, path, classes, made, 0);
    for (const statement of root.namedChildren) {
      if (statement.type === 'global_statement') lowerMade(statement, '', made);
    }
    const damage = root.hasError ? root.descendantsOfType('ERROR')[0] : undefined;
    return { path, classes, made, damaged: damage === undefined ? undefined : lineOf(damage) };
  } finally {
    tree.delete();
  }
}

const declarations = new Set([
  'class_declaration',
  'record_declaration',
  'struct_declaration',
  'record_struct_declaration',
  'interface_declaration',
  'enum_declaration',
]);

function lowerClasses(node: Node, path: string, into: ClassDecl[], made: MadeTool[], depth: number): void {
  if (depth > 20) return;
  for (const child of node.namedChildren) {
    if (declarations.has(child.type)) {
      into.push(lowerClass(child, path, made));
      const body = child.childForFieldName('body');
      if (body !== null) lowerClasses(body, path, into, made, depth + 1);
    } else if (/namespace|^ERROR$|declaration_list|preproc/.test(child.type)) {
      lowerClasses(child, path, into, made, depth + 1);
    }
  }
}

function lowerClass(node: Node, path: string, made: MadeTool[]): ClassDecl {
  const name = node.childForFieldName('name')?.text ?? '';
  const body = node.childForFieldName('body');
  const isRecord = node.type.startsWith('record');
  const primary = node.namedChildren.find((child) => child.type === 'parameter_list');
  const fields: FieldDecl[] = isRecord && primary !== undefined ? recordFields(primary) : [];
  const methods: MethodDecl[] = [];
  const values: string[] = [];
  let doc = '';
  for (const member of body === null ? [] : body.namedChildren) {
    if (member.type === 'comment') {
      doc = member.text.startsWith('///') ? `${doc}\n${commentText(member.text)}` : doc;
      continue;
    }
    if (member.type === 'field_declaration') fields.push(...lowerFields(member));
    else if (member.type === 'property_declaration') fields.push(lowerProperty(member, doc));
    else if (member.type === 'method_declaration') methods.push(lowerMethod(member, doc));
    else if (member.type === 'enum_member_declaration') values.push(enumValue(member));
    if (/\bTool\b|McpServerTool\.Create/.test(member.text)) lowerMade(member, name, made);
    doc = '';
  }
  const bases = node.namedChildren.find((child) => child.type === 'base_list');
  return {
    name,
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    path,
    line: lineOf(node),
    markers: markersOf(node),
    doc: '',
    bases: (bases === undefined ? [] : parts(bases)).map((base) => lowerType(base).name),
    fields,
    methods,
    values,
  };
}

function enumValue(member: Node): string {
  const renamed = markersOf(member).find((marker) =>
    /^(JsonStringEnumMemberName|EnumMember)$/.test(marker.name),
  );
  const value = renamed?.args[0]?.value;
  return value?.kind === 'string' ? value.value : (member.childForFieldName('name')?.text ?? '');
}

function recordFields(list: Node): FieldDecl[] {
  return lowerParams(list).map((param) => ({
    ...param,
    doc: '',
    value: param.fallback,
    isStatic: false,
    markers: [...param.markers, { name: '$constructor', args: [] }],
  }));
}

function modifiersOf(node: Node): string[] {
  return node.namedChildren.filter((child) => child.type === 'modifier').map((child) => child.text);
}

function lowerFields(node: Node): FieldDecl[] {
  const declaration = node.namedChildren.find((child) => child.type === 'variable_declaration');
  const type = declaration?.childForFieldName('type');
  return (declaration === undefined ? [] : parts(declaration))
    .filter((child) => child.type === 'variable_declarator')
    .map((declarator) => {
      const value = parts(declarator).at(-1);
      return {
        name: declarator.childForFieldName('name')?.text ?? '',
        type: type === null || type === undefined ? typeRef('') : lowerType(type),
        markers: markersOf(node),
        doc: '',
        value:
          value === undefined || (value.type === 'identifier' && parts(declarator).length === 1)
            ? undefined
            : lowerExpr(value),
        // Fields are no data: only properties are.
        isStatic: true,
      };
    });
}

function lowerProperty(node: Node, doc: string): FieldDecl {
  const modifiers = modifiersOf(node);
  const value = node.childForFieldName('value');
  const inner = value?.type === 'arrow_expression_clause' ? parts(value)[0] : value;
  const type = node.childForFieldName('type');
  const markers = markersOf(node);
  if (modifiers.includes('required')) markers.push({ name: '$required', args: [] });
  return {
    name: node.childForFieldName('name')?.text ?? '',
    type: type === null ? typeRef('') : lowerType(type),
    markers,
    doc,
    value: inner === null || inner === undefined ? undefined : lowerExpr(inner),
    isStatic:
      modifiers.includes('static') ||
      !modifiers.includes('public') ||
      value?.type === 'arrow_expression_clause',
  };
}

function lowerMethod(node: Node, doc: string): MethodDecl {
  const name = node.childForFieldName('name');
  const params = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  const returned = node.childForFieldName('returns') ?? node.childForFieldName('type');
  const markers = markersOf(node);
  if (modifiersOf(node).includes('partial')) markers.push({ name: '$partial', args: [] });
  if (/^(Task|ValueTask|IAsyncEnumerable)\b/.test(returned?.text ?? ''))
    markers.push({ name: '$async', args: [] });
  const value = body?.type === 'arrow_expression_clause' ? parts(body)[0] : onlyReturn(body);
  return {
    name: name?.text ?? '',
    params: params === null ? [] : lowerParams(params),
    markers,
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
  };
}

function onlyReturn(body: Node | null): Node | undefined {
  const statements = body === null ? [] : parts(body);
  const [only] = statements;
  return statements.length === 1 && only?.type === 'return_statement' ? parts(only)[0] : undefined;
}

function lowerParams(list: Node): ParamDecl[] {
  return parts(list)
    .filter((param) => param.type === 'parameter')
    .map((param) => {
      const type = param.childForFieldName('type');
      const name = param.childForFieldName('name');
      const after =
        name === null ? undefined : parts(param).find((child) => child.startIndex > name.startIndex);
      return {
        name: name?.text ?? '',
        type: type === null ? typeRef('') : lowerType(type),
        markers: markersOf(param),
        fallback: after === undefined ? undefined : lowerExpr(after),
      };
    });
}

function markersOf(node: Node): Marker[] {
  return node.namedChildren
    .filter((child) => child.type === 'attribute_list')
    .flatMap((list) => list.namedChildren.filter((child) => child.type === 'attribute'))
    .map((attribute) => {
      const name = attribute.childForFieldName('name')?.text.split('.').at(-1) ?? '';
      const list = attribute.namedChildren.find((child) => child.type === 'attribute_argument_list');
      return {
        name: name.replace(/(?<=.)Attribute$/, ''),
        args: list === undefined ? [] : parts(list).map(lowerArgument),
      };
    });
}

function lowerArgument(node: Node): Argument {
  const inner = parts(node);
  const [first = node] = inner;
  if (first.type === 'assignment_expression') {
    const value = first.childForFieldName('right') ?? first;
    return { form: 'named', name: first.childForFieldName('left')?.text ?? '', value: lowerExpr(value) };
  }
  return { form: 'positional', name: '', value: lowerExpr(inner.at(-1) ?? node) };
}

function lowerType(node: Node, depth = 0): TypeRef {
  if (depth > 30) return typeRef('');
  const [first] = parts(node);
  switch (node.type) {
    case 'nullable_type':
      return first === undefined ? typeRef('') : { ...lowerType(first, depth + 1), nullable: true };
    case 'array_type':
      return typeRef('[]', first === undefined ? [] : [lowerType(first, depth + 1)]);
    case 'generic_name': {
      const list = node.namedChildren.find((child) => child.type === 'type_argument_list');
      return typeRef(
        first?.text ?? '',
        (list === undefined ? [] : parts(list)).map((arg) => lowerType(arg, depth + 1)),
      );
    }
    case 'qualified_name': {
      const last = node.childForFieldName('name');
      return last === null ? typeRef(node.text) : lowerType(last, depth + 1);
    }
    default:
      return typeRef(node.text.split('.').at(-1) ?? '');
  }
}

function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > deepest) return other(node);
  const next = (inner: Node | null | undefined): Expr =>
    inner === null || inner === undefined ? other(node) : lowerExpr(inner, depth + 1);
  switch (node.type) {
    case 'identifier':
    case 'this_expression':
    case 'this':
      return { kind: 'name', id: node.text, line };
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
      return { kind: 'string', value: stringValue(node.text), line };
    case 'interpolated_string_expression':
      return {
        kind: 'template',
        parts: parts(node)
          .filter((child) => child.type === 'string_content' || child.type === 'interpolation')
          .map((child): Expr => {
            if (child.type === 'string_content') {
              const text = child.text.replaceAll('{{', '{').replaceAll('}}', '}');
              return { kind: 'string', value: unescaped(text), line };
            }
            return next(parts(child).find((inner) => inner.type !== 'interpolation_brace'));
          }),
        line,
      };
    case 'integer_literal':
    case 'real_literal': {
      const value = Number(node.text.replace(/[_uUlLfFdDmM]/g, ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'boolean_literal':
      return { kind: 'constant', value: node.text === 'true', line };
    case 'null_literal':
    case 'default_expression':
      return { kind: 'constant', value: null, line };
    case 'member_access_expression':
    case 'qualified_name':
      return {
        kind: 'attribute',
        object: next(node.childForFieldName('expression') ?? node.childForFieldName('qualifier')),
        name: node.childForFieldName('name')?.text ?? '',
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
    case 'argument':
    case 'postfix_unary_expression':
      return next(parts(node).at(-1));
    case 'invocation_expression': {
      const list = node.childForFieldName('arguments');
      return {
        kind: 'call',
        callee: next(node.childForFieldName('function')),
        args: (list === null ? [] : parts(list)).map(lowerArgument),
        line,
      };
    }
    case 'collection_expression':
    case 'initializer_expression':
      return { kind: 'list', shape: 'list', items: parts(node).map(next), line };
    case 'object_creation_expression':
    case 'implicit_object_creation_expression':
      return {
        kind: 'call',
        callee: { kind: 'name', id: node.childForFieldName('type')?.text.split('.').at(-1) ?? 'new', line },
        args: [...initializerOf(node)].map(([name, value]) => ({ form: 'named', name, value })),
        line,
      };
    default:
      return other(node);
  }
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{8})|(.))/g,
    (whole, u, x, long, letter) => {
      if (letter !== undefined) return simple[letter] ?? letter;
      const code = Number.parseInt(u ?? x ?? long, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** The value of a plain, verbatim or raw string literal. */
function stringValue(literal: string): string {
  if (literal.startsWith('"""')) return rawString(literal);
  if (literal.startsWith('@')) return literal.slice(2, -1).replaceAll('""', '"');
  return unescaped(literal.slice(1, literal.endsWith('u8') ? -3 : -1));
}

/** A raw string over several lines loses the first and last line break, and the indentation of its closing line. */
function rawString(literal: string): string {
  const quotes = literal.match(/^"+/)?.[0].length ?? 3;
  const inner = literal.slice(quotes, -quotes).replaceAll('\r\n', '\n');
  if (!inner.includes('\n')) return inner;
  const lines = inner.split('\n').slice(1);
  const margin = lines.pop()?.length ?? 0;
  return lines.map((line) => (line.slice(0, margin).trim() === '' ? line.slice(margin) : line)).join('\n');
}

/** The members that an object initialiser sets. */
function initializerOf(node: Node): Map<string, Expr> {
  const fields = new Map<string, Expr>();
  const initializer = node.namedChildren.find((child) => child.type === 'initializer_expression');
  for (const assignment of initializer === undefined ? [] : parts(initializer)) {
    if (assignment.type !== 'assignment_expression') continue;
    const value = assignment.childForFieldName('right');
    if (value !== null) fields.set(assignment.childForFieldName('left')?.text ?? '', lowerExpr(value));
  }
  return fields;
}

function lowerMade(member: Node, cls: string, into: MadeTool[]): void {
  const locals = new Map<string, Expr>();
  for (const declarator of member.descendantsOfType('variable_declarator')) {
    const value = parts(declarator).at(-1);
    const name = declarator.childForFieldName('name')?.text ?? '';
    if (value !== undefined && !locals.has(name)) locals.set(name, lowerExpr(value));
  }
  const add = (kind: MadeTool['kind'], node: Node, fields: Map<string, Expr>, method: string): void => {
    into.push({ kind, fields, method, cls, locals, line: lineOf(node) });
  };
  for (const node of member.descendantsOfType('object_creation_expression')) {
    if (/(^|\.)Tool$/.test(node.childForFieldName('type')?.text ?? ''))
      add('tool', node, initializerOf(node), '');
  }
  for (const node of member.descendantsOfType('invocation_expression')) {
    if (!/(^|\.)McpServerTool\.Create$/.test(node.childForFieldName('function')?.text ?? '')) continue;
    const list = node.childForFieldName('arguments');
    const [method, ...rest] = list === null ? [] : parts(list);
    const options = rest
      .flatMap((arg) => parts(arg))
      .find((arg) => arg.type.endsWith('object_creation_expression'));
    add(
      'create',
      node,
      options === undefined ? new Map() : initializerOf(options),
      method?.text.split('.').at(-1) ?? '',
    );
  }
}
