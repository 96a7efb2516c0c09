// What names mean around a Kotlin expression, and the functions that it may call.
import { type Around, constantOf } from '../_declarations/constants.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import type { Json } from '../_program/to-json.ts';
import type { KotlinFunction } from './syntax.ts';

/** Where an expression stands, with the functions that it may call. */
export interface Scope extends Around {
  readonly functions: ReadonlyMap<string, readonly KotlinFunction[]>;
}

/** The parameters of a function with what a call gives them, constants worked out where the call stands. */
export function bindings(
  fun: KotlinFunction,
  args: readonly Argument[],
  scope: Around,
): ReadonlyMap<string, Expr> {
  const positional = args.filter((arg) => arg.form === 'positional');
  return new Map(
    fun.params.flatMap((param, index): [string, Expr][] => {
      const given = args.find((arg) => arg.form === 'named' && arg.name === param.name) ?? positional[index];
      const expr = given?.value ?? param.fallback;
      return expr === undefined ? [] : [[param.name, settled(expr, scope)]];
    }),
  );
}

function settled(expr: Expr, scope: Around): Expr {
  const value = constantOf(expr, scope);
  const { line } = expr;
  if (typeof value === 'string') return { kind: 'string', value, line };
  if (typeof value === 'number') return { kind: 'number', value, line };
  if (typeof value === 'boolean' || value === null) return { kind: 'constant', value, line };
  // A name that only means something where the call stands.
  return expr.kind === 'name' ? (scope.locals.get(expr.id) ?? expr) : expr;
}

/** The scope inside a lambda whose parameter is a plain value. */
export function bound(scope: Scope, block: Expr & { kind: 'lambda' }, item: Json): Scope | undefined {
  const value: Expr | undefined =
    typeof item === 'string'
      ? { kind: 'string', value: item, line: block.line }
      : typeof item === 'number'
        ? { kind: 'number', value: item, line: block.line }
        : undefined;
  if (value === undefined) return undefined;
  return { ...scope, locals: new Map(scope.locals).set(block.params[0]?.name ?? 'it', value) };
}

/** What a comparison with null or with a constant comes to; undefined when that hangs on the run. */
export function truth(test: Expr, scope: Scope): boolean | undefined {
  if (test.kind !== 'binary') {
    const value = constantOf(test, scope);
    return typeof value === 'boolean' ? value : undefined;
  }
  const [left, right] = [constantOf(test.left, scope), constantOf(test.right, scope)];
  const isThere = left !== undefined || (test.left.kind === 'name' && scope.locals.has(test.left.id));
  if (!isThere || right === undefined || (left === undefined && right !== null)) return undefined;
  if (test.operator === '!=') return left !== right;
  return test.operator === '==' ? left === right : undefined;
}
