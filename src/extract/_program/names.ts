// Looking names up, and binding them.
import type { Run } from './run.ts';
import {
  bare,
  either,
  external,
  firstOf,
  type Import,
  isKind,
  list,
  type Module,
  type Scope,
  unknown,
  unknownNamed,
  type Value,
} from './values.ts';

/** The value of a name as code in `scope` sees it. */
export function lookUp(name: string, scope: Scope, run: Run): Value {
  let at: Scope | undefined = scope;
  let first = true;
  while (at !== undefined) {
    // Functions do not see the names of the class around them.
    if (first || at.kind !== 'class') {
      const found = at.vars.get(name);
      if (found !== undefined) return resolve(found, run);
      for (const star of at.stars) {
        const value = nameOfModule(star, name, run);
        if (value !== undefined && !name.startsWith('_')) return value;
      }
    }
    first = false;
    at = at.parent;
  }
  if (run.dialect.names.has(name)) return external(`builtins.${name}`);
  return unknownNamed(name);
}

/** A name bound in exactly this scope. */
export function ownName(name: string, scope: Scope, run: Run): Value | undefined {
  const found = scope.vars.get(name);
  return found === undefined ? undefined : resolve(found, run);
}

/** A name of a module, or one of its submodules. */
export function nameOfModule(module: Module, name: string, run: Run, hops = 0): Value | undefined {
  run.load(module);
  const found = module.scope.vars.get(name);
  if (found !== undefined) return isKind(found, 'import') ? follow(found, run, hops + 1) : found;
  if (hops > 8) return undefined;
  for (const star of module.scope.stars) {
    const value = star === module ? undefined : nameOfModule(star, name, run, hops + 1);
    if (value !== undefined) return value;
  }
  return module.path.endsWith('__init__.py') ? run.find(module, name, 1) : undefined;
}

function resolve(found: Value | Import, run: Run): Value {
  return isKind(found, 'import') ? follow(found, run, 0) : found;
}

function follow(found: Import, run: Run, hops: number): Value {
  if (hops > 8) return unknown;
  // A package's own __init__ may name its submodule: the submodule is meant.
  return firstOf(nameOfModule(found.from, found.name, run, hops), unknownNamed(found.name));
}

/** Binds a name, in the scope that `global` or `nonlocal` chose. */
export function bind(name: string, value: Value | Import, scope: Scope): void {
  let at = scope;
  if (scope.outer.has(name)) {
    let outer = scope.parent;
    while (outer !== undefined && !outer.vars.has(name) && outer.parent !== undefined) outer = outer.parent;
    at = outer ?? scope;
  }
  at.vars.set(name, value);
}

/** Runs two branches of which one is taken, and keeps what either may leave behind. */
export function branches(scope: Scope, first: () => void, second: () => void): void {
  const before = scope.vars;
  scope.vars = new Map(before);
  first();
  const one = scope.vars;
  scope.vars = new Map(before);
  second();
  const two = scope.vars;
  const merged = new Map(one);
  for (const [name, value] of two) {
    const other = merged.get(name);
    if (other === undefined || other === value) merged.set(name, value);
    else if (isKind(other, 'import') || isKind(value, 'import'))
      merged.set(name, value === before.get(name) ? other : isKind(other, 'import') ? other : value);
    else merged.set(name, either(other, value));
  }
  scope.vars = merged;
}

/** The items that iterating over a value gives; `open` when there may be more. */
export function itemsOf(
  value: Value,
  run: Run,
): { readonly items: readonly Value[]; readonly open: boolean } {
  const inner = bare(value);
  if (typeof inner === 'string') return { items: [...inner.slice(0, 1000)], open: inner.length > 1000 };
  if (isKind(inner, 'list')) return { items: inner.items, open: inner.open };
  if (isKind(inner, 'dict')) {
    return { items: [...inner.entries.values()].map((entry) => entry.key), open: inner.open };
  }
  if (isKind(inner, 'class')) return { items: membersOfEnum(inner.scope, run), open: false };
  if (isKind(inner, 'either')) {
    const all = inner.options.map((option) => itemsOf(option, run));
    const known = all.filter((each) => each.items.length > 0);
    return { items: known.flatMap((each) => each.items), open: all.some((each) => each.open) };
  }
  return { items: [], open: true };
}

function membersOfEnum(scope: Scope, run: Run): Value[] {
  return [...scope.vars.keys()]
    .filter((name) => !name.startsWith('_'))
    .map((name) => firstOf(ownName(name, scope, run)))
    .filter((value) => isKind(value, 'thing'));
}

/** A fresh list with the same items. */
export function copyOf(value: Value, run: Run, shape: 'list' | 'tuple' | 'set' = 'list'): Value {
  const { items, open } = itemsOf(value, run);
  return list([...items], shape, open);
}
