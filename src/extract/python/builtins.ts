// Python's own functions and the methods of its strings, lists and dictionaries, as far as definitions use them.

import { ancestors, attributeOf, memberOf, setAttribute } from '../_program/attributes.ts';
import { callValue, functionsIn } from '../_program/calls.ts';
import { copyOf, itemsOf, ownName } from '../_program/names.ts';
import { type Dialect, moduleOf, type Run } from '../_program/run.ts';
import { hintsOf, replaced, signatureOf } from '../_program/signatures.ts';
import { joined, plain } from '../_program/texts.ts';
import {
  type Args,
  bare,
  type Callable,
  dict,
  firstOf,
  isKind,
  list,
  type Member,
  optionsOf,
  type Scope,
  type Thing,
  unknown,
  type Value,
} from '../_program/values.ts';
import { cleanDocstring } from '../_syntax/docstring.ts';
import { dictMethod, listMethod, newDict, textMethod } from './methods.ts';
import { reflected } from './reflection.ts';

/** Names that Python itself provides. */
const builtins = new Set(
  'str int float bool bytes list dict tuple set frozenset object type len range enumerate zip map filter sorted reversed any all min max sum abs print isinstance issubclass hasattr getattr setattr callable super property staticmethod classmethod vars dir id iter next open repr format round globals locals __import__ Exception ValueError KeyError TypeError ImportError'.split(
    ' ',
  ),
);

export const pythonDialect: Dialect = {
  names: builtins,
  call: callBuiltin,
  item: (of, index, scope, run) =>
    of.path === 'sys.modules'
      ? reflected(
          'importlib.import_module',
          { positional: [index()], named: new Map(), open: false },
          scope,
          run,
        )
      : undefined,
};

/** The result of calling a built-in or a method; undefined when it is none that we know. */
function callBuiltin(callee: Value, args: Args, scope: Scope, run: Run): Value | undefined {
  if (isKind(callee, 'external')) return callNamed(callee.path, args, scope, run);
  if (isKind(callee, 'member')) return callMethod(callee, args, run);
  return undefined;
}

function callNamed(path: string, args: Args, scope: Scope, run: Run): Value | undefined {
  const [first, second] = args.positional;
  const [root = '', name = ''] = path.split(/\.(?=[^.]*$)/);
  const seen = reflected(path, args, scope, run);
  if (seen !== undefined) return seen;
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
    case 'dataclasses.replace': {
      const thing = first === undefined ? undefined : bare(first);
      return isKind(thing, 'thing') ? changed(thing, args) : unknown;
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
    default:
      return undefined;
  }
}

function cleanedDoc(value: Value, run: Run): Value {
  const text = attributeOf(value, '__doc__', run);
  return typeof text === 'string' ? cleanDocstring(text) : text;
}

/** `outer` with the face of what it is put around: of one function, whichever of several that stand for it. */
function wrapped(outer: Value | undefined, inner: Value | undefined): Value {
  const around = outer === undefined ? undefined : bare(outer);
  if (!isKind(around, 'callable') || inner === undefined) return outer ?? unknown;
  const [within] = optionsOf(bare(inner))
    .map(bare)
    .filter((option): option is Callable => isKind(option, 'callable'));
  if (within !== undefined) around.wraps = within.wraps ?? within;
  else if (functionsIn(inner).length === 0) around.fields.set('__name__', unknown);
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
      const absent = isKind(found, 'member') || (isKind(found, 'unknown') && isKind(bare(first), 'module'));
      return absent && third !== undefined ? third : found;
    }
    case 'setattr':
      if (typeof second === 'string') setAttribute(first, second, firstOf(third), run);
      return null;
    case 'isinstance':
    case 'issubclass':
      return name === 'isinstance' ? isInstance(first, second) : unknown;
    case 'super':
      return superIn(scope, run);
    case 'type':
      return isKind(first, 'thing') ? first.of : unknown;
    case 'globals':
    case 'locals':
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

/** A copy of an object with some fields of its own. */
function changed(thing: Thing, args: Args): Thing {
  const update = bare(args.named.get('update') ?? null);
  const given = isKind(update, 'dict')
    ? [...update.entries].map(([name, entry]): [string, Value] => [name, entry.value])
    : [...args.named].filter(([name]) => name !== 'deep');
  return { ...thing, fields: new Map([...thing.fields, ...given]) };
}

function callMethod(callee: Member, args: Args, run: Run): Value | undefined {
  const object = bare(callee.of);
  if (isKind(object, 'list')) return listMethod(object, callee.name, args, run);
  if (isKind(object, 'dict')) return dictMethod(object, callee.name, args, run);
  if (isKind(object, 'super')) return superMethod(object.self, callee.name, args);
  if (isKind(object, 'thing') && /^(copy|model_copy|_replace)$/.test(callee.name))
    return changed(object, args);
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
