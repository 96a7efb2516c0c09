// The hints of a Kotlin tool: given in place, or by a function of the project that makes them.
import type { Annotations } from '../../model/tool.ts';
import { annotationsOf } from '../_declarations/annotated-methods.ts';
import type { Expr } from '../_program/ast.ts';
import { bindings, type Scope } from './scope.ts';

export function hintsOf(expr: Expr | undefined, scope: Scope, depth = 0): Annotations | undefined {
  if (expr?.kind !== 'call') return annotationsOf(expr, scope);
  const { callee } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const fun = depth > 4 ? undefined : scope.functions.get(name)?.[0];
  if (fun === undefined) return annotationsOf(expr, scope);
  return hintsOf(
    fun.body.at(-1),
    { ...scope, locals: new Map([...fun.locals, ...bindings(fun, expr.args, scope)]) },
    depth + 1,
  );
}
