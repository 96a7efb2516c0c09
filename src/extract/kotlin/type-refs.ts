// Kotlin's types as written.
import type { Node } from 'web-tree-sitter';
import { type TypeRef, typeRef } from '../_declarations/declarations.ts';
import { childOf, parts } from '../_declarations/syntax.ts';

export function lowerType(node: Node | null | undefined, depth = 0): TypeRef {
  if (node === null || node === undefined || depth > 30) return typeRef('');
  switch (node.type) {
    case 'nullable_type':
      return { ...lowerType(parts(node)[0], depth + 1), nullable: true };
    case 'type_projection':
    case 'parenthesized_type':
      return lowerType(parts(node).at(-1), depth + 1);
    case 'user_type': {
      const names = parts(node).filter((part) => part.type === 'identifier');
      const args = parts(childOf(node, 'type_arguments')).map((arg) => lowerType(arg, depth + 1));
      return typeRef(names.at(-1)?.text ?? '', args);
    }
    default:
      return typeRef(node.text);
  }
}
