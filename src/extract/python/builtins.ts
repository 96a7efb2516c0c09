// Python's own functions and the methods of its strings, lists and dictionaries, as far as definitions use them.

import { ancestors, attributeOf, gatedBy, itemOf, memberOf, setAttribute } from '../_program/attributes.ts';
import { callValue } from '../_program/calls.ts';
import { joined, plain } from '../_program/expressions.ts';
import { copyOf, itemsOf, ownName } from '../_program/names.ts';
import { type Dialect, moduleOf, type Run } from '../_program/run.ts';
import { hintsOf, replaced, signatureOf } from '../_program/signatures.ts';
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
  type Member,
  type Scope,
  unknown,
  type Value,
} from '../_program/values.ts';
import { cleanDocstring } from '../_syntax/docstring.ts';

/** Names that Python itself provides. */
const builtins = new Set(
  'str int float bool bytes list dict tuple set frozenset object type len range enumerate zip map filter sorted reversed any all min max sum abs print isinstance issubclass hasattr getattr setattr callable super property staticmethod classmethod vars dir id iter next open repr format round globals locals __import__ Exception ValueError KeyError TypeError ImportError'.split(
    ' ',
  ),
);

export const pythonDialect: Dialect = { names: builtins, call: callBuiltin };

/** The result of calling a built-in or a method; undefined when it is none that we know. */
function callBuiltin(callee: Value, args: Args, scope: Scope, run: Run): Value | undefined {
  if (isKind(callee, 'external')) return callNamed(callee.path, args, scope, run);
  if (isKind(callee, 'member')) return callMethod(callee, args, run);
  return undefined;
}

function callNamed(path: string, args: Args, scope: Scope, run: Run): Value | undefined {
  const [first, second] = args.positional;
  const [root = '', name = ''] = path.split(/\.(?=[^.]*$)/);
  if (root === 'builtins') return callPython(name, args, scope, run);
  switch (path) {
    case 'inspect.cleandoc':
    case 'textwrap.dedent':
      return typeof first === 'string' ? cleanDocstring(first, path === 'inspect.cleandoc') : unknown;
    case 'inspect.getdoc':
      return first === undefined ? unknown : cleanedDoc(first, run);
    case 'inspect.signature':
      return signatureOf(first ?? unknown, moduleOf(scope), run);
    case 'typing.get_type_hints':
    case 'inspect.get_annotations':
      return hintsOf(first ?? unknown, run);
    case 'functools.partial':
      return first === undefined
        ? unknown
        : { kind: 'partial', of: first, args: args.positional.slice(1), named: args.named };
    case 'functools.wraps':
      return { kind: 'native', call: (inner) => wrapped(inner.positional[0], first) };
    case 'functools.update_wrapper':
      return wrapped(first, second);
    case 'itertools.chain':
      return list(
        args.positional.flatMap((each) => itemsOf(each, run).items),
        'list',
        args.open || args.positional.some((each) => itemsOf(each, run).open),
      );
    case 'itertools.chain.from_iterable': {
      const outer = itemsOf(first ?? unknown, run);
      const inner = outer.items.map((each) => itemsOf(each, run));
      return list(
        inner.flatMap((each) => each.items),
        'list',
        outer.open || inner.some((each) => each.open),
      );
    }
    case 'copy.copy':
    case 'copy.deepcopy':
    case 'typing.cast':
    case 'types.MappingProxyType':
      return firstOf(path === 'typing.cast' ? second : first);
    case 'collections.OrderedDict':
      return callPython('dict', args, scope, run);
    case 'collections.defaultdict':
      return dict();
    case 'inspect.getmembers':
      return unknown;
    default:
      return undefined;
  }
}

function cleanedDoc(value: Value, run: Run): Value {
  const text = attributeOf(value, '__doc__', run);
  return typeof text === 'string' ? cleanDocstring(text) : text;
}

function wrapped(outer: Value | undefined, inner: Value | undefined): Value {
  const [around, within] = [outer, inner].map((value) => (value === undefined ? undefined : bare(value)));
  if (isKind(around, 'callable') && isKind(within, 'callable')) around.wraps = within.wraps ?? within;
  return outer ?? unknown;
}

