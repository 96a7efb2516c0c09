// Conditions around the only call of a function that registers tools: `if (settings.admin) registerAdminTools(server)`.

import { listOfCallback } from './evaluator/callers.ts';
import { gateAt, isUsual } from './evaluator/conditions.ts';
import type { Machine } from './evaluator/machine.ts';
import type { Frame } from './evaluator/values.ts';
import { nameOf } from './modules/callee-names.ts';
import { above, child, encloses, isFunction, type SyntaxNode } from './modules/syntax.ts';

/** Shorter names are minified, and mean something else in every function. */
const shortestName = 5;

const mostCalls = 3;

const deepest = 6;

type Gate = string | undefined | false;

const gatesOf = new WeakMap<Machine, Map<SyntaxNode, Gate>>();

/**
 * The condition under which the function around a place is called, where all its calls stand under one; false where
 * options count as not given and it is then never called.
 */
function callerGate(machine: Machine, place: SyntaxNode, depth = 0): Gate {
  const owner = ownerOf(place);
  if (owner === undefined || depth >= deepest || machine.exhausted()) return undefined;
  const gates = gatesOf.get(machine) ?? new Map<SyntaxNode, Gate>();
  gatesOf.set(machine, gates);
  if (gates.has(owner)) return gates.get(owner);
  gates.set(owner, undefined);
  const found = gateOfCalls(machine, owner, depth);
  gates.set(owner, found);
  return found;
}

/** The same for a place under known bindings: a call that they know was asked about its condition already. */
export function callerGateOf(machine: Machine, place: SyntaxNode, frame: Frame | undefined): Gate {
  const owner = ownerOf(place);
  for (let at = frame; at !== undefined; at = at.parent) if (at.owner === owner) return undefined;
  return callerGate(machine, place);
}

function ownerOf(place: SyntaxNode): SyntaxNode | undefined {
  return above(place, (at) => isFunction(at) && listOfCallback(at) === undefined);
}

function gateOfCalls(machine: Machine, owner: SyntaxNode, depth: number): Gate {
  const holder = owner.parent?.type === 'variable_declarator' ? owner.parent : owner;
  const name = nameOf(holder);
  if (name === undefined) return gateAround(machine, owner, depth);
  if (name.length < shortestName) return undefined;
  const calls = machine.project
    .calling(name)
    .flatMap((module) => module.calls.get(name) ?? [])
    .filter((call) => child(call, 'function') !== undefined && !encloses(owner, call));
  if (calls.length === 0 || calls.length > mostCalls) return undefined;
  const found = calls.map((call) => gateAround(machine, call, depth));
  if (found.includes(undefined)) return undefined;
  return found.find((gate) => gate !== false) ?? false;
}

/** The condition around a call, or around a function without a name, which runs only where the one around it does. */
function gateAround(machine: Machine, place: SyntaxNode, depth: number): Gate {
  const own = machine.watching(() => gateAt(machine, place, undefined)).result;
  if (own === false && machine.usual) return false;
  return own === undefined || own === false || isUsual(own) ? callerGate(machine, place, depth + 1) : own;
}
