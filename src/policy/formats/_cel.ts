// The part of CEL that policies for tools use: writing it, and evaluating it without an engine.
import {
  type Expression,
  type Literal,
  literalsBeside,
  readExpression,
  readerOf,
  UnreadableForm,
  within,
} from './_expression.ts';

/** `mcp.tool.target == "desk" && mcp.tool.name in ["list", "add"]`. */
export function celNames(server: string, tools: readonly string[]): string {
  return `mcp.tool.target == ${celText(server)} && mcp.tool.name in [${tools.map(celText).join(', ')}]`;
}

/** A CEL string; code points beyond the first plane have an escape of their own there, so they stay as they are. */
function celText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What an expression can see, by name. */
export type Environment = Readonly<Record<string, unknown>>;

/** An expression that can be evaluated. */
export interface Cel {
  /** Its value; undefined where an engine would report an error, such as for a key that is not there. */
  valueIn(environment: Environment): boolean | undefined;
  /** The literals that stand beside each path in a comparison, by the path's keys joined with dots. */
  readonly tested: ReadonlyMap<string, readonly Literal[]>;
}

const methods = new Set(['startsWith', 'endsWith', 'contains']);

/** Reads an expression whose paths all begin with one of `known`, such as `mcp.tool`; undefined for any other form. */
export function readCel(text: string, known: readonly string[]): Cel | undefined {
  const reader = readerOf(text, { textBody: String.raw`(?:[^"\\\n]|\\.)*`, textOf });
  if (reader === undefined) return undefined;
  let expression: Expression;
  try {
    expression = readExpression(reader);
  } catch (thrown) {
    if (thrown instanceof UnreadableForm) return undefined;
    throw thrown;
  }
  if (!reader.done()) return undefined;
  for (const one of within(expression)) {
    if (one.kind === 'call' && !methods.has(one.method)) return undefined;
    if (one.kind === 'binary' && one.operator === 'like') return undefined;
    if (one.kind !== 'path' && one.kind !== 'has') continue;
    const path = `${one.keys.join('.')}.`;
    if (!known.some((prefix) => path.startsWith(`${prefix}.`))) return undefined;
  }
  return {
    valueIn: (environment) => {
      const value = evaluate(expression, environment);
      return typeof value === 'boolean' ? value : undefined;
    },
    tested: literalsBeside(expression),
  };
}

function textOf(body: string): string | undefined {
  try {
    const text: unknown = JSON.parse(`"${body}"`);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What cannot be evaluated. */
const fault = Symbol('fault');

function evaluate(expression: Expression, environment: Environment): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list': {
      const items = expression.items.map((item) => evaluate(item, environment));
      return items.includes(fault) ? fault : items;
    }
    case 'path':
      return memberAt(environment, expression.keys);
    case 'has': {
      const of = memberAt(environment, expression.keys.slice(0, -1));
      return isRecord(of) ? Object.hasOwn(of, expression.keys.at(-1) ?? '') : fault;
    }
    case 'not': {
      const value = evaluate(expression.of, environment);
      return typeof value === 'boolean' ? !value : fault;
    }
    case 'call': {
      const [of, other] = [evaluate(expression.of, environment), evaluate(expression.argument, environment)];
      if (typeof of !== 'string' || typeof other !== 'string') return fault;
      if (expression.method === 'startsWith') return of.startsWith(other);
      return expression.method === 'endsWith' ? of.endsWith(other) : of.includes(other);
    }
    case 'binary':
      return binary(expression, environment);
  }
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  environment: Environment,
): unknown {
  const a = evaluate(left, environment);
  if (operator === '&&' || operator === '||') {
    // Either side can settle it, whatever is wrong with the other.
    const settled = operator === '||';
    if (a === settled) return settled;
    const b = evaluate(right, environment);
    if (b === settled) return settled;
    return typeof a === 'boolean' && typeof b === 'boolean' ? !settled : fault;
  }
  if (operator === 'in') return isIn(a, right, environment);
  const b = evaluate(right, environment);
  if (a === fault || b === fault) return fault;
  if (operator === '==') return same(a, b);
  if (operator === '!=') return !same(a, b);
  if (typeof a === 'number' && typeof b === 'number') return ordered(operator, a, b);
  return typeof a === 'string' && typeof b === 'string' ? ordered(operator, a, b) : fault;
}

function ordered<Value extends string | number>(operator: string, a: Value, b: Value): boolean {
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}

const literalSets = new WeakMap<Expression, ReadonlySet<unknown> | undefined>();

/** Long lists of literals are looked through once for each document, not once for each tool. */
function isIn(value: unknown, list: Expression, environment: Environment): unknown {
  if (value === fault) return fault;
  if (list.kind === 'list' && !literalSets.has(list)) {
    const plain = list.items.every(({ kind }) => kind === 'literal');
    const values = list.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
    literalSets.set(list, plain ? new Set(values) : undefined);
  }
  const literals = literalSets.get(list);
  if (literals !== undefined) return literals.has(value);
  const found = evaluate(list, environment);
  if (Array.isArray(found)) return found.some((one) => same(one, value));
  return isRecord(found) && typeof value === 'string' ? Object.hasOwn(found, value) : fault;
}

function memberAt(environment: Environment, keys: readonly string[]): unknown {
  let value: unknown = environment;
  for (const key of keys) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return fault;
    value = value[key];
  }
  return value;
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => same(one, b[index]));
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return a === b;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
