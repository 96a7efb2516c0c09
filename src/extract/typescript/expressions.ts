// Expressions to values.
import { dedented } from './dedented.ts';
import { type Arguments, type Machine, noArguments } from './machine.ts';
import { callMethod } from './methods.ts';
import { lookUp } from './module.ts';
import { stringValue, templatePieces } from './strings.ts';
import {
  above,
  bare,
  child,
  encloses,
  finalName,
  isClass,
  isFunction,
  type SyntaxNode,
  textOf,
} from './syntax.ts';
import {
  absent,
  arrayOf,
  constant,
  type Frame,
  gate,
  longestText,
  objectOf,
  optionsOf,
  truth,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

/** The value of an expression that is not an identifier bound elsewhere; see `Machine.evaluate`. */
export function evaluateExpression(machine: Machine, given: SyntaxNode, frame: Frame | undefined): Value {
  const node = bare(given);
  switch (node.type) {
    case 'string':
      return constant(stringValue(node), node);
    case 'number':
      return constant(numberIn(textOf(node)), node);
    case 'true':
    case 'false':
      return constant(node.type === 'true', node);
    case 'null':
      return constant(null, node);
    case 'undefined':
      return absent;
    case 'template_string':
      return template(machine, node, frame);
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'type_identifier':
      return identifier(machine, node, frame);
    case 'this':
      return thisValue(machine, node, frame);
    case 'regex':
      return objectOf(new Map([['source', constant(regexSource(textOf(node)), node)]]), false, node);
    case 'object':
      return objectLiteral(machine, node, frame);
    case 'array':
      return arrayLiteral(machine, node, frame);
    case 'member_expression':
      return memberExpression(machine, node, frame);
    case 'subscript_expression':
      return subscript(machine, node, frame);
    case 'call_expression':
      return callExpression(machine, node, frame);
    case 'new_expression':
      return newExpression(machine, node, frame);
    case 'unary_expression':
      return unary(machine, node, frame);
    case 'binary_expression':
      return binary(machine, node, frame);
    case 'ternary_expression':
      return conditional(machine, node, frame);
    case 'assignment_expression': {
      const right = child(node, 'right');
      return right === undefined ? unknown : machine.evaluate(right, frame);
    }
    case 'augmented_assignment_expression': {
      const right = child(node, 'right');
      return right === undefined || !/[|?&]=/.test(between(node)) ? unknown : machine.evaluate(right, frame);
    }
    case 'sequence_expression': {
      const last = node.children.at(-1);
      return last === undefined ? unknown : machine.evaluate(last, frame);
    }
    default:
      if (isFunction(node)) return { kind: 'function', node, frame, self: thisValue(machine, node, frame) };
      if (isClass(node)) return { kind: 'class', node, frame };
      return unknown;
  }
}

function between(node: SyntaxNode): string {
  const [left, right] = [node.children[0], node.children.at(-1)];
  return left === undefined || right === undefined ? '' : node.source.text.slice(left.end, right.start);
}

function numberIn(text: string): number {
  return Number(text.replaceAll('_', '').replace(/n$/, ''));
}

function regexSource(text: string): string {
  return text.slice(1, text.lastIndexOf('/'));
}

function template(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const parts = templatePieces(node).map((piece) =>
    typeof piece === 'string' ? [{ text: piece, sure: true }] : textsOf(machine.evaluate(piece, frame)),
  );
  return together(parts, node);
}

/** A value inside a text: what it prints as, an ellipsis when that is unknown. */
function textsOf(value: Value): Text[] {
  return optionsOf(value)
    .slice(0, 20)
    .map((option) => {
      if (option.kind === 'constant') return { text: String(option.value), sure: true };
      if (option.kind === 'pattern') return { text: option.text, sure: false };
      if (option.kind === 'array' && !option.open) {
        const parts = option.items.map((item) => textsOf(item)[0] ?? { text: '…', sure: false });
        return { text: parts.map((part) => part.text).join(','), sure: parts.every((part) => part.sure) };
      }
      return { text: '…', sure: false };
    });
}

interface Text {
  readonly text: string;
  readonly sure: boolean;
}

/** Every way in which the parts can be put together, as values. */
function together(parts: readonly (readonly Text[])[], node: SyntaxNode): Value {
  let texts: readonly Text[] = [{ text: '', sure: true }];
  for (const part of parts) {
    texts = texts
      .flatMap((before) =>
        part.map((more) => ({ text: before.text + more.text, sure: before.sure && more.sure })),
      )
      .slice(0, 50);
    if (texts.some((text) => text.text.length > longestText)) return unknown;
  }
  return unionOf(
    texts.map(({ text, sure }): Value => (sure ? constant(text, node) : { kind: 'pattern', text, at: node })),
  );
}

function identifier(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const name = textOf(node);
  const module = machine.project.moduleOf(node);
  const declaration = lookUp(module, name, node);
  if (declaration !== undefined) return machine.named(declaration, module, frame);
  if (name === 'exports') return { kind: 'namespace', path: module.path };
  if (name === 'NaN' || name === 'Infinity') return constant(Number(name), node);
  return { kind: 'external', from: '', path: [name] };
}

/** What `this` is: from the frame of the method or class around, otherwise any instance of that class. */
export function thisValue(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const owner = above(node, (at) => (isFunction(at) && at.type !== 'arrow_function') || isClass(at));
  if (owner === undefined) return unknown;
  for (let at = frame; at !== undefined; at = at.parent) {
    if (at.owner === owner && at.self !== undefined) return at.self;
  }
  const home = isClass(owner) ? owner : owner.parent?.type === 'class_body' ? owner.parent.parent : undefined;
  if (home === undefined) return unknown;
  for (let at = frame; at !== undefined; at = at.parent) {
    if (at.self?.kind === 'instance' && encloses(at.owner, home)) return at.self;
    if (at.owner === home && at.self !== undefined) return at.self;
  }
  return isClass(home) ? machine.anyInstance(home, frame, owner) : unknown;
}

function objectLiteral(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const members = new Map<string, Value>();
  let open = false;
  for (const part of node.children) {
    switch (part.type) {
      case 'pair': {
        const key = child(part, 'key');
        const value = child(part, 'value');
        const name = key === undefined ? undefined : keyOf(machine, key, frame);
        if (name === undefined || value === undefined) open = true;
        else members.set(name, machine.evaluate(value, frame));
        break;
      }
      case 'shorthand_property_identifier':
        members.set(textOf(part), machine.evaluate(part, frame));
        break;
      case 'method_definition': {
        const key = child(part, 'name');
        const name = key === undefined ? undefined : keyOf(machine, key, frame);
        if (name === undefined) open = true;
        else {
          const method: Value = { kind: 'function', node: part, frame, self: undefined };
          members.set(
            name,
            isGetter(part) ? machine.call(method, { values: [], open: false }, undefined) : method,
          );
        }
        break;
      }
      case 'spread_element': {
        const [inner] = part.children;
        const value = inner === undefined ? unknown : machine.evaluate(inner, frame);
        for (const option of optionsOf(value)) open = spreadInto(machine, members, option) || open;
        break;
      }
    }
  }
  return objectOf(members, open, node);
}

/** Adds what a spread brings; true when it may bring more than was added. */
export function spreadInto(machine: Machine, members: Map<string, Value>, value: Value): boolean {
  switch (value.kind) {
    case 'object':
      for (const [name, member] of value.members) members.set(name, member);
      return value.open;
    case 'namespace': {
      const module = machine.project.module(value.path);
      for (const name of module?.exports.keys() ?? []) members.set(name, machine.exported(value.path, name));
      return (module?.stars.length ?? 0) > 0;
    }
    case 'zod':
      for (const [name, member] of value.shape ?? []) members.set(name, member);
      return value.shape === undefined;
    case 'instance':
      for (const name of ['name', 'description', 'inputSchema', 'annotations', 'title']) {
        const member = machine.field(value, name);
        if (member !== undefined) members.set(name, member);
      }
      return true;
    case 'constant':
      return false;
    default:
      return true;
  }
}

/** True for `get name() {…}`. */
export function isGetter(method: SyntaxNode): boolean {
  const name = child(method, 'name');
  return name !== undefined && /(?:^|\s)get\s/.test(method.source.text.slice(method.start, name.start));
}

/** The text of a property key; undefined when it is made at run time. */
export function keyOf(machine: Machine, key: SyntaxNode, frame: Frame | undefined): string | undefined {
  if (key.type === 'string') return stringValue(key);
  if (key.type !== 'computed_property_name') return textOf(key);
  const [inner] = key.children;
  const value = inner === undefined ? unknown : machine.evaluate(inner, frame);
  return value.kind === 'constant' ? String(value.value) : undefined;
}

function arrayLiteral(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const { values, open } = listed(machine, node.children, frame);
  return arrayOf(values, open);
}

/** Elements of an array literal or of an argument list. */
export function listed(machine: Machine, nodes: readonly SyntaxNode[], frame: Frame | undefined): Arguments {
  const values: Value[] = [];
  let open = false;
  for (const part of nodes) {
    if (part.type !== 'spread_element') {
      values.push(machine.evaluate(part, frame));
      continue;
    }
    const [inner] = part.children;
    const found = machine.elements(inner === undefined ? unknown : machine.evaluate(inner, frame));
    for (const item of found.items) values.push(item);
    open ||= found.open;
  }
  return { values, open };
}

function memberExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const object = child(node, 'object');
  const property = child(node, 'property');
  if (object === undefined || property === undefined) return unknown;
  if (object.type === 'super') return machine.member(thisValue(machine, node, frame), textOf(property));
  return machine.member(machine.evaluate(object, frame), textOf(property));
}

