// Type expressions, struct fields and parameters of Go.
import type { Node } from 'web-tree-sitter';
import type { Expr, Param } from '../../_program/ast.ts';
import { lastName, lineOf, other, parts, unquoted } from './nodes.ts';

export interface GoField {
  readonly name: string;
  readonly type: Expr;
  readonly tag: string;
  readonly embedded: boolean;
}

export const deepest = 120;

export function fieldsOf(struct: Node): GoField[] {
  const list = struct.namedChildren.find((child) => child.type === 'field_declaration_list');
  const fields: GoField[] = [];
  for (const field of list === undefined ? [] : parts(list)) {
    if (field.type !== 'field_declaration') continue;
    const type = field.childForFieldName('type');
    const names = field.childrenForFieldName('name').map((name) => name.text);
    const lowered = type === null ? other(field) : lowerTypeExpr(type, 0);
    const tag = field.childForFieldName('tag');
    const embedded = names.length === 0;
    for (const name of embedded ? [lastName(lowered)] : names) {
      fields.push({ name, type: lowered, tag: tag === null ? '' : unquoted(tag), embedded });
    }
  }
  return fields;
}

export function lowerTypeExpr(node: Node, depth: number): Expr {
  const line = lineOf(node);
  if (depth > deepest) return other(node);
  const generic = (head: string, ...indices: (Node | null | undefined)[]): Expr => ({
    kind: 'subscript',
    object: { kind: 'name', id: head, line },
    indices: indices.map((index) =>
      index === null || index === undefined ? other(node) : lowerTypeExpr(index, depth + 1),
    ),
    line,
  });
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return { kind: 'name', id: node.text, line };
    case 'qualified_type':
      return {
        kind: 'attribute',
        object: { kind: 'name', id: node.childForFieldName('package')?.text ?? '', line },
        name: node.childForFieldName('name')?.text ?? '',
        line,
      };
    case 'pointer_type':
    case 'parenthesized_type': {
      const [inner] = parts(node);
      return inner === undefined ? other(node) : lowerTypeExpr(inner, depth + 1);
    }
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return generic('slice', node.childForFieldName('element'));
    case 'map_type':
      return generic('map', node.childForFieldName('key'), node.childForFieldName('value'));
    case 'generic_type': {
      const head = node.childForFieldName('type');
      const inner = node.childForFieldName('type_arguments');
      return {
        kind: 'subscript',
        object: head === null ? other(node) : lowerTypeExpr(head, depth + 1),
        indices:
          inner === null
            ? []
            : parts(inner).map((index) => lowerTypeExpr(parts(index)[0] ?? index, depth + 1)),
        line,
      };
    }
    case 'type_elem': {
      const [inner] = parts(node);
      return inner === undefined ? other(node) : lowerTypeExpr(inner, depth + 1);
    }
    case 'interface_type':
      return { kind: 'name', id: 'any', line };
    case 'struct_type':
      return { kind: 'name', id: 'struct', line };
    default:
      return other(node);
  }
}

export function lowerParams(node: Node | null): Param[] {
  return (node === null ? [] : parts(node)).flatMap((declaration) => {
    const type = declaration.childForFieldName('type');
    const names = declaration.childrenForFieldName('name').map((name) => name.text);
    const variadic = declaration.type === 'variadic_parameter_declaration';
    return (names.length === 0 ? [''] : names).map(
      (name): Param => ({
        name,
        form: variadic ? 'list' : 'plain',
        annotation: type === null ? undefined : lowerTypeExpr(type, 0),
        fallback: undefined,
      }),
    );
  });
}
