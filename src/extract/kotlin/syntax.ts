// Kotlin source text -> declared classes and functions, and the calls that may register tools.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import type { ClassDecl, MethodDecl, TypeRef } from '../_declarations/declarations.ts';
import {
  childOf,
  fieldText,
  lineOf,
  newClass,
  parts,
  type Read,
  readSyntax,
} from '../_declarations/syntax.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { argumentsOf, lowerExpr, statementsOf } from './expressions.ts';
import { assigned, constructorFields, lowerMethod, markersOf, membersOf, nameOf } from './members.ts';
import { lowerType } from './type-refs.ts';

/** A class with what its supertypes are given: `: Base<Args>("name")`. */
export interface KotlinClass extends ClassDecl {
  readonly isAbstract: boolean;
  /** Arguments of the super constructor. */
  readonly superArgs: readonly Argument[];
}

/** A call whose name speaks of tools, and where it stands. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly types: readonly TypeRef[];
  /** The class of what it is called on, as far as it is made right there. */
  readonly receiver: string;
  readonly locals: ReadonlyMap<string, Expr>;
  /** Names of the classes and the function around it. */
  readonly cls: string;
  readonly within: string;
  readonly path: string;
  readonly line: number;
}

/** A function that may wrap a registration or make a schema. */
export interface KotlinFunction extends MethodDecl {
  readonly path: string;
  readonly types: readonly string[];
  /** Its statements, or the one expression that it is. */
  readonly body: readonly Expr[];
  readonly calls: readonly Call[];
  readonly locals: ReadonlyMap<string, Expr>;
}

export type KotlinFile = Read<{
  readonly imports: readonly string[];
  readonly classes: readonly KotlinClass[];
  readonly functions: readonly KotlinFunction[];
  /** All calls of the wanted names in the file, those of its functions among them. */
  readonly calls: readonly Call[];
}>;

/** Reads a file; `wanted` says which calls are kept. */
export function readKotlin(path: string, text: string, wanted: (name: string) => boolean): KotlinFile {
  return readSyntax('kotlin', path, text, (root) => {
    const classes: KotlinClass[] = [];
    lowerDeclarations(root, path, classes, 0);
    const top = membersOf(root.namedChildren);
    classes.push(classOf('$file', path, root, { ...top, isStatic: true }));
    const imports = root.descendantsOfType('import').map((node) => node.text.replace(/^import\s+/, ''));
    const functions = root
      .descendantsOfType('function_declaration')
      .map((node) => lowerFunction(node, path, wanted));
    return { imports, classes, functions, calls: callsIn(root, path, wanted) };
  });
}

const declarations = new Set(['class_declaration', 'object_declaration']);
const bodies = ['class_body', 'enum_class_body'];

function lowerDeclarations(node: Node, path: string, into: KotlinClass[], depth: number): void {
  if (depth > 20) return;
  let doc = '';
  for (const child of node.namedChildren) {
    if (child.type === 'block_comment') {
      doc = commentText(child.text);
      continue;
    }
    if (declarations.has(child.type)) {
      into.push(lowerClass(child, path, doc));
      for (const body of bodyOf(child)) lowerDeclarations(body, path, into, depth + 1);
    } else if (child.type === 'ERROR') lowerDeclarations(child, path, into, depth + 1);
    doc = '';
  }
}

function bodyOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => bodies.includes(child.type));
}

function lowerClass(node: Node, path: string, doc: string): KotlinClass {
  const isObject = node.type === 'object_declaration';
  const members = bodyOf(node).flatMap((body) => body.namedChildren);
  const companions = members.filter((member) => member.type === 'companion_object');
  const own = membersOf(members, isObject);
  const shared = membersOf(
    companions.flatMap((each) => bodyOf(each).flatMap((body) => body.namedChildren)),
    true,
  );
  return classOf(fieldText(node, 'name'), path, node, {
    doc,
    fields: [...constructorFields(node), ...own.fields, ...shared.fields],
    methods: [...own.methods, ...shared.methods],
    values: members
      .filter((member) => member.type === 'enum_entry')
      .map((entry) => renamed(entry) ?? childOf(entry, 'identifier')?.text ?? ''),
  });
}

