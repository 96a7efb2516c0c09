// The value of Kotlin's string literals, with what is put into them, and of the calls that take away their indentation.
import type { Node } from 'web-tree-sitter';
import { withoutIndent, withoutMargin } from '../_declarations/margins.ts';
import { lineOf, type Next, parts, type Rule } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b' };

/** The text between quotes, and what stands between `${` and `}` or after `$`. */
export const aString: Rule = (node, next) => {
  const line = lineOf(node);
  const raw = node.type === 'multiline_string_literal';
  const pieces: Expr[] = [];
  const add = (text: string): void => {
    const last = pieces.at(-1);
    if (last?.kind === 'string') pieces.splice(-1, 1, { ...last, value: last.value + text });
    else pieces.push({ kind: 'string', value: text, line });
  };
  const children = node.namedChildren;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) continue;
    const after = children[index + 1];
    if (child.type === 'interpolation') {
      const dollar = parts(child)[0];
      if (dollar?.text === "'$'" || dollar?.text === '"$"') add('$');
      else pieces.push(next(dollar));
    } else if (child.text === '$' && after !== undefined && /^[A-Za-z_]/.test(after.text)) {
      // `$name` in a plain string comes as a dollar and the text behind it.
      const id = after.text.match(/^\w+/)?.[0] ?? '';
      pieces.push({ kind: 'name', id, line });
      if (id.length < after.text.length) add(after.text.slice(id.length));
      index += 1;
    } else add(raw ? child.text : unescaped(child.text));
  }
  const [only] = pieces;
  if (pieces.length === 0) return { kind: 'string', value: '', line };
  return pieces.length === 1 && only?.kind === 'string' ? only : { kind: 'template', parts: pieces, line };
};

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code, letter) =>
    code === undefined ? (simple[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** `"""…""".trimIndent()` and `.trimMargin()`; undefined for any other call. */
export function trimmed(node: Node, next: Next): Expr | undefined {
  const [receiver, name] = parts(parts(node)[0]);
  const how = name?.text;
  if (receiver === undefined || (how !== 'trimIndent' && how !== 'trimMargin')) return undefined;
  const inner = next(receiver);
  if (inner.kind !== 'string' && inner.kind !== 'template') return undefined;
  const pieces = inner.kind === 'string' ? [inner] : inner.parts;
  // What is put in keeps its place while the lines around it are trimmed.
  const marked = pieces.map((piece) => (piece.kind === 'string' ? piece.value : '\u0000')).join('');
  const texts = (how === 'trimIndent' ? withoutIndent(marked) : withoutMargin(marked)).split('\u0000');
  const inserted = pieces.filter((piece) => piece.kind !== 'string');
  const line = inner.line;
  const whole = texts.flatMap((value, index): Expr[] => {
    const put = inserted[index - 1];
    return [...(put === undefined ? [] : [put]), { kind: 'string', value, line }];
  });
  const [only] = whole;
  return whole.length === 1 && only !== undefined ? only : { kind: 'template', parts: whole, line };
}
