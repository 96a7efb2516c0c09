// `(one) => one.key === value`, the usual question to a table: its answers without going through the function each time.

import { bare, child, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';
import { isFixed, type Primitive, unknown, type Value } from './values.ts';

/** The test as a function of the item; undefined for tests of another form, or against something unknown. */
export function keyTest(machine: Machine, test: Value): ((item: Value) => boolean | undefined) | undefined {
  if (test.kind !== 'function') return undefined;
  const body = child(test.node, 'body');
  const parameter = nameOfOnly(test.node);
  if (body === undefined || parameter === undefined) return undefined;
  const comparison = bare(body);
  const [left, right] = [child(comparison, 'left'), child(comparison, 'right')];
  if (comparison.type !== 'binary_expression' || left === undefined || right === undefined) return undefined;
  if (!/^===?$/.test(comparison.source.text.slice(left.end, right.start).trim())) return undefined;
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const keys = keysOf(one, parameter);
    if (keys === undefined || mentions(other, parameter)) continue;
    const wanted = machine.evaluate(other, test.frame);
    return isFixed(wanted) ? (item) => isAt(machine, item, keys, wanted.value) : undefined;
  }
  return undefined;
}

function isAt(
  machine: Machine,
  item: Value,
  keys: readonly string[],
  wanted: Primitive,
): boolean | undefined {
  const found = machine.step() ? keys.reduce((held, key) => machine.member(held, key), item) : unknown;
  return isFixed(found) ? found.value === wanted : undefined;
}

function nameOfOnly(node: SyntaxNode): string | undefined {
  const single = child(node, 'parameter');
  const [first, ...others] = single === undefined ? (child(node, 'parameters')?.children ?? []) : [single];
  const name = first === undefined ? undefined : (child(first, 'pattern') ?? first);
  return name?.type === 'identifier' && others.length === 0 ? textOf(name) : undefined;
}

/** Of `one.key.inner` the keys. */
function keysOf(node: SyntaxNode, parameter: string): readonly string[] | undefined {
  const keys: string[] = [];
  let at = bare(node);
  while (at.type === 'member_expression') {
    const object = child(at, 'object');
    const property = child(at, 'property');
    if (object === undefined || property === undefined) return undefined;
    keys.unshift(textOf(property));
    at = bare(object);
  }
  return at.type === 'identifier' && textOf(at) === parameter ? keys : undefined;
}

function mentions(node: SyntaxNode, name: string): boolean {
  return (
    ((node.type === 'identifier' || node.type === 'shorthand_property_identifier') &&
      textOf(node) === name) ||
    node.children.some((part) => mentions(part, name))
  );
}