function subscript(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const object = child(node, 'object');
  const index = child(node, 'index');
  if (object === undefined || index === undefined) return unknown;
  const value = machine.evaluate(object, frame);
  const keys = optionsOf(machine.evaluate(index, frame)).map((key) => {
    if (key.kind === 'constant') return machine.member(value, String(key.value));
    if (value.kind === 'object' && !value.open) return unionOf([...value.members.values()]);
    if (value.kind === 'array' && !value.open) return unionOf(value.items);
    return unknown;
  });
  return unionOf(keys);
}

function callExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const calleeNode = child(node, 'function');
  if (calleeNode === undefined) return unknown;
  const list = child(node, 'arguments');
  if (list?.type === 'template_string') {
    const text = template(machine, list, frame);
    return /dedent|outdent/i.test(textOf(calleeNode)) ? dedented(text) : text;
  }
  if (calleeNode.type === 'import') {
    const [path] = machine.argumentsOf(node, frame).values;
    if (path?.kind !== 'constant' || typeof path.value !== 'string') return unknown;
    return moduleValue(machine, node, path.value);
  }
  const callee = bare(calleeNode);
  const target = callee.type === 'sequence_expression' ? (callee.children.at(-1) ?? callee) : callee;
  if (target.type === 'member_expression') {
    const object = child(target, 'object');
    const property = child(target, 'property');
    if (object === undefined || property === undefined) return unknown;
    const self = object.type === 'super' ? thisValue(machine, node, frame) : machine.evaluate(object, frame);
    return callMethod(machine, self, textOf(property), node, frame);
  }
  if (target.type === 'super') return unknown;
  const steps = list?.children.at(-1);
  if (steps?.type === 'generator_function') {
    // `__awaiter(this, void 0, void 0, function* () {…})`, under whatever name the compiler gave it.
    return machine.call(machine.evaluate(steps, frame), noArguments, undefined);
  }
  if (steps !== undefined && finalName(target) === '__generator') return generated(machine, steps, frame);
  const given = machine.argumentsOf(node, frame);
  if (target.type === 'identifier') {
    const [first] = given.values;
    const name = textOf(target);
    if (name === 'require' && first?.kind === 'constant' && typeof first.value === 'string') {
      return moduleValue(machine, node, first.value);
    }
    if (/^_*(?:importDefault|importStar|interopRequire\w*|toESM)\w*$/.test(name) && first !== undefined) {
      return withDefault(first);
    }
  }
  return machine.call(machine.evaluate(target, frame), given, undefined);
}

