// What an expression can be worth when nothing is run. Unknown is a value, never a guess.
import type { SyntaxNode } from '../modules/syntax.ts';

export type Primitive = string | number | boolean | null | undefined;

/** A JSON value, for schemas. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The arguments that a call gave to a function, or the element that a loop is at. Chained from inner to outer. */
export interface Frame {
  /** The function, class or loop whose names it binds. */
  readonly owner: SyntaxNode;
  readonly args: readonly Value[];
  /** True when there may be more arguments than `args`. */
  readonly open: boolean;
  readonly self: Value | undefined;
  readonly parent: Frame | undefined;
  readonly cache: Map<SyntaxNode, Worked>;
  /** The condition under which the call is made. */
  readonly gated?: string | undefined;
}

/** A value that was worked out before, and the functions whose missing arguments it would have needed. */
export interface Worked {
  readonly value: Value;
  readonly needs: ReadonlySet<SyntaxNode>;
}

export type Value =
  | { readonly kind: 'unknown' }
  | ConstantValue
  /** A text with an unknown part, which stands as `*`. */
  | { readonly kind: 'pattern'; readonly text: string; readonly at: SyntaxNode | undefined }
  | ObjectValue
  | ArrayValue
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Value, Value])[]; readonly open: boolean }
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ZodValue
  | NamespaceValue
  /** A member that is worked out when somebody reads it: what a bundler's export getter gives. */
  | { readonly kind: 'deferred'; readonly node: SyntaxNode; readonly frame: Frame | undefined }
  /** Something of another package or of the language itself (`from` is then empty). */
  | { readonly kind: 'external'; readonly from: string; readonly path: readonly string[] }
  | { readonly kind: 'union'; readonly options: readonly Value[]; readonly condition: string | undefined };

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: Primitive;
  readonly at: SyntaxNode | undefined;
  /** True when a setting of the environment may put another value in its place. */
  readonly settable?: boolean | undefined;
  /** True when a condition decides whether it is in its list. */
  readonly maybe?: boolean | undefined;
}

/** All that a module gives out. */
export interface NamespaceValue {
  readonly kind: 'namespace';
  readonly path: string;
  readonly gated?: string | undefined;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Value>;
  /** True when it may have more members than these. */
  readonly open: boolean;
  readonly at: SyntaxNode | undefined;
  /** The condition under which it is in its list. */
  readonly gated?: string | undefined;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** True when it may have more items than these. */
  readonly open: boolean;
  /** True when some of the items may not be there. */
  readonly loose?: boolean | undefined;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly node: SyntaxNode;
  readonly frame: Frame | undefined;
  readonly self: Value | undefined;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: SyntaxNode;
  readonly frame: Frame | undefined;
  readonly gated?: string | undefined;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly args: readonly Value[];
  readonly gated?: string | undefined;
  /** True for the instance of which nothing is known but its class. */
  readonly open: boolean;
  /** The method that stands for any instance, whose callers know which one it is. */
  readonly asker?: SyntaxNode | undefined;
  /** Fields that were worked out. */
  readonly fields: Map<string, Worked>;
}

/** A zod schema, already as JSON Schema. */
export interface ZodValue {
  readonly kind: 'zod';
  readonly json: { readonly [key: string]: Json };
  /** The fields of an object schema; `json` then holds all but its properties. */
  readonly shape: ReadonlyMap<string, ZodValue> | undefined;
  readonly optional: boolean;
  /** True when a part could not be worked out. */
  readonly partial: boolean;
}

export const unknown: Value = { kind: 'unknown' };

export const absent: Value = { kind: 'constant', value: undefined, at: undefined };

export function constant(value: Primitive, at?: SyntaxNode): Value {
  return { kind: 'constant', value, at };
}

/** Longest list that is followed, and longest text. */
const mostItems = 20_000;

export const longestText = 200_000;

export function arrayOf(items: readonly Value[], open = false, loose = false): ArrayValue {
  if (items.length > mostItems) return { kind: 'array', items: items.slice(0, mostItems), open: true };
  return { kind: 'array', items, open, ...(loose ? { loose } : {}) };
}

