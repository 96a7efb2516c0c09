// Type annotations -> JSON Schema, the way pydantic does it, without titles.

import type { Expr } from '../../_program/ast.ts';
import { evaluate } from '../../_program/expressions.ts';
import type { Run } from '../../_program/run.ts';
import { type Json, type JsonObject, toJson } from '../../_program/to-json.ts';
import {
  bare,
  firstOption,
  isKind,
  type Scope,
  type Thing,
  unknown,
  type Value,
} from '../../_program/values.ts';
import { readExpression } from '../syntax/module.ts';
import { type FieldInfo, infoOf, isFieldInfo, mergeInfo, noInfo } from './fields.ts';
import { schemaOfClass } from './models.ts';
import { arrays, maps, plainTypes, sets } from './type-names.ts';

/** What an annotation says. */
export interface Typed {
  readonly schema: JsonObject;
  /** None is allowed besides. */
  readonly nullable: boolean;
  readonly partial: boolean;
  /** The type is none that JSON can hold, so the value is handed in by the server and not by the client. */
  readonly foreign: boolean;
  /** What Annotated says about the value. */
  readonly info: FieldInfo;
  /** A model's class-variable or private marker. */
  readonly hidden: boolean;
  /** From Required and NotRequired. */
  readonly required: boolean | undefined;
}

/** What is needed to read types. */
export interface Typing {
  readonly run: Run;
  /** Classes whose schema is being made, to stop at recursion. */
  readonly within: readonly Value[];
}

const nothing: Typed = {
  schema: {},
  nullable: false,
  partial: false,
  foreign: false,
  info: noInfo,
  hidden: false,
  required: undefined,
};

export function typed(schema: JsonObject, more: Partial<Typed> = {}): Typed {
  return { ...nothing, schema, ...more };
}

const unknownType: Typed = typed({}, { partial: true });

/** The schema of an annotation as written in `scope`. */
export function typeOf(expr: Expr, scope: Scope, typing: Typing, depth = 0): Typed {
  if (depth > 30) return unknownType;
  const next = (inner: Expr): Typed => typeOf(inner, scope, typing, depth + 1);
  switch (expr.kind) {
    case 'constant':
      return expr.value === null ? typed({ type: 'null' }) : unknownType;
    case 'string': {
      const inner = readExpression(expr.value);
      return inner === undefined ? unknownType : next(inner);
    }
    case 'binary':
      return expr.operator === '|' ? union([next(expr.left), next(expr.right)]) : unknownType;
    case 'subscript':
      return generic(expr, scope, typing, depth);
    default:
      return typeOfValue(evaluate(expr, scope, typing.run), typing, depth + 1);
  }
}

/** The schema of a type that was evaluated: a class, an alias, a name from elsewhere. */
export function typeOfValue(value: Value, typing: Typing, depth = 0): Typed {
  const inner = firstOption(value);
  if (depth > 30) return unknownType;
  if (inner === null) return typed({ type: 'null' });
  if (isKind(inner, 'type')) return typeOf(inner.expr, inner.scope, typing, depth + 1);
  if (typeof inner === 'string') {
    const expr = readExpression(inner);
    return expr === undefined || expr.kind !== 'name' ? unknownType : unknownType;
  }
  if (isKind(inner, 'external')) return externalType(inner.path);
  if (isKind(inner, 'class')) return schemaOfClass(inner, typing);
  if (isKind(inner, 'thing') && isKind(inner.of, 'external')) return madeType(inner, typing, depth);
  return unknownType;
}

function externalType(path: string): Typed {
  const parts = path.split('.');
  const leaf = parts.at(-1) ?? '';
  const known = plainTypes.get(parts.slice(-2).join('.')) ?? plainTypes.get(leaf);
  if (known !== undefined) return typed(known);
  if (leaf === 'date' || leaf === 'time') return typed({ type: 'string', format: leaf });
  // A class that we cannot see: a client cannot send it, the server hands it in.
  return typed({}, { foreign: true, partial: true });
}

/** Types made by a call: conint(ge=1), NewType("Id", str), TypeVar("T"). */
function madeType(thing: Thing, typing: Typing, depth: number): Typed {
  const leaf = thing.of.kind === 'external' ? (thing.of.path.split('.').at(-1) ?? '') : '';
  const base = { conint: 'int', constr: 'str', confloat: 'float', conlist: 'list' }[leaf];
  if (base !== undefined) return typed(plainTypes.get(base) ?? {}, { info: infoOf(thing, typing.run) });
  if (leaf === 'NewType') return typeOfValue(thing.args[1] ?? unknown, typing, depth + 1);
  if (leaf === 'TypeVar') {
    const bound = thing.named.get('bound');
    return bound === undefined ? typed({}) : typeOfValue(bound, typing, depth + 1);
  }
  return unknownType;
}

