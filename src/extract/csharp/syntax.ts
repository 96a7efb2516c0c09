// C# source text -> declared classes, and the tools that are written out as objects.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import type { ClassDecl, FieldDecl, Marker, MethodDecl, ParamDecl } from '../_declarations/declarations.ts';
import {
  childOf,
  fieldText,
  firstValues,
  lastPart,
  lineOf,
  newClass,
  onlyReturn,
  parts,
  type Read,
  readSyntax,
} from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { initializerOf, lowerExpr as lowerAny, lowerArgument, lowerType } from './expressions.ts';
import { type CsharpShape, shapesIn } from './shapes.ts';

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

/** A method that builds a tree of commands: its calls in order, and what its variables start as. */
export interface GroupMethod {
  readonly cls: string;
  readonly name: string;
  readonly params: readonly string[];
  readonly locals: ReadonlyMap<string, Expr>;
  readonly calls: readonly Expr[];
  /** What it returns at its end. */
  readonly returns: Expr | undefined;
  readonly path: string;
}

export type CsharpFile = Read<{
  readonly classes: readonly ClassDecl[];
  readonly made: readonly MadeTool[];
  readonly groups: readonly GroupMethod[];
  readonly shapes: readonly CsharpShape[];
}>;

export function readCsharp(path: string, text: string): CsharpFile {
  return readSyntax('csharp', path, text, (root) => {
    const classes: ClassDecl[] = [];
    const made: MadeTool[] = [];
    lowerClasses(root, path, classes, made, 0);
    for (const statement of root.namedChildren) {
      if (statement.type === 'global_statement') lowerMade(statement, '', made);
    }
    return {
      classes,
      made,
      shapes: /input_?[sS]chema\b/.test(text) ? shapesIn(root) : [],
      groups: /\bAddSubGroup\b|\bAddCommand\b/.test(text) ? groupMethods(root, path) : [],
    };
  });
}

