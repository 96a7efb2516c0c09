// What Cedar statements do with calls, by the language's own rules: what is not permitted is denied, a forbid wins,
// and a statement whose conditions cannot be evaluated says nothing at all.
import { listOf } from '../../model/wording.ts';
import { codeSpan } from '../code-span.ts';
import type { Arguments } from '../outcome.ts';
import { argumentsOf, combinations } from '../probe.ts';
import { plainStar, type ReadStatement } from './_cedar.ts';
import { conjunctsOf, type Expression, expressionText, literalsBeside } from './_expression.ts';

/** How a format hands the arguments of a call to its statements. */
export interface ContextShape {
  contextOf(args: Arguments): Arguments;
  /** The argument that a path below `context` leads to, keys joined by dots; undefined when it is something else. */
  argumentAt(keys: readonly string[]): string | undefined;
}

/** What statements do with the calls that they are about. */
export type Spoken =
  | { readonly kind: 'forbidden' | 'permitted' | 'unlisted' }
  | { readonly kind: 'conditional'; readonly conditions: readonly string[] };

/** True when one call is permitted by statements that are about it. */
export function permits(about: readonly ReadStatement[], context: Arguments): boolean {
  const speaking = (effect: ReadStatement['effect']) =>
    about.some((one) => one.effect === effect && speaks(one, context));
  return !speaking('forbid') && speaking('permit');
}

/** Calls that are tried before a tool counts as closed. */
const mostTries = 500;

/** What statements do with all calls that they are about, found by trying arguments. */
export function spokenBy(about: readonly ReadStatement[], shape: ContextShape): Spoken {
  const plain = ({ conditions }: ReadStatement) => conditions.length === 0;
  const forbids = about.filter(({ effect }) => effect === 'forbid');
  if (forbids.some(plain)) return { kind: 'forbidden' };
  const permitting = about.filter(({ effect }) => effect === 'permit');
  if (permitting.length === 0) return { kind: 'unlisted' };
  const open = permitting.some(plain);
  if (open && forbids.length === 0) return { kind: 'permitted' };
  let tries = 0;
  let passes = permits(about, shape.contextOf({}));
  for (const choice of passes ? [] : combinations([...testedIn(about, shape)])) {
    tries += 1;
    const args = argumentsOf(choice);
    passes = args !== undefined && permits(about, shape.contextOf(args));
    if (passes || tries > mostTries) break;
  }
  if (!passes) return { kind: 'forbidden' };
  const said = [
    ...(open ? [] : permittedWords(permitting, shape)),
    ...forbids.flatMap((one) => conditionWords(one, shape, false)),
  ];
  return { kind: 'conditional', conditions: [...new Set(said)] };
}

/** The arguments that statements look at, with values on both sides of what they test. */
export function testedIn(
  about: readonly ReadStatement[],
  { argumentAt }: ContextShape,
): ReadonlyMap<string, readonly unknown[]> {
  const tested = new Map<string, unknown[]>();
  for (const { conditions } of about) {
    for (const { body } of conditions) {
      for (const [path, literals] of literalsBeside(body)) {
        const argument = argumentAt(path.split('.').slice(1));
        if (argument === undefined) continue;
        const values = literals.flatMap<unknown>(around);
        tested.set(argument, [...(tested.get(argument) ?? []), ...(values.length === 0 ? ['x'] : values)]);
      }
    }
  }
  return tested;
}

function around(value: string | number | boolean): readonly unknown[] {
  if (typeof value === 'boolean') return [value, !value];
  if (typeof value === 'number') return [value, value - 1, value + 1];
  return [value.replaceAll('*', ''), `${value}x`];
}

function permittedWords(permitting: readonly ReadStatement[], shape: ContextShape): readonly string[] {
  const [first, ...more] = permitting;
  if (first === undefined) return [];
  return more.length === 0
    ? conditionWords(first, shape, true)
    : [`its arguments fit one of ${permitting.length} statements`];
}

/** The conditions of one statement as clauses that hold when it speaks, or when it does not. */
function conditionWords(
  { conditions }: ReadStatement,
  shape: ContextShape,
  speaks: boolean,
): readonly string[] {
  return conditions.flatMap(({ kind, body }) => {
    const conjuncts = conjunctsOf(body);
    const tested = new Set(
      conjuncts.flatMap((one) => (one.kind === 'has' ? [] : [...literalsBeside(one).keys()])),
    );
    // A guard of what another part reads says nothing of its own.
    const telling = conjuncts.filter(
      (one) =>
        one.kind !== 'has' || ![...tested].some((path) => `${path}.`.startsWith(`${one.keys.join('.')}.`)),
    );
    const holds = (kind === 'when') === speaks;
    const words = telling.map((one) => clause(one, shape, holds || telling.length > 1));
    return holds || words.length === 1 ? words : [`not at once ${listOf(words)}`];
  });
}

