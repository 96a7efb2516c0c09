// The value of a string literal or text block of Java.
import { sharedIndent } from '../_declarations/margins.ts';

const escapes = /\\(?:([nrtbfs"'\\])|u+([0-9a-fA-F]{4})|([0-7]{1,3})|\r?\n)/g;
const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', s: ' ' };

export function stringValue(literal: string): string {
  const block = literal.startsWith('"""');
  const inner = block ? textBlock(literal.slice(3, -3)) : literal.slice(1, -1);
  return inner.replace(escapes, (_, letter, unicode, octal) => {
    if (letter !== undefined) return simple[letter] ?? letter;
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    return octal === undefined ? '' : String.fromCharCode(Number.parseInt(octal, 8));
  });
}

/** A text block without its first line break and its common indentation, the closing line counted. */
function textBlock(raw: string): string {
  const lines = raw.replaceAll('\r\n', '\n').split('\n').slice(1);
  // The closing line counts, blank or not.
  const closing = lines.at(-1) ?? '';
  const margin = Math.min(
    sharedIndent(lines),
    closing.trim() === '' ? closing.length : Number.POSITIVE_INFINITY,
  );
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}
