// JSON that code writes out as hashes and arrays; a part that is not constant is left out, and that is told.
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf } from '../_program/to-json.ts';
import { type Around, constantOf, fieldMeant } from './constants.ts';

export interface Written {
  /** Undefined when nothing is known. */
  readonly json: Json | undefined;
  /** True when a part is missing. */
  readonly partial: boolean;
}

interface Work {
  partial: boolean;
  steps: number;
}

const deepest = 40;
const mostSteps = 20_000;

export function writtenJson(expr: Expr | undefined, around: Around): Written {
  const work: Work = { partial: false, steps: mostSteps };
  const json = expr === undefined ? undefined : written(expr, around, work, 0);
  return { json, partial: work.partial || json === undefined };
}

function written(expr: Expr, around: Around, work: Work, depth: number): Json | undefined {
  work.steps -= 1;
  const next = (inner: Expr, inside = around): Json | undefined => {
    const json = written(inner, inside, work, depth + 1);
    if (json === undefined) work.partial = true;
    return json;
  };
  if (depth > deepest || work.steps < 0) return undefined;
  if (expr.kind === 'dict') {
    const members: [string, Json][] = [];
    for (const { key, value } of expr.entries) {
      const json = next(value.kind === 'splat' ? value.value : value);
      const name = key === undefined ? undefined : constantOf(key, around);
      if (json === undefined) continue;
      if (key === undefined) members.push(...Object.entries(objectOf(json) ?? {}));
      else if (typeof name === 'string' || typeof name === 'number') members.push([String(name), json]);
      else work.partial = true;
    }
    return Object.fromEntries(members);
  }
  if (expr.kind === 'list') {
    return expr.items.flatMap((item) => {
      const json = next(item.kind === 'splat' ? item.value : item);
      if (item.kind === 'splat' && Array.isArray(json)) return json as readonly Json[];
      return json === undefined ? [] : [json];
    });
  }
  const constant = constantOf(expr, around);
  if (constant !== undefined) return constant as Json;
  if (expr.kind === 'conditional') {
    const isThere = thereBy(expr.test, (inner) => written(inner, around, work, depth + 1));
    if (isThere !== undefined) return next(isThere ? expr.yes : expr.no);
    work.partial = true;
    return next(expr.yes) ?? next(expr.no);
  }
  if (expr.kind === 'binary' && expr.operator === '+') return merged([next(expr.left), next(expr.right)]);
  if (expr.kind === 'call') return called(expr, around, next);
  const meant = fieldMeant(expr, around);
  return meant === undefined ? undefined : next(meant.expr, meant.around);
}

/** What `x != null` comes to for a value that is known; undefined for any other test. */
function thereBy(test: Expr, value: (expr: Expr) => Json | undefined): boolean | undefined {
  if (test.kind !== 'binary' || test.right.kind !== 'constant' || test.right.value !== null) return undefined;
  const left = value(test.left);
  if (left === undefined || !/^[!=]==?$/.test(test.operator)) return undefined;
  return (left !== null) === test.operator.startsWith('!');
}

function called(
  expr: Expr & { kind: 'call' },
  around: Around,
  next: (inner: Expr, inside?: Around) => Json | undefined,
): Json | undefined {
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const object = callee.kind === 'attribute' ? callee.object : undefined;
  // What has no other literal in PHP and C#.
  if (args.length === 0 && /^(stdClass|JsonObject)$/.test(name)) return {};
  if (/^(Empty|JsonArray)$/.test(name) && args.every((arg) => arg.name === '<>')) return [];
  if (/^(array_merge|merge|deep_merge)$/.test(name))
    return merged([
      ...(object === undefined ? [] : [next(object)]),
      ...args.map((arg) => {
        const json = next(arg.value);
        return arg.form === 'named' && json !== undefined ? { [arg.name]: json } : json;
      }),
    ]);
  if (name === 'array_keys' && args[0] !== undefined) return Object.keys(objectOf(next(args[0].value)) ?? {});
  if (name === 'array_values' && args[0] !== undefined) return next(args[0].value);
  if (/^(freeze|dup|deep_dup)$/.test(name) && object !== undefined) return next(object);
  // A method without arguments is called like a variable is read.
  const local = args.length === 0 && callee.kind === 'name' ? around.locals.get(name) : undefined;
  if (local !== undefined) return next(callee);
  const own = around.cls?.methods.find((each) => each.name === name && each.params.length === args.length);
  if (own?.returns === undefined) return undefined;
  const bound = own.params.flatMap(({ name: param }, index): [string, Expr][] => {
    const given = args[index];
    const json = given === undefined ? undefined : next(given.value);
    return json === undefined ? [] : [[param, asExpr(json, expr.line)]];
  });
  return next(own.returns, { ...around, locals: new Map([...(own.locals ?? []), ...bound]) });
}

/** A value that is known, as if it were written out. */
function asExpr(json: Json, line: number): Expr {
  if (typeof json === 'string') return { kind: 'string', value: json, line };
  if (typeof json === 'number') return { kind: 'number', value: json, line };
  if (typeof json === 'boolean' || json === null) return { kind: 'constant', value: json, line };
  const object = objectOf(json);
  if (object === undefined)
    return {
      kind: 'list',
      shape: 'list',
      items: (json as readonly Json[]).map((item) => asExpr(item, line)),
      line,
    };
  const entries = Object.entries(object).map(([key, value]) => ({
    key: { kind: 'string', value: key, line } as const,
    value: asExpr(value, line),
  }));
  return { kind: 'dict', entries, line };
}

function merged(all: readonly (Json | undefined)[]): Json | undefined {
  if (all.every((each) => Array.isArray(each)))
    return all.flatMap((each) => (Array.isArray(each) ? (each as readonly Json[]) : []));
  const objects = all.filter((each) => objectOf(each) !== undefined);
  return objects.length === 0
    ? undefined
    : Object.fromEntries(objects.flatMap((each) => Object.entries(objectOf(each) ?? {})));
}

/** An input schema: what is no object at all takes no arguments, and lists no properties. */
export function writtenSchema(
  expr: Expr | undefined,
  around: Around,
): { readonly schema: JsonObject; readonly partial: boolean } {
  const { json, partial } = expr === undefined ? { json: {}, partial: false } : writtenJson(expr, around);
  // A language that writes hashes as arrays cannot tell an empty one.
  const members = Object.entries(objectOf(json) ?? {}).map(([key, value]): [string, Json] => [
    key,
    key === 'properties' ? (objectOf(value) ?? {}) : value,
  ]);
  const schema: JsonObject = Object.fromEntries(members);
  const missing = Object.fromEntries(Object.entries(nothing).filter(([key]) => schema[key] === undefined));
  return { schema: { type: 'object', ...schema, ...missing }, partial };
}

const nothing: JsonObject = { properties: {}, required: [] };
