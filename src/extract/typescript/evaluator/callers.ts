// Who calls a function: under which names, from where, and with what arguments.

import { callerGateOf } from '../caller-gates.ts';
import { nameOf, namesOf, namesOfClass, stemOf } from '../modules/callee-names.ts';
import { goingThrough } from '../modules/module-syntax.ts';
import {
  above,
  bare,
  child,
  encloses,
  finalName,
  isClass,
  isFunction,
  type SyntaxNode,
} from '../modules/syntax.ts';
import { callersOfCallback } from './callbacks.ts';
import { gateAt, isUsual } from './conditions.ts';
import { deepest, mostContexts } from './contexts.ts';
import { lineage } from './instances.ts';
import type { Machine } from './machine.ts';
import { homeFrame } from './names.ts';
import { constant, type Frame, unknown, type Value } from './values.ts';

const mostCallers = 1000;

/** The longest name that a minifier gives. */
const longestMinified = 2;

/** The list whose elements are handed to a callback, for `list.forEach((element) => …)`. */
export function listOfCallback(callback: SyntaxNode): SyntaxNode | undefined {
  const list = callback.parent;
  const call = list?.type === 'arguments' ? list.parent : undefined;
  if (call?.type !== 'call_expression' || list?.children[0] !== callback) return undefined;
  return listOfCall(call);
}

function listOfCall(call: SyntaxNode): SyntaxNode | undefined {
  const callee = child(call, 'function');
  const member = callee === undefined ? undefined : bare(callee);
  if (member?.type !== 'member_expression') return undefined;
  const name = finalName(member);
  return name !== undefined && goingThrough.has(name) ? child(member, 'object') : undefined;
}

/** The arguments of every known call of a function, as frames. */
export function callersOf(
  machine: Machine,
  owner: SyntaxNode,
  depth: number,
  start: Frame | undefined,
): readonly Frame[] {
  const home = owner.parent?.type === 'class_body' ? owner.parent.parent : undefined;
  const isConstructor =
    home !== undefined && owner.type === 'method_definition' && nameOf(owner) === 'constructor';
  const names = isConstructor && home !== undefined ? namesOfClass(home) : namesOf(machine, owner);
  const frames: Frame[] = [...callersOfCallback(machine, owner, start)];
  for (const name of names) {
    const region = regionOfName(name, owner, isConstructor ? home : undefined);
    const modules =
      region === undefined
        ? name === 'default'
          ? machine.project.mentioning(stemOf(owner))
          : machine.project.calling(name)
        : [machine.project.moduleOf(owner)];
    for (const module of modules) {
      const calls = region === undefined ? (module.calls.get(name) ?? []) : module.calls.within(name, region);
      for (const call of calls.slice(0, mostCallers)) {
        if (encloses(owner, call)) continue;
        if (isConstructor && home !== undefined) {
          if (call.type === 'new_expression' || child(call, 'function')?.type === 'super')
            frames.push(...constructed(machine, owner, home, call));
        } else if (call.type === 'call_expression')
          frames.push(...calling(machine, owner, home, call, depth, homeFrame(call, start)));
      }
      const handed =
        region === undefined ? (module.handed.get(name) ?? []) : module.handed.within(name, region);
      for (const call of handed) frames.push(...handing(machine, owner, call, homeFrame(call, start)));
      if (frames.length > mostContexts || machine.exhausted()) return frames;
    }
  }
  return frames;
}

/** The function in which alone a minified name means this function or class; undefined where that is not known. */
function regionOfName(name: string, owner: SyntaxNode, home: SyntaxNode | undefined): SyntaxNode | undefined {
  if (name.length > longestMinified) return undefined;
  const named = home ?? owner;
  const isInside = named.type === 'function_expression' || named.type === 'class';
  const holder = named.parent?.type === 'variable_declarator' ? named.parent : undefined;
  if (holder !== undefined && nameOf(holder) === name) return above(named, isFunction);
  if (nameOf(named) !== name || named.type === 'method_definition') return undefined;
  // The name of an expression is known only inside it.
  return isInside ? named : above(named, isFunction);
}

