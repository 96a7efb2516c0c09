// zod schemas as abstract values that are JSON Schema already.

import type { Arguments, Machine } from '../evaluator/machine.ts';
import { type Json, optionsOf, unknown, type Value, type ZodValue } from '../evaluator/values.ts';
import { leastOf } from './least-of.ts';
import { zodMethod } from './zod-methods.ts';

export type Schema = { readonly [key: string]: Json };

const plain = new Map<string, Schema>([
  ['string', { type: 'string' }],
  ['number', { type: 'number' }],
  ['bigint', { type: 'integer' }],
  ['int', { type: 'integer' }],
  ['int32', { type: 'integer' }],
  ['boolean', { type: 'boolean' }],
  ['stringbool', { type: 'string' }],
  ['date', { type: 'string', format: 'date-time' }],
  ['null', { type: 'null' }],
  ['any', {}],
  ['unknown', {}],
  ['custom', {}],
  ['instanceof', {}],
  ['json', {}],
  ['file', {}],
  ['void', {}],
  ['undefined', {}],
  ['never', { not: {} }],
  ['email', { type: 'string', format: 'email' }],
  ['url', { type: 'string', format: 'uri' }],
  ['httpUrl', { type: 'string', format: 'uri' }],
  ['uuid', { type: 'string', format: 'uuid' }],
  ['guid', { type: 'string', format: 'uuid' }],
  ['nanoid', { type: 'string' }],
  ['cuid', { type: 'string' }],
  ['cuid2', { type: 'string' }],
  ['ulid', { type: 'string' }],
  ['base64', { type: 'string', contentEncoding: 'base64' }],
  ['ipv4', { type: 'string', format: 'ipv4' }],
  ['ipv6', { type: 'string', format: 'ipv6' }],
  ['jwt', { type: 'string' }],
]);

export function zod(json: Schema, more: Partial<ZodValue> = {}): ZodValue {
  return { kind: 'zod', json, shape: undefined, optional: false, partial: false, ...more };
}

/** The value of `z.name(…)`; undefined when the package or name is not zod's. */
export function zodCall(
  machine: Machine,
  from: string,
  path: readonly string[],
  given: Arguments,
): Value | undefined {
  const names = path.filter((part) => part !== 'default');
  const isZod =
    /^zod(?:$|\/)|\/zod(?:$|[-/])/.test(from) || (from !== '' && names[0] === 'z') || names[0] === 'z';
  if (!isZod) return undefined;
  const rest = names[0] === 'z' ? names.slice(1) : names;
  const name =
    rest[0] === 'coerce' || rest[0] === 'iso'
      ? `${rest[0]}.${rest[1] ?? ''}`
      : rest.length === 1
        ? rest[0]
        : undefined;
  return name === undefined ? undefined : make(machine, name, given);
}

function make(machine: Machine, name: string, given: Arguments): Value | undefined {
  const [first = unknown, second = unknown] = given.values;
  if (name === 'any' || name === 'unknown' || name === 'undefined' || name === 'void') return zod({});
  if (name.startsWith('coerce.')) return zod(plain.get(name.slice('coerce.'.length)) ?? {});
  if (name.startsWith('iso.'))
    return zod({ type: 'string', format: name === 'iso.datetime' ? 'date-time' : name.slice('iso.'.length) });
  const simple = plain.get(name);
  if (simple !== undefined) return zod(simple);
  switch (name) {
    case 'object':
    case 'strictObject':
    case 'looseObject':
    case 'interface':
      return objectSchema(first.kind === 'constant' ? undefined : first, name);
    case 'enum':
    case 'nativeEnum':
      return enumSchema(first);
    case 'literal':
      return literalSchema(first);
    case 'array':
    case 'set': {
      const inner = asZod(first);
      return zod({ type: 'array', items: schemaOf(inner) }, { partial: inner.partial });
    }
    case 'record':
    case 'partialRecord':
    case 'map': {
      const inner = asZod(given.values.length > 1 ? second : first);
      return zod({ type: 'object', additionalProperties: schemaOf(inner) }, { partial: inner.partial });
    }
    case 'tuple': {
      const items = machine.elements(first);
      const inner = items.items.map(asZod);
      return zod(
        { type: 'array', prefixItems: inner.map(schemaOf) },
        { partial: items.open || inner.some((item) => item.partial) },
      );
    }
    case 'union':
    case 'xor':
      return anyOf(machine, first);
    case 'discriminatedUnion':
      return anyOf(machine, second);
    case 'intersection':
      return merged(asZod(first), asZod(second));
    case 'optional':
      return { ...asZod(first), optional: true };
    case 'nullable':
      return nullable(asZod(first));
    case 'nullish':
      return { ...nullable(asZod(first)), optional: true };
    case 'lazy':
      return asZod(machine.call(first, { values: [], open: false }, undefined));
    case 'preprocess':
      return asZod(second);
    case 'pipe':
    case 'readonly':
    case 'prefault':
    case '_default':
      return asZod(first);
    case 'toJSONSchema':
    case 'toJsonSchema':
      return first.kind === 'zod' ? first : unknown;
    case 'templateLiteral':
    case 'function':
    case 'promise':
      return zod({}, { partial: true });
    case 'pick':
    case 'omit':
    case 'extend':
    case 'partial':
    case 'merge':
    case 'required':
      return first.kind === 'zod'
        ? zodMethod(first, name, { ...given, values: given.values.slice(1) })
        : unknown;
    default:
      return undefined;
  }
}

