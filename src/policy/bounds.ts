// Argument bounds that a schema gives: actions held to the harmless ones, switches that make a call worse held off, raw SQL
// to one SELECT; and bounds that the reader fills in: hosts, a folder, a cap.
import type { CatalogedTool } from '../model/entry.ts';
import type { Action, Verdict } from '../model/verdict.ts';
import type { Bound, CapBound, PatternBound, ValuesBound } from './decision.ts';

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
export function switchBounds(tool: Pick<CatalogedTool, 'inputSchema'>): readonly ValuesBound[] {
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

/**
 * One SELECT and nothing after it. Without alternatives and look-ahead, so that every engine reads it alike; what a SELECT
 * itself can do is beyond a pattern.
 */
const oneSelect = {
  pattern: '^\\s*[Ss][Ee][Ll][Ee][Cc][Tt]\\s[^;]*$',
  example: 'SELECT 1',
} as const;

/** Placeholders that the reader replaces; `.example` is nobody's. */
export const placeholders = { host: 'your-host.example', folder: '/your/folder' } as const;
const ownHost = {
  pattern: '^https://your-host\\.example(:443)?(/[^\\s\\\\]*)?$',
  example: `https://${placeholders.host}/`,
} as const;
/** No segment is `.` or `..`. */
const ownFolder = {
  pattern: '^/your/folder(/([^./\\\\][^/\\\\]*|\\.[^./\\\\][^/\\\\]*))*$',
  example: `${placeholders.folder}/notes`,
} as const;

const sqlWords = new Set(['sql', 'query', 'statement']);
const addressWords = new Set(['url', 'uri', 'endpoint', 'webhook']);
const pathWords = new Set(['path', 'file', 'filename', 'filepath', 'directory', 'folder', 'dir']);
const amountWords = new Set(['amount', 'sum', 'total']);

/** Raw SQL held to one SELECT, where the tool runs what the caller writes and promises nothing. */
export function queryBounds(tool: BoundTool, { effects, factors }: Verdict): readonly PatternBound[] {
  if (!effects.includes('runs-code') || factors.guards.includes('read-only')) return [];
  return freeTexts(tool)
    .filter(([name, schema]) => {
      const words = wordsOf(name);
      if (!words.some((word) => sqlWords.has(word))) return false;
      const said = [tool.name, name, String(schema['description'] ?? '').slice(0, 500)];
      return said.flatMap(wordsOf).includes('sql');
    })
    .map(([argument]) => ({ kind: 'query', argument, ...oneSelect }));
}

/** Bounds that the reader fills in, on the argument in which the danger of a tool sits. */
export function fillBounds(tool: BoundTool, verdict: Verdict): readonly (PatternBound | CapBound)[] {
  const { effects, category, factors } = verdict;
  const named = (words: ReadonlySet<string>) =>
    freeTexts(tool).filter(([name]) => words.has(wordsOf(name).at(-1) ?? ''));
  if (effects.includes('calls-any-address')) {
    return named(addressWords).map(([argument]) => ({ kind: 'address', argument, ...ownHost }));
  }
  if (category === 'Financial' && effects.includes('moves-money')) {
    const amounts = addressableArguments(tool).filter(
      ([name, { type }]) =>
        (type === 'number' || type === 'integer') && wordsOf(name).some((word) => amountWords.has(word)),
    );
    return amounts.map(([argument]) => ({ kind: 'amount', argument, max: 0 }));
  }
  if (effects.includes('runs-code')) return [];
  if (effects.includes('reads-local-files') || factors.reach === 'local') {
    return named(pathWords).map(([argument]) => ({ kind: 'path', argument, ...ownFolder }));
  }
  return [];
}

type BoundTool = Pick<CatalogedTool, 'name' | 'inputSchema'>;
type Property = readonly [name: string, schema: Readonly<Record<string, unknown>>];

function addressableArguments({ inputSchema }: BoundTool): readonly Property[] {
  return Object.entries(recordOf(inputSchema['properties']))
    .filter(([name]) => addressable.test(name))
    .map(([name, schema]) => [name, recordOf(schema)]);
}

/** Arguments that take any text. */
function freeTexts(tool: BoundTool): readonly Property[] {
  return addressableArguments(tool).filter(
    ([, schema]) =>
      schema['type'] === 'string' && schema['enum'] === undefined && schema['const'] === undefined,
  );
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
