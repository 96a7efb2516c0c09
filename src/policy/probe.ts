// What a policy.json does with a tool, found by calling it: with fitting arguments, with full counters, in the next window.

import { listOf } from '../model/wording.ts';
import { codeSpan } from './code-span.ts';
import type { DecisionKind } from './decision.ts';
import { type Condition, type DocumentLimit, type PolicyDocument, type Rule, rulesOf } from './document.ts';
import { chargeKey, evaluate, listTools } from './evaluate.ts';
import { type Arguments, denied, deniedUnlisted, type FoundLimit, hidden, type Outcome } from './outcome.ts';

/** Any full minute will do: the answers depend on windows alone. */
const noon = new Date('2026-01-01T12:00:00Z');
const windowMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
/** Combinations of arguments that are tried before a rule counts as never met. */
const mostTries = 2_000;

/** The outcome of calls of one tool under a document. */
export function probe(document: PolicyDocument, tool: string): Outcome {
  if (listTools(document, [tool]).length === 0) return hidden;
  const bare = evaluate(document, { tool, args: {} }, noon, new Map());
  if (bare.rule === '(default deny)') return deniedUnlisted;
  const args = bare.allowed ? {} : fittingArguments(document, tool);
  const rules = rulesOf(document, tool);
  if (args === undefined) {
    // No text was found that fits a pattern; that a call has to fit it remains true.
    const patterns = (rules?.require ?? []).some(({ conditions }) =>
      conditions.some(({ op }) => op === 'regex'),
    );
    if (!patterns) return denied;
  }
  return {
    kind: 'allow',
    limits: limitsFound(document, tool, args ?? {}),
    conditions: [
      ...(rules?.require ?? []).flatMap(({ conditions }) => conditions.map(inWords)),
      ...(rules?.deny_if ?? []).map(notInWords),
    ].filter((clause, index, all) => all.indexOf(clause) === index),
  };
}

/** What happens to one call of a tool while no counter is full. */
export function decideCall(document: PolicyDocument, tool: string, args: Arguments): DecisionKind {
  const { allowed, rule } = evaluate(document, { tool, args }, noon, new Map());
  return allowed ? 'allow' : rule === '(hidden)' ? 'hide' : 'deny';
}

/** The arguments that the rules of a tool look at, without `args.`, with values on both sides of each border. */
export function testedArguments(document: PolicyDocument, tool: string): ReadonlyMap<string, unknown[]> {
  const rules = rulesOf(document, tool);
  const tested = new Map<string, unknown[]>();
  for (const { conditions } of [...(rules?.require ?? []), ...(rules?.deny_if ?? [])]) {
    for (const condition of conditions) {
      const path = condition.path.slice('args.'.length);
      tested.set(path, [...(tested.get(path) ?? []), ...candidates(condition)]);
    }
  }
  return tested;
}

/** Arguments with which a call passes; undefined when none were found. */
function fittingArguments(document: PolicyDocument, tool: string): Arguments | undefined {
  const tested = [...testedArguments(document, tool)].map(
    ([path, values]) => [path, [absent, ...values]] as const,
  );
  let tries = 0;
  for (const choice of combinations(tested)) {
    tries += 1;
    if (tries > mostTries) return undefined;
    const args = argumentsOf(choice);
    if (args !== undefined && evaluate(document, { tool, args }, noon, new Map()).allowed) return args;
  }
  return undefined;
}

/** Stands among the values of an argument for a call without it. */
export const absent = Symbol('absent');

/** Values near the border of a condition, on both sides of it. */
function candidates(condition: Condition): readonly unknown[] {
  switch (condition.op) {
    case 'eq':
      return [condition.value];
    case 'neq':
      return others(condition.value);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return [condition.value, condition.value - 1, condition.value + 1];
    case 'in':
      return condition.value.slice(0, 50);
    case 'not_in':
      return condition.value.slice(0, 50).flatMap(others);
    case 'regex':
      return [
        condition.value.replace(/^\^|\$$/g, '').replaceAll('\\', ''),
        'a',
        'A',
        '1',
        'a1',
        'true',
        'a.b',
        '/a',
        '',
      ];
    case 'contains':
      return [condition.value, [condition.value]];
    case 'exists':
      return ['x'];
  }
}

function others(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'string') return [`${value}x`];
  return [null, {}];
}

/** Every choice of one value for each path, or of none where `absent` stands among its values. */
export function* combinations(
  paths: readonly (readonly [string, readonly unknown[]])[],
): Generator<ReadonlyMap<string, unknown>> {
  const [first, ...rest] = paths;
  if (first === undefined) {
    yield new Map();
    return;
  }
  const [path, values] = first;
  for (const value of values) {
    for (const others of combinations(rest))
      yield value === absent ? others : new Map([[path, value], ...others]);
  }
}

