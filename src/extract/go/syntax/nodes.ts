// Small readings of syntax nodes that every part of the Go reader needs.
import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../_program/ast.ts';

export const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

/** The name under which `new(value)` is read. */
export const newValue = 'new_value';

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function unquoted(node: Node | null): string {
  const text = node?.text ?? '';
  if (text.startsWith('`')) return text.slice(1, -1).replaceAll('\r', '');
  return text
    .slice(1, -1)
    .replace(
      /\\(?:([nrt"\\'abfv])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/g,
      (whole, simple, x, u, long, octal) => {
        if (simple !== undefined)
          return (
            { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' }[simple as string] ?? simple
          );
        const code = octal === undefined ? Number.parseInt(x ?? u ?? long, 16) : Number.parseInt(octal, 8);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      },
    );
}

export function lastName(expr: Expr): string {
  return expr.kind === 'name'
    ? expr.id
    : expr.kind === 'attribute'
      ? expr.name
      : expr.kind === 'subscript'
        ? lastName(expr.object)
        : '';
}
