// Schemas that Elixir tools declare field by field: `field :name, {:required, :string}, description: "…"`.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { writtenJson } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';
import type { Statement } from './syntax.ts';

export interface Given {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

interface Field extends Given {
  readonly required: boolean;
}

/** Calls that declare one argument. */
export const fieldCalls = /^(field|embeds_one|embeds_many|arg|argument|param|input_field)$/;

const deepest = 12;

const plain: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['string', { type: 'string' }],
  ['integer', { type: 'integer' }],
  ['float', { type: 'number' }],
  ['number', { type: 'number' }],
  ['boolean', { type: 'boolean' }],
  ['atom', { type: 'string' }],
  ['map', { type: 'object' }],
  ['object', { type: 'object' }],
  ['array', { type: 'array' }],
  ['list', { type: 'array' }],
  ['any', {}],
  ['date', { type: 'string', format: 'date' }],
  ['time', { type: 'string', format: 'time' }],
  ['datetime', { type: 'string', format: 'date-time' }],
  ['naive_datetime', { type: 'string', format: 'date-time' }],
]);

/** Options of a field that have a keyword of their own in JSON Schema; bounds are of texts or of numbers. */
const keywords: ReadonlyMap<string, string> = new Map([
  ['description', 'description'],
  ['format', 'format'],
  ['type', 'type'],
  ['default', 'default'],
  ['enum', 'enum'],
  ['values', 'enum'],
  ['minimum', 'minimum'],
  ['maximum', 'maximum'],
  ['min_length', 'minLength'],
  ['max_length', 'maxLength'],
  ['items', 'items'],
]);

/** The schema that a block of fields, or a map of types, makes. */
export function fieldSchema(schema: Statement, around: Around): Given {
  if (schema.block.length > 0) return fieldsOf(schema.block, around, 0);
  const map = schema.value ?? schema.named.get('do');
  return map === undefined ? object([], false) : typesOf(map, around, 0);
}

function object(fields: readonly (readonly [string, Field])[], partial: boolean): Given {
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, field]) => [name, field.schema])),
      required: fields.flatMap(([name, field]) => (field.required ? [name] : [])),
    },
    partial: partial || fields.some(([, field]) => field.partial),
  };
}

function fieldsOf(block: readonly Statement[], around: Around, depth: number): Given {
  let partial = depth > deepest;
  const fields = (partial ? [] : block).flatMap((call): (readonly [string, Field])[] => {
    const name = textOfConstant(constantOf(call.args[0], around));
    if (name === undefined || !fieldCalls.test(call.name)) {
      partial = true;
      return [];
    }
    return [[name, fieldOf(call, around, depth)]];
  });
  return object(fields, partial);
}

function fieldOf(call: Statement, around: Around, depth: number): Field {
  const hasBlock = call.block.length > 0;
  const inner = hasBlock
    ? asField(fieldsOf(call.block, around, depth + 1))
    : typeOf(call.args[1], around, depth);
  const isList = call.name === 'embeds_many' || (hasBlock && isText(call.args[1], /^(list|array)$/, around));
  let schema: JsonObject = isList ? { type: 'array', items: inner.schema } : inner.schema;
  let { partial } = inner;
  // `param :row, :integer, "Row of the orchard"`
  const text = textOfConstant(constantOf(call.args[2], around));
  if (text !== undefined) schema = { ...schema, description: text };
  for (const [option, expr] of call.named) {
    const keyword = option === 'min' || option === 'max' ? bound(option, schema) : keywords.get(option);
    if (keyword === undefined) continue;
    const { json, partial: isPart } = writtenJson(expr, around);
    partial ||= isPart;
    if (json !== undefined && json !== null) schema = { ...schema, [keyword]: json };
  }
  return {
    schema,
    partial,
    required: inner.required || constantOf(call.named.get('required'), around) === true,
  };
}

function bound(option: 'min' | 'max', schema: JsonObject): string {
  return schema['type'] === 'string' ? `${option}Length` : `${option}imum`;
}

function isText(expr: Expr | undefined, pattern: RegExp, around: Around): boolean {
  return pattern.test(textOfConstant(constantOf(expr, around)) ?? '');
}

function asField(given: Given): Field {
  return { ...given, required: false };
}

/** `%{name: type}` */
export function typesOf(map: Expr, around: Around, depth: number): Given {
  if (map.kind !== 'dict') return { ...object([], false), partial: true };
  let partial = depth > deepest;
  const fields = (partial ? [] : map.entries).flatMap(({ key, value }): (readonly [string, Field])[] => {
    const name = textOfConstant(constantOf(key, around));
    if (name === undefined) partial = true;
    return name === undefined ? [] : [[name, typeOf(value, around, depth + 1)]];
  });
  return object(fields, partial);
}

