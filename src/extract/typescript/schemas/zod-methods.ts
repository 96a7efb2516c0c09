// Methods of zod schemas.

import type { Arguments } from '../evaluator/machine.ts';
import { toJson } from '../evaluator/to-json.ts';
import { type Json, textIn, unknown, type Value, type ZodValue } from '../evaluator/values.ts';
import { asZod, merged, nullable, type Schema, schemaOf, shapeSchema, zod } from './zod.ts';

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
