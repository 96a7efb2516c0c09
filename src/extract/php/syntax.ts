// PHP source text -> declared classes and functions with their attributes.
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

/** `->withTool([Handler::class, 'method'], name: 'x')` and `->addTool(…)`. */
export interface HandedTool {
  readonly cls: string;
  readonly method: string;
  readonly args: readonly Argument[];
  readonly line: number;
}

export interface PhpFile {
  readonly path: string;
  readonly classes: readonly ClassDecl[];
  readonly handed: readonly HandedTool[];
  readonly damaged: number | undefined;
}

const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function readPhp(path: string, text: string): PhpFile {
  const tree = parse('php', text);
  try {
    const root = tree.rootNode;
    const classes: ClassDecl[] = [];
    const functions: MethodDecl[] = [];
    lowerDeclarations(root, path, classes, functions, 0);
    if (functions.length > 0) classes.push({ ...emptyClass('$functions', path, 0), methods: functions });
    const damage = root.hasError ? root.descendantsOfType('ERROR')[0] : undefined;
    const handed = /(with|add)Tool\b/.test(text) ? handedIn(root) : [];
    return { path, classes, handed, damaged: damage === undefined ? undefined : lineOf(damage) };
  } finally {
    tree.delete();
  }
}

function emptyClass(name: string, path: string, line: number): ClassDecl {
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
  };
}

const declared = new Set([
  'class_declaration',
  'enum_declaration',
  'interface_declaration',
  'trait_declaration',
]);

function lowerDeclarations(
  node: Node,
  path: string,
  into: ClassDecl[],
  functions: MethodDecl[],
  depth: number,
): void {
  if (depth > 12) return;
  let doc = '';
  for (const child of node.namedChildren) {
    if (child.type === 'comment') {
      doc = child.text.startsWith('/**') ? commentText(child.text) : '';
      continue;
    }
    if (declared.has(child.type)) into.push(lowerClass(child, path, doc));
    else if (child.type === 'function_definition') functions.push(lowerMethod(child, doc));
    else if (/namespace_definition|compound_statement|ERROR/.test(child.type))
      lowerDeclarations(child, path, into, functions, depth + 1);
    doc = '';
  }
}

function lowerClass(node: Node, path: string, doc: string): ClassDecl {
  const body = node.childForFieldName('body');
  const fields: FieldDecl[] = [];
  const methods: MethodDecl[] = [];
  const values: string[] = [];
  let before = '';
  for (const member of body === null ? [] : body.namedChildren) {
    if (member.type === 'comment') {
      before = member.text.startsWith('/**') ? commentText(member.text) : '';
      continue;
    }
    if (member.type === 'const_declaration') fields.push(...constantsOf(member));
    else if (member.type === 'property_declaration') fields.push(...propertiesOf(member, before));
    else if (member.type === 'method_declaration') {
      methods.push(lowerMethod(member, before));
      if (member.childForFieldName('name')?.text === '__construct') fields.push(...promoted(member));
    } else if (member.type === 'enum_case') {
      const value = member.childForFieldName('value');
      const lowered = value === null ? undefined : lowerExpr(value);
      values.push(
        lowered?.kind === 'string' ? lowered.value : (member.childForFieldName('name')?.text ?? ''),
      );
    }
    before = '';
  }
  const base = node.namedChildren.find((child) => child.type === 'base_clause');
  return {
    ...emptyClass(
      node.childForFieldName('name')?.text ?? '',
      path,
      lineOf(node.childForFieldName('name') ?? node),
    ),
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    markers: markersOf(node),
    doc,
    bases: base === undefined ? [] : parts(base).map((each) => each.text.split('\\').at(-1) ?? ''),
    fields,
    methods,
    values,
  };
}

function constantsOf(node: Node): FieldDecl[] {
  return parts(node)
    .filter((child) => child.type === 'const_element')
    .map((element) => {
      const [name, value] = parts(element);
      return {
        name: name?.text ?? '',
        type: typeRef('string'),
        markers: [],
        doc: '',
        value: value === undefined ? undefined : lowerExpr(value),
        isStatic: true,
      };
    });
}

