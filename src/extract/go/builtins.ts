// Go's own functions and those of its standard library, as far as definitions use them.
import { gatedBy } from '../_program/attributes.ts';
import { itemsOf } from '../_program/names.ts';
import { combine } from '../_program/operators.ts';
import type { Dialect, Run } from '../_program/run.ts';
import { joined, plain } from '../_program/texts.ts';
import { fromJson, parsedJson } from '../_program/to-json.ts';
import {
  type Args,
  bare,
  dict,
  external,
  firstOf,
  isKind,
  list,
  type Scope,
  unknown,
  type Value,
} from '../_program/values.ts';

const names = new Set(
  'append len make new new_value is_known range string int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 bool byte rune any error struct slice map copy panic min max'.split(
    ' ',
  ),
);

export const goDialect: Dialect = {
  names,
  call: (callee, args, scope, run) => {
    if (isKind(callee, 'external')) return callNamed(callee.path, args, run);
    return isKind(callee, 'unknown') ? localStruct(callee.name, args, scope) : undefined;
  },
  // Only literals name what they are given.
  isThere: (value) => isKind(value, 'thing') && !value.assumed && value.named.size > 0,
  unset: (type) => (type.kind === 'name' && type.id === 'bool' ? false : undefined),
};

/** A slice that may not be there yet: nil, or a field that a literal does not set. */
function sliceOf(value: Value): Value {
  const inner = bare(value);
  const unset = isKind(inner, 'member') && goDialect.isThere?.(inner.of) === true;
  return inner === null || unset ? list([]) : value;
}

/** The second of two values in `value, ok := …`: a value that is known was there. */
function isKnown(value: Value): Value {
  const inner = bare(value);
  return isKind(inner, 'unknown') || isKind(inner, 'either') || isKind(inner, 'member') || inner === null
    ? unknown
    : true;
}

/** A literal of a type that a function declares for itself; calls have no names before their arguments. */
function localStruct(name: string, args: Args, scope: Scope): Value | undefined {
  if ([...args.named.keys()].every((key) => key === '$type')) return undefined;
  return {
    kind: 'thing',
    of: external(`local.${name}`),
    args: args.positional,
    named: args.named,
    fields: new Map(),
    assumed: false,
    line: 0,
    module: scope.module(),
  };
}

function callNamed(path: string, args: Args, run: Run): Value | undefined {
  const [first = unknown, second = unknown] = args.positional;
  switch (path) {
    case 'builtins.append': {
      const { items, open } = itemsOf(sliceOf(first), run);
      const more = args.positional.slice(1).map((value) => gatedBy(value, run));
      return list([...items, ...more].slice(0, 5_000), 'list', open || args.open);
    }
    case 'builtins.is_known':
      return isKnown(first);
    case 'slices.Contains':
      return combine('in', second, bare(sliceOf(first)), run);
    case 'builtins.len': {
      const { items, open } = itemsOf(first, run);
      return open ? unknown : items.length;
    }
    case 'builtins.make':
      return isKind(first, 'type') &&
        first.expr.kind === 'subscript' &&
        first.expr.object.kind === 'name' &&
        first.expr.object.id === 'map'
        ? dict()
        : list([]);
    case 'builtins.new':
    case 'builtins.new_value':
      return first;
    case 'builtins.string':
    case 'strings.TrimSpace':
      return typeof plain(first) === 'string' && path.startsWith('strings')
        ? String(plain(first)).trim()
        : first;
    case 'builtins.int':
    case 'builtins.int64':
    case 'builtins.float64':
    case 'builtins.bool':
    case 'builtins.byte':
      return first;
    case 'encoding/json.Marshal':
      return list([first, null], 'tuple');
    case 'encoding/json.RawMessage': {
      const text = plain(first);
      const json = typeof text === 'string' ? parsedJson(text) : undefined;
      return json === undefined ? unknown : fromJson(json);
    }
    case 'builtins.range':
      return ranged(first, run);
    case 'fmt.Sprintf':
      return formatted(first, args.positional.slice(1));
    case 'fmt.Sprint':
      return joined(args.positional);
    case 'strings.Join': {
      const { items, open } = itemsOf(first, run);
      return open ? unknown : joined(items.flatMap((item, index) => (index === 0 ? [item] : [second, item])));
    }
    case 'strings.ToLower':
    case 'strings.ToUpper': {
      const text = plain(first);
      if (typeof text !== 'string') return unknown;
      return path.endsWith('Lower') ? text.toLowerCase() : text.toUpperCase();
    }
    case 'strings.ReplaceAll': {
      const [text, from, to] = args.positional.map(plain);
      return typeof text === 'string' && typeof from === 'string' && typeof to === 'string'
        ? text.replaceAll(from, to)
        : unknown;
    }
    case 'slices.Concat':
      return list(
        args.positional.flatMap((each) => [...itemsOf(each, run).items]),
        'list',
        args.open,
      );
    default:
      return pointer(path, args);
  }
}

/** Libraries have a function that gives a pointer to its argument, under many names. */
function pointer(path: string, args: Args): Value | undefined {
  const leaf = path.split('.').at(-1) ?? '';
  const named =
    /^\w{0,12}(Ptr|Pointer|Ref|Addr)(Of|To)?$/i.test(leaf) || /(^|\/)(ptr|pointer)\.\w+$/.test(path);
  return args.positional.length === 1 && named ? firstOf(args.positional[0]) : undefined;
}

/** The pairs that `range` goes through. */
function ranged(value: Value, run: Run): Value {
  const inner = bare(value);
  if (isKind(inner, 'dict')) {
    return list(
      [...inner.entries.values()].map((entry) => list([entry.key, entry.value], 'tuple')),
      'list',
      inner.open,
    );
  }
  const { items, open } = itemsOf(inner, run);
  return list(
    items.map((item, index) => list([index, item], 'tuple')),
    'list',
    open,
  );
}

/** `fmt.Sprintf` with plain verbs. */
function formatted(template: Value, values: readonly Value[]): Value {
  const text = plain(template);
  if (typeof text !== 'string') return unknown;
  const out: Value[] = [];
  let used = 0;
  let last = 0;
  for (const match of text.matchAll(/%(?:%|[+#]?[a-zA-Z]|[^a-zA-Z%]{1,8}[a-zA-Z])/g)) {
    out.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    if (match[0] === '%%') out.push('%');
    else {
      const value = plain(firstOf(values[used]));
      out.push(
        /^%[sdv]$/.test(match[0])
          ? value
          : match[0] === '%q' && typeof value === 'string'
            ? JSON.stringify(value)
            : unknown,
      );
      used += 1;
    }
  }
  out.push(text.slice(last));
  return joined(out);
}
