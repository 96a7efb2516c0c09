// Attributes and items: reading them, and setting them.
import { callFunction } from './calls.ts';
import { itemsOf, nameOfModule, ownName } from './names.ts';
import type { Run } from './run.ts';
import { hintsOf } from './signatures.ts';
import {
  bare,
  type Callable,
  type Class,
  either,
  external,
  firstOf,
  isKind,
  keyOf,
  type Thing,
  unknown,
  unknownNamed,
  type Value,
} from './values.ts';

export function attributeOf(object: Value, name: string, run: Run): Value {
  const inner = bare(object);
  if (inner === null || typeof inner !== 'object') return { kind: 'member', of: inner, name };
  switch (inner.kind) {
    case 'module':
      return firstOf(nameOfModule(inner, name, run), unknownNamed(name));
    case 'external':
      return external(`${inner.path}.${name}`);
    case 'class':
      return attributeOfClass(inner, name, run);
    case 'thing':
      return attributeOfThing(inner, name, run);
    case 'callable':
      return attributeOfFunction(inner, name, run);
    case 'super':
      return firstOf(memberOf(inner.cls, name, run, true, inner.self), { kind: 'member', of: inner, name });
    case 'either': {
      const [first = unknown, ...more] = inner.options
        .filter((option) => option !== null)
        .map((option) => attributeOf(option, name, run));
      return more.reduce(either, first);
    }
    default:
      return { kind: 'member', of: inner, name };
  }
}

function attributeOfClass(cls: Class, name: string, run: Run): Value {
  if (name === '__name__') return cls.def.name;
  if (name === '__doc__') return cls.def.docstring ?? null;
  return firstOf(memberOf(cls, name, run, false, undefined), run.library.attribute?.(cls, name), {
    kind: 'member',
    of: cls,
    name,
  });
}

function attributeOfThing(thing: Thing, name: string, run: Run): Value {
  if (name === '__class__') return thing.of;
  const field = thing.fields.get(name);
  if (field !== undefined) return field;
  if (thing.of.kind === 'class') {
    const member = memberOf(thing.of, name, run, false, thing);
    if (isKind(member, 'callable') && member.binding === 'property') {
      return callFunction(member, { positional: [], named: new Map(), open: false }, run);
    }
    if (member !== undefined) return firstOf(fallbackOf(member), member);
    const type = thing.assumed || thing.named.has(name) ? undefined : thing.of.scope.annotations.get(name);
    const unset = type === undefined ? undefined : run.dialect.unset?.(type);
    if (unset !== undefined) return unset;
  }
  const given = thing.named.get(name);
  return firstOf(given, { kind: 'member', of: thing, name });
}

/** The default in `field: str = Field(default=…)`, which is what an object has whose maker said nothing else. */
function fallbackOf(member: Value): Value | undefined {
  if (!isKind(member, 'thing') || !isKind(member.of, 'external')) return undefined;
  if (!/(^|\.)([Ff]ield|attrib|ib)$/.test(member.of.path)) return undefined;
  return firstOf(member.named.get('default'), member.of.path.endsWith('Field') ? member.args[0] : undefined);
}

function attributeOfFunction(fn: Callable, name: string, run: Run): Value {
  const set = fn.fields.get(name);
  if (set !== undefined) return set;
  const source = fn.wraps ?? fn;
  if (name === '__name__' || name === '__qualname__') return source.def.name;
  if (name === '__doc__') return source.def.docstring ?? null;
  if (name === '__module__') return firstOf(ownName('__name__', source.scope.module().scope, run));
  if (name === '__annotations__') return hintsOf(fn, run);
  if (name === '__wrapped__' && fn.wraps !== undefined) return fn.wraps;
  return { kind: 'member', of: fn, name };
}

/** A member of a class or its bases, bound to `self` when there is one. */
export function memberOf(
  cls: Class,
  name: string,
  run: Run,
  skipOwn: boolean,
  self: Value | undefined,
  depth = 0,
): Value | undefined {
  if (depth > 20) return undefined;
  if (!skipOwn) {
    const own = ownName(name, cls.scope, run);
    if (own !== undefined) return isKind(own, 'callable') ? boundTo(own, self, cls) : own;
  }
  for (const base of cls.bases) {
    if (!isKind(base, 'class')) continue;
    const inherited = memberOf(base, name, run, false, self, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function boundTo(fn: Callable, self: Value | undefined, cls: Class): Value {
  if (fn.binding === 'static') return fn;
  if (fn.binding === 'class') return { ...fn, self: isKind(self, 'thing') ? self.of : cls };
  if (self === undefined) return fn;
  return { ...fn, self };
}

/** The classes that a class inherits from, itself first. */
export function ancestors(cls: Class, depth = 0): readonly Value[] {
  if (depth > 20) return [];
  return [cls, ...cls.bases.flatMap((base) => (isKind(base, 'class') ? ancestors(base, depth + 1) : [base]))];
}

export function itemOf(object: Value, index: Value): Value {
  const inner = bare(object);
  if (isKind(inner, 'list') && typeof index === 'number' && Number.isInteger(index)) {
    if (inner.open && index < 0) return unknown;
    return firstOf(inner.items.at(index));
  }
  if (isKind(inner, 'dict')) {
    const key = keyOf(bare(index));
    const found = key === undefined ? undefined : inner.entries.get(key)?.value;
    return firstOf(found);
  }
  // A generic class or alias with its parameters, such as Parser[str].
  if (isKind(inner, 'class') || isKind(inner, 'external')) return inner;
  if (isKind(inner, 'either')) {
    const [first = unknown, ...more] = inner.options.map((option) => itemOf(option, index));
    return more.reduce(either, first);
  }
  return unknown;
}

/** `object.name = value` */
export function setAttribute(object: Value, name: string, value: Value, run: Run): void {
  const inner = bare(object);
  if (isKind(inner, 'thing') || isKind(inner, 'callable')) {
    const before = inner.fields.get(name);
    // Under a condition that is not known, the value before may stay.
    const sure = run.gates.length === 0 && run.unsure === 0;
    inner.fields.set(name, before === undefined || sure ? value : either(before, value));
  } else if (isKind(inner, 'class')) inner.scope.vars.set(name, value);
  else if (isKind(inner, 'module')) inner.scope.vars.set(name, value);
  else if (isKind(inner, 'either')) {
    for (const option of inner.options) {
      if (isKind(option, 'thing')) setAttribute(option, name, value, run);
    }
  }
}

/** `object[index] = value` */
export function setItem(object: Value, index: Value, value: Value, run: Run): void {
  const inner = bare(object);
  if (isKind(inner, 'dict')) {
    const key = keyOf(bare(index));
    if (key === undefined) inner.open = true;
    inner.entries.set(key ?? `\u0000unknown:${inner.entries.size}`, {
      key: index,
      value: gatedBy(value, run),
    });
  } else if (
    isKind(inner, 'list') &&
    typeof index === 'number' &&
    itemsOf(inner, run).items.length >= index
  ) {
    inner.items[index < 0 ? inner.items.length + index : index] = value;
  } else run.library.setItem(inner, index, value);
}

/** The value with the innermost condition that holds now, so that a list keeps what it depends on. */
export function gatedBy(value: Value, run: Run): Value {
  const gate = run.gates.at(-1);
  return gate === undefined ? value : { kind: 'conditioned', value, gate };
}
