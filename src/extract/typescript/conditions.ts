// The conditions around a place: known not to hold, unknown and then told as a gate, or none.

import type { Machine } from './machine.ts';
import { above, bare, child, isFunction, type SyntaxNode, textOf } from './syntax.ts';
import { type Frame, truth } from './values.ts';

/** The unknown conditions around a place, up to its function; false when one is known not to hold. */
export function conditionOf(
  machine: Machine,
  place: SyntaxNode,
  frame: Frame | undefined,
): string | undefined | false {
  let text: string | undefined;
  let inner = place;
  for (let at = place.parent; at !== undefined && !isFunction(at); inner = at, at = at.parent) {
    if (returnedBefore(machine, at, inner, frame)) return false;
    if (at.type === 'switch_case' || at.type === 'switch_default') {
      if (isOtherCase(machine, at, frame)) return false;
      continue;
    }
    if (at.type !== 'if_statement' && at.type !== 'ternary_expression') continue;
    const condition = child(at, 'condition');
    if (condition === undefined || inner === condition) continue;
    const isElse = inner.field === 'alternative';
    const known = truth(machine.evaluate(condition, frame));
    if (known !== undefined && known === isElse) return false;
    if (known !== undefined || text !== undefined) continue;
    const words = textOf(bare(condition)).replace(/\s+/g, ' ').slice(0, 120);
    text = isElse ? `not: ${words}` : words;
  }
  return text;
}

const mostGuards = 20;

/** True when an earlier `if (…) return` or `continue` of the same block is known to have left a function or loop that is bound. */
function returnedBefore(
  machine: Machine,
  block: SyntaxNode,
  inner: SyntaxNode,
  frame: Frame | undefined,
): boolean {
  if (block.type !== 'statement_block' && block.type !== 'switch_case') return false;
  const guards = block.children.slice(0, block.children.indexOf(inner)).filter((statement) => {
    const then = statement.type === 'if_statement' ? child(statement, 'consequence') : undefined;
    const last = then?.type === 'statement_block' ? then.children.at(-1) : then;
    return last?.type === 'return_statement' || last?.type === 'continue_statement';
  });
  if (guards.length === 0) return false;
  const owner = above(block, (at) => isFunction(at) || at.type === 'for_in_statement');
  let bound = frame;
  while (bound !== undefined && bound.owner !== owner) bound = bound.parent;
  if (bound === undefined) return false;
  return guards.slice(0, mostGuards).some((guard) => {
    const condition = child(guard, 'condition');
    return condition !== undefined && truth(machine.evaluate(condition, frame)) === true;
  });
}

/** True for a branch of a switch that its value, being known, does not take. */
function isOtherCase(machine: Machine, branch: SyntaxNode, frame: Frame | undefined): boolean {
  const body = branch.parent;
  const subject = body?.parent === undefined ? undefined : child(body.parent, 'value');
  if (body === undefined || subject === undefined) return false;
  const value = machine.evaluate(subject, frame);
  if (value.kind !== 'constant') return false;
  const is = (one: SyntaxNode): boolean | undefined => {
    const label = child(one, 'value');
    const known = label === undefined ? undefined : machine.evaluate(label, frame);
    return known?.kind === 'constant' ? known.value === value.value : undefined;
  };
  if (branch.type === 'switch_default')
    return body.children.some((one) => one.type === 'switch_case' && is(one) === true);
  if (is(branch) !== false) return false;
  // Empty cases right before this one fall into it.
  for (let i = body.children.indexOf(branch) - 1; i >= 0; i -= 1) {
    const before = body.children[i];
    if (before === undefined || before.children.length > 1) break;
    if (is(before) !== false) return false;
  }
  return true;
}
