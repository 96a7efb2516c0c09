// The hints that C# attributes and objects set.
import type { Annotations } from '../../model/tool.ts';
import { type Around, constantOf } from '../_declarations/constants.ts';
import type { Expr } from '../_program/ast.ts';

const hints = [
  ['ReadOnly', 'readOnlyHint'],
  ['Destructive', 'destructiveHint'],
  ['Idempotent', 'idempotentHint'],
  ['OpenWorld', 'openWorldHint'],
] as const;

/** `set` gives the expression of `ReadOnly`, `Destructive`, `Idempotent` and `OpenWorld`. */
export function annotationsOf(
  set: (name: string) => Expr | undefined,
  title: string | undefined,
  around: Around,
): Annotations | undefined {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const [name, hint] of hints) {
    const value = constantOf(set(name), around);
    if (typeof value === 'boolean') annotations[hint] = value;
  }
  if (title !== undefined) annotations.title = title;
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
