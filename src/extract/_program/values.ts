// What an expression can be worth: plain data, functions and classes of the project, things from elsewhere, or unknown.
import type { ClassDef, Expr, FunctionDef, Stmt } from './ast.ts';

/** Strings, numbers, booleans and None are themselves. `unknown` is a value, never a guess. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Unknown
  | Pattern
  | List
  | Dict
  | Callable
  | Class
  | Thing
  | Module
  | External
  | Member
  | Either
  | Conditioned
  | Partial
  | Native
  | TypeForm
  | SuperOf;

/** Nothing is known, except perhaps the name it goes by. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly name: string;
}

/** A string of which some parts are unknown, shown as `…`. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly text: string;
}

/** A list, tuple or set. `open` means that there may be more items than are known. */
export interface List {
  readonly kind: 'list';
  readonly shape: 'list' | 'tuple' | 'set';
  readonly items: Value[];
  open: boolean;
}

/** A dictionary, in insertion order. Keys that are no strings are kept with their type in front. */
export interface Dict {
  readonly kind: 'dict';
  readonly entries: Map<string, DictItem>;
  open: boolean;
}

export interface DictItem {
  readonly key: Value;
  readonly value: Value;
}

/** A function of the project, perhaps bound to an object. */
export interface Callable {
  readonly kind: 'callable';
  readonly def: FunctionDef;
  readonly scope: Scope;
  readonly self: Value | undefined;
  /** How a class sees it. */
  binding: 'plain' | 'static' | 'class' | 'property';
  /** The function that `functools.wraps` or a decorator put this one around. */
  wraps: Callable | undefined;
  /** Attributes set on the function, such as `__name__`. */
  readonly fields: Map<string, Value>;
}

export interface Class {
  readonly kind: 'class';
  readonly def: ClassDef;
  /** The scope of the class body: its members. */
  readonly scope: Scope;
  readonly bases: readonly Value[];
}

/** An object: of a class of the project, or made by calling something from elsewhere. */
export interface Thing {
  readonly kind: 'thing';
  readonly of: Class | External;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly fields: Map<string, Value>;
  /** True when no call was seen that makes it: a parameter of that type. */
  readonly assumed: boolean;
  readonly line: number;
  readonly module: Module;
}

export interface Module {
  readonly kind: 'module';
  readonly path: string;
  readonly scope: Scope;
  state: 'waiting' | 'running' | 'done';
}

/** Something imported from outside the tree, or built into Python, by its dotted path. */
export interface External {
  readonly kind: 'external';
  readonly path: string;
}

/** An attribute of something whose attributes are not known. */
export interface Member {
  readonly kind: 'member';
  readonly of: Value;
  readonly name: string;
}

/** One of several values, depending on a condition that is not known. */
export interface Either {
  readonly kind: 'either';
  readonly options: readonly Value[];
}

/** A value that is there only under a condition. */
export interface Conditioned {
  readonly kind: 'conditioned';
  readonly value: Value;
  readonly gate: string;
}

