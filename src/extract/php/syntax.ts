// PHP source text -> declared classes and functions with their attributes.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import {
  type ClassDecl,
  type FieldDecl,
  type Marker,
  type MethodDecl,
  type ParamDecl,
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
import type { Argument } from '../_program/ast.ts';
import { argumentsIn, lowerExpr, lowerType } from './expressions.ts';
import { assignedIn, type PhpShape, shapesIn } from './shapes.ts';

/** `->withTool([Handler::class, 'method'], name: 'x')`, `->addTool(…)`, `->tool('x', …)` and `new Tool(name: 'x')`. */
export interface HandedTool {
  readonly kind: 'handler' | 'value';
  /** Class and method that are handed over, or empty. */
  readonly cls: string;
  readonly method: string;
  /** The function that is handed over. */
  readonly inline: MethodDecl | undefined;
  readonly args: readonly Argument[];
  readonly line: number;
}

export type PhpFile = Read<{
  readonly classes: readonly ClassDecl[];
  readonly handed: readonly HandedTool[];
  readonly shapes: readonly PhpShape[];
}>;

export function readPhp(path: string, text: string): PhpFile {
  return readSyntax('php', path, text, (root) => {
    const classes: ClassDecl[] = [];
    const functions: MethodDecl[] = [];
    lowerDeclarations(root, path, classes, functions, 0);
    if (functions.length > 0) classes.push(newClass('$functions', path, 0, { methods: functions }));
    return {
      classes,
      handed: /([Tt]ool|->tool)\b/.test(text) ? handedIn(root) : [],
      shapes: /input_?[sS]chema['"]|Tool\s*\(|wp_register_ability/.test(text) ? shapesIn(root) : [],
    };
  });
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
  const fields: FieldDecl[] = [];
  const methods: MethodDecl[] = [];
  const values: string[] = [];
  let before = '';
  for (const member of node.childForFieldName('body')?.namedChildren ?? []) {
    if (member.type === 'comment') {
      before = member.text.startsWith('/**') ? commentText(member.text) : '';
      continue;
    }
    if (member.type === 'const_declaration') fields.push(...constantsOf(member));
    else if (member.type === 'property_declaration') fields.push(...propertiesOf(member, before));
    else if (member.type === 'method_declaration') {
      methods.push(lowerMethod(member, before));
      if (fieldText(member, 'name') === '__construct') fields.push(...promoted(member));
    } else if (member.type === 'enum_case') {
      const value = member.childForFieldName('value');
      const lowered = value === null ? undefined : lowerExpr(value);
      values.push(lowered?.kind === 'string' ? lowered.value : fieldText(member, 'name'));
    }
    before = '';
  }
  return newClass(fieldText(node, 'name'), path, lineOf(node.childForFieldName('name') ?? node), {
    kind: node.type === 'enum_declaration' ? 'enum' : 'class',
    markers:
      childOf(node, 'abstract_modifier') === undefined ? markersOf(node) : [{ name: '$abstract', args: [] }],
    doc,
    bases: ['base_clause', 'class_interface_clause'].flatMap((clause) =>
      parts(childOf(node, clause)).map((base) => lastPart(base.text, '\\')),
    ),
    fields,
    methods,
    values,
  });
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
  return parts(node.childForFieldName('parameters'))
    .filter((param) => param.type === 'property_promotion_parameter')
    .map(lowerParam)
    .map((param) => ({ ...param, value: param.fallback, doc: '', isStatic: false }));
}

function lowerMethod(node: Node, doc: string): MethodDecl {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const last = parts(body).at(-1);
  const only = onlyReturn(body);
  const value = only ?? (last?.type === 'return_statement' ? parts(last)[0] : undefined);
  return {
    name: name?.text ?? '',
    params: parts(node.childForFieldName('parameters'))
      .filter((param) => param.type.endsWith('parameter'))
      .map(lowerParam),
    markers: markersOf(node),
    doc,
    line: lineOf(name ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
    ...(only === undefined && value !== undefined ? { locals: assignedIn(node) } : {}),
  };
}

function lowerParam(node: Node): ParamDecl {
  const type = node.childForFieldName('type');
  const fallback = node.childForFieldName('default_value');
  return {
    name: fieldText(node, 'name').replace(/^\$/, ''),
    type: type === null ? typeRef('mixed') : lowerType(type),
    markers: markersOf(node),
    fallback: fallback === null ? undefined : lowerExpr(fallback),
  };
}

function markersOf(node: Node): Marker[] {
  const list = node.childForFieldName('attributes');
  return (list?.descendantsOfType('attribute') ?? []).map((attribute) => {
    const args = attribute.childForFieldName('parameters');
    return {
      name: lastPart(parts(attribute)[0]?.text ?? '', '\\'),
      args: argumentsIn(args, lowerExpr),
    };
  });
}

function handedIn(root: Node): HandedTool[] {
  const calls = root.descendantsOfType('member_call_expression').flatMap((call): HandedTool[] => {
    const name = fieldText(call, 'name');
    const list = call.childForFieldName('arguments');
    const args = argumentsIn(list, lowerExpr);
    const line = lineOf(call);
    const inline = inlineIn(list);
    if (/^(tool|registerTool)$/.test(name))
      return inline === undefined || args.length < 2
        ? []
        : [{ kind: 'value', cls: '', method: '', inline, args, line }];
    if (!/^(with|add)Tool$/.test(name)) return [];
    const handler = args.find((arg) => arg.form === 'positional' || arg.name === 'handler')?.value;
    const [owner, method] = handler?.kind === 'list' ? handler.items : [handler];
    const cls =
      owner?.kind === 'attribute' && owner.name === 'class' && owner.object.kind === 'name'
        ? owner.object.id
        : '';
    const rest = args.filter((arg) => arg.value !== handler);
    const called = method?.kind === 'string' ? method.value : '__invoke';
    return [{ kind: 'handler', cls, method: called, inline, args: rest, line }];
  });
  const values = root.descendantsOfType('object_creation_expression').flatMap((made): HandedTool[] => {
    if (lastPart(parts(made)[0]?.text ?? '', '\\') !== 'Tool') return [];
    const args = argumentsIn(childOf(made, 'arguments'), lowerExpr);
    // An array of its parts is read as such.
    if (args[0]?.value.kind === 'dict') return [];
    return [{ kind: 'value', cls: '', method: '', inline: undefined, args, line: lineOf(made) }];
  });
  return [...calls, ...values];
}

function inlineIn(list: Node | null): MethodDecl | undefined {
  const found = parts(list)
    .map((arg) => parts(arg).at(-1))
    .find((value) => value?.type === 'anonymous_function' || value?.type === 'arrow_function');
  return found === undefined ? undefined : { ...lowerMethod(found, ''), name: '' };
}
