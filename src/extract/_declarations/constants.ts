// Constants of declared classes: literals, names, and what is put together from them.
import type { Expr } from '../_program/ast.ts';
import { type ClassDecl, type Classes, classNamed } from './declarations.ts';

/** Where an expression stands: its class, and names that are bound around it. */
export interface Around {
  readonly classes: Classes;
  readonly cls: ClassDecl | undefined;
  readonly path: string;
  readonly locals: ReadonlyMap<string, Expr>;
}

export type Constant = string | number | boolean | null | readonly Constant[] | undefined;

const deepest = 30;
/** Most expressions that are worked out for one project, and the longest text that comes of it. */
const mostSteps = 2_000_000;
const longest = 200_000;
const steps = new WeakMap<Classes, number>();

/** The value of an expression; undefined when it is not constant, or when working it out costs too much. */
export function constantOf(expr: Expr | undefined, around: Around, depth = 0): Constant {
  if (expr === undefined || depth > deepest) return undefined;
  const spent = (steps.get(around.classes) ?? 0) + 1;
  steps.set(around.classes, spent);
  if (spent > mostSteps) return undefined;
  const value = worked(expr, around, depth);
  return typeof value === 'string' && value.length > longest ? undefined : value;
}

function worked(expr: Expr, around: Around, depth: number): Constant {
  const next = (inner: Expr): Constant => constantOf(inner, around, depth + 1);
  switch (expr.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return expr.value;
    case 'template': {
      const parts = expr.parts.map(next);
      return parts.some((part) => part === undefined || part === null || typeof part === 'object')
        ? undefined
        : parts.join('');
    }
    case 'binary': {
      if (expr.operator !== '+' && expr.operator !== '.') return undefined;
      const [left, right] = [next(expr.left), next(expr.right)];
      if (left === undefined || right === undefined) return undefined;
      return typeof left === 'number' && typeof right === 'number'
        ? left + right
        : `${String(left)}${String(right)}`;
    }
    case 'list': {
      const items = expr.items.map(next);
      return items.includes(undefined) ? undefined : items;
    }
    case 'name':
      return named(expr.id, around, depth);
    case 'attribute': {
      const owner =
        expr.object.kind === 'name'
          ? expr.object.id
          : expr.object.kind === 'attribute'
            ? expr.object.name
            : '';
      if (/^(\$?this|[sS]elf|static)$/.test(owner)) return named(expr.name, around, depth);
      const cls = classNamed(owner, around.path, around.classes);
      return cls === undefined ? undefined : memberOf(cls, expr.name, around, depth);
    }
    case 'call': {
      // A method without arguments that only returns a constant.
      const name =
        expr.callee.kind === 'name'
          ? expr.callee.id
          : expr.callee.kind === 'attribute'
            ? expr.callee.name
            : '';
      if (
        /^(nameof|strip|stripIndent|trim|to_string|to_owned|into|as_str|clone|formatted|freeze)$/.test(name)
      ) {
        const inner =
          name === 'nameof'
            ? expr.args[0]?.value
            : expr.callee.kind === 'attribute'
              ? expr.callee.object
              : undefined;
        if (name === 'nameof')
          return inner?.kind === 'name' ? inner.id : inner?.kind === 'attribute' ? inner.name : undefined;
        return inner === undefined || expr.args.length > 0 ? undefined : next(inner);
      }
      const method = around.cls?.methods.find((each) => each.name === name && each.params.length === 0);
      return method === undefined || expr.args.length > 0
        ? undefined
        : constantOf(method.returns, { ...around, locals: method.locals ?? new Map() }, depth + 1);
    }
    default:
      return undefined;
  }
}

function named(name: string, around: Around, depth: number): Constant {
  const local = around.locals.get(name);
  if (local !== undefined)
    return constantOf(local, { ...around, locals: without(around.locals, name) }, depth + 1);
  if (around.cls !== undefined) {
    const own = memberOf(around.cls, name, around, depth);
    if (own !== undefined) return own;
  }
  // A constant that is imported by its own name.
  const holder = holderOf(name, around);
  return holder === undefined ? undefined : memberOf(holder, name, around, depth);
}

const holders = new WeakMap<Classes, ReadonlyMap<string, readonly ClassDecl[]>>();

/** The first class, other than the one around, with a constant of that name. */
export function holderOf(name: string, around: Around): ClassDecl | undefined {
  let byName = holders.get(around.classes);
  if (byName === undefined) {
    const found = new Map<string, ClassDecl[]>();
    for (const cls of [...around.classes.values()].flat()) {
      for (const field of cls.fields) {
        if (!field.isStatic || field.value === undefined) continue;
        const known = found.get(field.name);
        if (known === undefined) found.set(field.name, [cls]);
        else if (known.length < 2 && !known.includes(cls)) known.push(cls);
      }
    }
    byName = found;
    holders.set(around.classes, byName);
  }
  return byName.get(name)?.find((cls) => cls !== around.cls);
}

function without(locals: ReadonlyMap<string, Expr>, name: string): ReadonlyMap<string, Expr> {
  const rest = new Map(locals);
  rest.delete(name);
  return rest;
}

function memberOf(cls: ClassDecl, name: string, around: Around, depth: number): Constant {
  if (depth > deepest) return undefined;
  const field = cls.fields.find((each) => each.name === name && each.value !== undefined);
  const inside: Around = { ...around, cls, path: cls.path, locals: new Map() };
  if (field !== undefined) return constantOf(field.value, inside, depth + 1);
  if (cls.kind === 'enum' && cls.values.includes(name)) return name;
  for (const base of cls.bases) {
    const parent = classNamed(base, cls.path, around.classes);
    const inherited =
      parent === undefined || parent === cls ? undefined : memberOf(parent, name, around, depth + 5);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** The expression that a name, or a member of a class, stands for, and where that one stands. */
export function fieldMeant(
  expr: Expr,
  around: Around,
): { readonly expr: Expr; readonly around: Around } | undefined {
  if (expr.kind !== 'name' && expr.kind !== 'attribute') return undefined;
  const inside = (cls: ClassDecl): Around => ({ ...around, cls, path: cls.path, locals: new Map() });
  const valueIn = (cls: ClassDecl | undefined, name: string) => {
    const value = cls?.fields.find((field) => field.name === name)?.value;
    return cls === undefined || value === undefined ? undefined : { expr: value, around: inside(cls) };
  };
  if (expr.kind === 'name') {
    const local = around.locals.get(expr.id);
    if (local !== undefined)
      return { expr: local, around: { ...around, locals: without(around.locals, expr.id) } };
    return valueIn(around.cls, expr.id) ?? valueIn(holderOf(expr.id, around), expr.id);
  }
  const owner = expr.object.kind === 'name' ? expr.object.id : '';
  return /^(\$?this|[sS]elf|static)$/.test(owner)
    ? valueIn(around.cls, expr.name)
    : valueIn(classNamed(owner, around.path, around.classes), expr.name);
}

export function textOfConstant(value: Constant): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