function calling(
  machine: Machine,
  owner: SyntaxNode,
  home: SyntaxNode | undefined,
  call: SyntaxNode,
  depth: number,
  start: Frame | undefined,
): readonly Frame[] {
  const calleeNode = child(call, 'function');
  if (calleeNode === undefined) return [];
  const target = bare(calleeNode);
  // Most calls of the name mean something else, above all in minified code; those are told apart cheaply first.
  const plain = machine.watching(() => machine.evaluate(target, start)).result;
  if (
    plain.kind !== 'function' &&
    plain.kind !== 'union' &&
    (plain.kind !== 'unknown' || target.type !== 'member_expression')
  )
    return [];
  if (plain.kind === 'function' && plain.node !== owner) return [];
  const found: Frame[] = [];
  const object = target.type === 'member_expression' ? child(target, 'object') : undefined;
  const contexts =
    depth + 1 >= deepest
      ? [start]
      : machine.contexts(call, (frame) => machine.argumentsOf(call, frame), start);
  for (const context of contexts) {
    const callee = machine.watching(() => machine.evaluate(target, context)).result;
    const self =
      object === undefined
        ? undefined
        : machine.watching(() => (object.type === 'super' ? unknown : machine.evaluate(object, context)))
            .result;
    if (!mayBe(machine, callee, self, owner, home)) continue;
    const gated = machine.watching(
      () => gateAt(machine, call, context) ?? callerGateOf(machine, call, context),
    ).result;
    if (gated === false && machine.usual) {
      machine.leaveOut(machine.argumentsOf(call, context).values);
      continue;
    }
    const given = machine.argumentsOf(call, context);
    const around = callee.kind === 'function' && callee.node === owner ? callee.frame : undefined;
    const known = self?.kind === 'instance' ? self : callee.kind === 'function' ? callee.self : undefined;
    found.push({
      owner,
      args: given.values,
      open: given.open,
      self: known,
      parent: around,
      cache: new Map(),
      ...(gated === undefined || gated === false || isUsual(gated) ? {} : { gated }),
    });
  }
  return found;
}

/** True when a call can mean this function: it evaluates to it, or it is a method of a class that may be this one. */
function mayBe(
  machine: Machine,
  callee: Value,
  self: Value | undefined,
  owner: SyntaxNode,
  home: SyntaxNode | undefined,
): boolean {
  if (callee.kind === 'function') return callee.node === owner;
  if (callee.kind === 'union')
    return callee.options.some((option) => mayBe(machine, option, self, owner, home));
  if (callee.kind !== 'unknown' || self === undefined) return false;
  if (self.kind === 'unknown')
    return home !== undefined || owner.parent?.type === 'pair' || owner.type === 'method_definition';
  return (
    self.kind === 'instance' &&
    home !== undefined &&
    isClass(home) &&
    lineage(machine, self.of).some((of) => of.node === home)
  );
}

function constructed(
  machine: Machine,
  owner: SyntaxNode,
  home: SyntaxNode,
  call: SyntaxNode,
): readonly Frame[] {
  const called = child(call, 'constructor');
  if (called === undefined) return [];
  const contexts = machine.contexts(call, (frame) => machine.argumentsOf(call, frame));
  return contexts.flatMap((context): Frame[] => {
    const made = machine.evaluate(call, context);
    if (made.kind !== 'instance' || !lineage(machine, made.of).some((of) => of.node === home)) return [];
    const given = machine.argumentsOf(call, context);
    const inside: Frame = {
      owner: home,
      args: [],
      open: false,
      self: made,
      parent: made.of.frame,
      cache: new Map(),
    };
    return [{ owner, args: given.values, open: given.open, self: made, parent: inside, cache: new Map() }];
  });
}

/** `list.forEach(register)` */
function handing(
  machine: Machine,
  owner: SyntaxNode,
  call: SyntaxNode,
  start: Frame | undefined,
): readonly Frame[] {
  const list = listOfCall(call);
  const [argument] = child(call, 'arguments')?.children ?? [];
  if (list === undefined || argument === undefined) return [];
  return machine
    .contexts(call, (frame) => void machine.evaluate(list, frame), start)
    .flatMap((context): Frame[] => {
      const callee = machine.evaluate(argument, context);
      if (callee.kind !== 'function' || callee.node !== owner) return [];
      const found = machine.elements(machine.evaluate(list, context));
      return found.items.map((item, index) => ({
        owner,
        args: [item, constant(index)],
        open: true,
        self: callee.self,
        parent: callee.frame,
        cache: new Map(),
      }));
    });
}
