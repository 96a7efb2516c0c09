// Names to values: declarations, parameters, loop variables, enums and namespaces.

import { type Declaration, type Module, meaning } from '../modules/module.ts';
import { stringValue } from '../modules/strings.ts';
import { above, bare, child, encloses, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { appended, isAddition } from './appended.ts';
import { changed } from './changes.ts';
import { changesElsewhere } from './changes-elsewhere.ts';
import { destructured } from './destructuring.ts';
import type { Machine } from './machine.ts';
import { neverRuns } from './never-runs.ts';
import { eitherOf, settable } from './settings.ts';
import { absent, arrayOf, constant, type Frame, objectOf, unionOf, unknown, type Value } from './values.ts';

/** Told what a name holds so far, for changes that read it themselves. */
export type SoFar = (value: Value) => void;

/** The value of a declared name; see `Machine.named`. */
export function valueOfName(
  machine: Machine,
  declaration: Declaration,
  module: Module,
  frame: Frame | undefined,
  soFar: SoFar = () => {},
): Value {
  switch (declaration.kind) {
    case 'import': {
      const data = machine.project.json.textOf(module.path, declaration.from);
      if (data !== undefined) {
        const value = machine.project.json.valueOf(data);
        return declaration.name === '*' || declaration.name === 'default'
          ? value
          : machine.member(value, declaration.name);
      }
      const path = machine.project.resolve(module.path, declaration.from);
      if (path !== undefined) return machine.exported(path, declaration.name);
      return {
        kind: 'external',
        from: declaration.from,
        path: declaration.name === '*' ? [] : [declaration.name],
      };
    }
    case 'function':
      return {
        kind: 'function',
        node: declaration.node,
        frame: homeFrame(declaration.node, frame),
        self: undefined,
      };
    case 'class':
      return { kind: 'class', node: declaration.node, frame: homeFrame(declaration.node, frame) };
    case 'enum':
      return enumValue(machine, declaration.node, frame);
    case 'namespace':
      return namespaceValue(machine, module, declaration.node, frame);
    case 'variable':
      return variable(machine, declaration, module, homeFrame(declaration.target, frame), soFar);
    case 'parameter':
      return parameter(machine, declaration, module, frame, soFar);
    case 'loop':
      return loopVariable(machine, declaration, frame);
    default:
      return unknown;
  }
}

/** The innermost frame whose function or loop is around a place: what a name declared there can depend on. */
export function homeFrame(place: SyntaxNode, frame: Frame | undefined): Frame | undefined {
  let at = frame;
  while (at !== undefined && !(encloses(at.owner, place) && at.owner !== place)) at = at.parent;
  return at;
}

type Variable = Extract<Declaration, { kind: 'variable' }>;

type Parameter = Extract<Declaration, { kind: 'parameter' }>;

function variable(
  machine: Machine,
  declaration: Variable,
  module: Module,
  frame: Frame | undefined,
  soFar: SoFar,
): Value {
  const name = textOf(declaration.target);
  const options: Value[] = [];
  if (declaration.init !== undefined) {
    const whole = machine.evaluate(declaration.init, frame);
    options.push(destructured(machine, whole, declaration.pattern, declaration.target, frame));
  }
  const assignments = meaning(module, 'assignments', name, declaration).slice(0, 200);
  const [start] = options;
  if (start !== undefined && assignments.length > 0 && assignments.every(isAddition)) {
    const whole = appended(machine, start, assignments, declaration.target, frame);
    if (whole !== undefined) return whole;
  }
  for (const assignment of assignments) {
    if (neverRuns(machine, assignment, homeFrame(assignment, frame))) continue;
    const compiled = compiledObject(machine, assignment, frame);
    const right = child(assignment, 'right');
    if (compiled !== undefined) options.push(compiled);
    else if (
      right !== undefined &&
      !/^(?:[-*/%+]|&&)=/.test(assignment.source.text.slice(assignment.children[0]?.end, right.start).trim())
    ) {
      options.push(machine.evaluate(right, homeFrame(assignment, frame)));
    } else options.push(unknown);
  }
  const real = options.filter(
    (option) => !(option.kind === 'constant' && (option.value === undefined || option.value === null)),
  );
  const value =
    real.length === 0
      ? (options[0] ?? (declaration.init === undefined ? absent : unknown))
      : eitherOf(
          machine,
          real.length < options.length || isSometimes(declaration) ? real.map(perhaps) : real,
        );
  return changed(
    machine,
    value,
    [
      ...meaning(module, 'changes', name, declaration),
      ...changesElsewhere(machine, module, declaration, name),
    ],
    declaration.target,
    frame,
    soFar,
  );
}

/** A text that is there only in some cases: it still names what it names, but decides nothing. */
function perhaps(value: Value): Value {
  return typeof (value.kind === 'constant' ? value.value : undefined) === 'string' ? settable(value) : value;
}

/** True for a name that is declared without a value, to get one under a condition. */
function isSometimes({ init, target }: Variable): boolean {
  return init === undefined && target.parent?.type === 'variable_declarator';
}

/** TypeScript compiles an enum or a namespace to `(function (X) { X["A"] = "a"; })(X || (X = {}))`. */
function compiledObject(
  machine: Machine,
  assignment: SyntaxNode,
  frame: Frame | undefined,
): Value | undefined {
  const call = above(assignment, (node) => node.type === 'call_expression');
  const callee = call === undefined ? undefined : child(call, 'function');
  const list = call === undefined ? undefined : child(call, 'arguments');
  if (callee === undefined || list === undefined || !encloses(list, assignment)) return undefined;
  const maker = bare(callee);
  const [target] = child(maker, 'parameters')?.children ?? [];
  if (!isFunction(maker) || target === undefined) return undefined;
  const module = machine.project.moduleOf(maker);
  const parameterName = target.type === 'identifier' ? target : (child(target, 'pattern') ?? target);
  const declaration = module.scopes.get(maker)?.get(textOf(parameterName));
  if (declaration === undefined) return undefined;
  const inner: Frame = {
    owner: maker,
    args: [objectOf(new Map(), false, assignment)],
    open: false,
    self: undefined,
    parent: frame,
    cache: new Map(),
  };
  return machine.named(declaration, module, inner);
}

function parameter(
  machine: Machine,
  declaration: Parameter,
  module: Module,
  frame: Frame | undefined,
  soFar: SoFar,
): Value {
  let at = frame;
  while (at !== undefined && at.owner !== declaration.owner) at = at.parent;
  if (at === undefined) {
    machine.need(declaration.owner);
    return unknown;
  }
  const pattern = bound(declaration.pattern);
  const given: Value =
    pattern.type === 'rest_pattern'
      ? arrayOf(at.args.slice(declaration.index), at.open)
      : (at.args[declaration.index] ?? (at.open ? unknown : absent));
  const value = destructured(machine, given, declaration.pattern, declaration.target, at);
  const name = textOf(declaration.target);
  const changes = meaning(module, 'changes', name, declaration);
  return changed(machine, value, changes, declaration.target, at, soFar);
}

export function bound(pattern: SyntaxNode): SyntaxNode {
  const inner =
    child(pattern, 'pattern') ?? (pattern.type === 'assignment_pattern' ? child(pattern, 'left') : undefined);
  return inner ?? pattern;
}

function loopVariable(
  machine: Machine,
  declaration: Extract<Declaration, { kind: 'loop' }>,
  frame: Frame | undefined,
): Value {
  for (let at = frame; at !== undefined; at = at.parent) {
    if (at.owner !== declaration.loop) continue;
    return destructured(machine, at.args[0] ?? unknown, declaration.pattern, declaration.target, at);
  }
  const items = loopElements(machine, declaration.loop, frame);
  return unionOf([
    ...items.items.map((item) => destructured(machine, item, declaration.pattern, declaration.target, frame)),
    ...(items.open ? [unknown] : []),
  ]);
}

/** What `for (… of right)` or `for (… in right)` goes through. */
export function loopElements(machine: Machine, loop: SyntaxNode, frame: Frame | undefined) {
  const left = child(loop, 'left');
  const right = child(loop, 'right');
  if (left === undefined || right === undefined) return { items: [], open: true };
  const value = machine.evaluate(right, frame);
  const isIn = /\bin\s*$/.test(loop.source.text.slice(left.end, right.start));
  if (!isIn) return machine.elements(value);
  if (value.kind === 'object')
    return { items: [...value.members.keys()].map((key) => constant(key, value.at)), open: value.open };
  return { items: [], open: true };
}

function enumValue(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const members = new Map<string, Value>();
  let next = 0;
  for (const part of child(node, 'body')?.children ?? []) {
    const name = part.type === 'enum_assignment' ? child(part, 'name') : part;
    const value = part.type === 'enum_assignment' ? child(part, 'value') : undefined;
    if (name === undefined) continue;
    const known = value === undefined ? constant(next, part) : machine.evaluate(value, frame);
    if (known.kind === 'constant' && typeof known.value === 'number') next = known.value + 1;
    members.set(name.type === 'string' ? stringValue(name) : textOf(name), known);
  }
  return objectOf(members, false, node);
}

function namespaceValue(machine: Machine, module: Module, node: SyntaxNode, frame: Frame | undefined): Value {
  const body = child(node, 'body');
  const members = new Map<string, Value>();
  for (const [name, declaration] of (body === undefined ? undefined : module.scopes.get(body)) ?? []) {
    members.set(name, machine.named(declaration, module, frame));
  }
  return objectOf(members, false, node);
}