/** The results of a function compiled to a state machine, where `return x` became `return [2, x]`. */
function generated(machine: Machine, steps: SyntaxNode, frame: Frame | undefined): Value {
  const results = optionsOf(machine.call(machine.evaluate(steps, frame), noArguments, undefined)).flatMap(
    (step) => {
      if (step.kind !== 'array' || step.items.length !== 2) return [];
      const [code, result] = step.items;
      return code?.kind === 'constant' && code.value === 2 && result !== undefined ? [result] : [];
    },
  );
  return unionOf(results);
}

/** What interop makes of a CommonJS value: the same, reachable as `default` too. */
function withDefault(value: Value): Value {
  if (value.kind !== 'object') return value;
  return objectOf(new Map([...value.members, ['default', value]]), value.open, value.at);
}

function moduleValue(machine: Machine, at: SyntaxNode, specifier: string): Value {
  const path = machine.project.resolve(at.source.path, specifier);
  return path === undefined ? { kind: 'external', from: specifier, path: [] } : { kind: 'namespace', path };
}

function newExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const called = child(node, 'constructor');
  if (called === undefined) return unknown;
  const callee = machine.evaluate(called, frame);
  if (callee.kind === 'class') {
    const given = machine.argumentsOf(node, frame);
    return { kind: 'instance', of: callee, args: given.values, open: given.open, fields: new Map() };
  }
  if (callee.kind !== 'external' || callee.from !== '') return unknown;
  const [first] = machine.argumentsOf(node, frame).values;
  const [name] = callee.path;
  if (name === 'Map' || name === 'WeakMap') {
    if (first === undefined) return { kind: 'map', entries: [], open: false };
    const pairs = machine.elements(first);
    const entries = pairs.items.map((pair): readonly [Value, Value] => [
      machine.member(pair, '0'),
      machine.member(pair, '1'),
    ]);
    return { kind: 'map', entries, open: pairs.open };
  }
  if (name === 'Set' || name === 'Array') {
    if (first === undefined) return arrayOf([]);
    if (name === 'Array') return arrayOf([], true);
    const found = machine.elements(first);
    return arrayOf(found.items, found.open, first.kind !== 'array' || first.loose);
  }
  return unknown;
}

