// JSON that Kotlin code builds: `buildJsonObject { put(…) }`, maps, lists, the schema types of the SDK, and functions around them.
import { constantOf, holderOf, textOfConstant } from '../_declarations/constants.ts';
import { classNamed } from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { type Json, objectOf, parsedJson } from '../_program/to-json.ts';
import { deepest, fill, missing, own, type Work } from './blocks.ts';
import { bound, type Scope, truth } from './scope.ts';

export interface Built {
  /** Undefined when nothing is known. */
  readonly json: Json | undefined;
  /** True when a part is missing. */
  readonly partial: boolean;
}

/** The JSON that an expression builds. */
export function jsonOf(expr: Expr | undefined, scope: Scope): Built {
  const work: Work = {
    partial: false,
    steps: 20_000,
    value: (inner, around, depth) => built(inner, around, work, depth),
  };
  const json = expr === undefined ? undefined : built(expr, scope, work, 0);
  return { json, partial: work.partial || json === undefined };
}

function built(expr: Expr, scope: Scope, work: Work, depth: number): Json | undefined {
  work.steps -= 1;
  if (depth > deepest || work.steps < 0) return missing(work);
  const constant = constantOf(expr, scope);
  if (constant !== undefined) return constant as Json;
  switch (expr.kind) {
    case 'name': {
      const local = scope.locals.get(expr.id);
      if (local !== undefined) return built(local, without(scope, expr.id), work, depth + 1);
      const field = fieldOf(expr.id, scope);
      return field === undefined ? missing(work) : built(field.expr, field.scope, work, depth + 1);
    }
    case 'attribute':
      return member(expr, scope, work, depth);
    case 'binary':
      return expr.operator === 'to' ? both([expr.left, expr.right], scope, work, depth) : missing(work);
    case 'subscript': {
      const whole = built(expr.object, scope, work, depth + 1);
      const [at] = expr.indices;
      const part = Array.isArray(whole) && at?.kind === 'number' ? (whole[at.value] as Json) : undefined;
      return part ?? missing(work);
    }
    case 'call':
      return called(expr, scope, work, depth);
    case 'conditional': {
      const test = truth(expr.test, scope);
      return test === undefined ? missing(work) : built(test ? expr.yes : expr.no, scope, work, depth + 1);
    }
    default:
      return missing(work);
  }
}

/** A pair is a list of two. */
function both(exprs: readonly Expr[], scope: Scope, work: Work, depth: number): Json {
  return exprs.flatMap((expr) => listed(built(expr, scope, work, depth + 1)));
}

function without(scope: Scope, name: string): Scope {
  const locals = new Map(scope.locals);
  locals.delete(name);
  return { ...scope, locals };
}

function fieldOf(name: string, scope: Scope): { readonly expr: Expr; readonly scope: Scope } | undefined {
  const near = scope.cls?.fields.find((field) => field.name === name)?.value;
  if (near !== undefined) return { expr: near, scope: { ...scope, locals: new Map() } };
  const cls = holderOf(name, scope);
  const value = cls?.fields.find((field) => field.isStatic && field.name === name)?.value;
  return cls === undefined || value === undefined
    ? undefined
    : { expr: value, scope: { ...scope, cls, path: cls.path, locals: new Map() } };
}

/** `Json.parse(…).jsonObject` is the object; `Schemas.LIST` is what the object of that name holds. */
function member(
  expr: Expr & { kind: 'attribute' },
  scope: Scope,
  work: Work,
  depth: number,
): Json | undefined {
  if (/^json(Object|Array|Primitive)$/.test(expr.name)) return built(expr.object, scope, work, depth + 1);
  const owner =
    expr.object.kind === 'name' ? expr.object.id : expr.object.kind === 'attribute' ? expr.object.name : '';
  const cls = owner === 'this' ? scope.cls : classNamed(owner, scope.path, scope.classes);
  if (cls?.kind === 'enum' && expr.name === 'entries') return cls.values;
  const value = cls?.fields.find((field) => field.name === expr.name)?.value;
  return cls === undefined || value === undefined
    ? missing(work)
    : built(value, { ...scope, cls, path: cls.path, locals: new Map() }, work, depth + 1);
}

