// The conditions around a place: known not to hold, unknown and then told as a gate, or none.

import {
  above,
  bare,
  child,
  encloses,
  finalName,
  isFunction,
  type SyntaxNode,
  textOf,
} from '../modules/syntax.ts';
import { listOfCallback } from './callers.ts';
import { exitOf, mayLeave } from './exits.ts';
import type { Machine } from './machine.ts';
import { type Frame, gateOf, isFixed, truth, type Value } from './values.ts';

/** The unknown conditions around a place, up to its function; false when one is known not to hold. */
export function conditionOf(
  machine: Machine,
  place: SyntaxNode,
  frame: Frame | undefined,
): string | undefined | false {
  return around(machine, place, frame, isFunction).condition;
}

/** The same for something that is listed: also what hangs on the loops around it, and on the element that they are at. */
export function gateAt(
  machine: Machine,
  place: SyntaxNode,
  frame: Frame | undefined,
): string | undefined | false {
  const isEnd = (at: SyntaxNode) => isFunction(at) && listOfCallback(at) === undefined;
  const { condition, guard } = around(
    machine,
    place,
    frame,
    isEnd,
    (owner, exit) => isPass(owner) || (isFunction(owner) && isSwitch(exit) && !isUsual(words(exit))),
  );
  return condition === false ? false : (condition ?? elementGate(place, frame) ?? guard);
}

/** The same for a call inside a function that is gone through once for each definition that it is given. */
export function gateWithin(machine: Machine, place: SyntaxNode, frame: Frame): string | undefined | false {
  const { condition, guard } = around(
    machine,
    place,
    frame,
    (at) => at === frame.owner,
    (owner) => owner === frame.owner || isPass(owner),
  );
  return condition === false ? false : (condition ?? guard);
}

/**
 * Looks at the switches that decide whether a place is reached: names such as `readOnly` in the `if` around it and in
 * those before it that leave. Asked so that the callers are looked for whose arguments they are.
 */
export function lookAtSwitches(machine: Machine, place: SyntaxNode, frame: Frame | undefined): void {
  let inner = place;
  for (let at = place.parent; at !== undefined && !isFunction(at); inner = at, at = at.parent) {
    const before = at.type === 'statement_block' ? at.children.slice(0, at.children.indexOf(inner)) : [];
    for (const one of [at, ...before]) {
      const test = one.type === 'if_statement' ? child(one, 'condition') : undefined;
      if (test !== undefined && isSwitch(test) && (one === at || mayLeave(one)))
        machine.evaluate(test, frame);
    }
  }
}

/** `name` or `!name` */
function isSwitch(test: SyntaxNode): boolean {
  const inner = bare(test);
  const argument = inner.type === 'unary_expression' ? child(inner, 'argument') : inner;
  return argument !== undefined && bare(argument).type === 'identifier';
}

interface Around {
  readonly condition: string | undefined | false;
  /** An earlier `if (…) continue` whose condition is unknown. */
  readonly guard: string | undefined;
}

const never: Around = { condition: false, guard: undefined };

function around(
  machine: Machine,
  place: SyntaxNode,
  frame: Frame | undefined,
  isEnd: (at: SyntaxNode) => boolean,
  isOne: (owner: SyntaxNode, exit: SyntaxNode) => boolean = isPass,
): Around {
  let condition: string | undefined;
  let guard: string | undefined;
  let inner = place;
  for (let at = place.parent; at !== undefined && !isEnd(at); inner = at, at = at.parent) {
    const before = leftBefore(machine, at, inner, frame, isOne);
    if (before === true) return never;
    guard ??= before;
    if (at.type === 'switch_case' || at.type === 'switch_default') {
      if (isOtherCase(machine, at, frame)) return never;
      continue;
    }
    if (at.type !== 'if_statement' && at.type !== 'ternary_expression') continue;
    const test = child(at, 'condition');
    if (test === undefined || inner === test) continue;
    const isElse = inner.field === 'alternative';
    const known = truth(machine.evaluate(test, frame));
    if (known !== undefined && known === isElse) return never;
    if (known === undefined && !(machine.usual && isEmptiness(words(test))))
      condition ??= isElse ? `not: ${words(test)}` : words(test);
  }
  return { condition, guard };
}

/** What has to be so that a statement does not leave. */
function wordsOfExit(test: SyntaxNode): string {
  return test.parent?.type === 'switch_statement' ? `switch (${words(test)})` : `not: ${words(test)}`;
}

