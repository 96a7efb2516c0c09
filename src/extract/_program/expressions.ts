// What an expression is worth.

import { assignTo } from './assignment.ts';
import type { Clause, Expr } from './ast.ts';
import { attributeOf, itemOf } from './attributes.ts';
import { argumentsOf, callValue } from './calls.ts';
import { itemsOf, lookUp } from './names.ts';
import { combine } from './operators.ts';
import { enter, isSpent, moduleOf, type Run } from './run.ts';
import { joined, plain } from './texts.ts';
import {
  bare,
  callable,
  type Dict,
  dict,
  either,
  isKind,
  keyOf,
  lambdaBody,
  list,
  longestList,
  newScope,
  type Scope,
  truth,
  unknown,
  type Value,
} from './values.ts';
import { yieldValue } from './yields.ts';

export function evaluate(expr: Expr, scope: Scope, run: Run): Value {
  if (!enter(run)) return unknown;
  try {
    return worthOf(expr, scope, run);
  } finally {
    run.depth -= 1;
  }
}

function worthOf(expr: Expr, scope: Scope, run: Run): Value {
  switch (expr.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return expr.value;
    case 'name':
      return lookUp(expr.id, scope, run);
    case 'template':
      return joined(expr.parts.map((part) => evaluate(part, scope, run)));
    case 'attribute':
      return attributeOf(evaluate(expr.object, scope, run), expr.name, run);
    case 'call': {
      const callee = evaluate(expr.callee, scope, run);
      const args = argumentsOf(expr.args, scope, run);
      return callValue(callee, args, expr.line, scope, run);
    }
    case 'subscript': {
      const object = evaluate(expr.object, scope, run);
      const [index] = expr.indices;
      if (isKind(object, 'external')) {
        const item =
          index === undefined
            ? undefined
            : run.dialect.item?.(object, () => evaluate(index, scope, run), scope, run);
        return item ?? { kind: 'type', expr, scope };
      }
      if (index === undefined || expr.indices.length > 1) return unknown;
      if (index.kind === 'slice') return sliceOf(object, index, scope, run);
      return itemOf(object, evaluate(index, scope, run));
    }
    case 'list': {
      const made = list([], expr.shape);
      for (const item of expr.items) {
        if (item.kind === 'splat') {
          const inner = itemsOf(evaluate(item.value, scope, run), run);
          made.items.push(...inner.items.slice(0, longestList));
          made.open ||= inner.open;
        } else made.items.push(evaluate(item, scope, run));
      }
      return made;
    }
    case 'dict':
      return dictOf(expr, scope, run);
    case 'binary':
      return binary(expr.operator, expr.left, expr.right, scope, run);
    case 'not': {
      const inner = truth(evaluate(expr.value, scope, run));
      return inner === undefined ? unknown : !inner;
    }
    case 'negative': {
      const inner = evaluate(expr.value, scope, run);
      return typeof inner === 'number' ? -inner : unknown;
    }
    case 'conditional': {
      const test = truth(evaluate(expr.test, scope, run));
      if (test !== undefined) return evaluate(test ? expr.yes : expr.no, scope, run);
      return either(evaluate(expr.yes, scope, run), evaluate(expr.no, scope, run));
    }
    case 'lambda':
      return callable(
        {
          kind: 'function',
          name: '<lambda>',
          params: expr.params,
          returns: undefined,
          decorators: [],
          docstring: undefined,
          body: lambdaBody(expr.body),
          mentions: new Set(),
          line: expr.line,
        },
        scope,
      );
    case 'function':
      return callable(expr.def, scope);
    case 'comprehension':
      return comprehension(expr, scope, run);
    case 'named': {
      const value = evaluate(expr.value, scope, run);
      assignTo({ kind: 'name', id: expr.name, line: expr.line }, value, scope, run);
      return value;
    }
    case 'yield':
      yieldValue(evaluate(expr.value, scope, run), expr.from, scope, run);
      return unknown;
    default:
      return unknown;
  }
}

