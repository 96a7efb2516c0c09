// What a gateway does with a call under a policy.json: the semantics that every claim about a document rests on.
import { canonicalJson } from '../model/canonical-json.ts';
import {
  type Condition,
  type DocumentLimit,
  type LimitWindow,
  type PolicyDocument,
  type Rule,
  rulesOf,
} from './document.ts';

/** A call as it reaches the gateway. */
export interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What happens to a call. */
export interface Answer {
  readonly allowed: boolean;
  /** JSON pointer of the rule that denied, or `(hidden)`, `(default deny)`, `(no policy)`; empty when allowed. */
  readonly rule: string;
  /** What the rule tells the caller. */
  readonly message?: string | undefined;
  /** Counters that the call takes one from when it is allowed. */
  readonly charges: readonly string[];
}

/** Calls counted so far, by `chargeKey`. */
export type Counts = ReadonlyMap<string, number>;

/** The answer to one call at one time. Pure: whoever forwards the call adds the charges to the counts. */
export function evaluate(
  document: PolicyDocument | undefined,
  call: Call,
  now: Date,
  counts: Counts,
): Answer {
  if (document === undefined) return denied('(no policy)');
  if (isHidden(document, call.tool)) return denied('(hidden)');
  const rules = rulesOf(document, call.tool);
  if (rules === undefined && document.default === 'deny') return denied('(default deny)');
  const at = `/tools/${pointer(call.tool)}`;
  for (const rule of rules?.require ?? []) {
    const failed = rule.conditions.find((condition) => !holds(condition, call.args));
    if (failed !== undefined) return denied(`${at}/require/${named(failed)}`, rule.on_deny);
  }
  for (const rule of rules?.deny_if ?? []) {
    if (ruleHolds(rule, call.args)) {
      const [first] = rule.conditions;
      return denied(`${at}/deny_if/${first === undefined ? 'always' : named(first)}`, rule.on_deny);
    }
  }
  const limits = [
    ...(rules?.limits ?? []).map((limit) => ({ limit, at: `${at}/limits/` })),
    ...(document.all_tools?.limits ?? []).map((limit) => ({ limit, at: '/all_tools/limits/' })),
  ];
  const charges = new Set<string>();
  for (const { limit, at: place } of limits) {
    const key = chargeKey(limit, now);
    if ((counts.get(key) ?? 0) >= limit.max) return denied(`${place}${pointer(limit.counter)}`);
    charges.add(key);
  }
  return { allowed: true, rule: '', charges: [...charges] };
}

/** The tools that stay in the list that the client sees, in the order given. */
export function listTools(document: PolicyDocument | undefined, names: readonly string[]): readonly string[] {
  return document === undefined ? [] : names.filter((name) => !isHidden(document, name));
}

/** A gateway with a clock and its counters, for one document and any number of grants. */
export interface Gateway {
  listTools(names: readonly string[]): readonly string[];
  call(grant: string, call: Call): Answer;
}

/** Keeps the counters of each grant; a denied call counts nowhere. */
export function gateway(document: PolicyDocument | undefined, clock: () => Date): Gateway {
  const grants = new Map<string, Map<string, number>>();
  return {
    listTools: (names) => listTools(document, names),
    call: (grant, call) => {
      const counts = grants.get(grant) ?? new Map<string, number>();
      grants.set(grant, counts);
      const answer = evaluate(document, call, clock(), counts);
      for (const key of answer.charges) counts.set(key, (counts.get(key) ?? 0) + 1);
      return answer;
    },
  };
}

/** The counter of a limit in the window that `now` lies in. */
export function chargeKey(limit: DocumentLimit, now: Date): string {
  return `${limit.counter} ${limit.window} ${windowStart(limit.window, now)}`;
}

/** True when the condition holds for these arguments. */
function holds(condition: Condition, args: Readonly<Record<string, unknown>>): boolean {
  const value = valueAt(args, condition.path);
  if (condition.op === 'exists') return (value !== undefined) === condition.value;
  if (value === undefined) return false;
  switch (condition.op) {
    case 'eq':
      return same(value, condition.value);
    case 'neq':
      return typeof value === typeof condition.value && !same(value, condition.value);
    case 'lt':
      return isNumber(value) && value < condition.value;
    case 'lte':
      return isNumber(value) && value <= condition.value;
    case 'gt':
      return isNumber(value) && value > condition.value;
    case 'gte':
      return isNumber(value) && value >= condition.value;
    case 'in':
      return condition.value.some((one) => same(value, one));
    case 'not_in':
      return (
        condition.value.some((one) => typeof one === typeof value) &&
        !condition.value.some((one) => same(value, one))
      );
    case 'regex':
      return typeof value === 'string' && new RegExp(condition.value, 'u').test(value);
    case 'contains':
      return typeof value === 'string'
        ? typeof condition.value === 'string' && value.includes(condition.value)
        : Array.isArray(value) && value.some((one) => same(one, condition.value));
  }
}

/** True when all conditions of a rule hold. */
function ruleHolds(rule: Rule, args: Readonly<Record<string, unknown>>): boolean {
  return rule.conditions.every((condition) => holds(condition, args));
}

/** The names of a list, gathered once, since every tool of a long document is asked about. */
const hiddenNames = new WeakMap<readonly string[], ReadonlySet<string>>();

function isHidden(document: PolicyDocument, tool: string): boolean {
  const { hide } = document;
  if (hide === undefined) return false;
  const names = hiddenNames.get(hide) ?? new Set(hide);
  hiddenNames.set(hide, names);
  return names.has(tool) || names.has('*');
}

function denied(rule: string, message?: string): Answer {
  return { allowed: false, rule, message, charges: [] };
}

const named = (condition: Condition): string => `${pointer(condition.path)}-${condition.op}`;
const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** Own properties only, so that `args.constructor` is absent unless the caller sent it. */
function valueAt(args: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = args;
  for (const key of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

const windowMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Windows begin on the full minute, hour or day, UTC. */
function windowStart(window: LimitWindow, now: Date): number {
  return Math.floor(now.getTime() / windowMs[window]);
}
