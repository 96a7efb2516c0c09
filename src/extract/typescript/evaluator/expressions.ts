// Expressions to values.

import { lookUp } from '../modules/module.ts';
import { stringValue } from '../modules/strings.ts';
import {
  above,
  bare,
  child,
  encloses,
  isClass,
  isFunction,
  type SyntaxNode,
  textOf,
} from '../modules/syntax.ts';
import { callExpression, newExpression } from './calls.ts';
import type { Arguments, Machine } from './machine.ts';
import { isMemoLookUp } from './memos.ts';
import { between, binary, conditional, unary } from './operators.ts';
import { isOption } from './settings.ts';
import { template } from './texts.ts';
import {
  absent,
  arrayOf,
  constant,
  type Frame,
  gate,
  isFixed,
  objectOf,
  optionsOf,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

/** Most names of one property that are told apart. */
const mostKeys = 8;

/** The value of an expression that is not an identifier bound elsewhere; see `Machine.evaluate`. */
export function evaluateExpression(machine: Machine, given: SyntaxNode, frame: Frame | undefined): Value {
  const node = bare(given);
  switch (node.type) {
    case 'string':
      return constant(stringValue(node), node);
    case 'number':
      return constant(numberIn(textOf(node)), node);
    case 'true':
    case 'false':
      return constant(node.type === 'true', node);
    case 'null':
      return constant(null, node);
    case 'undefined':
      return absent;
    case 'template_string':
      return template(machine, node, frame);
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'type_identifier':
      return identifier(machine, node, frame);
    case 'this':
      return thisValue(machine, node, frame);
    case 'regex':
      return regexValue(node);
    case 'object':
      return objectLiteral(machine, node, frame);
    case 'array':
      return arrayLiteral(machine, node, frame);
    case 'member_expression':
      return memberExpression(machine, node, frame);
    case 'subscript_expression':
      return subscript(machine, node, frame);
    case 'call_expression':
      return callExpression(machine, node, frame);
    case 'new_expression':
      return newExpression(machine, node, frame);
    case 'unary_expression':
      return unary(machine, node, frame);
    case 'binary_expression':
      return binary(machine, node, frame);
    case 'ternary_expression':
      return conditional(machine, node, frame);
    case 'assignment_expression': {
      const right = child(node, 'right');
      return right === undefined ? unknown : machine.evaluate(right, frame);
    }
    case 'augmented_assignment_expression': {
      const right = child(node, 'right');
      return right === undefined || !/[|?&]=/.test(between(node)) ? unknown : machine.evaluate(right, frame);
    }
    case 'sequence_expression': {
      const last = node.children.at(-1);
      return last === undefined ? unknown : machine.evaluate(last, frame);
    }
    default:
      if (isFunction(node)) return { kind: 'function', node, frame, self: thisValue(machine, node, frame) };
      if (isClass(node)) return { kind: 'class', node, frame };
      return unknown;
  }
}

function numberIn(text: string): number {
  return Number(text.replaceAll('_', '').replace(/n$/, ''));
}

function regexValue(node: SyntaxNode): Value {
  const text = textOf(node);
  const end = text.lastIndexOf('/');
  const parts = [
    ['source', constant(text.slice(1, end), node)],
    ['flags', constant(text.slice(end + 1), node)],
  ] as const;
  return objectOf(new Map<string, Value>(parts), false, node);
}

function identifier(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const name = textOf(node);
  const module = machine.project.moduleOf(node);
  const declaration = lookUp(module, name, node);
  if (declaration !== undefined) return machine.named(declaration, module, frame);
  if (name === 'exports') return { kind: 'namespace', path: module.path };
  if (name === 'NaN' || name === 'Infinity') return constant(Number(name), node);
  return { kind: 'external', from: '', path: [name] };
}

/** What `this` is: from the frame of the method or class around, otherwise any instance of that class. */
function thisValue(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const owner = above(node, (at) => (isFunction(at) && at.type !== 'arrow_function') || isClass(at));
  if (owner === undefined) return unknown;
  for (let at = frame; at !== undefined; at = at.parent) {
    if (at.owner === owner && at.self !== undefined) return at.self;
  }
  const home = isClass(owner) ? owner : owner.parent?.type === 'class_body' ? owner.parent.parent : undefined;
  if (home === undefined) return unknown;
  for (let at = frame; at !== undefined; at = at.parent) {
    if (at.self?.kind === 'instance' && encloses(at.owner, home)) return at.self;
    if (at.owner === home && at.self !== undefined) return at.self;
  }
  return isClass(home) ? machine.anyInstance(home, frame, owner) : unknown;
}

/** What `super` is: the same instance, as its superclass sees it. */
export function superValue(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const self = thisValue(machine, node, frame);
  const home = above(node, isClass);
  if (home === undefined || self.kind !== 'instance') return unknown;
  const own = machine.superclass({ kind: 'class', node: home, frame: self.of.frame });
  return own?.kind === 'class' ? { ...self, of: own, open: true, fields: new Map() } : unknown;
}

function objectLiteral(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const members = new Map<string, Value>();
  let open = false;
  let condition: string | undefined;
  for (const part of node.children) {
    switch (part.type) {
      case 'pair': {
        const key = child(part, 'key');
        const value = child(part, 'value');
        const names = key === undefined ? [] : keysOf(machine, key, frame);
        if (names.length === 0 || value === undefined) open = true;
        else for (const name of names) members.set(name, machine.evaluate(value, frame));
        break;
      }
      case 'shorthand_property_identifier':
        members.set(textOf(part), machine.evaluate(part, frame));
        break;
      case 'method_definition': {
        const key = child(part, 'name');
        const name = key === undefined ? undefined : keyOf(machine, key, frame);
        if (name === undefined) open = true;
        else {
          const method: Value = { kind: 'function', node: part, frame, self: undefined };
          members.set(
            name,
            isGetter(part) ? machine.call(method, { values: [], open: false }, undefined) : method,
          );
        }
        break;
      }
      case 'spread_element': {
        const [inner] = part.children;
        const value = inner === undefined ? unknown : machine.evaluate(inner, frame);
        for (const option of optionsOf(value)) open = spreadInto(machine, members, option) || open;
        // A copy of what is there under a condition is there under it too; what only adds members is not.
        if (value.kind === 'object' || value.kind === 'instance') condition ??= value.gated;
        break;
      }
    }
  }
  return gate(objectOf(members, open, node), condition);
}

/** Adds what a spread brings; true when it may bring more than was added. */
export function spreadInto(machine: Machine, members: Map<string, Value>, value: Value): boolean {
  switch (value.kind) {
    case 'object':
      for (const [name, member] of value.members) members.set(name, member);
      return value.open;
    case 'namespace': {
      const module = machine.project.module(value.path);
      for (const name of module?.exports.keys() ?? []) members.set(name, machine.exported(value.path, name));
      return (module?.stars.length ?? 0) > 0;
    }
    case 'zod':
      for (const [name, member] of value.shape ?? []) members.set(name, member);
      return value.shape === undefined;
    case 'instance':
      for (const name of ['name', 'description', 'inputSchema', 'annotations', 'title']) {
        const member = machine.field(value, name);
        if (member !== undefined) members.set(name, member);
      }
      return true;
    case 'constant':
      return false;
    default:
      return true;
  }
}

/** True for `get name() {…}`. */
export function isGetter(method: SyntaxNode): boolean {
  const name = child(method, 'name');
  return name !== undefined && /(?:^|\s)get\s/.test(method.source.text.slice(method.start, name.start));
}

/** The text of a property key; undefined when it is made at run time. */
export function keyOf(machine: Machine, key: SyntaxNode, frame: Frame | undefined): string | undefined {
  if (key.type === 'string') return stringValue(key);
  if (key.type !== 'computed_property_name') return textOf(key);
  const [inner] = key.children;
  const value = inner === undefined ? unknown : machine.evaluate(inner, frame);
  return value.kind === 'constant' ? String(value.value) : undefined;
}

/** The names that a property may have; none when they are made at run time. */
function keysOf(machine: Machine, key: SyntaxNode, frame: Frame | undefined): readonly string[] {
  if (key.type !== 'computed_property_name') {
    const name = keyOf(machine, key, frame);
    return name === undefined ? [] : [name];
  }
  const [inner] = key.children;
  const options = inner === undefined ? [] : optionsOf(machine.evaluate(inner, frame));
  return options
    .flatMap((option) => (option.kind === 'constant' ? [String(option.value)] : []))
    .slice(0, mostKeys);
}

function arrayLiteral(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const { values, open } = listed(machine, node.children, frame);
  return arrayOf(values, open);
}

/** Elements of an array literal or of an argument list. */
export function listed(machine: Machine, nodes: readonly SyntaxNode[], frame: Frame | undefined): Arguments {
  const values: Value[] = [];
  let open = false;
  for (const part of nodes) {
    if (part.type !== 'spread_element') {
      values.push(machine.evaluate(part, frame));
      continue;
    }
    const [inner] = part.children;
    const found = machine.elements(inner === undefined ? unknown : machine.evaluate(inner, frame));
    for (const item of found.items) values.push(item);
    open ||= found.open;
  }
  return { values, open };
}

function memberExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const object = child(node, 'object');
  const property = child(node, 'property');
  if (object === undefined || property === undefined) return unknown;
  if (object.type === 'super') return machine.member(superValue(machine, node, frame), textOf(property));
  const value = machine.evaluate(object, frame);
  if (machine.usual && value.kind === 'unknown' && isOption(object, textOf(property))) return absent;
  return machine.member(value, textOf(property));
}

function subscript(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const object = child(node, 'object');
  const index = child(node, 'index');
  if (object === undefined || index === undefined) return unknown;
  if (isMemoLookUp(machine, node)) return absent;
  const value = machine.evaluate(object, frame);
  if (machine.usual && value.kind === 'unknown' && isOption(object, '')) return absent;
  const keys = optionsOf(machine.evaluate(index, frame)).map((key) => {
    if (isFixed(key)) return machine.member(value, String(key.value));
    if (value.kind === 'object' && !value.open) return unionOf([...value.members.values()]);
    if (value.kind === 'array' && !value.open) return unionOf(value.items);
    if (key.kind === 'constant') return machine.member(value, String(key.value));
    return unknown;
  });
  return unionOf(keys);
}
