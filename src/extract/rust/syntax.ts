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
  type TypeRef,
  typeRef,
} from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { parse } from '../_syntax/parser.ts';
import { renamedBy } from './names.ts';

/** `Tool::new("x", …)` and `Tool { name: … }`. */
export interface MadeTool {
  readonly name: Expr | undefined;
  readonly description: Expr | undefined;
  /** The text of the first `json!` inside. */
  readonly json: string | undefined;
  /** The type whose schema is made. */
  readonly type: string | undefined;
  readonly line: number;
}

export interface RustFile {
  readonly path: string;
  readonly classes: readonly ClassDecl[];
  readonly made: readonly MadeTool[];
  readonly damaged: number | undefined;
}

const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => !child.type.endsWith('comment'));
}

export function readRust(path: string, text: string): RustFile {
  const tree = parse('rust', text);
  try {
    const root = tree.rootNode;
    const classes: ClassDecl[] = [];
    const constants: FieldDecl[] = [];
    lowerItems(root, path, classes, constants, 0);
    classes.push(newClass('$constants', path, 0, { fields: constants }));
    const damage = root.hasError ? root.descendantsOfType('ERROR')[0] : undefined;
    return {
      path,
      classes,
      made: /\bTool\s*(::new|\{)/.test(text) ? madeIn(root, 0, 0) : [],
      damaged: damage === undefined ? undefined : lineOf(damage),
    };
  } finally {
    tree.delete();
  }
}

function newClass(name: string, path: string, line: number, more: Partial<ClassDecl>): ClassDecl {
  return {
    name,
    kind: 'class',
    path,
    line,
    markers: [],
    doc: '',
    bases: [],
    fields: [],
    methods: [],
    values: [],
    ...more,
  };
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
    const name = item.childForFieldName('name')?.text ?? '';
    const body = item.childForFieldName('body');
    if (item.type === 'struct_item') into.push(lowerStruct(item, name, path, markers, doc));
    else if (item.type === 'enum_item') into.push(lowerEnum(item, name, path, markers));
    else if (item.type === 'const_item' || item.type === 'static_item') constants.push(lowerConstant(item));
    else if (item.type === 'function_item') free.push(lowerFunction(item, markers, doc));
    else if (item.type === 'impl_item' && body !== null) {
      into.push(lowerImpl(item, body, path, constants));
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

function lowerMarker(attribute: Node): Marker {
  const [head] = parts(attribute);
  const tree = attribute.childForFieldName('arguments');
  const value = attribute.childForFieldName('value');
  const name = head?.text.split('::').at(-1) ?? '';
  if (value !== null) return { name, args: [{ form: 'positional', name: '', value: lowerExpr(value) }] };
  return { name, args: tree === null ? [] : lowerTokens(tree, 0) };
}

/** `name = "x", flag, nested(…)` inside an attribute. */
function lowerTokens(tree: Node, depth: number): Argument[] {
  const args: Argument[] = [];
  let tokens: Node[] = [];
  const close = (): void => {
    const arg = tokens.length === 0 || depth > 6 ? undefined : lowerToken(tokens, depth);
    if (arg !== undefined) args.push(arg);
    tokens = [];
  };
  for (const token of tree.children.slice(1, -1)) {
    if (token.type === ',') close();
    else if (!token.type.endsWith('comment')) tokens.push(token);
  }
  close();
  return args;
}

function lowerToken(tokens: readonly Node[], depth: number): Argument | undefined {
  const [first, second] = tokens;
  if (first === undefined) return undefined;
  if (second?.type === '=') {
    const value = tokens.slice(2);
    return { form: 'named', name: first.text, value: lowerTokenValue(value, depth) };
  }
  if (second?.type === 'token_tree') {
    const callee: Expr = { kind: 'name', id: first.text, line: lineOf(first) };
    const call: Expr = { kind: 'call', callee, args: lowerTokens(second, depth + 1), line: lineOf(first) };
    return { form: 'named', name: first.text, value: call };
  }
  return { form: 'positional', name: '', value: lowerTokenValue(tokens, depth) };
}

function lowerTokenValue(tokens: readonly Node[], depth: number): Expr {
  const [first, second, third] = tokens;
  if (first === undefined) return { kind: 'other', line: 0 };
  // A word such as `default` is a keyword and no identifier here.
  if (tokens.length === 1 && /^[a-z_]\w*$/i.test(first.text) && !first.type.endsWith('literal')) {
    return { kind: 'name', id: first.text, line: lineOf(first) };
  }
  if (tokens.length === 1) return lowerExpr(first);
  if (first.text === 'concat' && third?.type === 'token_tree') {
    return {
      kind: 'template',
      parts: lowerTokens(third, depth + 1).map((arg) => arg.value),
      line: lineOf(first),
    };
  }
  // A path: its last part is the constant.
  const last = tokens.at(-1);
  if (second?.type === '::' && last !== undefined) return lowerExpr(last);
  return other(first);
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

/** A text that `#[serde(key = "…")]` gives. */
export function serdeText(markers: readonly Marker[], key: string): string | undefined {
  for (const marker of markers) {
    if (marker.name !== 'serde' && marker.name !== 'schemars') continue;
    const value = marker.args.find((arg) => arg.name === key)?.value;
    if (value?.kind === 'string') return value.value;
  }
  return undefined;
}

/** True for `#[serde(flag)]` and `#[serde(flag = …)]`. */
export function serdeFlag(markers: readonly Marker[], flag: string): boolean {
  return markers.some(
    (marker) =>
      (marker.name === 'serde' || marker.name === 'schemars') &&
      marker.args.some((arg) => arg.name === flag || (arg.value.kind === 'name' && arg.value.id === flag)),
  );
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

function lowerImpl(node: Node, body: Node, path: string, constants: FieldDecl[]): ClassDecl {
  const methods: MethodDecl[] = [];
  let before: Before = { markers: [], doc: [] };
  for (const item of body.namedChildren) {
    if (collect(item, before)) continue;
    if (item.type === 'function_item') methods.push(lowerFunction(item, before.markers, before.doc));
    else if (item.type === 'const_item') constants.push(lowerConstant(item));
    before = { markers: [], doc: [] };
  }
  return newClass(`impl ${node.childForFieldName('type')?.text ?? ''}`, path, lineOf(node), { methods });
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
      markers: before.markers,
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

function lowerType(node: Node, depth = 0): TypeRef {
  if (depth > 30) return typeRef('');
  if (node.type === 'generic_type') {
    const head = node.childForFieldName('type');
    const list = node.childForFieldName('type_arguments');
    const args =
      list === null
        ? []
        : parts(list)
            .filter((arg) => arg.type !== 'lifetime')
            .map((arg) => lowerType(arg, depth + 1));
    return typeRef(head?.text.split('::').at(-1) ?? '', args);
  }
  if (node.type === 'reference_type') {
    const inner = node.childForFieldName('type');
    return inner === null ? typeRef('') : lowerType(inner, depth + 1);
  }
  if (node.type === 'array_type') {
    const element = node.childForFieldName('element');
    return typeRef('Vec', element === null ? [] : [lowerType(element, depth + 1)]);
  }
  return typeRef(node.text.split('::').at(-1) ?? '');
}

function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > 60) return other(node);
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return { kind: 'string', value: stringValue(node), line };
    case 'boolean_literal':
      return { kind: 'constant', value: node.text === 'true', line };
    case 'integer_literal':
    case 'float_literal': {
      const value = Number(node.text.replace(/_|[iuf](8|16|32|64|size)$/g, ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'identifier':
    case 'self':
      return { kind: 'name', id: node.text, line };
    case 'scoped_identifier':
      return { kind: 'name', id: node.childForFieldName('name')?.text ?? '', line };
    case 'reference_expression':
    case 'parenthesized_expression': {
      const inner = parts(node).at(-1);
      return inner === undefined ? other(node) : lowerExpr(inner, depth + 1);
    }
    case 'call_expression': {
      const callee = node.childForFieldName('function');
      const list = node.childForFieldName('arguments');
      const [first] = list === null ? [] : parts(list);
      // "x".into(), Some("x"), String::from("x"), Cow::Borrowed("x")
      if (callee?.type === 'field_expression') {
        const value = callee.childForFieldName('value');
        const method = callee.childForFieldName('field')?.text ?? '';
        if (value !== null && /^(into|to_string|to_owned|clone|as_str)$/.test(method))
          return lowerExpr(value, depth + 1);
      } else if (first !== undefined && /(^|::)(Some|from|Borrowed|new)$/.test(callee?.text ?? ''))
        return lowerExpr(first, depth + 1);
      return other(node);
    }
    default:
      return other(node);
  }
}

function stringValue(node: Node): string {
  const text = node.text;
  if (node.type === 'raw_string_literal') return text.replace(/^r#{0,20}"/, '').replace(/"#{0,20}$/, '');
  return text
    .slice(1, -1)
    .replace(
      /\\(?:([nrt0\\'"])|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|\r?\n\s*)/g,
      (whole, letter, x, u) => {
        if (letter !== undefined) return { n: '\n', r: '\r', t: '\t', '0': '\0' }[letter as string] ?? letter;
        if (x === undefined && u === undefined) return '';
        const code = Number.parseInt(x ?? u, 16);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      },
    );
}

/** `before` is the number of lines above the text that `root` was parsed from. */
function madeIn(root: Node, before: number, depth: number): MadeTool[] {
  const made: MadeTool[] = [];
  for (const macro of root.descendantsOfType('macro_invocation')) {
    const tokens = macro.namedChildren.find((child) => child.type === 'token_tree');
    if (depth > 2 || tokens === undefined || !/\bTool\s*(::new|\{)/.test(tokens.text) || isInTest(macro))
      continue;
    if (macro.childForFieldName('macro')?.text !== 'vec') continue;
    // What stands inside a macro is only tokens to the parser.
    const inner = parse('rust', `fn f() { [${tokens.text.slice(1, -1)}]; }`);
    try {
      made.push(...madeIn(inner.rootNode, before + tokens.startPosition.row, depth + 1));
    } finally {
      inner.delete();
    }
  }
  for (const call of root.descendantsOfType('call_expression')) {
    if (!/(^|::)Tool::new$/.test(call.childForFieldName('function')?.text ?? '') || isInTest(call)) continue;
    const list = call.childForFieldName('arguments');
    const [name, description] = list === null ? [] : parts(list);
    made.push({
      name: name === undefined ? undefined : lowerExpr(name),
      description: description === undefined ? undefined : lowerExpr(description),
      json: jsonIn(call),
      type: schemaTypeIn(call),
      line: before + lineOf(call),
    });
  }
  for (const literal of root.descendantsOfType('struct_expression')) {
    if (!/(^|::)Tool$/.test(literal.childForFieldName('name')?.text ?? '') || isInTest(literal)) continue;
    const fields = new Map<string, Node>();
    const body = literal.childForFieldName('body');
    for (const field of body === null ? [] : parts(body)) {
      const value = field.childForFieldName('value');
      if (value !== null) fields.set(field.childForFieldName('field')?.text ?? '', value);
    }
    const [name, description] = [fields.get('name'), fields.get('description')];
    made.push({
      name: name === undefined ? undefined : lowerExpr(name),
      description: description === undefined ? undefined : lowerExpr(description),
      json: jsonIn(literal),
      type: schemaTypeIn(literal),
      line: before + lineOf(literal),
    });
  }
  return made;
}

function isInTest(node: Node): boolean {
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 200; steps += 1) {
    if (at.type === 'mod_item' && /^tests?$/.test(at.childForFieldName('name')?.text ?? '')) return true;
    at = at.parent;
  }
  return false;
}

/** The text inside the first `json!(…)`, which is JSON as long as no variable stands in it. */
function jsonIn(node: Node): string | undefined {
  const macro = node
    .descendantsOfType('macro_invocation')
    .find((each) => /(^|::)json$/.test(each.childForFieldName('macro')?.text ?? ''));
  const tree = macro?.namedChildren.find((child) => child.type === 'token_tree');
  return tree?.text.slice(1, -1).replace(/,(\s*[}\]])/g, '$1');
}

/** `schema_for_type::<T>()`, `schema_from_type!(T)`, `schema_for!(T)` */
function schemaTypeIn(node: Node): string | undefined {
  return node.text.match(/schema_(?:for|from)(?:_type)?(?:!\(|::<)\s*(\w+)/)?.[1];
}

/** The markers of a class that hold a tool's definition. */
export function structTool(cls: ClassDecl): Marker | undefined {
  return markerNamed(cls.markers, 'mcp_tool');
}
