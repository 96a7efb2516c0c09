// Calls of the project's own functions: their results with the arguments put in.

import { above, child, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { valibotCall } from '../schemas/valibot.ts';
import { zodCall } from '../schemas/zod.ts';
import { zodMaker } from '../schemas/zod-bundled.ts';
import { conditionOf } from './conditions.ts';
import { languageCall } from './language.ts';
import type { Arguments, Machine } from './machine.ts';
import { loopElements } from './names.ts';
import { eitherOf } from './settings.ts';
import { madeTool } from './tool-makers.ts';
import {
  absent,
  constant,
  type Frame,
  type FunctionValue,
  optionsOf,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

const mostReturns = 40;

const returns = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** The value of a call; see `Machine.call`. */
export function callValue(machine: Machine, callee: Value, given: Arguments, self: Value | undefined): Value {
  switch (callee.kind) {
    case 'function':
      return machine.inline(callee, given, self);
    case 'external':
      return externalCall(machine, callee.from, callee.path, given);
    case 'union':
      return unionOf(callee.options.slice(0, 20).map((option) => machine.call(option, given, self)));
    default:
      return passedThrough(given);
  }
}

/** A call of something outside: zod, or a function that hands a schema on. */
export function externalCall(
  machine: Machine,
  from: string,
  path: readonly string[],
  given: Arguments,
): Value {
  const [subject, ...others] = given.values;
  if (subject?.kind === 'union' && subject.options.some((option) => option.kind === 'zod'))
    return unionOf(
      subject.options.map((option) =>
        externalCall(machine, from, path, { ...given, values: [option, ...others] }),
      ),
    );
  const made = zodCall(machine, from, path, given) ?? valibotCall(machine, from, path, given);
  if (made !== undefined) return made;
  if (subject !== undefined && interop.test(path.at(-1) === 'default' ? from : (path.at(-1) ?? from)))
    return subject;
  if (spreading.test(path.at(-1) === 'default' ? from : (path.at(-1) ?? from)))
    return languageCall(machine, 'Object.assign', given, undefined) ?? unknown;
  if (/schema/i.test(path.at(-1) ?? '') && subject !== undefined && optionsOf(subject).some(isJsonSchema))
    return subject;
  const place = pathOf(from, path.at(-1) ?? '', given);
  if (place !== undefined) return place;
  const tool = madeTool(from, path, given);
  if (tool !== undefined) return tool;
  if (from === '' && path.length === 2)
    return languageCall(machine, path.join('.'), given, undefined) ?? passedThrough(given);
  if (from === '' && path.length === 1) {
    const [first] = given.values;
    if (path[0] === 'String' && first?.kind === 'constant') return { ...first, value: String(first.value) };
    if (path[0] === 'Number' && first?.kind === 'constant') return { ...first, value: Number(first.value) };
  }
  return passedThrough(given);
}

function isJsonSchema(value: Value): boolean {
  return value.kind === 'object' && value.members.has('properties');
}

/** Compilers' functions that make a module reachable as `default` too. */
const interop = /interopRequire(?:Default|Wildcard)$|^__import(?:Default|Star)$/;

/** Their functions for `{...a, ...b}`. */
const spreading = /(?:^|\/)(?:extends|objectSpread2?|_object_spread(?:_props)?|__assign)$/;

/** What Node's functions for paths give, as far as it is known: its end is what tells which file is meant. */
function pathOf(from: string, name: string, given: Arguments): Value | undefined {
  if (name === 'fileURLToPath') return given.values[0];
  if (!/^(?:node:)?path(?:\/posix)?$|^pathe$/.test(from) || (name !== 'join' && name !== 'resolve'))
    return undefined;
  const parts = given.values.map((value) =>
    value.kind === 'constant' && typeof value.value === 'string'
      ? value.value
      : value.kind === 'pattern'
        ? value.text
        : '…',
  );
  const text = parts.join('/');
  return text.includes('…') ? { kind: 'pattern', text, at: undefined } : constant(text);
}

/** What an unknown function makes of a schema is taken to be that schema: converters and validators are the usual case. */
export function passedThrough(given: Arguments): Value {
  const [first] = given.values;
  return first?.kind === 'zod' ? first : unknown;
}

/** The results of a function, whose body is not run but read: every `return` that can be reached. */
export function inlined(
  machine: Machine,
  callee: FunctionValue,
  given: Arguments,
  self: Value | undefined,
): Value {
  const { node } = callee;
  if (isSpreading(node)) return languageCall(machine, 'Object.assign', given, node) ?? unknown;
  const maker = zodMaker(machine, node);
  if (maker !== undefined) return zodCall(machine, 'zod', [maker], given) ?? unknown;
  const [first] = given.values;
  const converts = first?.kind === 'zod' && looksLikeConverter(node);
  if (converts && node.end - node.start > longestDefiner) return first;
  const frame: Frame = {
    owner: node,
    args: given.values,
    open: given.open,
    self: self ?? callee.self,
    parent: callee.frame,
    cache: new Map(),
  };
  const body = child(node, 'body');
  if (body === undefined) return unknown;
  const result = bodyResult(machine, node, body, frame, given);
  if (first?.kind !== 'zod') return result;
  return isSchemaOf(machine, result) || (converts && !isDefinition(result)) ? first : result;
}

/** Longer functions that turn schemas into JSON Schema are not looked into. */
const longestDefiner = 2000;

function looksLikeConverter(node: SyntaxNode): boolean {
  return node.end - node.start > 20_000 || /\$schema|json-?schema|definitionPath/i.test(textOf(node));
}

/** A whole tool made around the schema, rather than the schema in another form. */
function isDefinition(value: Value): boolean {
  return (
    value.kind === 'object' &&
    value.members.has('name') &&
    (value.members.has('description') || value.members.has('inputSchema'))
  );
}

/** `{type: 'object', properties: …}` with properties that did not come out: the schema in another form. */
function isSchemaOf(machine: Machine, value: Value): boolean {
  if (value.kind !== 'object' || !value.members.has('properties')) return false;
  const type = machine.member(value, 'type');
  return type.kind === 'constant' && type.value === 'object';
}

function bodyResult(
  machine: Machine,
  node: SyntaxNode,
  body: SyntaxNode,
  frame: Frame,
  given: Arguments,
): Value {
  if (body.type !== 'statement_block') return machine.evaluate(body, frame);
  const found: Value[] = [];
  search: for (const statement of returnsOf(node)) {
    const [result] = statement.children;
    for (const pass of passesOf(machine, statement, frame)) {
      const condition = conditionOf(machine, statement, pass);
      if (condition === false) continue;
      found.push(result === undefined ? absent : machine.evaluate(result, pass));
      if (condition === undefined && isOutright(statement, body, pass !== frame)) break search;
    }
  }
  if (found.length === 0) return absent;
  const value = eitherOf(machine, found);
  return value.kind === 'unknown' ? passedThrough(given) : withoutAbsent(value);
}

/** What compilers make of `{...a, ...b}`: a small function that copies the members of its second argument into its first. */
function isSpreading(node: SyntaxNode): boolean {
  if (node.end - node.start > 600) return false;
  const text = textOf(node);
  return (
    /for\s*\(var \w+ in \w+\s*\|\|/.test(text) || /Object\.getOwnPropertyDescriptors\(source\)/.test(text)
  );
}

/** Most elements of a list whose search is gone through one by one. */
const mostPasses = 60;

/** What a `return` is worked out under: once for each element of the loop around it, once where that is not known. */
function passesOf(machine: Machine, statement: SyntaxNode, frame: Frame): readonly Frame[] {
  const loop = above(statement, (at) => at.type === 'for_in_statement' || isFunction(at));
  if (loop?.type !== 'for_in_statement') return [frame];
  const { items, open } = loopElements(machine, loop, frame);
  if (open || items.length > mostPasses) return [frame];
  return items.map((item) => ({
    owner: loop,
    args: [item],
    open: true,
    self: frame.self,
    parent: frame,
    cache: new Map(),
  }));
}

/** True when nothing but blocks and decided conditions stands around the statement, so that what follows is not reached. */
function isOutright(statement: SyntaxNode, body: SyntaxNode, isInLoop: boolean): boolean {
  for (let at = statement.parent; at !== undefined && at !== body; at = at.parent) {
    if (isInLoop && at.type === 'for_in_statement') continue;
    if (at.type !== 'statement_block' && at.type !== 'if_statement' && at.type !== 'else_clause')
      return false;
  }
  return true;
}

function withoutAbsent(value: Value): Value {
  if (value.kind !== 'union') return value;
  const real = optionsOf(value).filter(
    (option) => !(option.kind === 'constant' && (option.value === undefined || option.value === null)),
  );
  return real.length === 0 ? value : unionOf(real);
}

function returnsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const present = returns.get(node);
  if (present !== undefined) return present;
  const found: SyntaxNode[] = [];
  const body = child(node, 'body');
  const stack: SyntaxNode[] = body === undefined ? [] : [body];
  for (let at = stack.pop(); at !== undefined && found.length < mostReturns; at = stack.pop()) {
    if (at.type === 'return_statement') found.push(at);
    if (isFunction(at)) continue;
    for (let i = at.children.length - 1; i >= 0; i -= 1) {
      const next = at.children[i];
      if (
        next !== undefined &&
        (next.type.endsWith('statement') || next.type === 'statement_block' || clauses.has(next.type))
      )
        stack.push(next);
    }
  }
  returns.set(node, found);
  return found;
}

const clauses = new Set([
  'else_clause',
  'catch_clause',
  'finally_clause',
  'switch_body',
  'switch_case',
  'switch_default',
]);
