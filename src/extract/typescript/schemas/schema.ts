// The input schema of a tool, from whatever form the author gave it.

import type { InputSchema } from '../../../model/tool.ts';
import type { Machine } from '../evaluator/machine.ts';
import { toJson } from '../evaluator/to-json.ts';
import {
  type ObjectValue,
  optionsOf,
  textIn,
  truth,
  type Value,
  type ZodValue,
} from '../evaluator/values.ts';
import { leastOf } from './least-of.ts';
import { asZod, schemaOf, shapeSchema } from './zod.ts';

export interface ReadSchema {
  readonly schema: InputSchema;
  readonly partial: boolean;
}

const empty: InputSchema = { type: 'object', properties: {}, required: [] };

/** Forms of one input that are compared. */
const mostForms = 20;

const schemaWords = ['type', 'properties', '$schema', '$ref', 'anyOf', 'oneOf', 'allOf'];

/** A zod schema, a shape of zod fields, a JSON Schema, or a plain table of fields; absent means no arguments. */
export function schemaFrom(machine: Machine, value: Value): ReadSchema {
  const options = optionsOf(value).filter(
    (option) => option.kind !== 'constant' && option.kind !== 'unknown',
  );
  const [first] = options;
  if (first === undefined) {
    const isAbsent = value.kind === 'constant';
    return isAbsent ? { schema: empty, partial: false } : { schema: { type: 'object' }, partial: true };
  }
  if (value.kind !== 'union') return readOne(machine, first);
  const reads = options.slice(0, mostForms).map((option) => readOne(machine, option));
  const least = leastOf(reads, ({ schema }) => Object.keys(schema['properties'] ?? {}));
  return { ...(least ?? { schema: { type: 'object' } }), partial: true };
}

function readOne(machine: Machine, value: Value): ReadSchema {
  switch (value.kind) {
    case 'zod':
      return fromZod(value);
    case 'object':
      return fromObject(machine, value);
    case 'array':
      return fromList(machine, value.items, value.open);
    case 'instance': {
      const jsonSchema = machine.field(value, 'schema');
      return jsonSchema === undefined
        ? { schema: { type: 'object' }, partial: true }
        : schemaFrom(machine, jsonSchema);
    }
    default:
      return { schema: { type: 'object' }, partial: true };
  }
}

function fromZod(value: ZodValue): ReadSchema {
  const schema = schemaOf(value);
  return {
    schema: schema['type'] === undefined ? { type: 'object', ...schema } : schema,
    partial: value.partial,
  };
}

function fromObject(machine: Machine, value: ObjectValue): ReadSchema {
  const { members } = value;
  if (members.size === 0)
    return value.open ? { schema: { type: 'object' }, partial: true } : { schema: empty, partial: false };
  if ([...members.values()].some((member) => optionsOf(member).some((option) => option.kind === 'zod'))) {
    return fromZod(shapeSchema(members, value.open));
  }
  const inner = members.get('jsonSchema') ?? members.get('schema');
  if (
    inner !== undefined &&
    (inner.kind === 'object' || inner.kind === 'zod') &&
    textIn(members.get('type')) === undefined
  ) {
    return readOne(machine, inner);
  }
  const fields = [...members].map(([name, member]) => [name, field(machine, member)] as const);
  const isTable = fields.every(([, read]) => read !== undefined) && !isJsonSchema(members);
  if (isTable) {
    const shape = new Map<string, Value>(
      fields.flatMap(([name, read]) => (read === undefined ? [] : [[name, read]])),
    );
    return fromZod(shapeSchema(shape, value.open));
  }
  const { json, partial } = toJson(value);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { schema: { type: 'object' }, partial: true };
  return { schema: json, partial };
}

/** True for `{type: "object", …}` and its like, false for fields that happen to be called `type` or `properties`. */
function isJsonSchema(members: ReadonlyMap<string, Value>): boolean {
  if (textIn(members.get('type')) !== undefined) return true;
  const properties = members.get('properties');
  if (
    properties !== undefined &&
    properties.kind === 'object' &&
    textIn(properties.members.get('type')) === undefined
  )
    return true;
  return schemaWords.slice(2).some((word) => members.has(word));
}

/** `{type: z.string(), description}` or `{type: "string", description, required}` as a field. */
function field(_machine: Machine, value: Value): ZodValue | undefined {
  if (value.kind === 'zod') return value;
  if (value.kind !== 'object') return undefined;
  const type = value.members.get('type');
  const description = textIn(value.members.get('description'));
  if (type?.kind === 'zod') {
    return description === undefined ? type : { ...type, json: { ...type.json, description } };
  }
  if (textIn(type) === undefined) return undefined;
  const { json, partial } = toJson(value);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const isRequired =
    truth(value.members.get('required') ?? { kind: 'unknown' }) === true &&
    value.members.get('required')?.kind === 'constant';
  const own = Object.entries(json).filter(
    ([name, member]) => !((name === 'required' || name === 'optional') && typeof member === 'boolean'),
  );
  return { kind: 'zod', json: Object.fromEntries(own), shape: undefined, optional: !isRequired, partial };
}

/** `[{name: "a", type: "string", required: true}]` */
function fromList(machine: Machine, items: readonly Value[], open: boolean): ReadSchema {
  const shape = new Map<string, Value>();
  let partial = open;
  for (const item of items) {
    const name = item.kind === 'object' ? textIn(item.members.get('name')) : undefined;
    if (item.kind !== 'object' || name === undefined) {
      partial = true;
      continue;
    }
    const rest: ObjectValue = {
      ...item,
      members: new Map([...item.members].filter(([key]) => key !== 'name')),
    };
    shape.set(name, field(machine, rest) ?? asZod({ kind: 'unknown' }));
  }
  const read = fromZod(shapeSchema(shape, false));
  return { ...read, partial: read.partial || partial };
}