function propertiesOf(node: Node, doc: string): FieldDecl[] {
  const type = node.childForFieldName('type');
  const isStatic = node.namedChildren.some((child) => child.type === 'static_modifier');
  const isPublic = node.namedChildren.some(
    (child) => child.type === 'visibility_modifier' && child.text === 'public',
  );
  return node.namedChildren
    .filter((child) => child.type === 'property_element')
    .map((element) => {
      const value = element.childForFieldName('default_value') ?? parts(element).at(1);
      return {
        name: parts(element)[0]?.text.replace(/^\$/, '') ?? '',
        type: type === null ? typeRef('mixed') : lowerType(type),
        markers: markersOf(node),
        doc,
        value: value === null || value === undefined ? undefined : lowerExpr(value),
        isStatic: isStatic || !isPublic,
      };
    });
}

/** Constructor parameters with a visibility are properties. */
function promoted(node: Node): FieldDecl[] {
  const list = node.childForFieldName('parameters');
  const nodes = (list === null ? [] : parts(list)).filter(
    (param) => param.type === 'property_promotion_parameter',
  );
  return nodes.map((param) => ({
    ...lowerParam(param),
    value: lowerParam(param).fallback,
    doc: '',
    isStatic: false,
  }));
}

function lowerMethod(node: Node, doc: string): MethodDecl {
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  const statements = body === null ? [] : parts(body);
  const [only] = statements;
  const value = statements.length === 1 && only?.type === 'return_statement' ? parts(only)[0] : undefined;
  return {
    name: name?.text ?? '',
    params: (list === null ? [] : parts(list))
      .filter((param) => param.type.endsWith('parameter'))
      .map(lowerParam),
    markers: markersOf(node),
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
  };
}

function lowerParam(node: Node): ParamDecl {
  const type = node.childForFieldName('type');
  const fallback = node.childForFieldName('default_value');
  return {
    name: node.childForFieldName('name')?.text.replace(/^\$/, '') ?? '',
    type: type === null ? typeRef('mixed') : lowerType(type),
    markers: markersOf(node),
    fallback: fallback === null ? undefined : lowerExpr(fallback),
  };
}

function markersOf(node: Node): Marker[] {
  const list = node.childForFieldName('attributes');
  return (list === null ? [] : list.descendantsOfType('attribute')).map((attribute) => {
    const args = attribute.childForFieldName('parameters');
    return {
      name: parts(attribute)[0]?.text.split('\\').at(-1) ?? '',
      args: args === null ? [] : argumentsIn(args),
    };
  });
}

function argumentsIn(list: Node): Argument[] {
  return parts(list)
    .filter((arg) => arg.type === 'argument')
    .map((arg): Argument => {
      const name = arg.childForFieldName('name');
      const value = parts(arg).at(-1) ?? arg;
      return {
        form: name === null ? 'positional' : 'named',
        name: name?.text ?? '',
        value: lowerExpr(value),
      };
    });
}

function lowerType(node: Node): TypeRef {
  if (node.type === 'optional_type') {
    const [inner] = parts(node);
    return inner === undefined
      ? typeRef(node.text.replace(/^\?/, ''), [], true)
      : { ...lowerType(inner), nullable: true };
  }
  if (node.type === 'union_type') {
    const names = node.text.split('|').map((name) => name.trim());
    const real = names.filter((name) => name !== 'null');
    const [only] = real;
    return real.length === 1 && only !== undefined
      ? typeRef(only.split('\\').at(-1) ?? '', [], real.length < names.length)
      : typeRef('mixed', [], real.length < names.length);
  }
  return typeRef(node.text.split('\\').at(-1) ?? '');
}