function clause(expression: Expression, { argumentAt }: ContextShape, holds: boolean): string {
  const argument = (one: Expression) =>
    one.kind === 'path' || one.kind === 'has' ? argumentAt(one.keys.slice(1)) : undefined;
  const value = (one: Expression) =>
    one.kind !== 'literal'
      ? undefined
      : typeof one.value === 'string'
        ? codeSpan(one.value)
        : String(one.value);
  const is = holds ? 'is' : 'is not';
  if (expression.kind === 'has') {
    const name = argument(expression);
    if (name !== undefined) return `${codeSpan(name)} ${is} given`;
  }
  if (expression.kind === 'binary' && expression.operator === '==') {
    const [name, said] = [argument(expression.left), value(expression.right)];
    if (name !== undefined && said !== undefined) return `${codeSpan(name)} ${is} ${said}`;
  }
  if (expression.kind === 'call' && expression.method === 'contains' && expression.of.kind === 'list') {
    const name = argument(expression.argument);
    const values = expression.of.items.map(value);
    if (name !== undefined && values.every((one) => one !== undefined))
      return `${codeSpan(name)} ${is} one of ${listOf(values, 8, 'or')}`;
  }
  const text = codeSpan(expressionText(expression).replaceAll(plainStar, '\\*'));
  return `${text} ${holds ? 'holds' : 'does not hold'}`;
}

/** What cannot be evaluated. */
const fault = Symbol('fault');

function speaks({ conditions }: ReadStatement, context: Arguments): boolean {
  return conditions.every(({ kind, body }) => evaluate(body, context) === (kind === 'when'));
}

/** The value of an expression; `fault` where the engine would report an error. */
function evaluate(expression: Expression, context: Arguments): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list': {
      const items = expression.items.map((item) => evaluate(item, context));
      return items.includes(fault) ? fault : items;
    }
    case 'path':
      return memberAt(context, expression.keys.slice(1));
    case 'has': {
      const of = memberAt(context, expression.keys.slice(1, -1));
      return isRecord(of) ? Object.hasOwn(of, expression.keys.at(-1) ?? '') : fault;
    }
    case 'not': {
      const value = evaluate(expression.of, context);
      return typeof value === 'boolean' ? !value : fault;
    }
    case 'call': {
      const [of, other] = [evaluate(expression.of, context), evaluate(expression.argument, context)];
      if (of === fault || other === fault || !Array.isArray(of)) return fault;
      const has = (one: unknown) => of.some((item) => same(item, one));
      if (expression.method === 'contains') return has(other);
      if (!Array.isArray(other)) return fault;
      return expression.method === 'containsAll' ? other.every(has) : other.some(has);
    }
    case 'binary':
      return binary(expression, context);
  }
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  context: Arguments,
): unknown {
  const a = evaluate(left, context);
  if (operator === '&&' || operator === '||') {
    if (typeof a !== 'boolean') return fault;
    if (a === (operator === '||')) return a;
    const b = evaluate(right, context);
    return typeof b === 'boolean' ? b : fault;
  }
  const b = evaluate(right, context);
  if (a === fault || b === fault) return fault;
  if (operator === '==') return same(a, b);
  if (operator === '!=') return !same(a, b);
  if (operator === 'like') return typeof a === 'string' && typeof b === 'string' ? like(a, b) : fault;
  if (!Number.isInteger(a) || !Number.isInteger(b)) return fault;
  const [x, y] = [Number(a), Number(b)];
  return operator === '<' ? x < y : operator === '<=' ? x <= y : operator === '>' ? x > y : x >= y;
}

function memberAt(context: Arguments, keys: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of keys) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return fault;
    value = value[key];
  }
  return value;
}

/** `*` stands for any text. The pieces between stars are looked for one after the other, so that time stays linear. */
function like(text: string, pattern: string): boolean {
  const pieces = pattern
    .replaceAll(plainStar, '\ue001')
    .split('*')
    .map((piece) => piece.replaceAll('\ue001', '*'));
  const [head = '', ...rest] = pieces;
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let from = head.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - tail.length >= from && text.endsWith(tail);
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    // Lists are sets here.
    return (
      a.every((one) => b.some((other) => same(one, other))) &&
      b.every((one) => a.some((other) => same(one, other)))
    );
  }
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