export function objectOf(
  members: ReadonlyMap<string, Value>,
  open: boolean,
  at: SyntaxNode | undefined,
): ObjectValue {
  return { kind: 'object', members, open, at };
}

/** Most values that are told apart where it is not known which of them it is. */
const mostOptions = 500;

/** One value out of several possible ones. */
export function unionOf(options: readonly Value[], condition?: string): Value {
  const distinct = new Set<Value>();
  const constants = new Set<Primitive>();
  let hasUnknown = false;
  const add = (option: Value) => {
    if (distinct.size >= mostOptions) return;
    if (option.kind === 'constant') {
      if (constants.has(option.value)) return;
      // NaN is not equal to itself.
      if (!Number.isNaN(option.value)) constants.add(option.value);
    } else if (option.kind === 'unknown') {
      if (hasUnknown) return;
      hasUnknown = true;
    }
    distinct.add(option);
  };
  for (const option of options) {
    if (option.kind === 'union' && option.condition === undefined) for (const one of option.options) add(one);
    else add(option);
  }
  const [only] = distinct;
  if (only === undefined) return unknown;
  return distinct.size === 1 ? only : { kind: 'union', options: [...distinct], condition };
}

/** The possible values of a value, unions taken apart. */
export function optionsOf(value: Value): readonly Value[] {
  if (value.kind !== 'union') return [value];
  if (value.condition === undefined && value.options.every((option) => option.kind !== 'union'))
    return value.options;
  return value.options.flatMap((option) =>
    value.condition === undefined
      ? optionsOf(option)
      : optionsOf(option).map((inner) => gate(inner, value.condition)),
  );
}

/** Notes the condition under which a value exists, where the value can hold that note; on a list, on what is in it. */
export function gate(value: Value, condition: string | undefined): Value {
  if (condition === undefined) return value;
  switch (value.kind) {
    case 'object':
    case 'instance':
    case 'class':
    case 'namespace':
      return value.gated === undefined ? noted(value, condition) : value;
    case 'array':
      return { ...value, items: value.items.map((item) => gate(item, condition)) };
    case 'union':
      return { ...value, options: value.options.map((option) => gate(option, condition)) };
    default:
      return value;
  }
}

const notes = new WeakMap<Value, Map<string, Value>>();

/** Equal notes on one value are one value, so that it stays recognizable. */
function noted(value: ObjectValue | InstanceValue | ClassValue | NamespaceValue, condition: string): Value {
  let known = notes.get(value);
  if (known === undefined) {
    known = new Map();
    notes.set(value, known);
  }
  const made = known.get(condition) ?? { ...value, gated: condition };
  known.set(condition, made);
  return made;
}

/** The condition noted on a value, or on a part of an entry such as `[name, tool]`. */
export function gateOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'object':
    case 'instance':
    case 'class':
    case 'namespace':
      return value.gated;
    case 'array':
      return value.items.length > longestEntry ? undefined : value.items.map(gateOf).find(Boolean);
    default:
      return undefined;
  }
}

const longestEntry = 3;

/** True, false, or undefined when it depends on what is unknown. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return isFixed(value) ? Boolean(value.value) : undefined;
    case 'object':
    case 'instance':
    case 'class':
    case 'namespace':
      // What is there under a condition may be absent.
      return value.gated === undefined ? true : undefined;
    case 'array':
    case 'map':
    case 'function':
    case 'zod':
      return true;
    case 'pattern':
      return value.text.replaceAll('*', '') === '' ? undefined : true;
    case 'union': {
      const [first, ...others] = value.options.map(truth);
      return others.every((other) => other === first) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** True for a constant that a condition may keep out of its list. */
export function isPerhaps(value: Value): boolean {
  return value.kind === 'constant' && value.maybe === true;
}

/** True for a constant that holds whatever the settings are. */
export function isFixed(value: Value): value is ConstantValue & { readonly settable?: undefined } {
  return value.kind === 'constant' && value.settable !== true && value.maybe !== true;
}

/** The text of a constant; undefined for everything else. */
export function textIn(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}
