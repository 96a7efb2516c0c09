// Names that Kotlin code makes out of others: a class's own name in another style, or the first that is there.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import type { Expr } from '../_program/ast.ts';

const parting = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/** What the type parameters around an expression stand for; undefined where only a call tells. */
export type Types = ReadonlyMap<string, string | undefined>;

/** The text of an expression. */
export function textOf(expr: Expr | undefined, around: Around, types: Types, depth = 0): string | undefined {
  if (expr === undefined || depth > 20) return undefined;
  const plain = textOfConstant(constantOf(expr, around));
  if (plain !== undefined) return plain;
  const next = (inner: Expr | undefined): string | undefined => textOf(inner, around, types, depth + 1);
  if (expr.kind === 'binary' && expr.operator === '?:') return next(expr.left) ?? next(expr.right);
  if (expr.kind === 'name') {
    const local = around.locals.get(expr.id);
    return local === undefined || local === expr ? undefined : next(local);
  }
  if (expr.kind === 'attribute' && expr.name === 'simpleName') return typeNamed(expr.object, types);
  if (expr.kind !== 'call' || expr.callee.kind !== 'attribute') return undefined;
  const inner = next(expr.callee.object);
  if (inner === undefined) return undefined;
  const how = expr.callee.name;
  const given = textOfConstant(constantOf(expr.args[0]?.value, around));
  if (/snake_?case/i.test(how)) return inner.replace(parting, '_').toLowerCase();
  if (/kebab_?case/i.test(how)) return inner.replace(parting, '-').toLowerCase();
  if (/^(lowercase|toLowerCase)$/.test(how)) return inner.toLowerCase();
  if (/^(camelCase|toCamelCase|decapitalize)$/.test(how))
    return inner.charAt(0).toLowerCase() + inner.slice(1);
  if (how === 'removeSuffix' && given !== undefined)
    return inner.endsWith(given) ? inner.slice(0, inner.length - given.length) : inner;
  return undefined;
}

/** The class that `X::class` means. */
export function typeNamed(expr: Expr, types: Types): string | undefined {
  if (expr.kind !== 'attribute' || expr.name !== 'class' || expr.object.kind !== 'name') return undefined;
  return types.has(expr.object.id) ? types.get(expr.object.id) : expr.object.id;
}