function callPython(name: string, args: Args, scope: Scope, run: Run): Value | undefined {
  const [first = unknown, second = unknown, third] = args.positional;
  switch (name) {
    case 'list':
    case 'sorted':
    case 'reversed':
    case 'iter':
      return args.positional.length === 0 ? list([]) : copyOf(first, run);
    case 'tuple':
    case 'set':
    case 'frozenset':
      return args.positional.length === 0 ? list([]) : copyOf(first, run, name === 'tuple' ? 'tuple' : 'set');
    case 'dict':
      return newDict(args, run);
    case 'str':
      return args.positional.length === 0 ? '' : joined([first]);
    case 'int':
      return typeof first === 'number' ? Math.trunc(first) : unknown;
    case 'len': {
      const { items, open } = itemsOf(first, run);
      return open ? unknown : items.length;
    }
    case 'range': {
      const [from, to] = args.positional.length > 1 ? [first, second] : [0, first];
      if (typeof from !== 'number' || typeof to !== 'number' || to - from > 500) return unknown;
      return list(Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index));
    }
    case 'enumerate': {
      const { items, open } = itemsOf(first, run);
      return list(
        items.map((item, index) => list([index, item], 'tuple')),
        'list',
        open,
      );
    }
    case 'zip': {
      const all = args.positional.map((each) => itemsOf(each, run));
      const length = Math.min(...all.map((each) => each.items.length), 2_000);
      const rows = Array.from({ length: all.length === 0 ? 0 : length }, (_, row) =>
        list(
          all.map((each) => firstOf(each.items[row])),
          'tuple',
        ),
      );
      return list(
        rows,
        'list',
        all.some((each) => each.open),
      );
    }
    case 'map': {
      const { items, open } = itemsOf(second, run);
      const results = items.map((item) =>
        callValue(first, { positional: [item], named: new Map(), open: false }, 0, scope, run),
      );
      return list(results, 'list', open);
    }
    case 'filter': {
      const { items, open } = itemsOf(second, run);
      const gate = 'a filter';
      return list(
        items.map((value): Value => ({ kind: 'conditioned', value, gate })),
        'list',
        open,
      );
    }
    case 'getattr': {
      if (typeof second !== 'string') return unknown;
      const found = attributeOf(first, second, run);
      return isKind(found, 'member') && third !== undefined ? third : found;
    }
    case 'setattr':
      if (typeof second === 'string') setAttribute(first, second, firstOf(third), run);
      return null;
    case 'hasattr':
    case 'isinstance':
    case 'issubclass':
    case 'callable':
      return name === 'isinstance' ? isInstance(first, second) : unknown;
    case 'super':
      return superIn(scope, run);
    case 'type':
      return isKind(first, 'thing') ? first.of : unknown;
    case 'vars':
    case 'globals':
    case 'locals':
    case 'dir':
      return unknown;
    case 'print':
      return null;
    default:
      return unknown;
  }
}

function isInstance(value: Value, type: Value): Value {
  if (isKind(type, 'external')) {
    const python = type.path.replace('builtins.', '');
    if (typeof value === 'string') return python === 'str';
    if (isKind(value, 'dict')) return python === 'dict';
    if (isKind(value, 'list')) return python === value.shape;
  }
  if (isKind(value, 'thing') && isKind(value.of, 'class') && isKind(type, 'class') && !value.assumed) {
    return ancestors(value.of).includes(type);
  }
  return unknown;
}

function newDict(args: Args, run: Run): Value {
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

function superIn(scope: Scope, run: Run): Value {
  let at: Scope | undefined = scope;
  while (at !== undefined && at.parent?.kind !== 'class') at = at.parent;
  const classScope = at?.parent;
  if (at === undefined || classScope === undefined) return unknown;
  const [self] = at.vars.keys();
  const value = self === undefined ? undefined : ownName(self, at, run);
  const thing = value === undefined ? undefined : bare(value);
  const start = isKind(thing, 'thing') ? thing.of : thing;
  if (!isKind(start, 'class') || thing === undefined) return unknown;
  const cls = ancestors(start).find((each) => isKind(each, 'class') && each.scope === classScope);
  return isKind(cls, 'class') ? { kind: 'super', self: thing, cls } : unknown;
}

function callMethod(callee: Member, args: Args, run: Run): Value | undefined {
  const object = bare(callee.of);
  if (isKind(object, 'list')) return listMethod(object, callee.name, args, run);
  if (isKind(object, 'dict')) return dictMethod(object, callee.name, args, run);
  if (isKind(object, 'super')) return superMethod(object.self, callee.name, args);
  if (isKind(object, 'thing') && callee.name === 'copy') return object;
  if (isKind(object, 'thing') && callee.name === 'replace') return replaced(object, args);
  const text = plain(object);
  if (typeof text === 'string' || isKind(text, 'pattern')) return textMethod(text, callee.name, args, run);
  if (isKind(object, 'class') && callee.name === '__init__')
    return memberOf(object, '__init__', run, false, undefined);
  return undefined;
}

/** `super().__init__(…)` of a base from elsewhere: what it is given is kept as the thing's own arguments. */
function superMethod(self: Value, name: string, args: Args): Value {
  if (name === '__init__' && isKind(self, 'thing')) {
    for (const [key, value] of args.named) if (!self.fields.has(key)) self.fields.set(key, value);
    const [first] = args.positional;
    if (first !== undefined && !self.fields.has('name')) self.fields.set('name', first);
  }
  return unknown;
}

function listMethod(object: List, name: string, args: Args, run: Run): Value | undefined {
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

function dictMethod(object: Dict, name: string, args: Args, run: Run): Value | undefined {
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

function textMethod(object: Value, name: string, args: Args, run: Run): Value | undefined {
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
