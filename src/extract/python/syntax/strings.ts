// Python string literals: prefixes, escapes and template strings.
import type { Node } from 'web-tree-sitter';
import type { Expr } from '../../_program/ast.ts';

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const escapes =
  /\\(?:(\r?\n|[\\'"abfnrtv])|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g;

/** The value of a literal's inner text; a raw literal is its own value. */
function unescaped(inner: string, raw: boolean): string {
  if (raw || !inner.includes('\\')) return inner;
  return inner.replace(escapes, (whole, simple, octal, x, u, long) => {
    if (simple !== undefined) return simpleEscapes.get(simple.replace('\r', '')) ?? '';
    const code = octal === undefined ? Number.parseInt(x ?? u ?? long, 16) : Number.parseInt(octal, 8);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** A `string` node as an expression; `lower` reads the expressions inside a template. */
export function lowerString(node: Node, lower: (inner: Node) => Expr): Expr {
  const line = node.startPosition.row + 1;
  const children = node.namedChildren;
  const opening = children[0]?.text ?? '';
  const prefix = opening.replace(/['"]+$/, '').toLowerCase();
  if (prefix.includes('b')) return { kind: 'other', line };
  const raw = prefix.includes('r');
  if (!prefix.includes('f') && !prefix.includes('t')) {
    const closing = children.at(-1);
    const whole = node.text;
    const end = closing?.type === 'string_end' ? whole.length - closing.text.length : whole.length;
    return { kind: 'string', value: unescaped(whole.slice(opening.length, end), raw), line };
  }
  const parts: Expr[] = [];
  for (const child of children) {
    if (child.type === 'string_content') {
      const text = unescaped(child.text, raw).replaceAll('{{', '{').replaceAll('}}', '}');
      parts.push({ kind: 'string', value: text, line });
    } else if (child.type === 'interpolation') {
      const inner = child.childForFieldName('expression');
      const formatted = child.namedChildren.some((part) => part.type === 'format_specifier');
      parts.push(inner === null || formatted ? { kind: 'other', line } : lower(inner));
    }
  }
  return { kind: 'template', parts, line };
}
