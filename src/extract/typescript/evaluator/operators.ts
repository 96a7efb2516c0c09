// Operators and conditional expressions.

import { bare, child, finalName, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { isInstanceOf } from './instance-of.ts';
import type { Machine } from './machine.ts';
import { eitherOf, fallback, isClientName, isFromOutside } from './settings.ts';
import { textsOf, together } from './texts.ts';
import {
  absent,
  constant,
  type Frame,
  gate,
  isFixed,
  truth,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

export function between(node: SyntaxNode): string {
  const [left, right] = [node.children[0], node.children.at(-1)];
  return left === undefined || right === undefined ? '' : node.source.text.slice(left.end, right.start);
}

export function unary(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const argument = child(node, 'argument');
  if (argument === undefined) return unknown;
  const operator = node.source.text.slice(node.start, argument.start).trim();
  if (operator === 'void') return absent;
  const value = machine.evaluate(argument, frame);
  if (operator === '!') {
    const known = truth(value);
    return known === undefined ? unknown : constant(!known, node);
  }
  if (operator === 'typeof' && value.kind !== 'constant') return typeName(value, node);
  if (value.kind !== 'constant') return unknown;
  if (operator === '-') return constant(-Number(value.value), node);
  if (operator === '+') return constant(Number(value.value), node);
  if (operator === 'typeof') return constant(value.value === null ? 'object' : typeof value.value, node);
  return unknown;
}

function typeName(value: Value, node: SyntaxNode): Value {
  switch (value.kind) {
    case 'object':
    case 'array':
    case 'map':
    case 'zod':
    case 'instance':
    case 'namespace':
      return constant('object', node);
    case 'function':
    case 'class':
      return constant('function', node);
    case 'pattern':
      return constant('string', node);
    default:
      return unknown;
  }
}

export function binary(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (left === undefined || right === undefined) return unknown;
  const operator = node.source.text
    .slice(left.end, right.start)
    .replace(/\/\*[^*]*\*\/|\/\/[^\n]*\n/g, '')
    .trim();
  // A long chain of `a + b + c` leans to the left; taking it apart keeps the recursion flat.
  if (operator === '+') return sum(machine, node, frame);
  const a = machine.evaluate(left, frame);
  if (operator === '||' || operator === '??') {
    const known =
      operator === '||' ? truth(a) : isFixed(a) ? a.value !== null && a.value !== undefined : truth(a);
    if (known === true) return a;
    const b = machine.evaluate(right, frame);
    if (known === false) return b;
    if (isFromOutside(machine, a)) return fallback(machine, a, b);
    return a.kind === 'unknown' && b.kind === 'constant' ? unknown : unionOf([a, b]);
  }
  if (operator === '&&') {
    const known = truth(a);
    if (known === false) return a;
    const b = machine.evaluate(right, frame);
    return known === true ? b : unionOf([absent, gate(b, conditionText(left))]);
  }
  const b = machine.evaluate(right, frame);
  if (!isFixed(a) || !isFixed(b)) {
    // By default the client is none that a server makes an exception for.
    const isException =
      machine.usual && /^[!=]==?$/.test(operator) && (isClientName(left) || isClientName(right));
    return isException && (isFixed(a) || isFixed(b)) ? constant(operator.startsWith('!'), node) : unknown;
  }
  switch (operator) {
    case '===':
    case '==':
      return constant(a.value === b.value, node);
    case '!==':
    case '!=':
      return constant(a.value !== b.value, node);
  }
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return unknown;
  switch (operator) {
    case '-':
      return constant(a.value - b.value, node);
    case '*':
      return constant(a.value * b.value, node);
    case '/':
      return constant(a.value / b.value, node);
    case '**':
      return constant(a.value ** b.value, node);
    case '<':
      return constant(a.value < b.value, node);
    case '>':
      return constant(a.value > b.value, node);
    case '<=':
      return constant(a.value <= b.value, node);
    case '>=':
      return constant(a.value >= b.value, node);
    default:
      return unknown;
  }
}

function sum(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const parts: SyntaxNode[] = [];
  let at = node;
  for (;;) {
    const left = child(at, 'left');
    const right = child(at, 'right');
    if (at.type !== 'binary_expression' || left === undefined || right === undefined) break;
    if (node.source.text.slice(left.end, right.start).trim() !== '+') break;
    parts.push(right);
    at = bare(left);
  }
  const values = [at, ...parts.reverse()].map((part) => machine.evaluate(part, frame));
  if (values.every((value) => value.kind === 'constant' && typeof value.value === 'number')) {
    return constant(
      values.reduce((total, value) => total + (value.kind === 'constant' ? Number(value.value) : 0), 0),
      node,
    );
  }
  return together(values.map(textsOf), node);
}

export function conditional(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const condition = child(node, 'condition');
  const yes = child(node, 'consequence');
  const no = child(node, 'alternative');
  if (condition === undefined || yes === undefined || no === undefined) return unknown;
  const known = truth(machine.evaluate(condition, frame)) ?? isOfKind(machine, bare(condition), frame);
  if (known !== undefined) return machine.evaluate(known ? yes : no, frame);
  const a = machine.evaluate(yes, frame);
  const b = machine.evaluate(no, frame);
  if (isSameTool(machine, a, b)) return unionOf([a, b]);
  const text = conditionText(condition);
  return eitherOf(machine, [gate(a, text), gate(b, `not: ${text}`)]);
}

/**
 * What `value instanceof Class` gives. Asked only where one of two values is chosen: statements behind the question go
 * through schemas field by field, for descriptions that nobody needs to know.
 */
function isOfKind(machine: Machine, test: SyntaxNode, frame: Frame | undefined): boolean | undefined {
  const [left, right] = [child(test, 'left'), child(test, 'right')];
  if (left === undefined || right === undefined || between(test).trim() !== 'instanceof') return undefined;
  const [value, of] = [machine.evaluate(left, frame), machine.evaluate(right, frame)];
  return isInstanceOf(machine, value, of, finalName(bare(right)) ?? '');
}

/** True for two forms of one definition: whichever it is, the tool is there. */
function isSameTool(machine: Machine, a: Value, b: Value): boolean {
  if (a.kind !== 'object' || b.kind !== 'object') return false;
  const [one, other] = [machine.member(a, 'name'), machine.member(b, 'name')];
  return (
    one.kind === 'constant' && other.kind === 'constant' && one.value === other.value && Boolean(one.value)
  );
}

/** A condition as a person reads it. */
function conditionText(node: SyntaxNode): string {
  const text = textOf(bare(node)).replace(/\s+/g, ' ');
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
