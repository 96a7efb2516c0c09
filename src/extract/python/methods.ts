// The methods of Python's strings, lists and dictionaries, as far as definitions use them.
import { gatedBy, itemOf } from '../_program/attributes.ts';
import { itemsOf } from '../_program/names.ts';
import type { Run } from '../_program/run.ts';
import { joined, plain } from '../_program/texts.ts';
import {
  type Args,
  bare,
  type Dict,
  dict,
  firstOf,
  isKind,
  keyOf,
  type List,
  list,
  unknown,
  type Value,
} from '../_program/values.ts';

export function newDict(args: Args, run: Run): Value {
  const [first] = args.positional;
  const from = first === undefined ? undefined : bare(first);
  const made = dict([], args.open || (first !== undefined && !isKind(from, 'dict') && !isKind(from, 'list')));
  if (isKind(from, 'dict')) {
    for (const [key, entry] of from.entries) made.entries.set(key, entry);
    made.open ||= from.open;
  } else if (isKind(from, 'list')) {
    for (const pair of itemsOf(from, run).items) put(made, itemOf(pair, 0), itemOf(pair, 1));
    made.open ||= from.open;
  }
  for (const [key, value] of args.named) put(made, key, value);
  return made;
}

function put(into: Dict, key: Value, value: Value): void {
  const name = keyOf(plain(key));
  if (name === undefined) into.open = true;
  into.entries.set(name ?? `\u0000unknown:${into.entries.size}`, { key, value });
}

export function listMethod(object: List, name: string, args: Args, run: Run): Value | undefined {
  const [first = unknown, second] = args.positional;
  switch (name) {
    case 'append':
    case 'add':
      if (object.items.length < 5_000) object.items.push(gatedBy(first, run));
      return null;
    case 'insert':
      object.items.push(gatedBy(firstOf(second), run));
      return null;
    case 'extend':
    case 'update': {
      const { items, open } = itemsOf(first, run);
      object.items.push(...items.slice(0, 5_000).map((item) => gatedBy(item, run)));
      object.open ||= open;
      return null;
    }
    case 'copy':
      return list([...object.items], object.shape, object.open);
    case 'union':
      return list(
        [...object.items, ...args.positional.flatMap((each) => itemsOf(each, run).items)],
        'set',
        object.open,
      );
    case 'sort':
    case 'reverse':
      return null;
    case 'remove':
    case 'discard':
    case 'clear':
      return null;
    case 'pop':
      return unknown;
    default:
      return undefined;
  }
}

export function dictMethod(object: Dict, name: string, args: Args, run: Run): Value | undefined {
  const [first = unknown, second] = args.positional;
  const entries = [...object.entries.values()];
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const key = keyOf(plain(first));
      const found = key === undefined ? undefined : object.entries.get(key)?.value;
      if (found !== undefined) return found;
      if (name === 'setdefault' && key !== undefined && second !== undefined) {
        object.entries.set(key, { key: first, value: second });
        return second;
      }
      return object.open || key === undefined ? unknown : (second ?? null);
    }
    case 'keys':
      return list(
        entries.map((entry) => entry.key),
        'list',
        object.open,
      );
    case 'values':
      return list(
        entries.map((entry) => entry.value),
        'list',
        object.open,
      );
    case 'items':
      return list(
        entries.map((entry) => list([entry.key, entry.value], 'tuple')),
        'list',
        object.open,
      );
    case 'copy':
      return { ...object, entries: new Map(object.entries) };
    case 'update': {
      const from = newDict(args, run);
      if (!isKind(from, 'dict')) return null;
      for (const [key, entry] of from.entries)
        object.entries.set(key, { key: entry.key, value: gatedBy(entry.value, run) });
      object.open ||= from.open;
      return null;
    }
    default:
      return undefined;
  }
}

export function textMethod(object: Value, name: string, args: Args, run: Run): Value | undefined {
  const [first, second] = args.positional;
  if (typeof object !== 'string') return isKind(object, 'pattern') ? object : unknown;
  switch (name) {
    case 'lower':
      return object.toLowerCase();
    case 'upper':
      return object.toUpperCase();
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      if (first !== undefined) return trimmed(object, name, first);
      return name === 'strip' ? object.trim() : name === 'lstrip' ? object.trimStart() : object.trimEnd();
    case 'title':
      return object.replace(
        /[A-Za-z]+/g,
        (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
      );
    case 'capitalize':
      return object.charAt(0).toUpperCase() + object.slice(1).toLowerCase();
    case 'replace':
      return typeof first === 'string' && typeof second === 'string'
        ? object.replaceAll(first, second)
        : unknown;
    case 'join': {
      if (first === undefined) return unknown;
      const { items, open } = itemsOf(first, run);
      return open ? unknown : joined(items.flatMap((item, index) => (index === 0 ? [item] : [object, item])));
    }
    case 'split':
      return typeof first === 'string' && first !== '' && args.positional.length === 1
        ? list(object.split(first).slice(0, 2_000))
        : args.positional.length === 0
          ? list(object.split(/\s+/).filter(Boolean))
          : unknown;
    case 'splitlines':
      return list(object.split(/\r?\n/).slice(0, 2_000));
    case 'format':
      return formatted(object, args);
    case 'removeprefix':
      return typeof first === 'string'
        ? object.startsWith(first)
          ? object.slice(first.length)
          : object
        : unknown;
    case 'removesuffix':
      return typeof first === 'string'
        ? object.endsWith(first)
          ? object.slice(0, object.length - first.length)
          : object
        : unknown;
    case 'startswith':
      return typeof first === 'string' ? object.startsWith(first) : unknown;
    case 'endswith':
      return typeof first === 'string' ? object.endsWith(first) : unknown;
    case 'isidentifier':
      return /^[A-Za-z_]\w*$/.test(object);
    default:
      return undefined;
  }
}

function trimmed(text: string, name: string, characters: Value): Value {
  if (typeof characters !== 'string') return unknown;
  let from = 0;
  let to = text.length;
  if (name !== 'rstrip') while (from < to && characters.includes(text.charAt(from))) from += 1;
  if (name !== 'lstrip') while (to > from && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** `"{} {name}".format(…)` with plain fields. */
function formatted(text: string, args: Args): Value {
  const parts: Value[] = [];
  let position = 0;
  let last = 0;
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w*)(?:![rsa])?\}/g)) {
    parts.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const field = match[1];
    if (field === undefined) parts.push(match[0].charAt(0));
    else if (field === '') {
      parts.push(firstOf(args.positional[position]));
      position += 1;
    } else parts.push(firstOf(args.named.get(field), args.positional[Number(field)]));
  }
  parts.push(text.slice(last));
  return joined(parts);
}
