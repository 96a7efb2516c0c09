// JSON that Kotlin code builds: `buildJsonObject { put(…) }`, maps, lists, the schema types of the SDK, and functions around them.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { classNamed } from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { type Json, objectOf, parsedJson } from '../_program/to-json.ts';
import type { KotlinFunction } from './syntax.ts';

/** Where an expression stands, with the functions that it may call. */
export interface Scope extends Around {
  readonly functions: ReadonlyMap<string, readonly KotlinFunction[]>;
}

export interface Built {
  /** Undefined when nothing is known. */
  readonly json: Json | undefined;
  /** True when a part is missing. */
  readonly partial: boolean;
}

/** What is missing, and how much more may be done. */
interface Work {
  partial: boolean;
  steps: number;
}

const deepest = 40;

/** The JSON that an expression builds. */
export function jsonOf(expr: Expr | undefined, scope: Scope): Built {
  const work: Work = { partial: false, steps: 20_000 };
  const json = expr === undefined ? undefined : valueOf(expr, scope, work, 0);
  return { json, partial: work.partial || json === undefined };
}

function missing(work: Work): undefined {
  work.partial = true;
  return undefined;
}

function valueOf(expr: Expr, scope: Scope, work: Work, depth: number): Json | undefined {
  work.steps -= 1;
  if (depth > deepest || work.steps < 0) return missing(work);
  const constant = constantOf(expr, scope);
  if (constant !== undefined) return constant as Json;
  switch (expr.kind) {
    case 'name': {
      const local = scope.locals.get(expr.id);
      if (local !== undefined) return valueOf(local, without(scope, expr.id), work, depth + 1);
      const field = fieldOf(expr.id, scope);
      return field === undefined ? missing(work) : valueOf(field.expr, field.scope, work, depth + 1);
    }
    case 'attribute':
      return member(expr, scope, work, depth);
    case 'call':
      return called(expr, scope, work, depth);
    case 'conditional': {
      const test = truth(expr.test, scope);
      return test === undefined ? missing(work) : valueOf(test ? expr.yes : expr.no, scope, work, depth + 1);
    }
    default:
      return missing(work);
  }
}

function without(scope: Scope, name: string): Scope {
  const locals = new Map(scope.locals);
  locals.delete(name);
  return { ...scope, locals };
}

function fieldOf(name: string, scope: Scope): { readonly expr: Expr; readonly scope: Scope } | undefined {
  const near = scope.cls?.fields.find((field) => field.name === name)?.value;
  if (near !== undefined) return { expr: near, scope: { ...scope, locals: new Map() } };
  for (const cls of [...scope.classes.values()].flat()) {
    const value = cls.fields.find((field) => field.isStatic && field.name === name)?.value;
    if (value !== undefined) return { expr: value, scope: { ...scope, cls, path: cls.path, locals: new Map() } };
  }
  return undefined;
}

/** `Json.parse(…).jsonObject` is the object; `Schemas.LIST` is what the object of that name holds. */
function member(expr: Expr & { kind: 'attribute' }, scope: Scope, work: Work, depth: number): Json | undefined {
  if (/^json(Object|Array|Primitive)$/.test(expr.name)) return valueOf(expr.object, scope, work, depth + 1);
  const owner = expr.object.kind === 'name' ? expr.object.id : expr.object.kind === 'attribute' ? expr.object.name : '';
  const cls = owner === 'this' ? scope.cls : classNamed(owner, scope.path, scope.classes);
  if (cls?.kind === 'enum' && expr.name === 'entries') return cls.values;
  const value = cls?.fields.find((field) => field.name === expr.name)?.value;
  return cls === undefined || value === undefined
    ? missing(work)
    : valueOf(value, { ...scope, cls, path: cls.path, locals: new Map() }, work, depth + 1);
}

const lists = /^(listOf|setOf|arrayOf|mutableListOf|listOfNotNull|emptyList|JsonArray)$/;
const maps = /^(mapOf|linkedMapOf|mutableMapOf|emptyMap|hashMapOf|JsonObject)$/;
const through = /^(JsonPrimitive|encodeToJsonElement|toJsonElement|toJsonObject|toList|toTypedArray|also|jsonObject)$/;
const schemas = /^(Input|ToolSchema)$/;

function called(expr: Expr & { kind: 'call' }, scope: Scope, work: Work, depth: number): Json | undefined {
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const receiver = callee.kind === 'attribute' ? callee.object : undefined;
  const [first] = args;
  const next = (inner: Expr): Json | undefined => valueOf(inner, scope, work, depth + 1);
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
  if (schemas.test(name)) return schemaOf(args, next);
  if (/^(parseToJsonElement|decodeFromString)$/.test(name)) {
    const text = args.map((arg) => textOfConstant(constantOf(arg.value, scope))).find((each) => each !== undefined);
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
    return last === undefined ? undefined : valueOf(last, inside, work, depth + 2);
  });
}

