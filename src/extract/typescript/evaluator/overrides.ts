// Servers that put a function of their own in the place of a registration method: `server.addTool = (tool) => …`.

import type { Module } from '../modules/module.ts';
import { bare, child, finalName, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { gateWithin } from './conditions.ts';
import type { Arguments, Machine } from './machine.ts';
import type { Frame } from './values.ts';

const overridesOf = new WeakMap<Module, Map<string, readonly SyntaxNode[]>>();

/**
 * The condition under which the functions that stand in for a method hand on what they are given; undefined when there
 * are none or they hand on everything, false when nothing.
 */
export function overrideGate(
  machine: Machine,
  call: SyntaxNode,
  method: string,
  given: Arguments,
): string | undefined | false {
  const found = machine.project
    .assigningTo(method)
    .flatMap((module) => overridesIn(module, method))
    .filter(
      (override) =>
        !(override.source === call.source && override.start <= call.start && call.end <= override.end),
    );
  let first: string | undefined;
  for (const override of found) {
    const gate = handedOn(machine, override, given);
    if (gate === false) return false;
    first ??= gate;
  }
  return first;
}

/** Functions that a module assigns to a member of that name. */
function overridesIn(module: Module, method: string): readonly SyntaxNode[] {
  const known = overridesOf.get(module) ?? new Map<string, readonly SyntaxNode[]>();
  overridesOf.set(module, known);
  const present = known.get(method);
  if (present !== undefined) return present;
  const found = new RegExp(`\\.${method}\\s*=[^=]`).test(module.root.source.text)
    ? assigned(module, method)
    : [];
  known.set(method, found);
  return found;
}

function assigned(module: Module, method: string): readonly SyntaxNode[] {
  const lists = [...module.changes.holding(method), ...module.fieldChanges.holding(method)];
  const changes = lists.flatMap(([, nodes]) => nodes);
  return [...new Set(changes)].flatMap((change) => {
    const left = change.type === 'assignment_expression' ? child(change, 'left') : undefined;
    const right = child(change, 'right');
    if (left === undefined || right === undefined || finalName(bare(left)) !== method) return [];
    const value = bare(right);
    return isFunction(value) ? [value] : [];
  });
}

/** Under which condition the function calls something with what it is given. */
function handedOn(machine: Machine, override: SyntaxNode, given: Arguments): string | undefined | false {
  const frame: Frame = {
    owner: override,
    args: given.values,
    open: given.open,
    self: undefined,
    parent: undefined,
    cache: new Map(),
  };
  const gates = forwards(override).map((call) => gateWithin(machine, call, frame));
  // One that hands nothing on as it is does something else with it.
  if (gates.length === 0 || gates.includes(undefined)) return undefined;
  return gates.find((gate) => gate !== false) ?? false;
}

/** Calls of the original method: of a name or member that speaks of it, inside the function. */
function forwards(override: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack: SyntaxNode[] = [override];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const callee = at.type === 'call_expression' ? child(at, 'function') : undefined;
    if (
      callee !== undefined &&
      /orig|super|base|_?(?:add|register)\w*|\btool\b|prev|native|bound/i.test(textOf(callee))
    )
      found.push(at);
    for (const next of at.children) stack.push(next);
  }
  return found.sort((a, b) => a.start - b.start);
}