function unary(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const argument = child(node, 'argument');
  if (argument === undefined) return unknown;
  const operator = node.source.text.slice(node.start, argument.start).trim();
  if (operator === 'void') return absent;
  const value = machine.evaluate(argument, frame);
  if (operator === '!') {
    const known = truth(value);
    return known === undefined ? unknown : constant(!known, node);
  }
  if (operator === 'typeof' && value.kind !== 'constant') return typeName(value, node);
  if (value.kind !== 'constant') return unknown;
  if (operator === '-') return constant(-Number(value.value), node);
  if (operator === '+') return constant(Number(value.value), node);
  if (operator === 'typeof') return constant(value.value === null ? 'object' : typeof value.value, node);
  return unknown;
}

function typeName(value: Value, node: SyntaxNode): Value {
  switch (value.kind) {
    case 'object':
    case 'array':
    case 'map':
    case 'zod':
    case 'instance':
    case 'namespace':
      return constant('object', node);
    case 'function':
    case 'class':
      return constant('function', node);
    case 'pattern':
      return constant('string', node);
    default:
      return unknown;
  }
}

function binary(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (left === undefined || right === undefined) return unknown;
  const operator = node.source.text
    .slice(left.end, right.start)
    .replace(/\/\*[^*]*\*\/|\/\/[^\n]*\n/g, '')
    .trim();
  // A long chain of `a + b + c` leans to the left; taking it apart keeps the recursion flat.
  if (operator === '+') return sum(machine, node, frame);
  const a = machine.evaluate(left, frame);
  if (operator === '||' || operator === '??') {
    const known =
      operator === '||'
        ? truth(a)
        : a.kind === 'constant'
          ? a.value !== null && a.value !== undefined
          : truth(a);
    if (known === true) return a;
    const b = machine.evaluate(right, frame);
    if (known === false || fromEnvironment(a)) return b;
    return a.kind === 'unknown' && b.kind === 'constant' ? unknown : unionOf([a, b]);
  }
  if (operator === '&&') {
    const known = truth(a);
    if (known === false) return a;
    const b = machine.evaluate(right, frame);
    return known === true ? b : unionOf([absent, gate(b, conditionText(left))]);
  }
  const b = machine.evaluate(right, frame);
  if (a.kind !== 'constant' || b.kind !== 'constant') return unknown;
  switch (operator) {
    case '===':
    case '==':
      return constant(a.value === b.value, node);
    case '!==':
    case '!=':
      return constant(a.value !== b.value, node);
  }
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return unknown;
  switch (operator) {
    case '-':
      return constant(a.value - b.value, node);
    case '*':
      return constant(a.value * b.value, node);
    case '/':
      return constant(a.value / b.value, node);
    case '**':
      return constant(a.value ** b.value, node);
    case '<':
      return constant(a.value < b.value, node);
    case '>':
      return constant(a.value > b.value, node);
    case '<=':
      return constant(a.value <= b.value, node);
    case '>=':
      return constant(a.value >= b.value, node);
    default:
      return unknown;
  }
}