function listed(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

function schemaOf(args: readonly Argument[], next: (inner: Expr) => Json | undefined): Json {
  const part = (name: string, index: number): Json | undefined => {
    const given = args.find((arg) => arg.name === name) ?? args.filter((arg) => arg.form === 'positional')[index];
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
  const value = valueOf(expr.right, scope, work, depth + 1);
  if (key === undefined || value === undefined) {
    missing(work);
    return [];
  }
  return [[key, value]];
}

function mapped(receiver: Expr, block: Expr, scope: Scope, work: Work, depth: number): Json | undefined {
  const items = valueOf(receiver, scope, work, depth + 1);
  if (!Array.isArray(items) || block.kind !== 'lambda' || block.body.kind !== 'list') return missing(work);
  const last = block.body.items.at(-1);
  return (items as readonly Json[]).slice(0, 500).flatMap((item) => {
    // The name of an enumeration's constant is what stands for the constant here.
    if (last?.kind === 'attribute' && last.name === 'name') return [item];
    const inside = bound(scope, block, item);
    return last === undefined || inside === undefined ? [] : listed(valueOf(last, inside, work, depth + 1));
  });
}

/** The scope inside a lambda whose parameter is a plain value. */
function bound(scope: Scope, block: Expr & { kind: 'lambda' }, item: Json): Scope | undefined {
  const value: Expr | undefined =
    typeof item === 'string'
      ? { kind: 'string', value: item, line: block.line }
      : typeof item === 'number'
        ? { kind: 'number', value: item, line: block.line }
        : undefined;
  if (value === undefined) return undefined;
  return { ...scope, locals: new Map(scope.locals).set(block.params[0]?.name ?? 'it', value) };
}

/** Runs a function of the project: its parameters are bound, its body is handed on. */
function own<T>(
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

/** The parameters of a function with what a call gives them, constants worked out where the call stands. */
export function bindings(fun: KotlinFunction, args: readonly Argument[], scope: Around): ReadonlyMap<string, Expr> {
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

interface Target {
  readonly put?: (key: string, value: Json) => void;
  readonly add?: (value: Json) => void;
}

/** Follows the statements of a builder's block. */
function fill(block: Expr, scope: Scope, work: Work, depth: number, target: Target): void {
  const items =
    block.kind === 'lambda' && block.body.kind === 'list'
      ? block.body.items
      : block.kind === 'list'
        ? block.items
        : undefined;
  if (items === undefined || depth > deepest) missing(work);
  else for (const item of items) statement(item, scope, work, depth, target);
}

function statement(expr: Expr, scope: Scope, work: Work, depth: number, target: Target): void {
  work.steps -= 1;
  if (work.steps < 0 || depth > deepest) return void missing(work);
  if (expr.kind === 'conditional') {
    const test = truth(expr.test, scope);
    if (test === undefined) return void missing(work);
    const branch = test ? expr.yes : expr.no;
    if (branch.kind === 'list') fill(branch, scope, work, depth + 1, target);
    else if (branch.kind !== 'other') statement(branch, scope, work, depth + 1, target);
    return;
  }
  if (expr.kind !== 'call') return void missing(work);
  const { callee, args } = expr;
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '';
  const [first, second] = args;
  const key = textOfConstant(constantOf(first?.value, scope));
  const block = args.at(-1)?.value;
  if (name === 'let' && callee.kind === 'attribute' && block?.kind === 'lambda') {
    const value = constantOf(callee.object, scope);
    if (value === null) return;
    const locals = new Map(scope.locals).set(block.params[0]?.name ?? 'it', callee.object);
    return fill(block, { ...scope, locals }, work, depth + 1, target);
  }
  if (name === 'forEach' && callee.kind === 'attribute' && block?.kind === 'lambda') {
    const over = valueOf(callee.object, scope, work, depth + 1);
    for (const item of Array.isArray(over) ? (over as readonly Json[]).slice(0, 500) : []) {
      const inside = bound(scope, block, item);
      if (inside !== undefined) fill(block, inside, work, depth + 1, target);
    }
    return;
  }
  if (target.put !== undefined && key !== undefined && block !== undefined && /^(put|set|putJson(Object|Array))$/.test(name)) {
    const value =
      name === 'putJsonObject' || name === 'putJsonArray'
        ? filled(name === 'putJsonArray', block, scope, work, depth)
        : second === undefined
          ? missing(work)
          : valueOf(second.value, scope, work, depth + 1);
    if (value !== undefined) target.put(key, value);
    return;
  }
  if (target.add !== undefined && first !== undefined && /^add(JsonObject|JsonArray|All)?$/.test(name)) {
    const value =
      name === 'add' || name === 'addAll'
        ? valueOf(first.value, scope, work, depth + 1)
        : filled(name === 'addJsonArray', block ?? first.value, scope, work, depth);
    if (name === 'addAll' && Array.isArray(value)) for (const each of value as readonly Json[]) target.add(each);
    else if (value !== undefined) target.add(value);
    return;
  }
  own(name, args, scope, work, depth, (body, inside) => {
    for (const item of body) statement(item, inside, work, depth + 2, target);
    return true;
  });
}

function filled(asArray: boolean, block: Expr, scope: Scope, work: Work, depth: number): Json {
  const members: [string, Json][] = [];
  const items: Json[] = [];
  fill(block, scope, work, depth + 1, asArray ? { add: (value) => items.push(value) } : { put: (key, value) => members.push([key, value]) });
  return asArray ? items : Object.fromEntries(members);
}

/** What a comparison with null or with a constant comes to; undefined when that hangs on the run. */
function truth(test: Expr, scope: Scope): boolean | undefined {
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