function dictOf(expr: Extract<Expr, { kind: 'dict' }>, scope: Scope, run: Run): Dict {
  const made = dict();
  for (const { key, value } of expr.entries) {
    if (key === undefined) {
      const inner = bare(evaluate(value, scope, run));
      if (isKind(inner, 'dict')) {
        for (const [name, entry] of inner.entries) made.entries.set(name, entry);
        made.open ||= inner.open;
      } else made.open = true;
      continue;
    }
    const keyValue = plain(evaluate(key, scope, run));
    const name = keyOf(keyValue);
    const entry = { key: keyValue, value: evaluate(value, scope, run) };
    if (name === undefined) made.open = true;
    // An unknown key keeps its value reachable for whoever iterates.
    made.entries.set(name ?? `\u0000unknown:${made.entries.size}`, entry);
  }
  run.made?.(made, scope, expr.line);
  return made;
}

function binary(operator: string, leftExpr: Expr, rightExpr: Expr, scope: Scope, run: Run): Value {
  const left = plain(evaluate(leftExpr, scope, run));
  if (operator === 'and' || operator === 'or') {
    const test = truth(left);
    if (test !== undefined && test === (operator === 'or')) return left;
    const right = evaluate(rightExpr, scope, run);
    if (test !== undefined) return right;
    return operator === 'or' ? either(left, right) : right;
  }
  const right = plain(evaluate(rightExpr, scope, run));
  if (
    operator === '|' &&
    [left, right].some((side) => isKind(side, 'external') || isKind(side, 'class') || isKind(side, 'type'))
  ) {
    return {
      kind: 'type',
      expr: { kind: 'binary', operator, left: leftExpr, right: rightExpr, line: leftExpr.line },
      scope,
    };
  }
  return combine(operator, left, right, run);
}

function sliceOf(object: Value, slice: Extract<Expr, { kind: 'slice' }>, scope: Scope, run: Run): Value {
  const [from, to] = [slice.from, slice.to].map((bound) =>
    bound === undefined ? undefined : evaluate(bound, scope, run),
  );
  const inner = plain(object);
  const known = [from, to].every(
    (bound) => bound === undefined || bound === null || typeof bound === 'number',
  );
  const start = typeof from === 'number' ? from : 0;
  const end = typeof to === 'number' ? to : undefined;
  if (typeof inner === 'string') return known && !slice.stepped ? inner.slice(start, end) : unknown;
  if (!isKind(inner, 'list')) return unknown;
  if (!known || slice.stepped) return list([...inner.items], inner.shape, true);
  return list(inner.items.slice(start, end), inner.shape, inner.open);
}

function comprehension(expr: Extract<Expr, { kind: 'comprehension' }>, scope: Scope, run: Run): Value {
  const inner = newScope('function', scope, () => moduleOf(scope));
  const items: Value[] = [];
  const made = dict();
  const open = spin(expr.clauses, 0, inner, run, (gate) => {
    const value = gated(evaluate(expr.element, inner, run), gate);
    if (expr.shape !== 'dict' || expr.key === undefined) {
      items.push(value);
      return;
    }
    const key = plain(evaluate(expr.key, inner, run));
    const name = keyOf(key);
    if (name === undefined) made.open = true;
    made.entries.set(name ?? `\u0000unknown:${made.entries.size}`, { key, value });
  });
  if (expr.shape === 'dict') {
    made.open ||= open;
    return made;
  }
  return list(items.slice(0, longestList), expr.shape, open);
}

function gated(value: Value, gate: string | undefined): Value {
  return gate === undefined ? value : { kind: 'conditioned', value, gate };
}

/** Runs the clauses of a comprehension from `index` on; true when items may be missing. */
function spin(
  clauses: readonly Clause[],
  index: number,
  scope: Scope,
  run: Run,
  body: (gate: string | undefined) => void,
  gate?: string,
): boolean {
  const clause = clauses[index];
  if (clause === undefined) {
    body(gate);
    return false;
  }
  if (clause.kind === 'if') {
    const test = truth(evaluate(clause.test, scope, run));
    if (test === false) return false;
    return spin(clauses, index + 1, scope, run, body, test === undefined ? (gate ?? 'a filter') : gate);
  }
  const { items, open } = itemsOf(evaluate(clause.iterable, scope, run), run);
  let missing = open;
  for (const item of items.slice(0, longestList)) {
    if (isSpent(run)) return true;
    assignTo(clause.target, item, scope, run);
    if (spin(clauses, index + 1, scope, run, body, gate)) missing = true;
  }
  return missing;
}
