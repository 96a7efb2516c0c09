// Schemas that Ruby tools declare argument by argument: as a dry-schema, or one call an argument.
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { writtenJson } from '../_declarations/written-json.ts';
import type { Expr } from '../_program/ast.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';
import type { Link } from './syntax.ts';

export interface Given {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

const types: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['string', { type: 'string' }],
  ['integer', { type: 'integer' }],
  ['float', { type: 'number' }],
  ['decimal', { type: 'number' }],
  ['number', { type: 'number' }],
  ['bool', { type: 'boolean' }],
  ['array', { type: 'array' }],
  ['hash', { type: 'object' }],
  ['date', { type: 'string', format: 'date' }],
  ['date_time', { type: 'string', format: 'date-time' }],
  ['time', { type: 'string', format: 'time' }],
]);

/** Rules of a dry-schema that have a keyword of their own in JSON Schema. */
const bounds = new Map([
  ['gteq?', 'minimum'],
  ['gt?', 'exclusiveMinimum'],
  ['lteq?', 'maximum'],
  ['lt?', 'exclusiveMaximum'],
  ['min_size?', 'minLength'],
  ['max_size?', 'maxLength'],
  ['included_in?', 'enum'],
]);

/** `required(:a).filled(:integer).description("…")`, one chain a property. */
export function argumentSchema(block: readonly (readonly Link[])[], around: Around): Given {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const chain of block) {
    const [first, ...rest] = chain;
    const name = textOfConstant(constantOf(first?.args[0], around));
    if (
      first === undefined ||
      (first.name !== 'required' && first.name !== 'optional') ||
      name === undefined
    ) {
      partial = true;
      continue;
    }
    let property: JsonObject = {};
    for (const link of rest) {
      if (link.name === 'description') {
        const text = textOfConstant(constantOf(link.args[0], around));
        if (text !== undefined) property = { ...property, description: text };
        continue;
      }
      const type = types.get(textOfConstant(constantOf(link.args[0], around)) ?? '');
      const element =
        link.name === 'array' || link.name === 'each' ? (type?.['type'] as string | undefined) : undefined;
      if (link.name === 'array' || link.name === 'each')
        property = { ...property, type: 'array', ...(element === undefined ? {} : { items: type ?? {} }) };
      else if (link.name === 'hash') property = { ...property, ...argumentSchema(link.block, around).schema };
      else if (type !== undefined) property = { ...property, ...type };
      for (const [key, expr] of link.named) {
        const keyword = bounds.get(key);
        const value = writtenJson(expr, around).json;
        if (keyword !== undefined && value !== undefined) property = { ...property, [keyword]: value };
      }
    }
    properties.push([name, property]);
    if (first.name === 'required') required.push(name);
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

/** Ruby's own classes, where a library is told a type by its class. */
const named = new Map([
  ['String', 'string'],
  ['Integer', 'integer'],
  ['Float', 'float'],
  ['Array', 'array'],
  ['Hash', 'hash'],
  ['TrueClass', 'bool'],
  ['boolean', 'bool'],
  ['object', 'hash'],
]);

const declaring = /^(tool_)?(argument|property|param|parameter|arg)$/;

/** `argument :name, :string, required: true, description: "…"`, one call an argument. */
export function listedSchema(statements: readonly Link[], around: Around): Given | undefined {
  const listed = statements.filter(({ name }) => declaring.test(name));
  if (listed.length === 0) return undefined;
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const { name: word, args, named: given } of listed) {
    const text = (expr: Expr | undefined): string | undefined => textOfConstant(constantOf(expr, around));
    const name = text(args[0]);
    if (name === undefined) {
      partial = true;
      continue;
    }
    const said = given.get('type') ?? args[1];
    const id = said?.kind === 'name' ? said.id : (text(said) ?? '');
    const description = text(given.get('description') ?? given.get('desc'));
    const choices = writtenJson(given.get('enum'), around).json;
    properties.push([
      name,
      {
        ...types.get(named.get(id) ?? id),
        ...(description === undefined ? {} : { description }),
        ...(Array.isArray(choices) ? { enum: choices as Json } : {}),
      },
    ]);
    // Libraries that say `param` ask for it unless they are told otherwise.
    const needed = constantOf(given.get('required'), around);
    if (needed === true || (needed === undefined && /param$/.test(word))) required.push(name);
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}
