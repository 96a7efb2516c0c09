// Hints about a tool, under the names that the Elixir libraries have for them.
import type { Expr } from '../_program/ast.ts';

const known: ReadonlyMap<string, string> = new Map([
  ['read_only', 'readOnlyHint'],
  ['destructive', 'destructiveHint'],
  ['idempotent', 'idempotentHint'],
  ['open_world', 'openWorldHint'],
  ['readonly', 'readOnlyHint'],
]);

/** The members of a map, with hints under the protocol's names. */
export function hintsOf(map: Expr & { kind: 'dict' }): ReadonlyMap<string, Expr> {
  return new Map(
    map.entries.flatMap(({ key, value }) =>
      key?.kind === 'string' ? [[known.get(key.value) ?? key.value, value] as const] : [],
    ),
  );
}

/** Hints that are options of a call; undefined when there is none. */
export function hintsAmong(options: ReadonlyMap<string, Expr>): Expr | undefined {
  const given = options.get('annotations');
  if (given !== undefined) return given.kind === 'dict' ? asDict(hintsOf(given)) : given;
  const found = [...options].flatMap(([option, value]) => {
    const hint = known.get(option);
    return hint === undefined ? [] : [[hint, value] as const];
  });
  return found.length === 0 ? undefined : asDict(new Map(found));
}

export function asDict(members: ReadonlyMap<string, Expr>): Expr {
  const entries = [...members].map(([key, value]) => ({
    key: { kind: 'string', value: key, line: value.line } as const,
    value,
  }));
  return { kind: 'dict', entries, line: 0 };
}