function classOf(
  name: string,
  path: string,
  node: Node,
  known: Partial<ClassDecl> & { readonly isStatic?: boolean },
): KotlinClass {
  const { isStatic: _, ...members } = known;
  const supers = childOf(node, 'delegation_specifiers')?.namedChildren ?? [];
  const types = supers.flatMap((each) => each.descendantsOfType('user_type').slice(0, 1));
  const refs = types.map((type) => lowerType(type));
  const made = supers
    .map((each) => childOf(each, 'constructor_invocation'))
    .find((each) => each !== undefined);
  const modifiers = childOf(node, 'modifiers')?.text ?? '';
  return {
    ...newClass(name, path, lineOf(node.childForFieldName('name') ?? node), {
      kind: bodyOf(node).some((body) => body.type === 'enum_class_body') ? 'enum' : 'class',
      markers: markersOf(childOf(node, 'modifiers')),
      bases: refs.map((ref) => ref.name),
      given: refs.flatMap((ref) => ref.args),
      ...members,
    }),
    isAbstract:
      /\b(abstract|sealed|interface)\b/.test(modifiers) ||
      node.children.some((child) => child.type === 'interface'),
    superArgs: argumentsOf(childOf(made, 'value_arguments'), lowerExpr),
  };
}

function renamed(entry: Node): string | undefined {
  const marker = markersOf(childOf(entry, 'modifiers')).find((each) =>
    /^(SerialName|JsonProperty)$/.test(each.name),
  );
  const value = marker?.args[0]?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function lowerFunction(node: Node, path: string, wanted: (name: string) => boolean): KotlinFunction {
  const body = childOf(node, 'function_body');
  const [first] = parts(body);
  return {
    ...lowerMethod(node, ''),
    path,
    types: (childOf(node, 'type_parameters')?.descendantsOfType('type_parameter') ?? []).map(
      (type) => childOf(type, 'identifier')?.text ?? '',
    ),
    body:
      first?.type === 'block'
        ? statementsOf(first, lowerExpr)
        : first === undefined
          ? []
          : [lowerExpr(first)],
    calls: body === undefined ? [] : callsIn(body, path, wanted),
    locals: localsIn(node),
  };
}

function localsIn(node: Node): ReadonlyMap<string, Expr> {
  const locals = new Map<string, Expr>();
  for (const property of node.descendantsOfType('property_declaration')) {
    const name = parts(childOf(property, 'variable_declaration'))[0]?.text;
    const value = assigned(property);
    if (name !== undefined && value !== undefined && !locals.has(name)) locals.set(name, lowerExpr(value));
  }
  return locals;
}

function callsIn(node: Node, path: string, wanted: (name: string) => boolean): Call[] {
  const locals = new Map<number, ReadonlyMap<string, Expr>>();
  return node.descendantsOfType('call_expression').flatMap((each): Call[] => {
    const expr = calleeName(each);
    if (expr === undefined || !wanted(expr)) return [];
    const lowered = lowerExpr(each);
    // A call with a block behind it holds the call itself.
    if (lowered.kind !== 'call' || each.parent?.type === 'call_expression') return [];
    const around = enclosing(each);
    const known =
      around.fun === undefined
        ? new Map<string, Expr>()
        : (locals.get(around.fun.id) ?? localsIn(around.fun));
    if (around.fun !== undefined) locals.set(around.fun.id, known);
    const inner = parts(each)[0]?.type === 'call_expression' ? parts(each)[0] : each;
    return [
      {
        name: expr,
        args: lowered.args,
        types: (childOf(inner, 'type_arguments')?.namedChildren ?? []).map((type) => lowerType(type)),
        receiver: madeClass(lowered.callee, known),
        locals: known,
        cls: around.cls,
        within: around.fun === undefined ? '' : nameOf(around.fun),
        path,
        line: lineOf(each),
      },
    ];
  });
}

function madeClass(callee: Expr, locals: ReadonlyMap<string, Expr>): string {
  const object = callee.kind === 'attribute' ? callee.object : undefined;
  const made = object?.kind === 'name' ? (locals.get(object.id) ?? object) : object;
  if (made?.kind === 'name') return made.id;
  return made?.kind === 'call' && made.callee.kind === 'name' ? made.callee.id : '';
}

function calleeName(call: Node): string | undefined {
  const [first] = parts(call);
  return nameIn(first?.type === 'call_expression' ? parts(first)[0] : first);
}

function nameIn(callee: Node | undefined): string | undefined {
  if (callee?.type === 'identifier') return callee.text;
  return callee?.type === 'navigation_expression' ? parts(callee).at(-1)?.text : undefined;
}

function enclosing(node: Node): { readonly fun: Node | undefined; readonly cls: string } {
  let fun: Node | undefined;
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 300; steps += 1) {
    if (at.type === 'function_declaration') fun ??= at;
    if (declarations.has(at.type)) return { fun, cls: fieldText(at, 'name') };
    at = at.parent;
  }
  return { fun, cls: '$file' };
}
