// Classes and their instances: fields, getters, methods, statics, and what constructors assign.

import { lookUp, meaning } from '../modules/module.ts';
import { above, bare, child, encloses, isClass, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { changed } from './changes.ts';
import { isGetter } from './expressions.ts';
import type { Machine } from './machine.ts';
import { homeFrame } from './names.ts';
import { neverRuns } from './never-runs.ts';
import { eitherOf } from './settings.ts';
import {
  type ClassValue,
  type Frame,
  type FunctionValue,
  type InstanceValue,
  unknown,
  type Value,
} from './values.ts';

const deepestClasses = 12;

/** The class that a class extends; undefined when it extends none. */
export function superclassOf(machine: Machine, of: ClassValue): Value | undefined {
  const heritage = of.node.children.find((part) => part.type === 'class_heritage');
  const [first] = heritage?.children ?? [];
  const base = first?.type === 'extends_clause' ? child(first, 'value') : first;
  return base === undefined ? undefined : machine.evaluate(base, of.frame);
}

/** The classes from this one upwards, as far as the project holds them. */
export function lineage(machine: Machine, of: ClassValue): readonly ClassValue[] {
  const found: ClassValue[] = [];
  for (
    let at: Value | undefined = of;
    at?.kind === 'class' && found.length < deepestClasses;
    at = machine.superclass(at)
  ) {
    const { node } = at;
    if (found.some((known) => known.node === node)) break;
    found.push(at);
  }
  return found;
}

/** Field, getter or method of an instance; undefined when no class of the project has one of that name. */
export function fieldOf(machine: Machine, instance: InstanceValue, name: string): Value | undefined {
  let args: readonly Value[] = instance.args;
  let { open } = instance;
  for (const of of lineage(machine, instance.of)) {
    const maker = memberNamed(of.node, 'constructor');
    const frame = (owner: SyntaxNode, given: readonly Value[], more: boolean): Frame => ({
      owner,
      args: given,
      open: more,
      self: instance,
      parent: of.frame,
      cache: new Map(),
    });
    // The arguments of any instance are for the callers to tell: without a frame they are asked for.
    const made = maker === undefined || open ? undefined : frame(maker, args, false);
    const found = ownField(machine, of.node, name, frame(of.node, [], false), made);
    if (found !== undefined) return found;
    if (maker !== undefined) {
      const call = superCall(maker);
      const given =
        call === undefined ? undefined : machine.argumentsOf(call, made ?? frame(of.node, [], false));
      args = given?.values ?? [];
      open = given?.open ?? true;
    }
  }
  return undefined;
}

function ownField(
  machine: Machine,
  node: SyntaxNode,
  name: string,
  inside: Frame,
  made: Frame | undefined,
): Value | undefined {
  const module = machine.project.moduleOf(node);
  const declared = memberNamed(node, name);
  let value: Value | undefined;
  if (declared !== undefined) {
    if (declared.type === 'method_definition') {
      const method: Value = { kind: 'function', node: declared, frame: inside.parent, self: inside.self };
      return isGetter(declared) ? machine.call(method, { values: [], open: false }, inside.self) : method;
    }
    const init = child(declared, 'value');
    if (init !== undefined) value = machine.evaluate(init, inside);
  }
  const all = module.fieldChanges.within(name, node).filter((change) => above(change, isClass) === node);
  const isSetting = (change: SyntaxNode) =>
    change.type !== 'call_expression' || child(change, 'arguments')?.children[0]?.type === 'this';
  const isWhole = (change: SyntaxNode) => {
    if (!isSetting(change)) return false;
    const left = child(change, 'left');
    return left === undefined || child(bare(left), 'object')?.type === 'this';
  };
  const assigned: Value[] = [];
  for (const change of all.filter(isWhole)) {
    const right = child(change, 'right') ?? child(change, 'arguments')?.children[2];
    if (right === undefined) continue;
    const inConstructor = made !== undefined && encloses(made.owner, change);
    if (neverRuns(machine, change, inConstructor ? made : inside)) continue;
    assigned.push(machine.evaluate(right, inConstructor ? made : inside));
  }
  if (value === undefined && assigned.length === 0 && made !== undefined)
    value = parameterProperty(machine, made, name);
  if (value === undefined && assigned.length === 0) return declared === undefined ? undefined : unknown;
  const options = [...(value === undefined ? [] : [value]), ...assigned].filter(
    (option) =>
      !(option.kind === 'constant' && (option.value === undefined || option.value === null)) ||
      assigned.length === 0,
  );
  const changes = all.filter((change) => !isWhole(change) && !isLater(machine, change, inside));
  return changed(machine, eitherOf(machine, options), changes, node, {
    ...inside,
    parent: made ?? inside.parent,
  });
}

/** `this.settings.mode = mode` with something unknown: where options count as not given, nobody sets it. */
function isLater(machine: Machine, change: SyntaxNode, inside: Frame): boolean {
  const right = machine.usual && change.type === 'assignment_expression' ? child(change, 'right') : undefined;
  if (right === undefined) return false;
  return machine.watching(() => machine.evaluate(right, inside)).result.kind === 'unknown';
}

/** `constructor(private readonly name: string)` */
function parameterProperty(machine: Machine, made: Frame, name: string): Value | undefined {
  const module = machine.project.moduleOf(made.owner);
  const declaration = module.scopes.get(made.owner)?.get(name);
  if (declaration?.kind !== 'parameter') return undefined;
  const { pattern } = declaration;
  if (
    !/^(?:@\S+\s+)?(?:public|private|protected|readonly|override)\s/.test(
      pattern.source.text.slice(pattern.start, pattern.start + 60),
    )
  )
    return undefined;
  return machine.named(declaration, module, made);
}

function memberNamed(node: SyntaxNode, name: string, isStatic = false): SyntaxNode | undefined {
  return child(node, 'body')?.children.find((member) => {
    const key = child(member, 'name') ?? child(member, 'property');
    if (key === undefined) return false;
    const text = key.type === 'string' ? textOf(key).slice(1, -1) : textOf(key);
    return (
      text === name && isStatic === /(?:^|\s)static\s/.test(member.source.text.slice(member.start, key.start))
    );
  });
}

function superCall(maker: SyntaxNode): SyntaxNode | undefined {
  const stack: SyntaxNode[] = [maker];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.type === 'call_expression' && child(at, 'function')?.type === 'super') return at;
    if (!isClass(at)) stack.push(...at.children);
  }
  return undefined;
}

