// Definitions that no registration was seen to reach, read only where a registration or list could not be worked out.

import { fieldsOf } from '../definition.ts';
import type { Machine } from '../evaluator/machine.ts';
import { textIn, type Value } from '../evaluator/values.ts';
import type { Module } from '../modules/module.ts';
import { child, isClass, nodesNamed, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Report, Sighting } from '../report.ts';

const words = [
  'inputSchema',
  'parameters',
  'paramsSchema',
  'input_schema',
  'argsSchema',
  'inputShape',
  'schema',
];

const schemaKeys = new Set(words.slice(0, -1));

const handlerKeys = new Set([
  'handler',
  'execute',
  'run',
  'callback',
  'call',
  'cb',
  'handle',
  'func',
  'logic',
  'invoke',
]);

/** Marks of resources and prompts, which have names and descriptions too. */
const resourceKeys = ['uri', 'uriTemplate', 'mimeType', 'messages', 'generate'];
const toolName = /^[A-Za-z][\w.:/-]{1,127}$/;

const confidence = 0.55;

/** Files without any of these words hold no definition. */
export const shapeWords: readonly string[] = words;

/** Reports every object or instantiated class of a module that has the shape of a tool. */
export function readShapes(machine: Machine, module: Module, report: Report): void {
  for (const node of describedLiterals(module.root)) {
    if (!hasShape(node)) continue;
    machine.fresh(node);
    sight(machine, machine.evaluate(node, undefined), node, report);
  }
  for (const node of module.classes) {
    const fields = memberNames(node);
    if (!fields.has('name') || !fields.has('description') || !words.some((word) => fields.has(word)))
      continue;
    machine.fresh(node);
    const instance: Value = {
      kind: 'instance',
      of: { kind: 'class', node, frame: undefined },
      args: [],
      open: true,
      fields: new Map(),
    };
    sight(machine, instance, node, report);
  }
}

function sight(machine: Machine, value: Value, node: SyntaxNode, report: Report): void {
  const fields: Pick<Sighting, 'name' | 'description' | 'schema' | 'gated'> | undefined = fieldsOf(
    machine,
    value,
  );
  const name = fields === undefined ? undefined : textIn(fields.name);
  if (fields === undefined || name === undefined || !toolName.test(name)) return;
  if (fields.description === undefined || fields.schema === undefined) return;
  const gated = report.unnamedGate();
  report.tool({ ...fields, detector: 'tool-shape', site: node, confidence, gated: fields.gated ?? gated });
}

/** Object literals with a description, inner before outer ones. */
function describedLiterals(root: SyntaxNode): readonly SyntaxNode[] {
  const found = nodesNamed(root, 'description').flatMap((node) => {
    const member = node.type === 'shorthand_property_identifier' ? node : node.parent;
    return member?.parent?.type === 'object' ? [member.parent] : [];
  });
  return [...new Set(found)].sort((a, b) => a.end - b.end || b.start - a.start);
}

/** A name, a description, and a schema that only a tool has, or a plain `schema` beside something to run. */
function hasShape(node: SyntaxNode): boolean {
  const keys = new Set(node.children.map((part) => keyText(part)));
  if (!keys.has('name') || !keys.has('description') || resourceKeys.some((key) => keys.has(key)))
    return false;
  if ([...schemaKeys].some((key) => keys.has(key))) return true;
  return keys.has('schema') && [...handlerKeys].some((key) => keys.has(key));
}

function keyText(part: SyntaxNode): string {
  if (part.type === 'shorthand_property_identifier') return textOf(part);
  const key = child(part, 'key') ?? child(part, 'name');
  return key === undefined ? '' : textOf(key).replace(/^["']|["']$/g, '');
}

function memberNames(node: SyntaxNode): ReadonlySet<string> {
  const body = isClass(node) ? child(node, 'body') : undefined;
  return new Set(
    (body?.children ?? []).map((member) =>
      textOf(child(member, 'name') ?? child(member, 'property') ?? member).slice(0, 40),
    ),
  );
}
