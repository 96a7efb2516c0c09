// Argument bounds that a schema gives: actions held to the harmless ones, switches that make a call worse held off.
import type { CatalogedTool } from '../model/entry.ts';
import type { Action } from '../model/verdict.ts';
import type { Bound } from './decision.ts';

/** An argument that a policy can address: no dot, since a dot in a path means nesting. */
const addressable = /^(?!__proto__$)[A-Za-z0-9_$-]{1,100}$/;

/** Words that make a call worse when a switch of that name is on. */
const worse = new Set(
  'force forced permanent permanently recursive recursively cascade purge wipe destroy expunge prune hard overwrite unsafe dangerous dangerously bypass'.split(
    ' ',
  ),
);
const without = new Set(['skip', 'no', 'ignore', 'disable', 'without']);
const checks = new Set(
  'check checks verify verification validate validation confirm confirmation safety prompt approval backup'.split(
    ' ',
  ),
);
const removing = new Set(['delete', 'remove', 'all']);

/** Boolean arguments whose name says that they make a call worse, held to false. Sorted as in the schema. */
export function switchBounds(tool: Pick<CatalogedTool, 'inputSchema'>): readonly Bound[] {
  return Object.entries(recordOf(tool.inputSchema['properties']))
    .filter(([name, schema]) => addressable.test(name) && isSwitch(schema) && makesWorse(name))
    .map(([argument]) => ({ kind: 'switch', argument, allowed: [false] }));
}

/** The bound that leaves only `harmless` actions of a tool; undefined when the argument cannot be addressed. */
export function actionBound(harmless: readonly Action[]): Bound | undefined {
  const [first] = harmless;
  if (first === undefined || !addressable.test(first.argument)) return undefined;
  const values = harmless.filter(({ argument }) => argument === first.argument).map(({ value }) => value);
  return { kind: 'action', argument: first.argument, allowed: [...new Set(values)] };
}

function makesWorse(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => worse.has(word))) return true;
  if (words.some((word) => without.has(word)) && words.some((word) => checks.has(word))) return true;
  return words.includes('all') && words.every((word) => removing.has(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function isSwitch(schema: unknown): boolean {
  const { type, anyOf, oneOf } = recordOf(schema);
  if (type === 'boolean') return true;
  if (Array.isArray(type))
    return type.includes('boolean') && type.every((one) => one === 'boolean' || one === 'null');
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
  return (
    choices.some((choice) => recordOf(choice)['type'] === 'boolean') &&
    choices.every((choice) => ['boolean', 'null'].includes(String(recordOf(choice)['type'])))
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
