// Frameworks that take their tools as an option: `createApp({tools: [add]})`, `new Server({tools: {add}})`.

import { callerGateOf } from '../caller-gates.ts';
import { fieldsOf } from '../definition.ts';
import { gateAt } from '../evaluator/conditions.ts';
import type { Machine } from '../evaluator/machine.ts';
import { constant, type Frame, optionsOf, textIn, type Value } from '../evaluator/values.ts';
import type { Module } from '../modules/module.ts';
import { child, finalName, nodesNamed, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Report, Sighting } from '../report.ts';
import type { Detector } from './detector.ts';

const confidence = 0.85;

/** `tools: …` as a whole word, or a member `tools` of an object; prose and longer names have it too. */
const toolsKey = /(?<![\w$.-])tools["']?\s*:|[{,/\n]\s*tools\s*[,}]/;

export const toolsOption: Detector = {
  id: 'tools-option',
  words: ['tools:', 'tools,', 'tools }', 'tools}'],
  mayMatter: ({ text }) => toolsKey.test(text),
  detect: (machine, module, report) => readOptions(machine, module, report, isOutside),
};

/** The same where the function is one of the project, for when no registration could be followed. */
export function readOwnOptions(machine: Machine, module: Module, report: Report): void {
  readOptions(machine, module, report, (callee) => !isOutside(callee) && callee.kind !== 'external');
}

function readOptions(
  machine: Machine,
  module: Module,
  report: Report,
  takes: (callee: Value) => boolean,
): void {
  for (const call of callsWithTools(module)) {
    const called = child(call, 'function') ?? child(call, 'constructor');
    if (called === undefined) continue;
    machine.fresh(call);
    if (!takes(machine.watching(() => machine.evaluate(called, undefined)).result)) continue;
    const condition = gateAt(machine, call, undefined) ?? callerGateOf(machine, call, undefined);
    if (condition === false) continue;
    for (const tool of toolsGiven(machine, call, undefined))
      report.tool({ ...tool, gated: tool.gated ?? condition });
  }
}

/** A function of another package, not of the language. */
function isOutside(callee: Value): boolean {
  return callee.kind === 'external' && callee.from !== '';
}

function callsWithTools(module: Module): readonly SyntaxNode[] {
  const found = nodesNamed(module.root, 'tools').flatMap((node) => {
    const isKey = node.field === 'key' && node.parent?.type === 'pair';
    const member = node.type === 'shorthand_property_identifier' ? node : isKey ? node.parent : undefined;
    const given = member?.parent?.type === 'object' ? member.parent.parent : undefined;
    const call = given?.type === 'arguments' ? given.parent : undefined;
    const called = call === undefined ? undefined : (child(call, 'function') ?? child(call, 'constructor'));
    if (call === undefined || called === undefined || finalName(called) === undefined) return [];
    return member?.parent !== undefined && isRequest(member.parent) ? [] : [call];
  });
  return [...new Set(found)].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Tools beside such settings are those that a request lets a language model call: no server lists them. */
const requestKeys = new Set([
  'messages',
  'toolChoice',
  'tool_choice',
  'max_tokens',
  'maxOutputTokens',
  'temperature',
]);

function isRequest(options: SyntaxNode): boolean {
  return options.children.some((part) => {
    const key = part.type === 'shorthand_property_identifier' ? part : child(part, 'key');
    return key !== undefined && requestKeys.has(textOf(key).replaceAll(/["']/g, ''));
  });
}

function toolsGiven(machine: Machine, call: SyntaxNode, frame: Frame | undefined): readonly Sighting[] {
  return machine.argumentsOf(call, frame).values.flatMap((given) => {
    if (given.kind !== 'object') return [];
    return optionsOf(machine.member(given, 'tools')).flatMap((tools): readonly Sighting[] => {
      if (tools.kind === 'array')
        return tools.items.flatMap(optionsOf).flatMap((item) => sighted(machine, item, undefined, call));
      if (tools.kind !== 'object') return [];
      return [...tools.members].flatMap(([key, item]) =>
        optionsOf(item).flatMap((option) => sighted(machine, option, key, call)),
      );
    });
  });
}

/** A definition with a description beside its name or key; settings under `tools`, such as capabilities, have none. */
function sighted(
  machine: Machine,
  item: Value,
  key: string | undefined,
  site: SyntaxNode,
): readonly Sighting[] {
  if (item.kind !== 'object' && item.kind !== 'instance') return [];
  const fields = fieldsOf(machine, item);
  const description = fields?.description ?? machine.member(item, 'description');
  if (textIn(description) === undefined && description.kind !== 'pattern' && description.kind !== 'union')
    return [];
  if (fields !== undefined && textIn(fields.name) !== undefined)
    return fields.schema === undefined && !hasHandler(machine, item)
      ? []
      : [{ ...fields, detector: 'tools-option', site, confidence }];
  if (key === undefined) return [];
  const named = fieldsOf(machine, {
    kind: 'object',
    members: new Map([['name', constant(key, site)], ...(item.kind === 'object' ? item.members : [])]),
    open: true,
    at: site,
    gated: item.gated,
  });
  return named === undefined ? [] : [{ ...named, detector: 'tools-option', site, confidence }];
}

const handlers = ['handler', 'execute', 'run', 'callback', 'call', 'func', 'invoke'];

function hasHandler(machine: Machine, item: Value): boolean {
  return handlers.some((key) => machine.member(item, key).kind === 'function');
}
