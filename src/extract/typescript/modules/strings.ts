// The value of string literals and template pieces.
import type { SyntaxNode } from './syntax.ts';

const simple = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
  ['\r\n', ''],
]);

/** The text of a quoted string literal. */
export function stringValue(node: SyntaxNode): string {
  return cooked(node.source.text.slice(node.start + 1, node.end - 1));
}

/** A template literal as pieces of text and the expressions between them. */
export function templatePieces(node: SyntaxNode): readonly (string | SyntaxNode)[] {
  const { text } = node.source;
  const pieces: (string | SyntaxNode)[] = [];
  let from = node.start + 1;
  for (const part of node.children) {
    if (part.type !== 'template_substitution') continue;
    pieces.push(cooked(text.slice(from, part.start)));
    const [inner] = part.children;
    if (inner !== undefined) pieces.push(inner);
    from = part.end;
  }
  pieces.push(cooked(text.slice(from, Math.max(from, node.end - 1))));
  return pieces;
}

function cooked(raw: string): string {
  const unix = raw.includes('\r') ? raw.replaceAll('\r\n', '\n') : raw;
  if (!unix.includes('\\')) return unix;
  return unix.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (
      _,
      long: string | undefined,
      short: string | undefined,
      byte: string | undefined,
      other: string | undefined,
    ) => {
      const hex = long ?? short ?? byte;
      if (hex === undefined) return simple.get(other ?? '') ?? other ?? '';
      const point = Number.parseInt(hex, 16);
      return point > 0x10ffff
        ? ''
        : long === undefined
          ? String.fromCharCode(point)
          : String.fromCodePoint(point);
    },
  );
}
