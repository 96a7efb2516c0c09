// Rust source text -> declared structs, functions and the tools that are written out.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import {
  type ClassDecl,
  type FieldDecl,
  type Marker,
  type MethodDecl,
  markerNamed,
  type ParamDecl,
  typeRef,
} from '../_declarations/declarations.ts';
import { fieldText, lineOf, newClass, type Read, readSyntax } from '../_declarations/syntax.ts';
import { lowerExpr, lowerMarker, lowerType } from './expressions.ts';
import { type MadeTool, madeIn, mayMake } from './made.ts';
import { renamedBy } from './names.ts';
import { serdeFlag, serdeText } from './serde.ts';
import { implementedIn } from './traits.ts';

export type RustFile = Read<{
  readonly classes: readonly ClassDecl[];
  readonly made: readonly MadeTool[];
}>;

export function readRust(path: string, text: string): RustFile {
  return readSyntax('rust', path, text, (root) => {
    const classes: ClassDecl[] = [];
    const constants: FieldDecl[] = [];
    lowerItems(root, path, classes, constants, 0);
    const made = mayMake(text) ? [...madeIn(root, 0, 0), ...implementedIn(root)] : [];
    return { classes: [...withOwn(classes), newClass('$constants', path, 0, { fields: constants })], made };
  });
}

/** The name of the type that a class of methods belongs to; undefined for any other class. */
export function implementedBy(cls: ClassDecl): string | undefined {
  return cls.name.startsWith('impl ') ? cls.name.slice('impl '.length).replace(/<.{0,500}$/s, '') : undefined;
}

/** Types with the constants of their implementations; one that is declared elsewhere holds nothing else here. */
function withOwn(classes: readonly ClassDecl[]): ClassDecl[] {
  const own = new Map<string, FieldDecl[]>();
  for (const cls of classes) {
    const type = implementedBy(cls);
    if (type !== undefined && cls.fields.length > 0) own.set(type, [...(own.get(type) ?? []), ...cls.fields]);
  }
  const known = new Set(classes.map((cls) => cls.name));
  const elsewhere = [...own].filter(([type]) => !known.has(type));
  return [
    ...classes.map((cls) => {
      const fields = own.get(cls.name);
      return fields === undefined ? cls : { ...cls, fields: [...cls.fields, ...fields] };
    }),
    ...elsewhere.map(([type, fields]) => newClass(type, classes[0]?.path ?? '', 0, { fields })),
  ];
}

/** What stands before an item: its attributes and its documentation. */
interface Before {
  markers: Marker[];
  doc: string[];
}

function lowerItems(
  node: Node,
  path: string,
  into: ClassDecl[],
  constants: FieldDecl[],
  depth: number,
): void {
  if (depth > 20) return;
  let before: Before = { markers: [], doc: [] };
  const free: MethodDecl[] = [];
  for (const item of node.namedChildren) {
    if (collect(item, before)) continue;
    const { markers, doc } = before;
    const name = fieldText(item, 'name');
    const body = item.childForFieldName('body');
    if (item.type === 'struct_item') into.push(lowerStruct(item, name, path, markers, doc));
    else if (item.type === 'enum_item') into.push(lowerEnum(item, name, path, markers));
    else if (item.type === 'const_item' || item.type === 'static_item') constants.push(lowerConstant(item));
    else if (item.type === 'function_item') free.push(lowerFunction(item, markers, doc));
    else if (item.type === 'impl_item' && body !== null) {
      into.push(lowerImpl(item, body, path));
    } else if ((item.type === 'mod_item' && body !== null && !isTest(markers)) || item.type === 'ERROR') {
      lowerItems(body ?? item, path, into, constants, depth + 1);
    }
    before = { markers: [], doc: [] };
  }
  if (free.length > 0) into.push(newClass('$functions', path, 0, { methods: free }));
}

/** Takes an attribute or documentation comment; false for anything else. */
function collect(item: Node, before: Before): boolean {
  if (item.type === 'attribute_item') {
    const attribute = item.namedChildren.find((child) => child.type === 'attribute');
    if (attribute !== undefined) before.markers.push(lowerMarker(attribute));
    return true;
  }
  if (item.type === 'line_comment' || item.type === 'block_comment') {
    if (/^(\/\/\/|\/\*\*)/.test(item.text)) before.doc.push(commentText(item.text));
    return true;
  }
  return false;
}

function isTest(markers: readonly Marker[]): boolean {
  return markers.some(
    (marker) =>
      marker.name === 'cfg' &&
      marker.args.some((arg) => arg.value.kind === 'name' && arg.value.id === 'test'),
  );
}

