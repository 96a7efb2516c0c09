// The hints that Rust code sets on a tool it writes out.
import type { Node } from 'web-tree-sitter';
import type { Annotations } from '../../model/tool.ts';

const hints =
  /\b(read_?only|destructive|idempotent|open_?world)(?:_?hint)?"?\s*[:(]\s*(?:Some\s*\(\s*)?(true|false)\b/gi;
const hintNames = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['readonly', 'readOnlyHint'],
  ['destructive', 'destructiveHint'],
  ['idempotent', 'idempotentHint'],
  ['openworld', 'openWorldHint'],
]);

/** The hints that a value sets, as members, as calls or as JSON. */
export function annotationsIn(node: Node | undefined): Annotations | undefined {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  const text = node?.text ?? '';
  for (const [, name = '', value] of text.matchAll(hints)) {
    const hint = hintNames.get(name.replace('_', '').toLowerCase());
    if (hint !== undefined) annotations[hint] = value === 'true';
  }
  const title = text.match(/\bwith_title\s*\(\s*"([^"\\]{1,200})"/)?.[1];
  if (title !== undefined) annotations.title = title;
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