function sum(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const parts: SyntaxNode[] = [];
  let at = node;
  for (;;) {
    const left = child(at, 'left');
    const right = child(at, 'right');
    if (at.type !== 'binary_expression' || left === undefined || right === undefined) break;
    if (node.source.text.slice(left.end, right.start).trim() !== '+') break;
    parts.push(right);
    at = bare(left);
  }
  const values = [at, ...parts.reverse()].map((part) => machine.evaluate(part, frame));
  if (values.every((value) => value.kind === 'constant' && typeof value.value === 'number')) {
    return constant(
      values.reduce((total, value) => total + (value.kind === 'constant' ? Number(value.value) : 0), 0),
      node,
    );
  }
  return together(values.map(textsOf), node);
}

/** True for `process.env.X`: by default nothing is set there, and the fallback holds. */
function fromEnvironment(value: Value): boolean {
  return (
    value.kind === 'external' && value.from === '' && value.path[0] === 'process' && value.path[1] === 'env'
  );
}

function conditional(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const condition = child(node, 'condition');
  const yes = child(node, 'consequence');
  const no = child(node, 'alternative');
  if (condition === undefined || yes === undefined || no === undefined) return unknown;
  const known = truth(machine.evaluate(condition, frame));
  if (known !== undefined) return machine.evaluate(known ? yes : no, frame);
  const a = machine.evaluate(yes, frame);
  const b = machine.evaluate(no, frame);
  const text = conditionText(condition);
  return unionOf([gateAll(a, text), gateAll(b, `not: ${text}`)]);
}

/** Notes a condition on a value, or on the elements of a list. */
export function gateAll(value: Value, condition: string | undefined): Value {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => gate(item, condition)) };
  return gate(value, condition);
}

/** A condition as a person reads it. */
export function conditionText(node: SyntaxNode): string {
  const text = textOf(bare(node)).replace(/\s+/g, ' ');
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