function lowerStruct(
  node: Node,
  name: string,
  path: string,
  markers: readonly Marker[],
  doc: readonly string[],
): ClassDecl {
  const body = node.childForFieldName('body');
  const fields: FieldDecl[] = [];
  const bases: string[] = [];
  let before: Before = { markers: [], doc: [] };
  for (const child of body === null ? [] : body.namedChildren) {
    if (collect(child, before)) continue;
    if (child.type === 'field_declaration') {
      const type = child.childForFieldName('type');
      const lowered = type === null ? typeRef('') : lowerType(type);
      if (serdeFlag(before.markers, 'flatten'))
        bases.push(lowered.name === 'Option' ? (lowered.args[0]?.name ?? '') : lowered.name);
      else {
        const serde = markers.find(
          (marker) => marker.name === 'serde' && serdeText([marker], 'rename_all') !== undefined,
        );
        const plain = child.childForFieldName('name')?.text.replace(/^r#/, '') ?? '';
        const style = serde === undefined ? undefined : serdeText([serde], 'rename_all');
        fields.push({
          name: serdeText(before.markers, 'rename') ?? renamedBy(plain, style, 'field'),
          type: lowered,
          markers: serdeFlag(markers, 'default')
            ? [...before.markers, { name: '$default', args: [] }]
            : before.markers,
          doc: before.doc.join('\n').trim(),
          value: undefined,
          isStatic: false,
        });
      }
    }
    before = { markers: [], doc: [] };
  }
  return newClass(name, path, lineOf(node.childForFieldName('name') ?? node), {
    markers,
    doc: doc.join('\n').trim(),
    fields,
    bases,
  });
}

function lowerEnum(node: Node, name: string, path: string, markers: readonly Marker[]): ClassDecl {
  const body = node.childForFieldName('body');
  const style = serdeText(markers, 'rename_all');
  const values: string[] = [];
  let plain = true;
  let before: Before = { markers: [], doc: [] };
  for (const child of body === null ? [] : body.namedChildren) {
    if (collect(child, before)) continue;
    if (child.type === 'enum_variant') {
      if (child.childForFieldName('body') !== null) plain = false;
      const variant = child.childForFieldName('name')?.text ?? '';
      values.push(serdeText(before.markers, 'rename') ?? renamedBy(variant, style, 'variant'));
    }
    before = { markers: [], doc: [] };
  }
  const line = lineOf(node);
  // Variants that hold data are objects of several shapes: not described further.
  return plain
    ? newClass(name, path, line, { kind: 'enum', markers, values })
    : newClass(name, path, line, { markers: [...markers, { name: '$shapes', args: [] }] });
}

function lowerConstant(node: Node): FieldDecl {
  const value = node.childForFieldName('value');
  return {
    name: node.childForFieldName('name')?.text ?? '',
    type: typeRef('str'),
    markers: [],
    doc: '',
    value: value === null ? undefined : lowerExpr(value),
    isStatic: true,
  };
}

function lowerImpl(node: Node, body: Node, path: string): ClassDecl {
  const methods: MethodDecl[] = [];
  const fields: FieldDecl[] = [];
  let before: Before = { markers: [], doc: [] };
  for (const item of body.namedChildren) {
    if (collect(item, before)) continue;
    if (item.type === 'function_item') methods.push(lowerFunction(item, before.markers, before.doc));
    else if (item.type === 'const_item') fields.push(lowerConstant(item));
    before = { markers: [], doc: [] };
  }
  return newClass(`impl ${node.childForFieldName('type')?.text ?? ''}`, path, lineOf(node), {
    methods,
    fields,
  });
}

function lowerFunction(node: Node, markers: readonly Marker[], doc: readonly string[]): MethodDecl {
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('parameters');
  const params: ParamDecl[] = [];
  let before: Before = { markers: [], doc: [] };
  for (const child of list === null ? [] : list.namedChildren) {
    const inner =
      child.type === 'ERROR' ? child.namedChildren.find((each) => each.type === 'attribute_item') : child;
    if (inner !== undefined && collect(inner, before)) continue;
    if (child.type !== 'parameter') continue;
    const type = child.childForFieldName('type');
    params.push({
      name: child.childForFieldName('pattern')?.text ?? '',
      type: type === null ? typeRef('') : lowerType(type),
      markers: [...before.markers, ...documented(before.doc, lineOf(child))],
      fallback: undefined,
    });
    before = { markers: [], doc: [] };
  }
  return {
    name: name?.text.replace(/^r#/, '') ?? '',
    params,
    markers,
    doc: doc
      .map((each) => each.trim())
      .join('\n')
      .trim(),
    line: lineOf(name ?? node),
    returns: undefined,
  };
}

/** The documentation of a parameter, as schemars says it. */
function documented(doc: readonly string[], line: number): Marker[] {
  const value = doc
    .map((each) => each.trim())
    .join('\n')
    .trim();
  if (value === '') return [];
  const arg = { form: 'named', name: 'description', value: { kind: 'string', value, line } } as const;
  return [{ name: 'schemars', args: [arg] }];
}

/** The markers of a class that hold a tool's definition. */
export function structTool(cls: ClassDecl): Marker | undefined {
  return markerNamed(cls.markers, 'mcp_tool');
}