/** `:string`, `{:required, type}`, `{:enum, values}`, `{:list, type}`, `{type, bounds}` or a map of types. */
function typeOf(expr: Expr | undefined, around: Around, depth: number): Field {
  const unknown: Field = { schema: {}, partial: true, required: false };
  if (expr === undefined || depth > deepest) return unknown;
  if (expr.kind === 'dict') return asField(typesOf(expr, around, depth + 1));
  const name = textOfConstant(constantOf(expr, around));
  if (name !== undefined)
    return { schema: plain.get(name) ?? {}, partial: !plain.has(name), required: false };
  if (expr.kind === 'list' && expr.shape === 'list' && expr.items.length === 1)
    return arrayOf(typeOf(expr.items[0], around, depth + 1));
  if (expr.kind !== 'list' || expr.shape !== 'tuple') return unknown;
  const [head, second, options] = expr.items;
  const inner = () => typeOf(second, around, depth + 1);
  switch (textOfConstant(constantOf(head, around))) {
    case 'required':
      return described({ ...inner(), required: true }, options, around);
    case 'mcp_field':
      return described(inner(), options, around);
    case 'list':
    case 'array':
      return arrayOf(inner());
    case 'map':
      return { ...inner(), schema: { type: 'object', additionalProperties: inner().schema } };
    case 'object':
      return inner();
    case 'literal':
      return keyword('const', {}, second, around);
    case 'enum': {
      const of = options === undefined ? {} : typeOf(options, around, depth + 1).schema;
      return keyword('enum', of, second, around);
    }
    case 'either':
    case 'oneof': {
      const kinds =
        second?.kind === 'list' ? second.items.map((each) => typeOf(each, around, depth + 1)) : [];
      return {
        schema: { oneOf: kinds.map((kind) => kind.schema) },
        partial: kinds.length === 0 || kinds.some((kind) => kind.partial),
        required: false,
      };
    }
    default:
      return bounded(typeOf(head, around, depth + 1), second, around);
  }
}

function arrayOf(item: Field): Field {
  return { schema: { type: 'array', items: item.schema }, partial: item.partial, required: false };
}

function keyword(name: string, schema: JsonObject, expr: Expr | undefined, around: Around): Field {
  const { json, partial } = writtenJson(expr, around);
  return { schema: json === undefined ? schema : { ...schema, [name]: json }, partial, required: false };
}

/** Options in the place of a tuple's third part: `{:required, :string, description: "…"}`. */
function described(field: Field, options: Expr | undefined, around: Around): Field {
  return options?.kind === 'dict' ? withOptions(field, options, around) : field;
}

function withOptions(field: Field, options: Expr & { kind: 'dict' }, around: Around): Field {
  let { schema, partial } = field;
  for (const { key, value } of options.entries) {
    const option = textOfConstant(constantOf(key, around)) ?? '';
    const name = option === 'min' || option === 'max' ? bound(option, schema) : keywords.get(option);
    const { json, partial: isPart } = writtenJson(value, around);
    if (name === undefined) continue;
    partial ||= isPart;
    if (json !== undefined) schema = { ...schema, [name]: json };
  }
  return { ...field, schema, partial };
}

/** `{:integer, {:range, {1, 9}}}`, `{:string, {:min, 3}}`, `{:string, {:default, "x"}}`, `{:string, description: "…"}` */
function bounded(field: Field, bounds: Expr | undefined, around: Around): Field {
  if (bounds?.kind === 'dict') return withOptions(field, bounds, around);
  if (bounds?.kind !== 'list') return { ...field, partial: true };
  const [kind, limit] = bounds.items;
  const name = textOfConstant(constantOf(kind, around)) ?? '';
  const put = (key: string, expr: Expr | undefined): JsonObject => {
    const { json } = writtenJson(expr, around);
    return json === undefined ? {} : { [key]: json };
  };
  const names: Readonly<Record<string, readonly Json[]>> = {
    gte: ['minimum'],
    gt: ['exclusiveMinimum'],
    lte: ['maximum'],
    lt: ['exclusiveMaximum'],
    default: ['default'],
  };
  if (name === 'min' || name === 'max')
    return { ...field, schema: { ...field.schema, ...put(bound(name, field.schema), limit) } };
  if (name === 'range' && limit?.kind === 'list') {
    const range = { ...put('minimum', limit.items[0]), ...put('maximum', limit.items[1]) };
    return { ...field, schema: { ...field.schema, ...range } };
  }
  const [key] = Object.hasOwn(names, name) ? (names[name] ?? []) : [];
  return typeof key === 'string' ? { ...field, schema: { ...field.schema, ...put(key, limit) } } : field;
}