const lists = /^(listOf|setOf|arrayOf|mutableListOf|listOfNotNull|emptyList|JsonArray)$/;
const maps = /^(mapOf|linkedMapOf|mutableMapOf|emptyMap|hashMapOf|JsonObject)$/;
const through =
  /^(JsonPrimitive|encodeToJsonElement|toJsonElement|toJsonObject|toList|toTypedArray|also|jsonObject)$/;
const schemas = /^(Input|ToolSchema)$/;

function called(expr: Expr & { kind: 'call' }, scope: Scope, work: Work, depth: number): Json | undefined {
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const receiver = callee.kind === 'attribute' ? callee.object : undefined;
  const [first] = args;
  const next = (inner: Expr): Json | undefined => built(inner, scope, work, depth + 1);
  const block = args.at(-1)?.value;
  if ((name === 'buildJsonObject' || name === 'buildMap') && block !== undefined) {
    const into: [string, Json][] = [];
    fill(block, scope, work, depth + 1, { put: (key, value) => into.push([key, value]) });
    return Object.fromEntries(into);
  }
  if ((name === 'buildJsonArray' || name === 'buildList') && block !== undefined) {
    const into: Json[] = [];
    fill(block, scope, work, depth + 1, { add: (value) => into.push(value) });
    return into;
  }
  if (lists.test(name)) {
    if (name === 'JsonArray' && first !== undefined) return next(first.value);
    return args.flatMap((arg) => listed(next(arg.value)));
  }
  if (maps.test(name)) {
    if (name === 'JsonObject' && first !== undefined) return next(first.value);
    return Object.fromEntries(args.flatMap((arg) => pair(arg.value, scope, work, depth)));
  }
  if (name === 'Pair')
    return both(
      args.map((arg) => arg.value),
      scope,
      work,
      depth,
    );
  if (schemas.test(name)) return schemaOf(args, next);
  if (/^(parseToJsonElement|decodeFromString)$/.test(name)) {
    const text = args
      .map((arg) => textOfConstant(constantOf(arg.value, scope)))
      .find((each) => each !== undefined);
    return (text === undefined ? undefined : parsedJson(text)) ?? missing(work);
  }
  if (name === 'map' && receiver !== undefined && block !== undefined)
    return mapped(receiver, block, scope, work, depth);
  if (through.test(name)) {
    const inner = receiver !== undefined && args.length === 0 ? receiver : first?.value;
    return inner === undefined ? missing(work) : next(inner);
  }
  return own(name, args, scope, work, depth, (body, inside) => {
    const last = body.at(-1);
    return last === undefined ? undefined : built(last, inside, work, depth + 2);
  });
}

function listed(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

function schemaOf(args: readonly Argument[], next: (inner: Expr) => Json | undefined): Json {
  const part = (name: string, index: number): Json | undefined => {
    const given =
      args.find((arg) => arg.name === name) ?? args.filter((arg) => arg.form === 'positional')[index];
    return given === undefined ? undefined : next(given.value);
  };
  const properties = objectOf(part('properties', 0)) ?? {};
  return { type: 'object', properties, required: part('required', 1) ?? [] };
}

function pair(expr: Expr, scope: Scope, work: Work, depth: number): [string, Json][] {
  if (expr.kind !== 'binary' || expr.operator !== 'to') {
    missing(work);
    return [];
  }
  const key = textOfConstant(constantOf(expr.left, scope));
  const value = built(expr.right, scope, work, depth + 1);
  if (key === undefined || value === undefined) {
    missing(work);
    return [];
  }
  return [[key, value]];
}

function mapped(receiver: Expr, block: Expr, scope: Scope, work: Work, depth: number): Json | undefined {
  const items = built(receiver, scope, work, depth + 1);
  if (!Array.isArray(items) || block.kind !== 'lambda' || block.body.kind !== 'list') return missing(work);
  const last = block.body.items.at(-1);
  return (items as readonly Json[]).slice(0, 500).flatMap((item) => {
    // The name of an enumeration's constant is what stands for the constant here.
    if (last?.kind === 'attribute' && last.name === 'name') return [item];
    const inside = bound(scope, block, item);
    return last === undefined || inside === undefined ? [] : listed(built(last, inside, work, depth + 1));
  });
}
