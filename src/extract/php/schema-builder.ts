// Schemas that PHP code builds with `$schema->string()->description('…')->required()`.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { writtenJson } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';

export interface Built {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

/** `['name' => $schema->string()->required()]` */
export function builtSchema(expr: Expr | undefined, around: Around, depth = 0): Built {
  const entries = expr?.kind === 'dict' ? expr.entries : [];
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = expr?.kind !== 'dict' && !(expr?.kind === 'list' && expr.items.length === 0);
  for (const { key, value } of entries) {
    const name = textOfConstant(constantOf(key, around));
    const property = name === undefined ? undefined : builtProperty(value, around, depth + 1);
    if (name === undefined || property === undefined) {
      partial = true;
      continue;
    }
    properties.push([name, property.schema]);
    if (property.required) required.push(name);
    partial ||= property.partial;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

const types = new Set(['string', 'integer', 'number', 'boolean', 'array', 'object']);
/** Calls that set a keyword of another name. */
const keywords = new Map([
  ['description', 'description'],
  ['title', 'title'],
  ['enum', 'enum'],
  ['default', 'default'],
  ['format', 'format'],
  ['pattern', 'pattern'],
]);

interface Property extends Built {
  readonly required: boolean;
}

function builtProperty(expr: Expr, around: Around, depth: number): Property | undefined {
  if (depth > 8) return undefined;
  let schema: JsonObject = {};
  let required = false;
  let partial = false;
  let at = expr;
  for (let steps = 0; at.kind === 'call' && at.callee.kind === 'attribute' && steps < 40; steps += 1) {
    const { name, object } = at.callee;
    const first = at.args[0]?.value;
    const keyword = keywords.get(name);
    if (types.has(name)) {
      const inner =
        name === 'object' && first !== undefined ? builtSchema(first, around, depth + 1) : undefined;
      partial ||= inner?.partial === true;
      schema = { type: name, ...inner?.schema, ...schema };
    } else if (name === 'required') required = true;
    else if (name === 'items' && first !== undefined) {
      const items = builtProperty(first, around, depth + 1);
      if (items === undefined) partial = true;
      else schema = { items: items.schema, ...schema };
    } else if (name === 'min' || name === 'max') {
      const value = constantOf(first, around);
      if (typeof value === 'number') schema = { ...schema, [`$${name}`]: value };
    } else if (keyword !== undefined) {
      const { json: value, partial: open } = writtenJson(first, around);
      partial ||= open;
      if (value !== undefined) schema = { ...schema, [keyword]: value };
    }
    at = object;
  }
  return schema['type'] === undefined ? undefined : { schema: bounded(schema), required, partial };
}

/** `min` and `max` bound the length of a text, the number of items or the value, as the type asks. */
function bounded(schema: JsonObject): JsonObject {
  const { $min, $max, ...rest } = schema;
  const [low, high] =
    rest['type'] === 'string'
      ? ['minLength', 'maxLength']
      : rest['type'] === 'array'
        ? ['minItems', 'maxItems']
        : ['minimum', 'maximum'];
  return {
    ...rest,
    ...($min === undefined || low === undefined ? {} : { [low]: $min }),
    ...($max === undefined || high === undefined ? {} : { [high]: $max }),
  };
}
