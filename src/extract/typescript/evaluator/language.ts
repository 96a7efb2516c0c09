// Functions of the language itself, such as `Object.entries`.

import type { SyntaxNode } from '../modules/syntax.ts';
import { spreadInto } from './expressions.ts';
import type { Arguments, Machine } from './machine.ts';
import { arrayMethod } from './methods.ts';
import { absent, arrayOf, constant, objectOf, optionsOf, unknown, type Value } from './values.ts';

/** Functions of the language itself; undefined for those that are not known here. */
export function languageCall(
  machine: Machine,
  name: string,
  given: Arguments,
  call: SyntaxNode | undefined,
): Value | undefined {
  const [first = absent, second] = given.values;
  switch (name) {
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
    case 'Promise.resolve':
    case 'Promise.all':
      return first;
    case 'Promise.allSettled': {
      const { items, open } = machine.elements(first);
      return arrayOf(
        items.map((item) =>
          objectOf(
            new Map([
              ['status', constant('fulfilled')],
              ['value', item],
            ]),
            true,
            call,
          ),
        ),
        open,
      );
    }
    case 'Object.keys':
    case 'Object.values':
    case 'Object.entries': {
      const members = membersOf(machine, first);
      if (members === undefined) return unknown;
      const entries = [...members.members].map(([key, value]) => [key, undeferred(machine, value)] as const);
      if (name === 'Object.keys')
        return arrayOf(
          entries.map(([key]) => constant(key, call)),
          members.open,
        );
      if (name === 'Object.values')
        return arrayOf(
          entries.map(([, value]) => value),
          members.open,
        );
      return arrayOf(
        entries.map(([key, value]) => arrayOf([constant(key, call), value])),
        members.open,
      );
    }
    case 'Object.getOwnPropertyDescriptors':
      return first;
    case 'Object.defineProperties':
    case 'Object.assign': {
      const members = new Map<string, Value>();
      let open = given.open;
      for (const value of given.values) open = spreadInto(machine, members, value) || open;
      return objectOf(members, open, call);
    }
    case 'Object.fromEntries': {
      const pairs = machine.elements(first);
      const members = new Map<string, Value>();
      let { open } = pairs;
      for (const pair of pairs.items) {
        const key = machine.member(pair, '0');
        if (key.kind === 'constant') members.set(String(key.value), machine.member(pair, '1'));
        else open = true;
      }
      return objectOf(members, open, call);
    }
    case 'Array.from': {
      const found = machine.elements(first);
      const list = arrayOf(found.items, found.open);
      return second === undefined
        ? list
        : arrayMethod(machine, list, 'map', { values: [second], open: false });
    }
    case 'JSON.parse':
      return first.kind === 'constant' && typeof first.value === 'string'
        ? machine.project.json.valueOf(first.value)
        : undefined;
    case 'Array.of':
      return arrayOf(given.values, given.open);
    case 'Array.isArray':
      return first.kind === 'array'
        ? constant(true, call)
        : first.kind === 'unknown' || first.kind === 'union'
          ? unknown
          : constant(false, call);
    case 'String.raw':
      return first;
    default:
      return undefined;
  }
}

function undeferred(machine: Machine, value: Value): Value {
  return value.kind === 'deferred' ? machine.evaluate(value.node, value.frame) : value;
}

function membersOf(
  machine: Machine,
  value: Value,
): { members: ReadonlyMap<string, Value>; open: boolean } | undefined {
  if (value.kind === 'object') return value;
  if (value.kind === 'zod' && value.shape !== undefined) return { members: value.shape, open: false };
  if (value.kind === 'array')
    return { members: new Map(value.items.map((item, i) => [String(i), item])), open: value.open };
  if (value.kind === 'namespace' || value.kind === 'union') {
    const members = new Map<string, Value>();
    let open = false;
    for (const option of optionsOf(value)) open = spreadInto(machine, members, option) || open;
    return { members, open };
  }
  return undefined;
}
