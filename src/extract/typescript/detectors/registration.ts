// What the detectors of registration calls share: the calls that reach a server, and the conditions around them.

import { callerGateOf } from '../caller-gates.ts';
import { disabledGate } from '../disabled.ts';
import { gateAt, lookAtSwitches } from '../evaluator/conditions.ts';
import type { Arguments, Machine } from '../evaluator/machine.ts';
import { bound } from '../evaluator/names.ts';
import { overrideGate } from '../evaluator/overrides.ts';
import { type Frame, objectOf, unknown, type Value } from '../evaluator/values.ts';
import { type Declaration, lookUp, type Module, regionOf } from '../modules/module.ts';
import { above, bare, child, finalName, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';

/** A call under the bindings of one context. */
export interface Reached {
  readonly call: SyntaxNode;
  readonly nodes: readonly SyntaxNode[];
  readonly given: Arguments;
  readonly gated: string | undefined;
}

const offByDefault = 'an option that is off by default';

/** Marks of the official SDK's own code inside a bundle: calls of these functions are registrations, their insides are not. */
export const sdkMarks = /_createRegisteredTool|_registeredTools\b/;

/** Every context of every call of `name` in a module that registers with a server, not with a function of the project. */
export function registrations(
  machine: Machine,
  module: Module,
  name: string,
  fewest: number,
): readonly Reached[] {
  const forwarded = (module.calls.get(`${name}.call`) ?? []).flatMap((call) => {
    machine.fresh(call);
    return reachedBy(machine, call).map(({ nodes, given, ...rest }) => ({
      ...rest,
      nodes: nodes.slice(1),
      given: { ...given, values: given.values.slice(1) },
    }));
  });
  const renamed = boundNames(module, name).flatMap(([alias, declaration]) =>
    module.calls.within(alias, regionOf(declaration) ?? module.root).flatMap((call) => {
      const nodes = child(call, 'arguments')?.children ?? [];
      const callee = child(call, 'function');
      if (callee?.type !== 'identifier' || isTooShort(nodes, fewest)) return [];
      // In minified code a name means something else in every function.
      if (lookUp(module, alias, callee) !== declaration || isPassedOn(module, nodes[0], name)) return [];
      machine.fresh(call);
      return reachedBy(machine, call);
    }),
  );
  const direct = (module.calls.get(name) ?? []).flatMap((call) => {
    const nodes = child(call, 'arguments')?.children ?? [];
    if (call.type !== 'call_expression' || isTooShort(nodes, fewest)) return [];
    machine.fresh(call);
    const callee = child(call, 'function');
    if (callee === undefined || isOwn(machine.watching(() => machine.evaluate(callee, undefined)).result))
      return [];
    return reachedBy(machine, call);
  });
  return [...direct, ...renamed, ...forwarded];
}

/** A spread may bring any number of arguments. */
function isTooShort(nodes: readonly SyntaxNode[], fewest: number): boolean {
  return nodes.length < fewest && !nodes.some((node) => node.type === 'spread_element');
}

/** Names given to a method of a server: `const add = server.registerTool.bind(server)`, or without `bind`. */
function boundNames(module: Module, name: string): readonly (readonly [string, Declaration])[] {
  const { text } = module.root.source;
  if (!text.includes(`.${name}.bind(`) && !text.includes(`.${name};`)) return [];
  const found: [string, Declaration][] = [];
  for (const bindings of module.scopes.holding(name)) {
    for (const [alias, declaration] of bindings) {
      if (declaration.kind !== 'variable' || declaration.init === undefined || alias === name) continue;
      if (methodNamed(declaration.init) === name && declaration.pattern.type === 'identifier')
        found.push([alias, declaration]);
    }
  }
  return found.sort(([, a], [, b]) => a.target.start - b.target.start);
}

/** `server.method = (name, …) => original(name, …)`: what is registered shows where that method is called. */
function isPassedOn(module: Module, given: SyntaxNode | undefined, name: string): boolean {
  if (given?.type !== 'identifier') return false;
  for (let at = above(given, isFunction); at !== undefined; at = above(at, isFunction)) {
    const holder = at.parent?.type === 'assignment_expression' ? child(at.parent, 'left') : undefined;
    if (holder !== undefined && finalName(bare(holder)) === name) {
      const [first] = child(at, 'parameters')?.children ?? [];
      const target = first === undefined ? undefined : bound(first);
      if (target === undefined) return false;
      return textOf(target) === textOf(given) || isTakenFrom(module, given, textOf(target));
    }
  }
  return false;
}

/** True for what is left of a parameter: `const { mark, ...rest } = parameter`. */
function isTakenFrom(module: Module, given: SyntaxNode, parameter: string): boolean {
  const declaration = lookUp(module, textOf(given), given);
  const init = declaration?.kind === 'variable' ? declaration.init : undefined;
  return init?.type === 'identifier' && textOf(init) === parameter;
}

/** Of `server.method` and `server.method.bind(server)` the method. */
function methodNamed(init: SyntaxNode): string | undefined {
  const node = bare(init);
  if (node.type === 'member_expression') return finalName(node);
  const callee = node.type === 'call_expression' ? child(node, 'function') : undefined;
  if (callee?.type !== 'member_expression' || finalName(callee) !== 'bind') return undefined;
  const object = child(callee, 'object');
  return object === undefined || bare(object).type !== 'member_expression' ? undefined : finalName(object);
}

/** A call under each of its contexts; those behind a condition known to be false are left out. */
function reachedBy(machine: Machine, call: SyntaxNode): readonly Reached[] {
  const nodes = child(call, 'arguments')?.children ?? [];
  const contexts = machine.contexts(call, (frame) => {
    machine.argumentsOf(call, frame);
    lookAtSwitches(machine, call, frame);
  });
  return contexts.flatMap((frame: Frame | undefined): Reached[] => {
    const condition = gateAt(machine, call, frame);
    const given = machine.argumentsOf(call, frame);
    const gated =
      condition ??
      whenCalled(call) ??
      overrideGate(machine, call, methodOf(call), given) ??
      disabledGate(machine, call, frame) ??
      callerGateOf(machine, call, frame);
    if (gated !== false) return [{ call, nodes, given, gated }];
    machine.leaveOut([definitionIn(given)], machine.usual ? offByDefault : undefined);
    return [];
  });
}

const registering = /^(?:tool|(?:add|register)\w*Tool)$/;

const running = /^(?:handler|execute|callback|run|cb)$/;

/** The condition of a registration inside what another tool runs. */
function whenCalled(call: SyntaxNode): string | undefined {
  for (let at = above(call, isFunction); at !== undefined; at = above(at, isFunction)) {
    const key =
      at.type === 'method_definition'
        ? child(at, 'name')
        : at.parent?.type === 'pair'
          ? child(at.parent, 'key')
          : undefined;
    const member = at.type === 'method_definition' ? at : at.parent;
    const list = key !== undefined && running.test(textOf(key)) ? member?.parent?.parent : at.parent;
    const outer = list?.type === 'arguments' ? list.parent : undefined;
    if (outer !== undefined && registering.test(methodOf(outer)))
      return 'another tool adds it when it is called';
  }
  return undefined;
}

function methodOf(call: SyntaxNode): string {
  const callee = child(call, 'function');
  return (callee === undefined ? undefined : finalName(bare(callee))) ?? '';
}

/** What a registration would have made, as far as it takes to name it. */
function definitionIn({ values: [name = unknown] }: Arguments): Value {
  if (name.kind === 'object' || name.kind === 'instance') return name;
  const members = new Map([
    ['name', name],
    ['description', unknown],
    ['inputSchema', unknown],
  ]);
  return objectOf(members, true, undefined);
}

/** True for a function of the project that is neither the SDK's nor keeps what it is given: what it does with it shows elsewhere. */
function isOwn(callee: Value): boolean {
  return callee.kind === 'function' && !sdkMarks.test(textOf(callee.node)) && !keeps(callee.node);
}

/** A method that puts what it is given, as it is, into a field: the `addTool` of a library that a bundle holds. */
function keeps(method: SyntaxNode): boolean {
  if (method.type !== 'method_definition' || method.end - method.start > 1500) return false;
  return /this\.[#\w$]+\.(?:push\(\s*\w+\s*\)|set\(\s*\w+(?:\.name)?\s*,)/.test(textOf(method));
}
