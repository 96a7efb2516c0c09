// Values to JSON, for schemas that the author wrote as plain objects.

import { schemaOf } from '../schemas/zod.ts';
import { type Json, optionsOf, type Value } from './values.ts';

/** The JSON of a value; `partial` when a part of it is unknown, undefined when nothing is known. */
export interface AsJson {
  readonly json: Json | undefined;
  readonly partial: boolean;
}

const deepest = 40;

/** Turns a value into JSON. Members that are absent or functions are left out, as JSON.stringify does. */
export function toJson(value: Value, depth = 0): AsJson {
  if (depth > deepest) return { json: undefined, partial: true };
  switch (value.kind) {
    case 'constant':
      return { json: value.value, partial: false };
    case 'pattern':
      return { json: value.text, partial: true };
    case 'zod':
      return { json: schemaOf(value), partial: value.partial };
    case 'array': {
      const items = value.items.map((item) => toJson(item, depth + 1));
      const known = items.flatMap((item) => (item.json === undefined ? [] : [item.json]));
      return {
        json: known,
        partial: value.open || items.some((item) => item.partial) || known.length < items.length,
      };
    }
    case 'object': {
      let partial = value.open;
      const members: [string, Json][] = [];
      for (const [name, member] of value.members) {
        const inner = toJson(member, depth + 1);
        partial ||= inner.partial;
        if (inner.json !== undefined) members.push([name, inner.json]);
        // The name is known even where the schema below it is not.
        else if (inner.partial) members.push([name, {}]);
      }
      return { json: Object.fromEntries(members), partial };
    }
    case 'union': {
      const known = optionsOf(value)
        .map((option) => toJson(option, depth + 1))
        .filter((option) => option.json !== undefined);
      return { json: known[0]?.json, partial: true };
    }
    case 'function':
    case 'class':
      return { json: undefined, partial: false };
    default:
      return { json: undefined, partial: true };
  }
}
