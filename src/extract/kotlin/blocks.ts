// The blocks of Kotlin's JSON builders: `put`, `add`, and functions of the project that do so.
import { constantOf, textOfConstant } from '../_declarations/constants.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import type { Json } from '../_program/to-json.ts';
import { bindings, bound, type Scope, truth } from './scope.ts';

/** What is missing, how much more may be done, and how values are worked out. */
export interface Work {
  partial: boolean;
  steps: number;
  readonly value: (expr: Expr, scope: Scope, depth: number) => Json | undefined;
}

export const deepest = 40;

export function missing(work: Work): undefined {
  work.partial = true;
  return undefined;
}

/** Runs a function of the project: its parameters are bound, its body is handed on. */
export function own<T>(
  name: string,
  args: readonly Argument[],
  scope: Scope,
  work: Work,
  depth: number,
  run: (body: readonly Expr[], inside: Scope) => T | undefined,
): T | undefined {
  const candidates = scope.functions.get(name) ?? [];
  const fun = candidates.find((each) => each.params.length >= args.length) ?? candidates[0];
  if (fun === undefined || depth > deepest) return missing(work);
  return run(fun.body, { ...scope, locals: new Map([...fun.locals, ...bindings(fun, args, scope)]) });
}

interface Target {
  readonly put?: (key: string, value: Json) => void;
  readonly add?: (value: Json) => void;
}

/** Follows the statements of a builder's block. */
export function fill(block: Expr, scope: Scope, work: Work, depth: number, target: Target): void {
  const items =
    block.kind === 'lambda' && block.body.kind === 'list'
      ? block.body.items
      : block.kind === 'list'
        ? block.items
        : undefined;
  if (items === undefined || depth > deepest) missing(work);
  else run(items, scope, work, depth, target);
}

/** One statement after the other; a name means its value in those that follow. */
function run(items: readonly Expr[], scope: Scope, work: Work, depth: number, target: Target): void {
  let inside = scope;
  for (const item of items) {
    if (item.kind === 'named')
      inside = { ...inside, locals: new Map(inside.locals).set(item.name, item.value) };
    else statement(item, inside, work, depth, target);
  }
}

function statement(expr: Expr, scope: Scope, work: Work, depth: number, target: Target): void {
  work.steps -= 1;
  if (work.steps < 0 || depth > deepest) {
    missing(work);
    return;
  }
  if (expr.kind === 'conditional') {
    const test = truth(expr.test, scope);
    if (test === undefined) {
      missing(work);
      return;
    }
    const branch = test ? expr.yes : expr.no;
    if (branch.kind === 'list') fill(branch, scope, work, depth + 1, target);
    else if (branch.kind !== 'other') statement(branch, scope, work, depth + 1, target);
    return;
  }
  if (expr.kind !== 'call') {
    missing(work);
    return;
  }
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const [first, second] = args;
  const key = keyOf(first?.value, scope, work, depth);
  const block = args.at(-1)?.value;
  if (name === 'let' && callee.kind === 'attribute' && block?.kind === 'lambda') {
    const value = constantOf(callee.object, scope);
    if (value === null) return;
    const locals = new Map(scope.locals).set(block.params[0]?.name ?? 'it', callee.object);
    fill(block, { ...scope, locals }, work, depth + 1, target);
    return;
  }
  if (name === 'forEach' && callee.kind === 'attribute' && block?.kind === 'lambda') {
    const over = work.value(callee.object, scope, depth + 1);
    for (const item of Array.isArray(over) ? (over as readonly Json[]).slice(0, 500) : []) {
      const inside = bound(scope, block, item);
      if (inside !== undefined) fill(block, inside, work, depth + 1, target);
    }
    return;
  }
  if (
    target.put !== undefined &&
    key !== undefined &&
    block !== undefined &&
    /^(put|set|putJson(Object|Array))$/.test(name)
  ) {
    const value =
      name === 'putJsonObject' || name === 'putJsonArray'
        ? filled(name === 'putJsonArray', block, scope, work, depth)
        : second === undefined
          ? missing(work)
          : work.value(second.value, scope, depth + 1);
    if (value !== undefined) target.put(key, value);
    return;
  }
  if (target.add !== undefined && first !== undefined && /^add(JsonObject|JsonArray|All)?$/.test(name)) {
    const value =
      name === 'add' || name === 'addAll'
        ? work.value(first.value, scope, depth + 1)
        : filled(name === 'addJsonArray', block ?? first.value, scope, work, depth);
    if (name === 'addAll' && Array.isArray(value))
      for (const each of value as readonly Json[]) target.add(each);
    else if (value !== undefined) target.add(value);
    return;
  }
  own(name, args, scope, work, depth, (body, inside) => {
    run(body, inside, work, depth + 2, target);
    return true;
  });
}

function keyOf(expr: Expr | undefined, scope: Scope, work: Work, depth: number): string | undefined {
  const key = textOfConstant(constantOf(expr, scope));
  if (key !== undefined || expr?.kind !== 'name' || scope.locals.get(expr.id)?.kind !== 'subscript')
    return key;
  const value = work.value(expr, scope, depth + 1);
  return typeof value === 'string' ? value : undefined;
}

function filled(asArray: boolean, block: Expr, scope: Scope, work: Work, depth: number): Json {
  const members: [string, Json][] = [];
  const items: Json[] = [];
  fill(
    block,
    scope,
    work,
    depth + 1,
    asArray ? { add: (value) => items.push(value) } : { put: (key, value) => members.push([key, value]) },
  );
  return asArray ? items : Object.fromEntries(members);
}