/** Static field, getter or method of a class, also when it is assigned after the class. */
export function staticOf(machine: Machine, of: ClassValue, name: string): Value | undefined {
  for (const known of lineage(machine, of)) {
    const declared = memberNamed(known.node, name, true);
    const frame: Frame = {
      owner: known.node,
      args: [],
      open: false,
      self: known,
      parent: known.frame,
      cache: new Map(),
    };
    if (declared?.type === 'method_definition') {
      const method: Value = { kind: 'function', node: declared, frame: known.frame, self: known };
      return isGetter(declared) ? machine.call(method, { values: [], open: false }, known) : method;
    }
    const init = declared === undefined ? undefined : child(declared, 'value');
    if (init !== undefined) return machine.evaluate(init, frame);
    const assigned = assignedStatics(machine, known).get(name);
    if (assigned !== undefined) return machine.evaluate(assigned, known.frame);
  }
  return undefined;
}

/** `add.description = "…"` after a function: what it holds beside its code. */
export function heldByFunction(machine: Machine, of: FunctionValue, name: string): Value | undefined {
  const assigned = assignedStatics(machine, of).get(name);
  return assigned === undefined ? undefined : machine.evaluate(assigned, of.frame);
}

/** `A.name = "add"` after the class, which compilers make of static fields. */
function assignedStatics(machine: Machine, of: ClassValue | FunctionValue): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  const module = machine.project.moduleOf(of.node);
  const { parent } = of.node;
  const holder =
    parent?.type === 'variable_declarator'
      ? child(parent, 'name')
      : parent?.type === 'assignment_expression'
        ? child(parent, 'left')
        : undefined;
  for (const name of [child(of.node, 'name'), holder]) {
    const declared = name === undefined ? undefined : lookUp(module, textOf(name), name);
    if (name === undefined || declared === undefined) continue;
    for (const change of meaning(module, 'changes', textOf(name), declared)) {
      const left = child(change, 'left');
      const right = child(change, 'right');
      const property = left === undefined ? undefined : child(bare(left), 'property');
      if (right !== undefined && property !== undefined && !found.has(textOf(property)))
        found.set(textOf(property), right);
    }
  }
  return found;
}

/** An instance of which nothing is known but its class. */
export function instanceOf(
  node: SyntaxNode,
  frame: Frame | undefined,
  asker: SyntaxNode | undefined,
): InstanceValue {
  const of: ClassValue = { kind: 'class', node, frame: homeFrame(node, frame) };
  return { kind: 'instance', of, args: [], open: true, asker, fields: new Map() };
}
