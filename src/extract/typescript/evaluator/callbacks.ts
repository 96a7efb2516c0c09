// Who calls a function that is handed to another one: `maker.fill((spec) => server.registerTool(spec.name, …))`.

import { lookUp } from '../modules/module.ts';
import { bare, child, encloses, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';
import { bound, homeFrame } from './names.ts';
import { type Frame, type FunctionValue, optionsOf } from './values.ts';

/** How often a callback is handed on before it is called. */
const deepestHanding = 3;

const mostFrames = 5000;

/** The arguments with which functions of the project call a callback that they are given. */
export function callersOfCallback(
  machine: Machine,
  callback: SyntaxNode,
  start: Frame | undefined,
): readonly Frame[] {
  const list = callback.parent;
  const call = list?.type === 'arguments' ? list.parent : undefined;
  if (list === undefined || call?.type !== 'call_expression') return [];
  const home = homeFrame(call, start);
  return handedOver(machine, call, list.children.indexOf(callback), home, 0).map((found) => ({
    ...found,
    owner: callback,
    parent: home,
    self: home?.self,
  }));
}

type Found = Pick<Frame, 'args' | 'open' | 'cache'>;

function handedOver(
  machine: Machine,
  call: SyntaxNode,
  index: number,
  frame: Frame | undefined,
  depth: number,
): readonly Found[] {
  const callee = child(call, 'function');
  if (callee === undefined || index < 0 || depth > deepestHanding || machine.exhausted()) return [];
  const found: Found[] = [];
  for (const receiver of optionsOf(machine.evaluate(callee, frame))) {
    if (receiver.kind !== 'function') continue;
    found.push(...callsOfParameter(machine, receiver, index, depth));
    if (found.length > mostFrames) break;
  }
  return found;
}

function callsOfParameter(
  machine: Machine,
  receiver: FunctionValue,
  index: number,
  depth: number,
): readonly Found[] {
  const { node } = receiver;
  const module = machine.project.moduleOf(node);
  const single = child(node, 'parameter');
  const given = single ?? child(node, 'parameters')?.children.filter((one) => one.type !== 'this')[index];
  const target = given === undefined ? undefined : bound(given);
  if (target?.type !== 'identifier' || (single !== undefined && index > 0)) return [];
  const name = textOf(target);
  const declaration = module.scopes.get(node)?.get(name);
  if (declaration === undefined) return [];
  const inside: Frame = {
    owner: node,
    args: [],
    open: true,
    self: receiver.self,
    parent: receiver.frame,
    cache: new Map(),
  };
  const isIt = (one: SyntaxNode) => encloses(node, one) && lookUp(module, name, one) === declaration;
  const direct = module.calls.within(name, node).flatMap((call): readonly Found[] => {
    const callee = child(call, 'function');
    if (callee === undefined || bare(callee).type !== 'identifier' || !isIt(bare(callee))) return [];
    return machine
      .contexts(call, (frame) => machine.argumentsOf(call, frame), inside)
      .map((frame): Found => {
        const { values, open } = machine.argumentsOf(call, frame);
        return { args: values, open, cache: new Map() };
      });
  });
  const handedOn = callsWith(node, name).flatMap(([call, at]) =>
    isIt(at) ? handedOver(machine, call, at.parent?.children.indexOf(at) ?? -1, inside, depth + 1) : [],
  );
  return [...direct, ...handedOn];
}

/** The calls inside a function that hand a name on, with the argument. */
function callsWith(node: SyntaxNode, name: string): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  const found: [SyntaxNode, SyntaxNode][] = [];
  const stack: SyntaxNode[] = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (
      at.type === 'identifier' &&
      at.parent?.type === 'arguments' &&
      at.parent.parent?.type === 'call_expression' &&
      textOf(at) === name
    )
      found.push([at.parent.parent, at]);
    for (const next of at.children) stack.push(next);
  }
  return found;
}