/** A condition as the author wrote it, in a readable length. */
function words(test: SyntaxNode): string {
  return textOf(bare(test)).replace(/\s+/g, ' ').slice(0, 120);
}

/** The condition of the list element or definition that the frames around a place are about. */
function elementGate(place: SyntaxNode, frame: Frame | undefined): string | undefined {
  for (let at = frame; at !== undefined; at = at.parent) {
    if (!encloses(at.owner, place)) continue;
    if (at.gated !== undefined) return at.gated;
    const given = isPass(at.owner) ? at.args.slice(0, 1) : at.args.filter(isDefinition);
    const found = given.map(gateOf).find((condition) => condition !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Something that is gone through once for each element of a list. */
function isPass(owner: SyntaxNode): boolean {
  return owner.type === 'for_in_statement' || (isFunction(owner) && listOfCallback(owner) !== undefined);
}

function isDefinition(value: Value): boolean {
  return value.kind === 'instance' || (value.kind === 'object' && value.members.has('name'));
}

/** Conditions of every server: how it was started, and whether it could be. */
const usual =
  /import\.meta|require\.main|argv|isMain|transport|stdio|http|sse\b|error|instanceof|!server|connected|initiali[sz]|session|request|listChanged|NODE_ENV|\bport\b/i;

/** True for a condition that is no choice of tools. */
export function isUsual(condition: string): boolean {
  return usual.test(condition) || isEmptiness(condition);
}

/** True for a question whether there is anything in a list. */
function isEmptiness(condition: string): boolean {
  return /^\w[\w.$?]*\.(?:length|size)(?: ?(?:>=?|!==?) ?[01])?$/.test(condition);
}

const mostGuards = 20;

/**
 * True when an earlier statement of the same block is known to have left a function or loop that is bound; the first
 * unknown condition of one that leaves only this element.
 */
function leftBefore(
  machine: Machine,
  block: SyntaxNode,
  inner: SyntaxNode,
  frame: Frame | undefined,
  isOne: (owner: SyntaxNode, exit: SyntaxNode) => boolean,
): true | string | undefined {
  if (block.type !== 'statement_block' && block.type !== 'switch_case') return undefined;
  const guards = block.children
    .slice(0, block.children.indexOf(inner))
    .filter((statement) => statement.type === 'if_statement' || statement.type === 'switch_statement');
  if (guards.length === 0) return undefined;
  const owner = above(block, (at) => isFunction(at) || at.type === 'for_in_statement');
  let bound = frame;
  while (bound !== undefined && bound.owner !== owner) bound = bound.parent;
  if (bound === undefined || owner === undefined) return undefined;
  let unknown: string | undefined;
  for (const guard of guards.slice(0, mostGuards)) {
    const exit = exitOf(machine, guard, frame);
    if (exit === true) return true;
    // What only takes out tools that somebody named is no condition of the others.
    if (exit === undefined || !isOne(owner, exit) || namesOne(words(exit)) || isDouble(block, exit)) continue;
    unknown ??= wordsOfExit(exit);
  }
  return unknown;
}

/** True for a condition that is about tools which somebody switched off by name, or that were seen before. */
export function namesOne(condition: string): boolean {
  return /disabled|exclude|hidden|deny|denied|block|ignore|skip|seen|already|registered/i.test(condition);
}

/** True for `if (known.has(name)) return; known.set(name, tool)`: what was there before is left out, the first one is in. */
function isDouble(block: SyntaxNode, exit: SyntaxNode): boolean {
  const asked = bare(exit);
  const callee = asked.type === 'call_expression' ? child(asked, 'function') : undefined;
  if (callee === undefined || finalName(callee) !== 'has') return false;
  const [object] = bare(callee).children;
  if (object === undefined) return false;
  const held = textOf(object);
  return ['set', 'add'].some((method) => textOf(block).includes(`${held}.${method}(`));
}

/** True for a branch of a switch that its value, being known, does not take. */
function isOtherCase(machine: Machine, branch: SyntaxNode, frame: Frame | undefined): boolean {
  const body = branch.parent;
  const subject = body?.parent === undefined ? undefined : child(body.parent, 'value');
  if (body === undefined || subject === undefined) return false;
  const value = machine.evaluate(subject, frame);
  if (!isFixed(value)) return false;
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
