// Members of values: `value.name`, whatever the value is.

import { heldByFunction } from './instances.ts';
import type { Machine } from './machine.ts';
import { unset } from './settings.ts';
import {
  type ArrayValue,
  absent,
  arrayOf,
  constant,
  gate,
  gateOf,
  isPerhaps,
  type Json,
  objectOf,
  optionsOf,
  unionOf,
  unknown,
  type Value,
  type ZodValue,
} from './values.ts';

/** The value of `value.name`; see `Machine.member`. */
export function memberOf(machine: Machine, value: Value, name: string): Value {
  switch (value.kind) {
    case 'object': {
      const member = value.members.get(name) ?? (value.open ? unknown : absent);
      return gate(
        member.kind === 'deferred' ? machine.evaluate(member.node, member.frame) : member,
        value.gated,
      );
    }
    case 'array': {
      if (name === 'length' || (name === 'size' && machine.usual)) return lengthOf(value);
      const index = Number(name);
      if (!Number.isInteger(index)) return unknown;
      return value.items[index] ?? (value.open ? unknown : absent);
    }
    case 'constant': {
      // Of nothing, `?.` gives nothing; everything else stops there.
      if (value.value === undefined || value.value === null) return absent;
      if (typeof value.value !== 'string') return unknown;
      if (name === 'length') return constant(value.value.length);
      const character = value.value[Number(name)];
      return character === undefined ? unknown : constant(character, value.at);
    }
    case 'namespace':
      return machine.exported(value.path, name);
    case 'external':
      return outsideMember(machine, { ...value, path: [...value.path, name] });
    case 'instance':
      return name === 'constructor' ? value.of : (machine.field(value, name) ?? unknown);
    case 'class':
      return machine.staticMember(value, name) ?? unknown;
    case 'function':
      return heldByFunction(machine, value, name) ?? unknown;
    case 'zod':
      return zodMember(value, name);
    case 'union':
      return unionOf(
        optionsOf(value)
          .slice(0, 200)
          .map((option) => memberOf(machine, option, name)),
      );
    default:
      return unknown;
  }
}

function lengthOf({ items, open, loose }: ArrayValue): Value {
  return open || loose === true || items.some((item) => gateOf(item) !== undefined || isPerhaps(item))
    ? unknown
    : constant(items.length);
}

function outsideMember(machine: Machine, value: Extract<Value, { kind: 'external' }>): Value {
  return machine.usual ? unset(value) : value;
}

/** What a schema gives under the names that zod and JSON Schema have for its parts, and then its fields. */
function zodMember(value: ZodValue, name: string): Value {
  if (name === 'shape' && value.shape !== undefined) return objectOf(value.shape, value.partial, undefined);
  if (name === 'enum' || name === 'Enum' || name === 'options' || name === 'Values')
    return enumMembers(value, name === 'options');
  if ((name === 'value' || name === 'const') && 'const' in value.json) return literalOf(value.json['const']);
  return name === 'element' ? unknown : (convertedMember(value, name) ?? value.shape?.get(name) ?? unknown);
}

function enumMembers(value: ZodValue, asList: boolean): Value {
  const words = value.json['enum'];
  if (!Array.isArray(words)) return unknown;
  const values = words.map((word) =>
    constant(typeof word === 'string' || typeof word === 'number' ? word : String(word)),
  );
  return asList
    ? arrayOf(values)
    : objectOf(
        new Map(values.map((word) => [String(word.kind === 'constant' ? word.value : ''), word])),
        false,
        undefined,
      );
}

/** The value of `z.literal(…)`. */
function literalOf(json: Json | undefined): Value {
  return typeof json === 'object' ? unknown : constant(json);
}

/** A member of the JSON Schema that a schema is converted to; a converter gives the schema itself here. */
function convertedMember(value: ZodValue, name: string): Value | undefined {
  if (name === 'definitions' || name === '$defs') return absent;
  if (value.shape === undefined) return undefined;
  if (name === 'properties') return objectOf(value.shape, value.partial, undefined);
  if (name !== 'required') return undefined;
  const required = [...value.shape].filter(([, field]) => !field.optional);
  return arrayOf(
    required.map(([field]) => constant(field)),
    value.partial,
  );
}