function lowerExpr(node: Node | null | undefined): Expr {
  return node === null || node === undefined ? { kind: 'other', line: 0 } : lowerAny(node);
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
  const name = fieldText(node, 'name');
  const primary = node.type.startsWith('record') ? childOf(node, 'parameter_list') : undefined;
  const fields: FieldDecl[] = recordFields(primary);
  const methods: MethodDecl[] = [];
  const values: string[] = [];
  let doc = '';
  for (const member of node.childForFieldName('body')?.namedChildren ?? []) {
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
  const bases = parts(childOf(node, 'base_list'))
    .filter((base) => base.type !== 'argument_list')
    .map((base) => lowerType(base));
  return newClass(name, path, lineOf(node), {
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    markers: markersOf(node),
    bases: bases.map((base) => base.name),
    given: bases.flatMap((base) => base.args),
    fields,
    methods,
    values,
  });
}

function enumValue(member: Node): string {
  const renamed = markersOf(member).find((marker) =>
    /^(JsonStringEnumMemberName|EnumMember)$/.test(marker.name),
  );
  const value = renamed?.args[0]?.value;
  return value?.kind === 'string' ? value.value : fieldText(member, 'name');
}

function recordFields(list: Node | undefined): FieldDecl[] {
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
  const declaration = childOf(node, 'variable_declaration');
  return parts(declaration)
    .filter((child) => child.type === 'variable_declarator')
    .map((declarator) => {
      const value = initial(declarator);
      return {
        name: fieldText(declarator, 'name'),
        type: lowerType(declaration?.childForFieldName('type')),
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

function initial(declarator: Node): Node | undefined {
  return parts(declarator).at(-1);
}

function lowerProperty(node: Node, doc: string): FieldDecl {
  const modifiers = modifiersOf(node);
  const value = node.childForFieldName('value');
  const inner = value?.type === 'arrow_expression_clause' ? parts(value)[0] : value;
  const markers = markersOf(node);
  if (modifiers.includes('required')) markers.push({ name: '$required', args: [] });
  return {
    name: fieldText(node, 'name'),
    type: lowerType(node.childForFieldName('type')),
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
  const body = node.childForFieldName('body');
  const returned = node.childForFieldName('returns') ?? node.childForFieldName('type');
  const markers = markersOf(node);
  if (modifiersOf(node).includes('partial')) markers.push({ name: '$partial', args: [] });
  if (/^(Task|ValueTask|IAsyncEnumerable)\b/.test(returned?.text ?? ''))
    markers.push({ name: '$async', args: [] });
  const value = body?.type === 'arrow_expression_clause' ? parts(body)[0] : onlyReturn(body);
  return {
    name: name?.text ?? '',
    params: lowerParams(node.childForFieldName('parameters')),
    markers,
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
  };
}

function lowerParams(list: Node | null | undefined): ParamDecl[] {
  return parts(list)
    .filter((param) => param.type === 'parameter')
    .map((param) => {
      const name = param.childForFieldName('name');
      const after =
        name === null ? undefined : parts(param).find((child) => child.startIndex > name.startIndex);
      return {
        name: name?.text ?? '',
        type: lowerType(param.childForFieldName('type')),
        markers: markersOf(param),
        fallback: after === undefined ? undefined : lowerExpr(after),
      };
    });
}

function markersOf(node: Node): Marker[] {
  return node.namedChildren
    .filter((child) => child.type === 'attribute_list')
    .flatMap((list) => list.namedChildren.filter((child) => child.type === 'attribute'))
    .map((attribute) => ({
      name: lastPart(fieldText(attribute, 'name')).replace(/(?<=.)Attribute$/, ''),
      args: parts(childOf(attribute, 'attribute_argument_list')).map((arg) => lowerArgument(arg, lowerExpr)),
    }));
}

function lowerMade(member: Node, cls: string, into: MadeTool[]): void {
  const locals = firstValues(member, 'variable_declarator', initial, lowerExpr);
  const add = (
    kind: MadeTool['kind'],
    node: Node,
    fields: ReadonlyMap<string, Expr>,
    method: string,
  ): void => {
    into.push({ kind, fields, method, cls, locals, line: lineOf(node) });
  };
  for (const node of member.descendantsOfType('object_creation_expression')) {
    if (lastPart(fieldText(node, 'type')) === 'Tool') add('tool', node, initializerOf(node, lowerExpr), '');
  }
  for (const node of member.descendantsOfType('invocation_expression')) {
    if (!/(^|\.)McpServerTool\.Create$/.test(fieldText(node, 'function'))) continue;
    const [method, ...rest] = parts(node.childForFieldName('arguments'));
    const options = rest
      .flatMap((arg) => parts(arg))
      .find((arg) => arg.type.endsWith('object_creation_expression'));
    const fields = options === undefined ? new Map<string, Expr>() : initializerOf(options, lowerExpr);
    add('create', node, fields, lastPart(method?.text ?? ''));
  }
}

function groupMethods(root: Node, path: string): GroupMethod[] {
  return ['method_declaration', 'constructor_declaration'].flatMap((kind) =>
    root
      .descendantsOfType(kind)
      .filter((method) => /\b(AddSubGroup|AddCommand)\b/.test(method.text))
      .map((method) => {
        const last = method.descendantsOfType('return_statement').at(-1);
        return {
          cls: classAround(method),
          name: fieldText(method, 'name'),
          params: lowerParams(method.childForFieldName('parameters')).map((param) => param.name),
          locals: firstValues(method, 'variable_declarator', initial, lowerExpr),
          calls: method.descendantsOfType('invocation_expression').map(lowerExpr),
          returns: last === undefined ? undefined : lowerExpr(parts(last)[0]),
          path,
        };
      }),
  );
}

function classAround(node: Node): string {
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 200; steps += 1) {
    if (declarations.has(at.type)) return fieldText(at, 'name');
    at = at.parent;
  }
  return '';
}
