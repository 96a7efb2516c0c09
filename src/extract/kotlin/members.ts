// The members of Kotlin's classes and files: properties, methods and their annotations.
import type { Node } from 'web-tree-sitter';
import { commentText } from '../_declarations/comments.ts';
import type { FieldDecl, Marker, MethodDecl, ParamDecl } from '../_declarations/declarations.ts';
import { childOf, fieldText, lineOf, parts } from '../_declarations/syntax.ts';
import { argumentsOf, lowerExpr } from './expressions.ts';
import { lowerType } from './type-refs.ts';

export function membersOf(
  members: readonly Node[],
  isStatic = true,
): { readonly fields: FieldDecl[]; readonly methods: MethodDecl[] } {
  const fields: FieldDecl[] = [];
  const methods: MethodDecl[] = [];
  let doc = '';
  for (const member of members) {
    if (member.type === 'property_declaration') fields.push(...lowerProperty(member, doc, isStatic));
    else if (member.type === 'function_declaration') methods.push(lowerMethod(member, doc));
    doc = member.type === 'block_comment' ? commentText(member.text) : '';
  }
  return { fields, methods };
}

export function constructorFields(node: Node): FieldDecl[] {
  return (childOf(childOf(node, 'primary_constructor'), 'class_parameters')?.namedChildren ?? [])
    .filter((param) => param.type === 'class_parameter')
    .map((param) => {
      const [name, type, value] = parts(param).filter((part) => part.type !== 'modifiers');
      return {
        name: name?.text ?? '',
        type: lowerType(type),
        markers: markersOf(childOf(param, 'modifiers')),
        doc: '',
        value: value === undefined ? undefined : lowerExpr(value),
        isStatic: false,
      };
    });
}

/** `val name: Type = value`, `val name get() = value`, `val name by lazy { value }`. */
function lowerProperty(node: Node, doc: string, isStatic: boolean): FieldDecl[] {
  const variable = childOf(node, 'variable_declaration');
  if (variable === undefined) return [];
  const [name, type] = parts(variable);
  const value = assigned(node);
  return [
    {
      name: name?.text ?? '',
      type: lowerType(type),
      markers: markersOf(childOf(node, 'modifiers')),
      doc,
      value: value === undefined ? undefined : lowerExpr(value),
      isStatic,
    },
  ];
}

export function assigned(property: Node): Node | undefined {
  const named = parts(property);
  const at = named.findIndex((part) => part.type === 'variable_declaration');
  const after = named
    .slice(at + 1)
    .find((part) => part.type !== 'type_constraints' && part.type !== 'setter');
  if (after?.type === 'getter') return returned(childOf(after, 'function_body'));
  if (after?.type !== 'property_delegate') return after;
  const lambda = after.descendantsOfType('lambda_literal')[0];
  return parts(lambda).at(-1);
}

/** The expression that a body is, or the only thing it returns. */
function returned(body: Node | undefined): Node | undefined {
  const [first] = parts(body);
  if (first?.type !== 'block') return first;
  const [only, ...more] = parts(first);
  return more.length === 0 && only?.type === 'return_expression' ? parts(only)[0] : undefined;
}

/** The name of a function; after a receiver it comes as the last part of the receiver's type. */
export function nameOf(node: Node): string {
  const name = fieldText(node, 'name');
  if (name !== '') return name;
  return childOf(node, 'user_type')?.text.split('.').at(-1) ?? '';
}

export function lowerMethod(node: Node, doc: string): MethodDecl {
  const value = returned(childOf(node, 'function_body'));
  return {
    name: nameOf(node),
    params: paramsOf(node),
    markers: markersOf(childOf(node, 'modifiers')),
    doc,
    line: lineOf(node.childForFieldName('name') ?? node),
    returns: value === undefined ? undefined : lowerExpr(value),
  };
}

/** Modifiers stand before a parameter, and its default value after it. */
function paramsOf(node: Node): ParamDecl[] {
  const params: ParamDecl[] = [];
  let markers: Marker[] = [];
  for (const child of parts(childOf(node, 'function_value_parameters'))) {
    const last = params.at(-1);
    if (child.type === 'parameter_modifiers') markers = markersOf(child);
    else if (child.type === 'parameter') {
      const [name, type] = parts(child);
      params.push({ name: name?.text ?? '', type: lowerType(type), markers, fallback: undefined });
      markers = [];
    } else if (last !== undefined) params.splice(-1, 1, { ...last, fallback: lowerExpr(child) });
  }
  return params;
}

export function markersOf(modifiers: Node | undefined): Marker[] {
  return (modifiers?.namedChildren ?? [])
    .filter((child) => child.type === 'annotation')
    .map((annotation) => {
      const made = childOf(annotation, 'constructor_invocation') ?? annotation;
      return {
        name: lowerType(childOf(made, 'user_type')).name,
        args: argumentsOf(childOf(made, 'value_arguments'), lowerExpr),
      };
    });
}