/** The arguments with these values at these paths, keys joined by dots; undefined when two paths exclude each other. */
export function argumentsOf(values: ReadonlyMap<string, unknown>): Arguments | undefined {
  const root = new Map<string, unknown>();
  for (const [path, value] of values) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let inside: Map<string, unknown> = root;
    for (const key of keys) {
      const next = inside.get(key) ?? new Map<string, unknown>();
      if (!(next instanceof Map)) return undefined;
      inside.set(key, next);
      inside = next;
    }
    if (inside.has(last)) return undefined;
    inside.set(last, value);
  }
  return plain(root);
}

function plain(map: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    [...map].map(([key, value]) => [key, value instanceof Map ? plain(value) : value]),
  );
}

/** The limits that really stop a call once their counter is full, and let it pass again in the next window. */
function limitsFound(
  document: PolicyDocument,
  tool: string,
  args: Readonly<Record<string, unknown>>,
): readonly FoundLimit[] {
  const own = rulesOf(document, tool)?.limits ?? [];
  const common = document.all_tools?.limits ?? [];
  return [...own, ...common]
    .filter((limit) => {
      const full = new Map([[chargeKey(limit, noon), limit.max]]);
      const later = new Date(noon.getTime() + windowMs[limit.window]);
      return (
        !evaluate(document, { tool, args }, noon, full).allowed &&
        chargeKey(limit, noon) !== chargeKey(limit, later)
      );
    })
    .map((limit) => ({
      max: limit.max,
      window: limit.window,
      shared: common.includes(limit) || countedElsewhere(document, tool, limit),
    }));
}

function countedElsewhere(document: PolicyDocument, tool: string, { counter }: DocumentLimit): boolean {
  return (countersOf(document).get(counter) ?? []).some((name) => name !== tool);
}

const countersByDocument = new WeakMap<PolicyDocument, ReadonlyMap<string, readonly string[]>>();

/** The tools of each counter, gathered once, since every tool of a long document is asked about. */
function countersOf(document: PolicyDocument): ReadonlyMap<string, readonly string[]> {
  const known = countersByDocument.get(document);
  if (known !== undefined) return known;
  const counters = new Map<string, string[]>();
  for (const [name, { limits = [] }] of Object.entries(document.tools ?? {})) {
    for (const { counter } of limits) {
      const names = counters.get(counter);
      if (names === undefined) counters.set(counter, [name]);
      else names.push(name);
    }
  }
  countersByDocument.set(document, counters);
  return counters;
}

/** "`forced` is false", "`amount` is at most 100". */
function inWords(condition: Condition): string {
  return clause(condition, true);
}

function notInWords({ conditions }: Rule): string {
  const [first, ...more] = conditions;
  if (first === undefined) return 'nothing';
  if (more.length === 0) return clause(first, false);
  return `not at once ${listOf(conditions.map(inWords))}`;
}

function clause(condition: Condition, holds: boolean): string {
  const argument = codeSpan(condition.path.slice('args.'.length));
  switch (condition.op) {
    case 'eq':
      return `${argument} is ${holds ? '' : 'not '}${valueText(condition.value)}`;
    case 'neq':
      return `${argument} is ${holds ? 'not ' : ''}${valueText(condition.value)}`;
    case 'lt':
      return `${argument} is ${holds ? 'less than' : 'not less than'} ${condition.value}`;
    case 'lte':
      return `${argument} is ${holds ? 'at most' : 'not at most'} ${condition.value}`;
    case 'gt':
      return `${argument} is ${holds ? 'more than' : 'not more than'} ${condition.value}`;
    case 'gte':
      return `${argument} is ${holds ? 'at least' : 'not at least'} ${condition.value}`;
    case 'in':
    case 'not_in': {
      const inside = (condition.op === 'in') === holds;
      return `${argument} is ${inside ? 'one of' : 'none of'} ${listOf(condition.value.map(valueText), 8, inside ? 'or' : 'and')}`;
    }
    case 'regex':
      return `${argument} ${holds ? 'matches' : 'does not match'} ${codeSpan(condition.value)}`;
    case 'contains':
      return `${argument} ${holds ? 'contains' : 'does not contain'} ${valueText(condition.value)}`;
    case 'exists':
      return `${argument} is ${condition.value === holds ? 'given' : 'not given'}`;
  }
}

function valueText(value: unknown): string {
  return typeof value === 'boolean' || typeof value === 'number' || value === null
    ? String(value)
    : codeSpan(typeof value === 'string' ? value : JSON.stringify(value));
}