/** `functools.partial`: a callable of which some arguments are given. */
export interface Partial {
  readonly kind: 'partial';
  readonly of: Value;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** A function of ours that stands for one of a library, such as a decorator that registers. */
export interface Native {
  readonly kind: 'native';
  readonly call: (args: Args, line: number) => Value;
}

/** A type that was written down, such as `list[str]` or `A | None`, with the scope that its names belong to. */
export interface TypeForm {
  readonly kind: 'type';
  readonly expr: Expr;
  readonly scope: Scope;
}

/** `super()` inside a method. */
export interface SuperOf {
  readonly kind: 'super';
  readonly self: Value;
  readonly cls: Class;
}

/** Evaluated arguments of a call. `open` means that `*` or `**` brought in more that is not known. */
export interface Args {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly open: boolean;
}

/** A name that stands for a name of another module, looked up when it is used. */
export interface Import {
  readonly kind: 'import';
  readonly from: Module;
  readonly name: string;
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'class';
  vars: Map<string, Value | Import>;
  readonly parent: Scope | undefined;
  readonly module: () => Module;
  /** Modules whose names were all imported. */
  readonly stars: Module[];
  /** Names declared `global` or `nonlocal`. */
  readonly outer: Set<string>;
  /** Annotations of the names of a class or module, in order of appearance. */
  readonly annotations: Map<string, Expr>;
}

export const unknown: Unknown = { kind: 'unknown', name: '' };

/** The first value that is there; None counts as one, unlike with `??`. */
export function firstOf(...values: readonly (Value | undefined)[]): Value {
  const found = values.find((value) => value !== undefined);
  return found === undefined ? unknown : found;
}

export function unknownNamed(name: string): Unknown {
  return { kind: 'unknown', name };
}

export function external(path: string): External {
  return { kind: 'external', path };
}

/** Longest list that is kept. */
export const longestList = 5_000;

export function list(items: Value[], shape: List['shape'] = 'list', open = false): List {
  return { kind: 'list', shape, items, open };
}

export function dict(pairs: Iterable<readonly [string, Value]> = [], open = false): Dict {
  const entries = new Map<string, DictItem>();
  for (const [key, value] of pairs) entries.set(key, { key, value });
  return { kind: 'dict', entries, open };
}

/** The map key of a dictionary key; undefined when the key is not known. */
export function keyOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return `\u0000${typeof value}:${String(value)}`;
  if (value.kind === 'class') return `\u0000class:${value.scope.module().path}:${value.def.line}`;
  if (value.kind === 'external') return `\u0000external:${value.path}`;
  if (value.kind === 'thing' && value.of.kind === 'class') {
    const name = value.fields.get('name');
    if (typeof name === 'string') return `\u0000thing:${value.of.def.name}.${name}`;
  }
  return undefined;
}

const mostOptions = 8;

/** One of two values; equal values collapse, and too many options become unknown. */
export function either(a: Value, b: Value): Value {
  if (a === b) return a;
  const options = [...new Set([...optionsOf(a), ...optionsOf(b)])];
  if (options.length > mostOptions) return unknown;
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'either', options };
}

/** The values that a value may be. */
export function optionsOf(value: Value): readonly Value[] {
  return isKind(value, 'either') ? value.options : [value];
}

/** The value without conditions; of several, the first that is not None: what an import gives that may fail. */
export function firstOption(value: Value): Value {
  const [first] = optionsOf(bare(value)).filter((option) => option !== null);
  return first === undefined ? bare(value) : bare(first);
}

type Kinded = Extract<Value | Import, { readonly kind: string }>;

export function isKind<Kind extends Kinded['kind']>(
  value: Value | Import | undefined,
  kind: Kind,
): value is Extract<Kinded, { readonly kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** The value without the conditions around it. */
export function bare(value: Value): Value {
  let inner = value;
  for (let steps = 0; isKind(inner, 'conditioned') && steps < 20; steps += 1) inner = inner.value;
  return inner;
}

export function newScope(kind: Scope['kind'], parent: Scope | undefined, module: () => Module): Scope {
  return { kind, vars: new Map(), parent, module, stars: [], outer: new Set(), annotations: new Map() };
}

export function callable(def: FunctionDef, scope: Scope, self?: Value): Callable {
  return { kind: 'callable', def, scope, self, binding: 'plain', wraps: undefined, fields: new Map() };
}

/** True, false, or undefined when it is not known. */
export function truth(value: Value): boolean | undefined {
  if (value === null) return false;
  if (typeof value !== 'object') return Boolean(value);
  switch (value.kind) {
    case 'list':
      return value.items.length > 0 ? true : value.open ? undefined : false;
    case 'dict':
      return value.entries.size > 0 ? true : value.open ? undefined : false;
    case 'callable':
    case 'class':
    case 'module':
      return true;
    case 'thing':
      // What a call of something from elsewhere gives may well be None.
      return value.assumed || value.of.kind === 'external' ? undefined : true;
    case 'conditioned':
      return truth(value.value);
    default:
      return undefined;
  }
}

/** A statement list of a lambda, so that it can be called like any other function. */
export function lambdaBody(body: Expr): readonly Stmt[] {
  return [{ kind: 'return', value: body, line: body.line }];
}
