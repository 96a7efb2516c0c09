// What lists, maps and objects hold after the changes made to them, wherever those stand.

import { stringValue } from '../modules/strings.ts';
import { above, bare, child, finalName, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { gateAt } from './conditions.ts';
import type { Machine } from './machine.ts';
import type { SoFar } from './names.ts';
import {
  type ArrayValue,
  arrayOf,
  constant,
  type Frame,
  gate,
  optionsOf,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

const mostChanges = 2000;

/** What a list, map or object holds after all the changes made to it, wherever they stand. */
export function changed(
  machine: Machine,
  value: Value,
  changes: readonly SyntaxNode[],
  target: SyntaxNode,
  frame: Frame | undefined,
  soFar: SoFar = () => {},
  /** Keys from the changed name down to this value. */
  below = 0,
): Value {
  if (changes.length === 0) return value;
  const held = optionsOf(value).find(
    (option) => option.kind === 'array' || option.kind === 'map' || option.kind === 'object',
  );
  if (held === undefined) return value;
  let result: Value = held;
  const home = above(target, isFunction);
  for (const change of changes.slice(0, mostChanges)) {
    soFar(result);
    for (const [context, condition] of reached(machine, change, home, frame)) {
      result = appliedBelow(machine, result, pathOf(change).slice(below), change, context, condition);
    }
  }
  return result;
}

/** The frames under which a change happens, with the condition it stands under. */
function reached(
  machine: Machine,
  change: SyntaxNode,
  home: SyntaxNode | undefined,
  frame: Frame | undefined,
): readonly (readonly [Frame | undefined, string | undefined])[] {
  const around = above(change, isFunction);
  const found = machine.contexts(
    change,
    (context) => {
      // Inside the home function arguments are what they are; elsewhere the callers have to be asked.
      if (around === home) return;
      if (change.type === 'call_expression' && isExportCall(change)) return;
      for (const part of changeParts(change)) machine.evaluate(part, context);
    },
    frame,
  );
  return found.flatMap((context) => {
    const condition = gateAt(machine, change, context);
    if (condition !== false) return [[context, condition] as const];
    if (change.type === 'call_expression' && !isExportCall(change))
      machine.leaveOut(machine.argumentsOf(change, context).values);
    return [];
  });
}

function changeParts(change: SyntaxNode): readonly SyntaxNode[] {
  const list = child(change, 'arguments');
  if (list !== undefined)
    return list.children.map((part) => (part.type === 'spread_element' ? (part.children[0] ?? part) : part));
  const left = child(change, 'left');
  const right = child(change, 'right');
  const index = left === undefined ? undefined : child(left, 'index');
  return [index, right].filter((part) => part !== undefined);
}

/** The keys from the changed name down to what the change is made to, outermost first. */
function pathOf(change: SyntaxNode): readonly SyntaxNode[] {
  const callee = child(change, 'function');
  const isAssign = callee !== undefined && finalName(callee) === 'assign';
  const first =
    isAssign || (callee !== undefined && isExportCall(change))
      ? child(change, 'arguments')?.children[0]
      : undefined;
  const target = first ?? child(bare(callee ?? child(change, 'left') ?? change), 'object');
  const keys: SyntaxNode[] = [];
  for (let at = target === undefined ? undefined : bare(target); at !== undefined; ) {
    const object = child(at, 'object');
    if (object === undefined || object.type === 'this') break;
    keys.unshift(at);
    at = bare(object);
  }
  return keys;
}

/** Makes a change below a value; where the way down is not known, the value may hold more than is seen. */
function appliedBelow(
  machine: Machine,
  held: Value,
  path: readonly SyntaxNode[],
  change: SyntaxNode,
  frame: Frame | undefined,
  condition: string | undefined,
): Value {
  const [step, ...rest] = path;
  if (step === undefined) return applied(machine, held, change, frame, condition);
  if (held.kind !== 'object') return held;
  const property = child(step, 'property');
  const index = child(step, 'index');
  const key =
    property !== undefined
      ? constant(textOf(property))
      : index === undefined
        ? unknown
        : machine.evaluate(index, frame);
  const name = key.kind === 'constant' ? String(key.value) : undefined;
  const inner = name === undefined ? undefined : held.members.get(name);
  if (name === undefined || inner === undefined) return { ...held, open: true };
  const members = new Map(held.members);
  members.set(name, appliedBelow(machine, inner, rest, change, frame, condition));
  return { ...held, members };
}

function applied(
  machine: Machine,
  held: Value,
  change: SyntaxNode,
  frame: Frame | undefined,
  condition: string | undefined,
): Value {
  if (change.type === 'call_expression') {
    const callee = child(change, 'function');
    const method = callee === undefined ? undefined : finalName(callee);
    const given = machine.argumentsOf(change, frame);
    const items = given.values.map((item) => gate(item, condition));
    if (isExportCall(change)) return deferring(held, change, frame);
    if (method === 'assign') return assignedInto(held, given.values.slice(1));
    if (held.kind === 'array') {
      if (method === 'splice') return appended(held, items.slice(2), given.open);
      if (condition === undefined) return appended(held, items, given.open);
      const perhaps = items.map((item) => (item.kind === 'constant' ? { ...item, maybe: true } : item));
      // What can hold a note itself says so; otherwise the whole list does.
      const isLoose = perhaps.some((item) => item.kind !== 'constant');
      return appended(held, perhaps, given.open, isLoose);
    }
    if (held.kind === 'map' && method === 'set') {
      const [key = unknown, item = unknown] = given.values;
      return { ...held, entries: [...held.entries, [key, gate(item, condition)]] };
    }
    return held;
  }
  const left = child(change, 'left');
  const right = child(change, 'right');
  if (left === undefined || right === undefined || held.kind !== 'object') return held;
  const target = bare(left);
  const property = child(target, 'property');
  const index = child(target, 'index');
  const item = gate(machine.evaluate(right, frame), condition);
  const keys =
    property !== undefined
      ? [constant(textOf(property))]
      : index === undefined
        ? []
        : optionsOf(machine.evaluate(index, frame));
  const members = new Map(held.members);
  let { open } = held;
  for (const key of keys) {
    if (key.kind === 'constant') {
      const name = String(key.value);
      const before = members.get(name);
      members.set(name, before !== undefined && condition !== undefined ? unionOf([before, item]) : item);
    } else open = true;
  }
  return { ...held, members, open };
}

/** `__export(names, {a: () => b})`, under whatever name the bundler gave it. */
function isExportCall(change: SyntaxNode): boolean {
  const callee = child(change, 'function');
  return callee?.type === 'identifier';
}

function deferring(held: Value, change: SyntaxNode, frame: Frame | undefined): Value {
  const getters = child(change, 'arguments')?.children[1];
  if (held.kind !== 'object' || getters === undefined) return held;
  const members = new Map(held.members);
  for (const pair of getters.children) {
    const key = child(pair, 'key');
    const value = child(pair, 'value');
    const node = value === undefined ? undefined : child(value, 'body');
    if (key !== undefined && node !== undefined)
      members.set(key.type === 'string' ? stringValue(key) : textOf(key), { kind: 'deferred', node, frame });
  }
  return { ...held, members };
}

function appended(held: ArrayValue, items: readonly Value[], open: boolean, loose = false): ArrayValue {
  return arrayOf([...held.items, ...items], held.open || open, held.loose === true || loose);
}

function assignedInto(held: Value, sources: readonly Value[]): Value {
  if (held.kind !== 'object') return held;
  const members = new Map(held.members);
  let { open } = held;
  for (const source of sources.flatMap(optionsOf)) {
    if (source.kind === 'object') for (const [name, member] of source.members) members.set(name, member);
    if (source.kind !== 'object' || source.open) open = true;
  }
  return { ...held, members, open };
}
