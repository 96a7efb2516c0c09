// valibot schemas, as the same abstract values that zod schemas are.

import type { Arguments, Machine } from '../evaluator/machine.ts';
import { textIn, unknown, type Value, type ZodValue } from '../evaluator/values.ts';
import { asZod, schemaOf, shapeSchema, zod, zodCall } from './zod.ts';

/** What valibot's functions are called in zod, where they take the same arguments. */
const alike = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['bigint', 'bigint'],
  ['date', 'date'],
  ['any', 'any'],
  ['unknown', 'unknown'],
  ['null_', 'null'],
  ['null', 'null'],
  ['literal', 'literal'],
  ['picklist', 'enum'],
  ['enum_', 'nativeEnum'],
  ['enum', 'nativeEnum'],
  ['array', 'array'],
  ['tuple', 'tuple'],
  ['union', 'union'],
  ['record', 'record'],
]);

const objects = new Set(['object', 'looseObject', 'strictObject', 'objectWithRest']);

/** The value of `v.name(…)`; undefined when the package is not valibot. */
export function valibotCall(
  machine: Machine,
  from: string,
  path: readonly string[],
  given: Arguments,
): Value | undefined {
  if (from !== 'valibot') return undefined;
  const name = path.at(-1) ?? '';
  const [first = unknown, second] = given.values;
  if (objects.has(name))
    return first.kind === 'object'
      ? shapeSchema(first.members, first.open)
      : zod({ type: 'object' }, { partial: true });
  if (name === 'variant' && second !== undefined)
    return zodCall(machine, 'zod', ['union'], { ...given, values: [second] });
  const same = alike.get(name);
  if (same !== undefined) return zodCall(machine, 'zod', [same], given);
  switch (name) {
    case 'optional':
    case 'nullish':
    case 'exactOptional':
      return { ...asZod(first), optional: true, ...defaultOf(asZod(first), second) };
    case 'nullable': {
      const inner = asZod(first);
      return zod({ anyOf: [schemaOf(inner), { type: 'null' }] }, { partial: inner.partial });
    }
    case 'pipe':
    case 'pipeAsync':
      return given.values.slice(1).reduce(piped, asZod(first));
    case 'description':
    case 'title': {
      const text = textIn(first);
      return text === undefined ? unknown : zod({ [name]: text });
    }
    default:
      return undefined;
  }
}

function defaultOf(inner: ZodValue, given: Value | undefined): Partial<ZodValue> {
  const isPlain = given?.kind === 'constant' && given.value !== undefined;
  return isPlain ? { json: { ...inner.json, default: given.value ?? null } } : {};
}

/** Of what a pipe adds, descriptions count; validations say nothing about the shape. */
function piped(held: ZodValue, step: Value): ZodValue {
  if (step.kind !== 'zod' || step.shape !== undefined || 'type' in step.json) return held;
  return { ...held, json: { ...held.json, ...step.json } };
}
