// Under which bindings a place is reached: each element of the loops around it, the arguments of each caller that matters.
import { nameOf } from '../modules/callee-names.ts';
import { child, encloses, isFunction, type SyntaxNode } from '../modules/syntax.ts';
import { callersOf, listOfCallback } from './callers.ts';
import type { Elements, Machine } from './machine.ts';
import { loopElements } from './names.ts';
import { constant, type Frame, optionsOf, unknown, type Value } from './values.ts';

export const deepest = 8;

export const mostContexts = 5000;

type Work = (frame: Frame | undefined) => void;

/**
 * The frames under which `work` finds every argument it asks for, as far as callers are known; see `Machine.contexts`.
 * `work` is run once for each to see what it asks for.
 */
export function contextsOf(
  machine: Machine,
  site: SyntaxNode,
  work: Work,
  start: Frame | undefined,
): readonly (Frame | undefined)[] {
  return expand(machine, site, work, start, new Set(), 0);
}

function expand(
  machine: Machine,
  site: SyntaxNode,
  work: Work,
  frame: Frame | undefined,
  asked: ReadonlySet<SyntaxNode>,
  depth: number,
): readonly (Frame | undefined)[] {
  const wanted = machine.watching(() => {
    const inner = looped(machine, site, frame);
    for (const context of inner.slice(0, 50)) work(context);
    return inner;
  });
  const owner = [...wanted.needs]
    .filter((need) => !asked.has(need) && isReached(need, site))
    .sort((a, b) => a.start - b.start)[0];
  if (owner === undefined || depth >= deepest || machine.exhausted()) return wanted.result;
  const now = new Set([...asked, owner]);
  const frames = distinct(callersOf(machine, owner, depth, frame).flatMap(argumentsApart));
  if (frames.length === 0) return expand(machine, site, work, frame, now, depth);
  return frames
    .flatMap((caller) => expand(machine, site, work, joined(caller, frame), now, depth + 1))
    .slice(0, mostContexts);
}

/** Calls that give a function the same are one. */
function distinct(frames: readonly Frame[]): readonly Frame[] {
  const numbers = new Map<unknown, number>();
  const numberOf = (thing: unknown): number => {
    const known = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, known);
    return known;
  };
  const numberOfValue = (value: Value): string =>
    value.kind === 'constant'
      ? [value.value, value.at, value.settable, value.maybe].map(numberOf).join(':')
      : String(numberOf(value));
  const found = new Map<string, Frame>();
  for (const frame of frames) {
    const { owner, args, open, self, parent, gated } = frame;
    const key = [...[owner, open, self, parent, gated].map(numberOf), ...args.map(numberOfValue)].join(' ');
    if (!found.has(key)) found.set(key, frame);
  }
  return [...found.values()];
}

/** A function whose arguments matter here: one around the place, or the constructor of the class around it. */
function isReached(owner: SyntaxNode, site: SyntaxNode): boolean {
  if (encloses(owner, site)) return true;
  const home = owner.parent?.type === 'class_body' ? owner.parent.parent : undefined;
  return home !== undefined && nameOf(owner) === 'constructor' && encloses(home, site);
}

/** The caller's frame put in front of what is bound already. */
function joined(caller: Frame, frame: Frame | undefined): Frame {
  if (frame === undefined) return caller;
  const bound = new Set<Frame>();
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) bound.add(at);
  // What both share stays the same frame, so that it is worked out once.
  const copy = (at: Frame): Frame => ({
    ...at,
    cache: new Map(),
    parent: at.parent === undefined || bound.has(at.parent) ? frame : copy(at.parent),
  });
  return copy(caller);
}

/** The loops around a place, up to the outermost function that is not a callback of a list, one frame an element. */
function looped(
  machine: Machine,
  site: SyntaxNode,
  frame: Frame | undefined,
): readonly (Frame | undefined)[] {
  const loops: SyntaxNode[] = [];
  for (let at = site.parent, inner = site; at !== undefined; inner = at, at = at.parent) {
    if (isBound(at, frame)) continue;
    if (at.type === 'for_in_statement' && child(at, 'body') === inner) loops.unshift(at);
    else if (isFunction(at) && listOfCallback(at) !== undefined) loops.unshift(at);
  }
  let frames: (Frame | undefined)[] = [frame];
  for (const loop of loops) {
    const next: (Frame | undefined)[] = [];
    for (const outer of frames) {
      const list = isFunction(loop) ? listOfCallback(loop) : undefined;
      const found =
        list === undefined ? loopElements(machine, loop, outer) : handedElements(machine, list, outer);
      const self = outer?.self;
      found.items.flatMap(apart).forEach((item, index) => {
        next.push({
          owner: loop,
          args: [item, constant(index)],
          open: true,
          self,
          parent: outer,
          cache: new Map(),
        });
      });
      if (found.open || found.items.length === 0) {
        // Something unknown may be in the list too; it is worked through once, so that it is told.
        if (found.open)
          next.push({
            owner: loop,
            args: [unknown, unknown],
            open: true,
            self,
            parent: outer,
            cache: new Map(),
          });
      }
      if (next.length > mostContexts) break;
    }
    frames = next.slice(0, mostContexts);
  }
  return frames;
}

/** What a callback is given first: the elements of a list, the values of a map. */
function handedElements(machine: Machine, list: SyntaxNode, frame: Frame | undefined): Elements {
  const value = machine.evaluate(list, frame);
  const maps = optionsOf(value).filter((option) => option.kind === 'map');
  if (maps.length === 0) return machine.elements(value);
  return {
    items: maps.flatMap((map) => map.entries.map(([, item]) => item)),
    open: maps.length < optionsOf(value).length || maps.some((map) => map.open),
  };
}

/** An element that is one of several objects is worked through as each of them, so that their fields stay together. */
function apart(item: Value): readonly Value[] {
  const options = optionsOf(item);
  return options.length > 1 && options.every((option) => wholes.has(option.kind)) ? options : [item];
}

/** A call with one of several instances is gone through as a call with each. */
function argumentsApart(caller: Frame): readonly Frame[] {
  const at = caller.args.findIndex(
    (given) => given.kind === 'union' && given.options.every((option) => option.kind === 'instance'),
  );
  if (at < 0) return [caller];
  return optionsOf(caller.args[at] ?? unknown).map((option) => ({
    ...caller,
    args: caller.args.with(at, option),
    cache: new Map(),
  }));
}

const wholes: ReadonlySet<Value['kind']> = new Set(['object', 'instance', 'namespace', 'class', 'unknown']);

function isBound(owner: SyntaxNode, frame: Frame | undefined): boolean {
  for (let at = frame; at !== undefined; at = at.parent) if (at.owner === owner) return true;
  return false;
}
