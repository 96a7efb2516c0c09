// zod schemas as abstract values that are JSON Schema already.
import type { Arguments, Machine } from './machine.ts';
import { lookUp } from './module.ts';
import { stringValue } from './strings.ts';
import { child, type SyntaxNode, textOf } from './syntax.ts';
import { toJson } from './to-json.ts';
import { type Json, optionsOf, textIn, unknown, type Value, type ZodValue } from './values.ts';

type Schema = { readonly [key: string]: Json };

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

function zod(json: Schema, more: Partial<ZodValue> = {}): ZodValue {
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

function nullable(inner: ZodValue): ZodValue {
  const { description, ...rest } = schemaOf(inner);
  return zod(
    { anyOf: [rest, { type: 'null' }], ...(description === undefined ? {} : { description }) },
    { optional: inner.optional, partial: inner.partial },
  );
}

function merged(a: ZodValue, b: ZodValue): ZodValue {
  if (a.shape === undefined || b.shape === undefined) {
    return zod({ allOf: [schemaOf(a), schemaOf(b)] }, { partial: a.partial || b.partial });
  }
  return { ...a, shape: new Map([...a.shape, ...b.shape]), partial: a.partial || b.partial };
}

const formats = new Map([
  ['email', 'email'],
  ['url', 'uri'],
  ['uuid', 'uuid'],
  ['datetime', 'date-time'],
  ['date', 'date'],
  ['time', 'time'],
  ['ip', 'ip'],
  ['base64', 'base64'],
]);

/** The value of `schema.name(…)`. Checks and transformations that JSON Schema cannot tell leave the schema as it is. */
export function zodMethod(self: ZodValue, name: string, given: Arguments): Value {
  const [first = unknown] = given.values;
  const with_ = (more: Schema): ZodValue => ({ ...self, json: { ...self.json, ...more } });
  const bound = first.kind === 'constant' && typeof first.value === 'number' ? first.value : undefined;
  switch (name) {
    case 'describe': {
      const text = textIn(first);
      if (text !== undefined) return with_({ description: text });
      if (first.kind === 'pattern') return { ...with_({ description: first.text }), partial: true };
      return { ...self, partial: true };
    }
    case 'meta':
    case 'openapi': {
      const text = first.kind === 'object' ? textIn(first.members.get('description')) : undefined;
      return text === undefined ? self : with_({ description: text });
    }
    case 'optional':
    case 'nullish':
    case 'exactOptional':
      return { ...(name === 'nullish' ? nullable(self) : self), optional: true };
    case 'nullable':
      return nullable(self);
    case 'default':
    case 'catch':
    case 'prefault': {
      const { json, partial } = toJson(first);
      return { ...(json === undefined || partial ? self : with_({ default: json })), optional: true };
    }
    case 'nonoptional':
    case 'unwrap':
      return { ...self, optional: false };
    case 'int':
    case 'safe':
      return with_({ type: 'integer' });
    case 'min':
    case 'gte':
    case 'nonempty':
    case 'length':
    case 'max':
    case 'lte':
    case 'gt':
    case 'lt':
      return bounded(self, name, bound);
    case 'positive':
      return with_({ exclusiveMinimum: 0 });
    case 'nonnegative':
      return with_({ minimum: 0 });
    case 'regex': {
      const source = first.kind === 'object' ? textIn(first.members.get('source')) : undefined;
      return source === undefined ? self : with_({ pattern: source });
    }
    case 'array':
      return zod({ type: 'array', items: schemaOf(self) }, { partial: self.partial });
    case 'or':
      return zod(
        { anyOf: [schemaOf(self), schemaOf(asZod(first))] },
        { partial: self.partial || asZod(first).partial },
      );
    case 'and':
    case 'merge':
      return merged(self, asZod(first));
    case 'extend':
    case 'safeExtend':
    case 'augment':
    case 'setKey': {
      if (self.shape === undefined) return { ...self, partial: true };
      const more = first.kind === 'zod' ? first.shape : first.kind === 'object' ? first.members : undefined;
      if (more === undefined) return { ...self, partial: true };
      const extended = shapeSchema(
        new Map<string, Value>([...self.shape, ...more]),
        first.kind === 'object' && first.open,
      );
      return { ...self, shape: extended.shape, partial: self.partial || extended.partial };
    }
    case 'pick':
    case 'omit': {
      if (self.shape === undefined || first.kind !== 'object') return { ...self, partial: true };
      const shape = new Map(
        [...self.shape].filter(([field]) => first.members.has(field) === (name === 'pick')),
      );
      return { ...self, shape, partial: self.partial || first.open };
    }
    case 'partial':
    case 'deepPartial':
    case 'required': {
      if (self.shape === undefined) return self;
      const only = first.kind === 'object' ? first.members : undefined;
      const shape = new Map(
        [...self.shape].map(([field, value]) => [
          field,
          only === undefined || only.has(field) ? { ...value, optional: name !== 'required' } : value,
        ]),
      );
      return { ...self, shape };
    }
    case 'strict':
      return with_({ additionalProperties: false });
    case 'keyof':
      return self.shape === undefined ? unknown : zod({ type: 'string', enum: [...self.shape.keys()] });
    case 'exclude':
    case 'extract': {
      const words = first.kind === 'array' ? first.items.flatMap((item) => textIn(item) ?? []) : undefined;
      const all = self.json['enum'];
      if (words === undefined || !Array.isArray(all)) return { ...self, partial: true };
      return with_({ enum: all.filter((word) => words.includes(String(word)) === (name === 'extract')) });
    }
    case 'parse':
    case 'safeParse':
    case 'parseAsync':
    case 'safeParseAsync':
    case 'isOptional':
      return unknown;
    case 'toJSONSchema':
      return self;
    default: {
      const format = formats.get(name);
      return format !== undefined && self.json['type'] === 'string' ? with_({ format }) : self;
    }
  }
}

function bounded(self: ZodValue, name: string, bound: number | undefined): ZodValue {
  const value = name === 'nonempty' ? 1 : bound;
  if (value === undefined) return self;
  const suffix =
    self.json['type'] === 'string' ? 'Length' : self.json['type'] === 'array' ? 'Items' : undefined;
  const isLower =
    name === 'min' || name === 'gte' || name === 'gt' || name === 'nonempty' || name === 'length';
  const isUpper = name === 'max' || name === 'lte' || name === 'lt' || name === 'length';
  const keys: [string, Json][] = [];
  if (suffix !== undefined) {
    if (isLower) keys.push([`min${suffix}`, value]);
    if (isUpper) keys.push([`max${suffix}`, value]);
  } else if (name === 'gt' || name === 'lt')
    keys.push([name === 'gt' ? 'exclusiveMinimum' : 'exclusiveMaximum', value]);
  else if (isLower !== isUpper) keys.push([isLower ? 'minimum' : 'maximum', value]);
  return { ...self, json: { ...self.json, ...Object.fromEntries(keys) } };
}

const makers = new WeakMap<SyntaxNode, { readonly name: string | undefined }>();
const longestMaker = 700;

/** Which of zod's functions a bundled function is: zod names its classes in texts, which survive minification. */
export function zodMaker(machine: Machine, node: SyntaxNode): string | undefined {
  if (node.end - node.start > longestMaker) return undefined;
  const present = makers.get(node);
  if (present !== undefined) return present.name;
  const text = textOf(node);
  const old = /\btypeName:\s*[\w$.]+\.Zod(\w+)/.exec(text)?.[1];
  const name = makerName(old ?? currentMaker(machine, node));
  makers.set(node, { name });
  return name;
}

/** zod 4: the function hands a class to a constructor, and that class is declared as `$constructor("ZodString", …)`. */
function currentMaker(machine: Machine, node: SyntaxNode): string | undefined {
  const body = child(node, 'body');
  if (body === undefined) return undefined;
  const module = machine.project.moduleOf(node);
  const stack: SyntaxNode[] = [body];
  for (let at = stack.pop(), seen = 0; at !== undefined && seen < 150; at = stack.pop(), seen += 1) {
    if (at.type === 'identifier') {
      const declaration = lookUp(module, textOf(at), at);
      const init = declaration?.kind === 'variable' ? declaration.init : undefined;
      const list = init?.type === 'call_expression' ? child(init, 'arguments') : undefined;
      const [tag] = list?.children ?? [];
      const found =
        tag?.type === 'string' ? /^Zod(?:Mini)?([A-Z]\w*)$/.exec(stringValue(tag))?.[1] : undefined;
      if (found !== undefined) return found;
    }
    for (let i = at.children.length - 1; i >= 0; i -= 1) {
      const next = at.children[i];
      if (next !== undefined) stack.push(next);
    }
  }
  return undefined;
}

const tags = new Map([
  ['Effects', 'readonly'],
  ['Transform', 'any'],
  ['NativeEnum', 'nativeEnum'],
  ['DiscriminatedUnion', 'discriminatedUnion'],
  ['Default', 'readonly'],
  ['Email', 'email'],
  ['URL', 'url'],
  ['UUID', 'uuid'],
  ['GUID', 'guid'],
  ['NumberFormat', 'int'],
  ['ISODateTime', 'iso.datetime'],
  ['ISODate', 'iso.date'],
  ['ISOTime', 'iso.time'],
  ['Pipe', 'readonly'],
]);

function makerName(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  return tags.get(tag) ?? tag.charAt(0).toLowerCase() + tag.slice(1);
}
