// The part of the Cedar language that policies for tools use: writing it, and reading it without the engine.
import { codeSpan } from '../code-span.ts';
import type { ValuesBound } from '../decision.ts';
import {
  type Expression,
  type Reader,
  readExpression,
  readerOf,
  UnreadableForm,
  within,
} from './_expression.ts';

/** `Action::"call_tool"` is `{ type: 'Action', id: 'call_tool' }`. */
export interface EntityName {
  readonly type: string;
  readonly id: string;
}

/** What we write: `permit` or `forbid` for an action and a resource; absent means any. */
export interface Statement {
  readonly effect: 'permit' | 'forbid';
  readonly action?: EntityName;
  readonly resource?: EntityName;
  /** All have to hold. */
  readonly tests: readonly Test[];
}

/** An argument, by its path below `context`, is there and has one of these values. */
export interface Test {
  readonly path: readonly string[];
  readonly values: readonly (string | boolean)[];
}

/** A statement on one line. */
export function statementText({ effect, action, resource, tests }: Statement): string {
  const scope = [
    'principal',
    `action${action === undefined ? '' : ` == ${entityText(action)}`}`,
    `resource${resource === undefined ? '' : ` == ${entityText(resource)}`}`,
  ].join(', ');
  const when = tests.length === 0 ? '' : ` when { ${tests.map(testText).join(' && ')} }`;
  return `${effect}(${scope})${when};`;
}

/** The test that a bound asks for; reading an absent attribute would skip the whole statement, so each step is guarded. */
export function testOf({ argument, allowed }: ValuesBound, below: readonly string[]): Test {
  return { path: [...below, argument], values: allowed };
}

function entityText({ type, id }: EntityName): string {
  return `${type}::${stringText(id)}`;
}

function testText({ path, values }: Test): string {
  const guards = path.map((name, index) => `${accessText(path.slice(0, index))} has ${nameText(name)}`);
  const value = accessText(path);
  const literals = values.map((one) => (typeof one === 'string' ? stringText(one) : String(one)));
  const match =
    literals.length === 1 ? `${value} == ${literals[0]}` : `[${literals.join(', ')}].contains(${value})`;
  return [...guards, match].join(' && ');
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

function accessText(path: readonly string[]): string {
  return path.reduce(
    (text, name) => `${text}${identifier.test(name) ? `.${name}` : `[${stringText(name)}]`}`,
    'context',
  );
}

function nameText(name: string): string {
  return identifier.test(name) ? name : stringText(name);
}

/** A Cedar string: its escapes are those of Rust, not those of JSON. */
export function stringText(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return `"${escaped}"`;
}

/** What was read: a statement of anyone's. It speaks when every `when` holds and no `unless` does. */
export interface ReadStatement {
  readonly effect: 'permit' | 'forbid';
  readonly action?: EntityName;
  readonly resource?: EntityName;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: Expression }[];
}

/** Statements, or the first place that is not of the forms above. */
export type CedarRead =
  | { readonly statements: readonly ReadStatement[]; readonly problem?: undefined }
  | { readonly statements?: undefined; readonly problem: string };

/** Reads statements about actions, resources and `context`; another form is a problem, never skipped. */
export function readStatements(text: string): CedarRead {
  const reader = readerOf(text, {
    textBody: String.raw`(?:[^"\\]|\\u\{[0-9a-fA-F]{1,6}\}|\\["'\\nrt0*])*`,
    textOf: unescaped,
  });
  if (reader === undefined) return { problem: 'It is not Cedar: a text or sign cannot be read.' };
  const statements: ReadStatement[] = [];
  try {
    while (!reader.done()) statements.push(statement(reader));
  } catch (thrown) {
    if (!(thrown instanceof UnreadableForm)) throw thrown;
    return {
      problem: `Statement ${statements.length + 1} has a form that is not evaluated here, near ${codeSpan(thrown.near)}.`,
    };
  }
  return { statements };
}

const plainEscapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
]);

/** A star that is written as one, in place of the sign for any text. */
export const plainStar = '\ue000*';

function unescaped(text: string): string {
  return text.replace(/\\(?:u\{([0-9a-fA-F]+)\}|(.))/gs, (_, code?: string, plain = '') =>
    code === undefined
      ? plain === '*'
        ? plainStar
        : (plainEscapes.get(plain) ?? plain)
      : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );
}

function statement(reader: Reader): ReadStatement {
  const effect = reader.takes('permit') ? 'permit' : 'forbid';
  if (effect === 'forbid') reader.expect('forbid');
  reader.expect('(', 'principal', ',', 'action');
  const action = reader.takes('==') ? entity(reader) : undefined;
  reader.expect(',', 'resource');
  const resource = reader.takes('==') ? entity(reader) : undefined;
  reader.takes(',');
  reader.expect(')');
  const conditions: ReadStatement['conditions'][number][] = [];
  while (!reader.takes(';')) {
    const kind = reader.takes('when') ? 'when' : 'unless';
    if (kind === 'unless') reader.expect('unless');
    reader.expect('{');
    conditions.push({ kind, body: known(readExpression(reader)) });
    reader.expect('}');
  }
  return {
    effect,
    ...(action === undefined ? {} : { action }),
    ...(resource === undefined ? {} : { resource }),
    conditions,
  };
}

const methods = new Set(['contains', 'containsAll', 'containsAny']);

/** The same expression when all that it speaks of is the context of a call. */
function known(expression: Expression): Expression {
  for (const one of within(expression)) {
    if ((one.kind === 'path' || one.kind === 'has') && one.keys[0] !== 'context')
      throw new UnreadableForm(one.keys[0] ?? '');
    if (one.kind === 'call' && !methods.has(one.method)) throw new UnreadableForm(one.method);
    if (one.kind === 'binary' && one.operator === 'in') throw new UnreadableForm('in');
    if (one.kind === 'binary' && one.operator === 'like' && one.right.kind !== 'literal')
      throw new UnreadableForm('like');
  }
  return expression;
}

function entity(reader: Reader): EntityName {
  let type = reader.word();
  for (;;) {
    reader.expect('::');
    if (reader.takes('Action')) type += '::Action';
    else if (reader.takes('Gateway')) type += '::Gateway';
    else return { type, id: reader.text() };
  }
}
