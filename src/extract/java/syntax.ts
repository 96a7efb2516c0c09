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
import {
  childOf,
  fieldText,
  lastPart,
  lineOf,
  newClass,
  onlyReturn,
  parts,
  type Read,
  readSyntax,
} from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { localsIn, lowerExpr, lowerMarker } from './expressions.ts';
import { type JavaShape, shapesIn } from './shapes.ts';

/** A chain of builder calls, or a constructor call: the values by method name or position. */
export interface BuiltTool {
  readonly fields: ReadonlyMap<string, Expr>;
  readonly positional: readonly Expr[];
  /** Name of the class around it. */
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export type JavaFile = Read<{
  readonly imports: readonly string[];
  readonly classes: readonly ClassDecl[];
  readonly built: readonly BuiltTool[];
  readonly shapes: readonly JavaShape[];
}>;

export function readJava(path: string, text: string): JavaFile {
  return readSyntax('java', path, text, (root) => {
    const classes: ClassDecl[] = [];
    const built: BuiltTool[] = [];
    lowerClasses(root, path, classes, built, 0);
    const imports = root
      .descendantsOfType('import_declaration')
      .map((node) => node.text.replace(/^import\s+(static\s+)?|\s*;$/g, ''));
    const shapes = /"input_?[sS]chema"/.test(text) ? shapesIn(root) : [];
    return { imports, classes, built, shapes };
  });
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
    if (declarations.has(child.type)) {
      into.push(lowerClass(child, path, built));
      const body = child.childForFieldName('body');
      if (body !== null) lowerClasses(body, path, into, built, depth + 1);
    } else if (child.type === 'ERROR' || child.type === 'enum_body_declarations') {
      lowerClasses(child, path, into, built, depth + 1);
    }
  }
}

function lowerClass(node: Node, path: string, built: BuiltTool[]): ClassDecl {
  const name = fieldText(node, 'name');
  const fields: FieldDecl[] = recordFields(node);
  const methods: MethodDecl[] = [];
  const members = (node.childForFieldName('body')?.namedChildren ?? []).flatMap((child) =>
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
  return newClass(name, path, lineOf(node), {
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    markers: markersOf(node),
    bases: ['superclass', 'interfaces'].flatMap((field) =>
      (node.childForFieldName(field)?.descendantsOfType('type_identifier') ?? []).map((type) => type.text),
    ),
    fields,
    methods,
    values: members
      .filter((member) => member.type === 'enum_constant')
      .map((constant) => renamed(constant) ?? fieldText(constant, 'name')),
  });
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
  return lowerParams(list).map((param) => ({ ...param, doc: '', value: undefined, isStatic: false }));
}

function lowerFields(node: Node, doc: string, inInterface: boolean): FieldDecl[] {
  const modifiers = childOf(node, 'modifiers')?.text ?? '';
  return node.childrenForFieldName('declarator').map((declarator) => {
    const value = declarator.childForFieldName('value');
    return {
      name: fieldText(declarator, 'name'),
      type: lowerType(node.childForFieldName('type')),
      markers: markersOf(node),
      doc,
      value: value === null ? undefined : lowerExpr(value),
      isStatic: inInterface || /\bstatic\b/.test(modifiers),
    };
  });
}

function lowerMethod(node: Node, doc: string): MethodDecl {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const last = parts(body).at(-1);
  const only = onlyReturn(body);
  const value = only ?? (last?.type === 'return_statement' ? parts(last)[0] : undefined);
  return {
    name: name?.text ?? '',
    params: lowerParams(node.childForFieldName('parameters')),
    markers: markersOf(node),
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
    ...(only === undefined && value !== undefined ? { locals: localsIn(node) } : {}),
  };
}

function lowerParams(list: Node | null): ParamDecl[] {
  return parts(list)
    .filter((param) => param.type === 'formal_parameter' || param.type === 'spread_parameter')
    .map((param) => ({
      name: fieldText(param, 'name'),
      type: lowerType(param.childForFieldName('type')),
      markers: markersOf(param),
      fallback: undefined,
    }));
}

function markersOf(node: Node): Marker[] {
  return (childOf(node, 'modifiers')?.namedChildren ?? [])
    .filter((child) => child.type === 'annotation' || child.type === 'marker_annotation')
    .map((child) => lowerMarker(child, lowerExpr));
}

function lowerType(node: Node | null | undefined, depth = 0): TypeRef {
  if (node === null || node === undefined || depth > 30) return typeRef('');
  if (node.type === 'generic_type') {
    const [head, list] = parts(node);
    return typeRef(
      lastPart(head?.text ?? ''),
      parts(list).map((arg) => lowerType(arg, depth + 1)),
    );
  }
  if (node.type === 'array_type')
    return typeRef('[]', [lowerType(node.childForFieldName('element'), depth + 1)]);
  if (node.type === 'annotated_type' || node.type === 'wildcard')
    return lowerType(parts(node).at(-1), depth + 1);
  return typeRef(lastPart(node.text));
}

/** `Tool.builder().name("x")….build()` and `new Tool("x", …)` inside a member. */
function lowerBuilt(member: Node, cls: string, into: BuiltTool[]): void {
  const locals = localsIn(member);
  for (const made of member.descendantsOfType('object_creation_expression')) {
    const expr = lastPart(fieldText(made, 'type')) === 'Tool' ? lowerExpr(made) : undefined;
    if (expr?.kind !== 'call') continue;
    const positional = expr.args.map((arg) => arg.value);
    into.push({ fields: new Map(), positional, cls, locals, line: lineOf(made) });
  }
  for (const build of member.descendantsOfType('method_invocation')) {
    if (fieldText(build, 'name') !== 'build') continue;
    const fields = new Map<string, Expr>();
    let at = build.childForFieldName('object');
    for (let steps = 0; at?.type === 'method_invocation' && steps < 60; steps += 1) {
      const name = fieldText(at, 'name');
      const value = parts(at.childForFieldName('arguments')).at(-1);
      const object = at.childForFieldName('object');
      if (name === 'builder') {
        const owner = lastPart(object?.text ?? '');
        // Spring's builder takes the name first.
        const [first] = parts(at.childForFieldName('arguments'));
        if (owner === 'FunctionToolCallback' && first !== undefined) fields.set('name', lowerExpr(first));
        if (owner === 'Tool' || owner === 'FunctionToolCallback')
          into.push({ fields, positional: [], cls, locals, line: lineOf(at) });
        break;
      }
      if (value !== undefined && !fields.has(name)) fields.set(name, lowerExpr(value));
      at = object;
    }
  }
}
