// Conditions around the only call of a function that registers tools: `if (settings.admin) registerAdminTools(server)`.

import { listOfCallback, nameOf } from './callers.ts';
import { gateAt } from './conditions.ts';
import type { Machine } from './machine.ts';
import { above, child, encloses, isFunction, type SyntaxNode } from './syntax.ts';

/** Shorter names are minified, and mean something else in every function. */
const shortestName = 5;

const mostCalls = 3;

const deepest = 3;

/** Conditions of every server: how it was started, and whether it could be. */
const usual =
  /import\.meta|require\.main|argv|isMain|transport|stdio|http|sse\b|error|instanceof|!server|connected|initiali[sz]ed|listChanged|NODE_ENV|\bport\b/i;

type Gate = string | undefined | false;

const gatesOf = new WeakMap<Machine, Map<SyntaxNode, Gate>>();

/**
 * The condition under which the function around a place is called, where all its calls stand under one; false where
 * options count as not given and it is then never called.
 */
export function callerGate(machine: Machine, place: SyntaxNode, depth = 0): Gate {
  const owner = above(place, (at) => isFunction(at) && listOfCallback(at) === undefined);
  if (owner === undefined || depth >= deepest || machine.exhausted()) return undefined;
  const gates = gatesOf.get(machine) ?? new Map<SyntaxNode, Gate>();
  gatesOf.set(machine, gates);
  if (gates.has(owner)) return gates.get(owner);
  gates.set(owner, undefined);
  const found = gateOfCalls(machine, owner, depth);
  gates.set(owner, found);
  return found;
}

function gateOfCalls(machine: Machine, owner: SyntaxNode, depth: number): Gate {
  const holder = owner.parent?.type === 'variable_declarator' ? owner.parent : owner;
  const name = nameOf(holder);
  if (name === undefined || name.length < shortestName) return undefined;
  const calls = machine.project
    .mentioning(name)
    .flatMap((module) => module.calls.get(name) ?? [])
    .filter((call) => child(call, 'function') !== undefined && !encloses(owner, call));
  if (calls.length === 0 || calls.length > mostCalls) return undefined;
  const found = calls.map((call): Gate => {
    const own = machine.watching(() => gateAt(machine, call, undefined)).result;
    if (own === false && machine.usual) return false;
    return own === undefined || own === false || usual.test(own) ? callerGate(machine, call, depth + 1) : own;
  });
  if (found.includes(undefined)) return undefined;
  return found.find((gate) => gate !== false) ?? false;
}
