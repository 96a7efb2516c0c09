// Calls and `new` as expressions: what is called, and the forms that compilers give to calls.

import { modulesLoadedBy } from '../modules/folder-modules.ts';
import { bare, child, finalName, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { dedented } from './dedented.ts';
import { superValue } from './expressions.ts';
import { type Machine, noArguments } from './machine.ts';
import { isMemoLookUp } from './memos.ts';
import { callMethod } from './methods.ts';
import { template, textsOf } from './texts.ts';
import { inTranslation } from './translations.ts';
import {
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

export function callExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const calleeNode = child(node, 'function');
  if (calleeNode === undefined) return unknown;
  const list = child(node, 'arguments');
  if (list?.type === 'template_string') {
    const text = template(machine, list, frame);
    return /dedent|outdent/i.test(textOf(calleeNode)) ? dedented(text) : text;
  }
  if (calleeNode.type === 'import') {
    const [path] = machine.argumentsOf(node, frame).values;
    if (path?.kind !== 'constant' || typeof path.value !== 'string') return folderModules(machine, node);
    return moduleValue(machine, node, path.value);
  }
  const callee = bare(calleeNode);
  const target = callee.type === 'sequence_expression' ? (callee.children.at(-1) ?? callee) : callee;
  const steps = list?.children.at(-1);
  if (steps?.type === 'generator_function') {
    // `__awaiter(this, void 0, void 0, function* () {…})`, under whatever name the compiler gave it.
    return machine.call(machine.evaluate(steps, frame), noArguments, undefined);
  }
  if (reading.has(finalName(target) ?? '')) {
    const text = dataRead(machine, node, frame);
    if (text !== undefined)
      return /json/i.test(finalName(target) ?? '') ? machine.project.json.valueOf(text) : constant(text);
  }
  if (target.type === 'member_expression') {
    const object = child(target, 'object');
    const property = child(target, 'property');
    if (object === undefined || property === undefined) return unknown;
    const asked = textOf(property);
    if ((asked === 'get' || asked === 'has') && isMemoLookUp(machine, node))
      return asked === 'get' ? absent : constant(false);
    const self = object.type === 'super' ? superValue(machine, node, frame) : machine.evaluate(object, frame);
    return inTranslation(asked, callMethod(machine, self, asked, node, frame), () =>
      machine.argumentsOf(node, frame),
    );
  }
  if (target.type === 'super') return unknown;
  if (steps !== undefined && finalName(target) === '__generator') return generated(machine, steps, frame);
  const given = machine.argumentsOf(node, frame);
  if (target.type === 'identifier') {
    const [first] = given.values;
    const name = textOf(target);
    if (name === 'Boolean' && first !== undefined) {
      const known = truth(first);
      return known === undefined ? unknown : constant(known, node);
    }
    if (name === 'require' && first?.kind === 'constant' && typeof first.value === 'string') {
      return moduleValue(machine, node, first.value);
    }
    if (/^_*(?:importDefault|importStar|interopRequire\w*|toESM)\w*$/.test(name) && first !== undefined) {
      return withDefault(first);
    }
  }
  const result = machine.call(machine.evaluate(target, frame), given, undefined);
  return target.type === 'identifier' ? inTranslation(textOf(target), result, () => given) : result;
}

const reading = new Set(['readFileSync', 'readFile', 'readJsonSync', 'readJSONSync', 'readJson', 'readJSON']);

/** The text of the JSON file that a call reads, where the end of its path is known. */
function dataRead(machine: Machine, call: SyntaxNode, frame: Frame | undefined): string | undefined {
  const [path] = machine.argumentsOf(call, frame).values;
  const [known] = path === undefined ? [] : textsOf(path);
  return known === undefined ? undefined : machine.project.json.textOf(call.source.path, known.text);
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

/** What a dynamic import of every file of a folder can give. */
function folderModules(machine: Machine, node: SyntaxNode): Value {
  return unionOf(modulesLoadedBy(machine.project, node).map((path): Value => ({ kind: 'namespace', path })));
}

function moduleValue(machine: Machine, at: SyntaxNode, specifier: string): Value {
  const data = machine.project.json.textOf(at.source.path, specifier);
  if (data !== undefined) return withDefault(machine.project.json.valueOf(data));
  const path = machine.project.resolve(at.source.path, specifier);
  return path === undefined ? { kind: 'external', from: specifier, path: [] } : { kind: 'namespace', path };
}

export function newExpression(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const called = child(node, 'constructor');
  if (called === undefined) return unknown;
  const callee = machine.evaluate(called, frame);
  if (callee.kind === 'class') {
    const given = machine.argumentsOf(node, frame);
    return gate(
      { kind: 'instance', of: callee, args: given.values, open: given.open, fields: new Map() },
      callee.gated,
    );
  }
  if (callee.kind !== 'external' || callee.from !== '') return unknown;
  const [first] = machine.argumentsOf(node, frame).values;
  const [name] = callee.path;
  if (name === 'URL') return first ?? unknown;
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