/** A value where a schema is expected; what is not one becomes an open schema, marked partial. */
export function asZod(value: Value): ZodValue {
  if (value.kind === 'zod') return value;
  if (value.kind === 'union') {
    const schemas = optionsOf(value).filter((option) => option.kind === 'zod');
    const [first] = schemas;
    if (first !== undefined && first.kind === 'zod')
      return { ...first, partial: first.partial || schemas.length > 1 };
  }
  return zod({}, { partial: true });
}

/** The finished JSON Schema of a zod schema. */
export function schemaOf(value: ZodValue): { [key: string]: Json } {
  if (value.shape === undefined) return { ...value.json };
  const properties: [string, Json][] = [...value.shape].map(([name, field]) => [name, schemaOf(field)]);
  const required = [...value.shape].filter(([, field]) => !field.optional).map(([name]) => name);
  const { type, ...rest } = value.json;
  return { type: type ?? 'object', properties: Object.fromEntries(properties), required, ...rest };
}

function objectSchema(fields: Value | undefined, name: string): ZodValue {
  const extra: Schema = name === 'strictObject' ? { additionalProperties: false } : {};
  if (fields === undefined) return zod({ type: 'object', ...extra }, { shape: new Map() });
  if (fields.kind === 'union') {
    const shapes = optionsOf(fields).filter((option) => option.kind === 'object');
    const least = leastOf(shapes, ({ members }) => members.keys());
    return { ...objectSchema(least ?? unknown, name), partial: true };
  }
  if (fields.kind !== 'object') return zod({ type: 'object', ...extra }, { partial: true });
  return shapeSchema(fields.members, fields.open, extra);
}

/** An object schema from its fields. */
export function shapeSchema(
  members: ReadonlyMap<string, Value>,
  open: boolean,
  extra: Schema = {},
): ZodValue {
  const shape = new Map<string, ZodValue>();
  for (const [name, member] of members) {
    if (member.kind === 'constant' && member.value === undefined) continue;
    shape.set(name, asZod(member));
  }
  const partial = open || [...shape.values()].some((field) => field.partial);
  return zod({ type: 'object', ...extra }, { shape, partial });
}

function enumSchema(values: Value): ZodValue {
  const words =
    values.kind === 'array' ? values.items : values.kind === 'object' ? [...values.members.values()] : [];
  const open = values.kind === 'array' || values.kind === 'object' ? values.open : true;
  const known = words.flatMap((word) =>
    word.kind === 'constant' && (typeof word.value === 'string' || typeof word.value === 'number')
      ? [word.value]
      : [],
  );
  const numeric = known.length > 0 && known.every((word) => typeof word === 'number');
  // A compiled numeric enum also maps its numbers back to names.
  const partial = open || known.length !== words.length;
  return zod(
    { type: numeric ? 'number' : 'string', ...(known.length > 0 ? { enum: known } : {}) },
    { partial },
  );
}

function literalSchema(value: Value): ZodValue {
  if (value.kind === 'array') return enumSchema(value);
  if (value.kind !== 'constant' || value.value === undefined) return zod({}, { partial: true });
  const type = value.value === null ? 'null' : typeof value.value;
  return zod({ type, const: value.value });
}

function anyOf(machine: Machine, list: Value): ZodValue {
  const items = machine.elements(list);
  const inner = items.items.map(asZod);
  const partial = items.open || inner.some((item) => item.partial);
  return zod({ anyOf: inner.map(schemaOf) }, { partial, optional: inner.some((item) => item.optional) });
}

export function nullable(inner: ZodValue): ZodValue {
  const { description, ...rest } = schemaOf(inner);
  return zod(
    { anyOf: [rest, { type: 'null' }], ...(description === undefined ? {} : { description }) },
    { optional: inner.optional, partial: inner.partial },
  );
}

export function merged(a: ZodValue, b: ZodValue): ZodValue {
  if (a.shape === undefined || b.shape === undefined) {
    return zod({ allOf: [schemaOf(a), schemaOf(b)] }, { partial: a.partial || b.partial });
  }
  return { ...a, shape: new Map([...a.shape, ...b.shape]), partial: a.partial || b.partial };
}
