// Names to values: declarations, destructuring, and the changes made to what a name holds.
import { gateAll, keyOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { type Declaration, type Module, meaning } from './module.ts';
import { stringValue } from './strings.ts';
import { above, bare, child, encloses, finalName, isFunction, type SyntaxNode, textOf } from './syntax.ts';
import {
  type ArrayValue,
  absent,
  arrayOf,
  constant,
  type Frame,
  gate,
  objectOf,
  optionsOf,
  truth,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

/** Told what a name holds so far, for changes that read it themselves. */
type SoFar = (value: Value) => void;

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
  for (const assignment of meaning(module, 'assignments', name, declaration).slice(0, 200)) {
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
    real.length === 0 ? (options[0] ?? (declaration.init === undefined ? absent : unknown)) : unionOf(real);
  return changed(
    machine,
    value,
    meaning(module, 'changes', name, declaration),
    declaration.target,
    frame,
    soFar,
  );
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

function bound(pattern: SyntaxNode): SyntaxNode {
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

/** The part of a value that a pattern gives to one of its identifiers. */
export function destructured(
  machine: Machine,
  value: Value,
  pattern: SyntaxNode,
  target: SyntaxNode,
  frame: Frame | undefined,
): Value {
  if (pattern === target) return value;
  switch (pattern.type) {
    case 'required_parameter':
    case 'optional_parameter': {
      const inner = child(pattern, 'pattern') ?? child(pattern, 'name');
      return inner === undefined
        ? unknown
        : destructured(
            machine,
            orDefault(machine, value, child(pattern, 'value'), frame),
            inner,
            target,
            frame,
          );
    }
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = child(pattern, 'left');
      if (left === undefined) return unknown;
      const held =
        left.type === 'shorthand_property_identifier_pattern' ? machine.member(value, textOf(left)) : value;
      return destructured(
        machine,
        orDefault(machine, held, child(pattern, 'right'), frame),
        left,
        target,
        frame,
      );
    }
    case 'pair_pattern': {
      const key = child(pattern, 'key');
      const inner = child(pattern, 'value');
      const name = key === undefined ? undefined : keyOf(machine, key, frame);
      return name === undefined || inner === undefined
        ? unknown
        : destructured(machine, machine.member(value, name), inner, target, frame);
    }
    case 'rest_pattern':
      return value;
    case 'object_pattern': {
      const part = pattern.children.find((candidate) => encloses(candidate, target));
      if (part === undefined) return unknown;
      if (part.type === 'shorthand_property_identifier_pattern') return machine.member(value, textOf(part));
      if (part.type === 'rest_pattern') return without(value, pattern);
      return destructured(machine, value, part, target, frame);
    }
    case 'array_pattern': {
      // Holes have no node; counting commas keeps the positions right.
      const part = pattern.children.find((candidate) => encloses(candidate, target));
      if (part === undefined) return unknown;
      let index = 0;
      let from = pattern.start;
      for (const before of pattern.children) {
        index += commas(pattern.source.text.slice(from, before.start));
        from = before.end;
        if (before === part) break;
      }
      if (part.type === 'rest_pattern') {
        return value.kind === 'array' ? arrayOf(value.items.slice(index), value.open) : unknown;
      }
      return destructured(machine, machine.member(value, String(index)), part, target, frame);
    }
    default:
      return unknown;
  }
}

function commas(text: string): number {
  return text.split(',').length - 1;
}

function orDefault(
  machine: Machine,
  value: Value,
  fallback: SyntaxNode | undefined,
  frame: Frame | undefined,
): Value {
  if (fallback === undefined || value.kind !== 'constant' || value.value !== undefined) return value;
  return machine.evaluate(fallback, frame);
}

function without(value: Value, pattern: SyntaxNode): Value {
  if (value.kind !== 'object') return unknown;
  const members = new Map(value.members);
  for (const part of pattern.children) {
    const key = child(part, 'key') ?? child(part, 'left') ?? part;
    members.delete(textOf(key));
  }
  return objectOf(members, value.open, value.at);
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

const mostChanges = 2000;

/** What a list, map or object holds after all the changes made to it, wherever they stand. */
export function changed(
  machine: Machine,
  value: Value,
  changes: readonly SyntaxNode[],
  target: SyntaxNode,
  frame: Frame | undefined,
  soFar: SoFar = () => {},
): Value {
  if (changes.length === 0) return value;
  const held = optionsOf(value).find(
    (option) => option.kind === 'array' || option.kind === 'map' || option.kind === 'object',
  );
  if (held === undefined) return value;
  let result: Value = held;
  const home = above(target, isFunction);
  for (const change of changes.slice(0, mostChanges)) {
    soFar(result);
    for (const [context, condition] of reached(machine, change, home, frame)) {
      result = appliedBelow(machine, result, pathOf(change), change, context, condition);
    }
  }
  return result;
}

/** The frames under which a change happens, with the condition it stands under. */
function reached(
  machine: Machine,
  change: SyntaxNode,
  home: SyntaxNode | undefined,
  frame: Frame | undefined,
): readonly (readonly [Frame | undefined, string | undefined])[] {
  const around = above(change, isFunction);
  const found = machine.contexts(
    change,
    (context) => {
      // Inside the home function arguments are what they are; elsewhere the callers have to be asked.
      if (around === home) return;
      if (change.type === 'call_expression' && isExportCall(change)) return;
      for (const part of changeParts(change)) machine.evaluate(part, context);
    },
    frame,
  );
  return found.flatMap((context) => {
    const condition = conditionOf(machine, change, context);
    return condition === false ? [] : [[context, condition] as const];
  });
}

function changeParts(change: SyntaxNode): readonly SyntaxNode[] {
  const list = child(change, 'arguments');
  if (list !== undefined)
    return list.children.map((part) => (part.type === 'spread_element' ? (part.children[0] ?? part) : part));
  const left = child(change, 'left');
  const right = child(change, 'right');
  const index = left === undefined ? undefined : child(left, 'index');
  return [index, right].filter((part) => part !== undefined);
}

/** The unknown conditions around a place, up to its function; false when one is known not to hold. */
export function conditionOf(
  machine: Machine,
  place: SyntaxNode,
  frame: Frame | undefined,
): string | undefined | false {
  let text: string | undefined;
  let inner = place;
  for (let at = place.parent; at !== undefined && !isFunction(at); inner = at, at = at.parent) {
    if (returnedBefore(machine, at, inner, frame)) return false;
    if (at.type === 'switch_case' || at.type === 'switch_default') {
      if (isOtherCase(machine, at, frame)) return false;
      continue;
    }
    if (at.type !== 'if_statement' && at.type !== 'ternary_expression') continue;
    const condition = child(at, 'condition');
    if (condition === undefined || inner === condition) continue;
    const isElse = inner.field === 'alternative';
    const known = truth(machine.evaluate(condition, frame));
    if (known !== undefined && known === isElse) return false;
    if (known !== undefined || text !== undefined) continue;
    const words = textOf(bare(condition)).replace(/\s+/g, ' ').slice(0, 120);
    text = isElse ? `not: ${words}` : words;
  }
  return text;
}

const mostGuards = 20;

/** True when an earlier `if (…) return` or `continue` of the same block is known to have left a function or loop that is bound. */
function returnedBefore(
  machine: Machine,
  block: SyntaxNode,
  inner: SyntaxNode,
  frame: Frame | undefined,
): boolean {
  if (block.type !== 'statement_block' && block.type !== 'switch_case') return false;
  const guards = block.children.slice(0, block.children.indexOf(inner)).filter((statement) => {
    const then = statement.type === 'if_statement' ? child(statement, 'consequence') : undefined;
    const last = then?.type === 'statement_block' ? then.children.at(-1) : then;
    return last?.type === 'return_statement' || last?.type === 'continue_statement';
  });
  if (guards.length === 0) return false;
  const owner = above(block, (at) => isFunction(at) || at.type === 'for_in_statement');
  let bound = frame;
  while (bound !== undefined && bound.owner !== owner) bound = bound.parent;
  if (bound === undefined) return false;
  return guards.slice(0, mostGuards).some((guard) => {
    const condition = child(guard, 'condition');
    return condition !== undefined && truth(machine.evaluate(condition, frame)) === true;
  });
}

/** True for a branch of a switch that its value, being known, does not take. */
function isOtherCase(machine: Machine, branch: SyntaxNode, frame: Frame | undefined): boolean {
  const body = branch.parent;
  const subject = body?.parent === undefined ? undefined : child(body.parent, 'value');
  if (body === undefined || subject === undefined) return false;
  const value = machine.evaluate(subject, frame);
  if (value.kind !== 'constant') return false;
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

/** The keys from the changed name down to what the change is made to, outermost first. */
function pathOf(change: SyntaxNode): readonly SyntaxNode[] {
  const callee = child(change, 'function');
  const isAssign = callee !== undefined && finalName(callee) === 'assign';
  const first =
    isAssign || (callee !== undefined && isExportCall(change))
      ? child(change, 'arguments')?.children[0]
      : undefined;
  const target = first ?? child(bare(callee ?? child(change, 'left') ?? change), 'object');
  const keys: SyntaxNode[] = [];
  for (let at = target === undefined ? undefined : bare(target); at !== undefined; ) {
    const object = child(at, 'object');
    if (object === undefined || object.type === 'this') break;
    keys.unshift(at);
    at = bare(object);
  }
  return keys;
}

/** Makes a change below a value; where the way down is not known, the value may hold more than is seen. */
function appliedBelow(
  machine: Machine,
  held: Value,
  path: readonly SyntaxNode[],
  change: SyntaxNode,
  frame: Frame | undefined,
  condition: string | undefined,
): Value {
  const [step, ...rest] = path;
  if (step === undefined) return applied(machine, held, change, frame, condition);
  if (held.kind !== 'object') return held;
  const property = child(step, 'property');
  const index = child(step, 'index');
  const key =
    property !== undefined
      ? constant(textOf(property))
      : index === undefined
        ? unknown
        : machine.evaluate(index, frame);
  const name = key.kind === 'constant' ? String(key.value) : undefined;
  const inner = name === undefined ? undefined : held.members.get(name);
  if (name === undefined || inner === undefined) return { ...held, open: true };
  const members = new Map(held.members);
  members.set(name, appliedBelow(machine, inner, rest, change, frame, condition));
  return { ...held, members };
}

function applied(
  machine: Machine,
  held: Value,
  change: SyntaxNode,
  frame: Frame | undefined,
  condition: string | undefined,
): Value {
  if (change.type === 'call_expression') {
    const callee = child(change, 'function');
    const method = callee === undefined ? undefined : finalName(callee);
    const given = machine.argumentsOf(change, frame);
    const items = given.values.map((item) => gate(item, condition));
    if (isExportCall(change)) return deferring(held, change, frame);
    if (method === 'assign') return assignedInto(held, given.values.slice(1));
    if (held.kind === 'array') {
      if (method === 'splice') return appended(held, items.slice(2), given.open);
      return appended(held, items, given.open, condition !== undefined);
    }
    if (held.kind === 'map' && method === 'set') {
      const [key = unknown, item = unknown] = given.values;
      return { ...held, entries: [...held.entries, [key, gate(item, condition)]] };
    }
    return held;
  }
  const left = child(change, 'left');
  const right = child(change, 'right');
  if (left === undefined || right === undefined || held.kind !== 'object') return held;
  const target = bare(left);
  const property = child(target, 'property');
  const index = child(target, 'index');
  const item = gateAll(machine.evaluate(right, frame), condition);
  const keys =
    property !== undefined
      ? [constant(textOf(property))]
      : index === undefined
        ? []
        : optionsOf(machine.evaluate(index, frame));
  const members = new Map(held.members);
  let { open } = held;
  for (const key of keys) {
    if (key.kind === 'constant') {
      const name = String(key.value);
      const before = members.get(name);
      members.set(name, before !== undefined && condition !== undefined ? unionOf([before, item]) : item);
    } else open = true;
  }
  return { ...held, members, open };
}

/** `__export(names, {a: () => b})`, under whatever name the bundler gave it. */
function isExportCall(change: SyntaxNode): boolean {
  const callee = child(change, 'function');
  return callee?.type === 'identifier';
}

function deferring(held: Value, change: SyntaxNode, frame: Frame | undefined): Value {
  const getters = child(change, 'arguments')?.children[1];
  if (held.kind !== 'object' || getters === undefined) return held;
  const members = new Map(held.members);
  for (const pair of getters.children) {
    const key = child(pair, 'key');
    const value = child(pair, 'value');
    const node = value === undefined ? undefined : child(value, 'body');
    if (key !== undefined && node !== undefined)
      members.set(key.type === 'string' ? stringValue(key) : textOf(key), { kind: 'deferred', node, frame });
  }
  return { ...held, members };
}

function appended(held: ArrayValue, items: readonly Value[], open: boolean, loose = false): ArrayValue {
  return arrayOf([...held.items, ...items], held.open || open, held.loose === true || loose);
}

function assignedInto(held: Value, sources: readonly Value[]): Value {
  if (held.kind !== 'object') return held;
  const members = new Map(held.members);
  let { open } = held;
  for (const source of sources.flatMap(optionsOf)) {
    if (source.kind === 'object') for (const [name, member] of source.members) members.set(name, member);
    if (source.kind !== 'object' || source.open) open = true;
  }
  return { ...held, members, open };
}
