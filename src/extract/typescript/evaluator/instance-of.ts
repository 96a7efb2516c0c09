// `schema instanceof z.ZodObject`, which servers ask before they take a schema apart, and the same of own classes.

import { lineage } from './instances.ts';
import type { Machine } from './machine.ts';
import type { Value } from './values.ts';

const anySchema = /^\$?Zod(?:Type|Schema|TypeAny)$/;

/** What `value instanceof of` gives, where `name` is what the right side is called; undefined when that is not known. */
export function isInstanceOf(machine: Machine, value: Value, of: Value, name: string): boolean | undefined {
  switch (value.kind) {
    case 'zod':
      if (anySchema.test(name)) return true;
      if (!/^\$?ZodObject$/.test(name)) return undefined;
      if (value.shape !== undefined) return true;
      return typeof value.json['type'] === 'string' && value.json['type'] !== 'object' ? false : undefined;
    case 'object':
    case 'array':
    case 'map':
    case 'constant':
    case 'function':
      return /^\$?Zod\w/.test(name) ? false : undefined;
    case 'instance':
      if (of.kind !== 'class') return undefined;
      if (lineage(machine, value.of).some((one) => one.node === of.node)) return true;
      return value.open ? undefined : false;
    default:
      return undefined;
  }
}
