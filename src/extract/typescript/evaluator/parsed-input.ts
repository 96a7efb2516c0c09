// What `schema.parse(settings)` gives where options count as not given: the settings, with the defaults of the schema.

import type { Machine } from './machine.ts';
import { absent, constant, isFixed, objectOf, unknown, type Value, type ZodValue } from './values.ts';

const methods: ReadonlySet<string> = new Set(['parse', 'parseAsync', 'safeParse', 'safeParseAsync']);

/** The value of a call of one of the parsing methods; undefined for other methods, and where nothing is known of what is parsed. */
export function parsedInput(
  machine: Machine,
  schema: ZodValue,
  method: string,
  given: Value | undefined,
): Value | undefined {
  if (!machine.usual || !methods.has(method) || schema.shape === undefined) return undefined;
  if (given?.kind !== 'object' && given?.kind !== 'external') return undefined;
  const members = new Map<string, Value>();
  for (const [name, field] of schema.shape) {
    const member = machine.member(given, name);
    const isAbsent = isFixed(member) && member.value === undefined;
    members.set(name, isAbsent ? defaultOf(field) : member);
  }
  const data = objectOf(members, false, undefined);
  if (!method.startsWith('safe')) return data;
  return objectOf(
    new Map<string, Value>([
      ['success', constant(true)],
      ['data', data],
    ]),
    false,
    undefined,
  );
}

function defaultOf(field: ZodValue): Value {
  const value = field.json['default'];
  if (value === undefined) return absent;
  // A text such as "false" may be turned into something else on the way.
  if (typeof value === 'object' || value === 'true' || value === 'false') return unknown;
  return constant(value);
}