function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > 120) return other(node);
  const next = (inner: Node | null | undefined): Expr =>
    inner === null || inner === undefined ? other(node) : lowerExpr(inner, depth + 1);
  switch (node.type) {
    case 'string':
      return { kind: 'string', value: node.text.slice(1, -1).replace(/\\(['\\])/g, '$1'), line };
    case 'encapsed_string':
      return node.namedChildren.every(
        (child) => child.type === 'string_content' || child.type === 'escape_sequence',
      )
        ? { kind: 'string', value: doubleQuoted(node.text.slice(1, -1)), line }
        : other(node);
    case 'heredoc':
    case 'nowdoc':
      return { kind: 'string', value: documentText(node.text), line };
    case 'integer':
    case 'float': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'boolean':
      return { kind: 'constant', value: node.text.toLowerCase() === 'true', line };
    case 'null':
      return { kind: 'constant', value: null, line };
    case 'binary_expression':
      return {
        kind: 'binary',
        operator: node.childForFieldName('operator')?.text ?? '',
        left: next(node.childForFieldName('left')),
        right: next(node.childForFieldName('right')),
        line,
      };
    case 'class_constant_access_expression': {
      const [object, name] = parts(node);
      const id = object?.text.split('\\').at(-1) ?? '';
      return {
        kind: 'attribute',
        object: { kind: 'name', id: /^(self|static)$/.test(id) ? 'self' : id, line },
        name: name?.text ?? '',
        line,
      };
    }
    case 'parenthesized_expression':
      return next(parts(node)[0]);
    case 'array_creation_expression':
      return lowerArray(node, depth);
    case 'object_creation_expression': {
      const list = node.namedChildren.find((child) => child.type === 'arguments');
      const name = parts(node)[0]?.text.split('\\').at(-1) ?? '';
      return {
        kind: 'call',
        callee: { kind: 'name', id: name, line },
        args: list === undefined ? [] : argumentsIn(list),
        line,
      };
    }
    default:
      return other(node);
  }
}

function lowerArray(node: Node, depth: number): Expr {
  const line = lineOf(node);
  const elements = parts(node)
    .filter((child) => child.type === 'array_element_initializer')
    .map(parts);
  if (elements.some((element) => element.length === 2)) {
    const entries = elements.map(([key, value]) => ({
      key: key === undefined ? undefined : lowerExpr(key, depth + 1),
      value: lowerExpr(value ?? key ?? node, depth + 1),
    }));
    return { kind: 'dict', entries, line };
  }
  const items = elements.map(([value]) => (value === undefined ? other(node) : lowerExpr(value, depth + 1)));
  return { kind: 'list', shape: 'list', items, line };
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  e: '\x1b',
  f: '\f',
  $: '$',
  '"': '"',
  '\\': '\\',
};

function doubleQuoted(text: string): string {
  return text.replace(/\\([nrtvef$"\\])/g, (_, letter: string) => simple[letter] ?? letter);
}

/** The lines of a heredoc, less the indentation of its closing line. */
function documentText(literal: string): string {
  const lines = literal.replaceAll('\r\n', '\n').split('\n').slice(1);
  const closing = lines.pop() ?? '';
  const margin = closing.length - closing.trimStart().length;
  return lines.map((line) => line.slice(margin)).join('\n');
}

function handedIn(root: Node): HandedTool[] {
  return root.descendantsOfType('member_call_expression').flatMap((call) => {
    if (!/^(with|add)Tool$/.test(call.childForFieldName('name')?.text ?? '')) return [];
    const list = call.childForFieldName('arguments');
    const args = list === null ? [] : argumentsIn(list);
    const handler = args.find((arg) => arg.form === 'positional' || arg.name === 'handler')?.value;
    const [owner, method] = handler?.kind === 'list' ? handler.items : [handler];
    const cls =
      owner?.kind === 'attribute' && owner.name === 'class' && owner.object.kind === 'name'
        ? owner.object.id
        : '';
    if (cls === '') return [];
    const rest = args.filter((arg) => arg.value !== handler);
    return [
      { cls, method: method?.kind === 'string' ? method.value : '__invoke', args: rest, line: lineOf(call) },
    ];
  });
}