function generic(
  expr: Extract<Expr, { kind: 'subscript' }>,
  scope: Scope,
  typing: Typing,
  depth: number,
): Typed {
  const head = evaluate(expr.object, scope, typing.run);
  const next = (inner: Expr | undefined): Typed =>
    inner === undefined ? typed({}) : typeOf(inner, scope, typing, depth + 1);
  const indices = expr.indices.flatMap((index) =>
    index.kind === 'list' && index.shape === 'tuple' ? index.items : [index],
  );
  const [first, second] = indices;
  if (isKind(head, 'class')) return schemaOfClass(head, typing);
  const leaf = isKind(head, 'external')
    ? (head.path.split('.').at(-1) ?? '')
    : isKind(head, 'unknown')
      ? head.name
      : '';
  if (leaf === 'Annotated') return annotated(next(first), indices.slice(1), scope, typing);
  if (leaf === 'Optional') return union([next(first), typed({ type: 'null' })]);
  if (leaf === 'Union') return union(indices.map(next));
  if (leaf === 'Literal') return literal(indices, scope, typing);
  if (leaf === 'ClassVar' || leaf === 'InitVar') return { ...next(first), hidden: true };
  if (leaf === 'Required' || leaf === 'NotRequired') return { ...next(first), required: leaf === 'Required' };
  if (leaf === 'Final' || leaf === 'ReadOnly' || leaf === 'SkipValidation') return next(first);
  if (leaf === 'type' || leaf === 'Type') return typed({ type: 'string' }, { foreign: true, partial: true });
  if (leaf === 'tuple' || leaf === 'Tuple') return tuple(indices, next);
  if (arrays.has(leaf) || sets.has(leaf)) {
    const items = next(first);
    const schema = {
      type: 'array',
      items: schemaWithNull(items),
      ...(sets.has(leaf) ? { uniqueItems: true } : {}),
    };
    return typed(schema, { partial: items.partial });
  }
  if (maps.has(leaf)) {
    const values = next(second);
    const open = Object.keys(values.schema).length === 0;
    return typed(
      { type: 'object', additionalProperties: open ? true : schemaWithNull(values) },
      { partial: values.partial && !values.foreign },
    );
  }
  return isKind(head, 'external') ? externalType(head.path) : unknownType;
}

function tuple(indices: readonly Expr[], next: (inner: Expr | undefined) => Typed): Typed {
  const [first, second] = indices;
  if (second?.kind === 'name' && second.id === '...')
    return typed({ type: 'array', items: schemaWithNull(next(first)) });
  const items = indices.map(next);
  return typed(
    { type: 'array', prefixItems: items.map(schemaWithNull), minItems: items.length, maxItems: items.length },
    { partial: items.some((item) => item.partial) },
  );
}

/** The schema with its description and bounds, and with null where None is allowed. */
function schemaWithNull(type: Typed): JsonObject {
  const schema = mergeInfo(type.schema, type.info);
  return type.nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function annotated(base: Typed, metadata: readonly Expr[], scope: Scope, typing: Typing): Typed {
  let info = base.info;
  let foreign = base.foreign;
  for (const expr of metadata) {
    const value = bare(evaluate(expr, scope, typing.run));
    if (typeof value === 'string') info = { ...info, description: info.description ?? value };
    else if (isKind(value, 'thing')) {
      if (isInjection(value)) foreign = true;
      else if (isFieldInfo(value)) info = { ...info, ...infoOf(value, typing.run) };
    } else if (isKind(value, 'external') && injections.test(value.path)) foreign = true;
  }
  return { ...base, info, foreign };
}

const injections =
  /(^|\.)(Depends|Current[A-Z]\w*|CurrentContext|InjectedToolArg|Inject|Injected|Provide|Resolve|Security|TokenClaim)$/;

/** True for a default or metadata that says that the server fills the value in. */
export function isInjection(value: Value): boolean {
  const inner = bare(value);
  return isKind(inner, 'thing') && isKind(inner.of, 'external') && injections.test(inner.of.path);
}

function literal(indices: readonly Expr[], scope: Scope, typing: Typing): Typed {
  const values: Json[] = [];
  let nullable = false;
  let partial = false;
  for (const index of indices) {
    const json = toJson(evaluate(index, scope, typing.run), typing.run);
    if (json.value === null) nullable = true;
    else if (json.value === undefined || json.partial) {
      // Literal[OtherLiteral] and Literal[*VALUES] take over the values.
      const inner = typeOf(index, scope, typing, 20);
      if (Array.isArray(inner.schema['enum'])) values.push(...(inner.schema['enum'] as Json[]));
      else partial = true;
    } else if (Array.isArray(json.value)) values.push(...(json.value as Json[]));
    else values.push(json.value);
  }
  return typed(enumOf(values), { nullable, partial });
}

/** `enum` with a type when all values share one. */
export function enumOf(values: readonly Json[]): JsonObject {
  const kinds = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined && kind !== 'object'
    ? { type: kind, enum: values }
    : { enum: values };
}

/** A union: None makes it nullable, one type left is that type. */
function union(members: readonly Typed[]): Typed {
  const real = members.filter((member) => member.schema['type'] !== 'null');
  const nullable = real.length < members.length || members.some((member) => member.nullable);
  const partial = real.some((member) => member.partial);
  const foreign = real.length > 0 && real.every((member) => member.foreign);
  const [first] = real;
  if (first === undefined) return typed({ type: 'null' });
  if (real.length === 1) return { ...first, nullable };
  const flat = real.flatMap((member): readonly Json[] => {
    const schema = mergeInfo(member.schema, member.info);
    const inner = schema['anyOf'];
    return Array.isArray(inner) && Object.keys(schema).length === 1 ? (inner as Json[]) : [schema];
  });
  return typed({ anyOf: flat }, { nullable, partial, foreign });
}
