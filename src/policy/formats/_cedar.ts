// The part of the Cedar language that our documents use: writing it, and reading it back without the engine.

import { listOf } from '../../model/wording.ts';
import { codeSpan } from '../code-span.ts';
import type { Bound } from '../decision.ts';

/** `Action::"call_tool"` is `{ type: 'Action', id: 'call_tool' }`. */
export interface EntityName {
  readonly type: string;
  readonly id: string;
}

/** `permit` or `forbid` for an action and a resource; absent means any. */
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
export function testOf({ argument, allowed }: Bound, below: readonly string[]): Test {
  return { path: [...below, argument], values: allowed };
}

/** "`force` is false": the last part of the path is the argument. */
export function testInWords({ path, values }: Test): string {
  const said = values.map((value) => (typeof value === 'string' ? codeSpan(value) : String(value)));
  return `${codeSpan(path.at(-1) ?? '')} is ${said.length === 1 ? said[0] : `one of ${listOf(said, 8, 'or')}`}`;
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

/** Statements, or the first place that is not of the forms above. */
export type CedarRead =
  | { readonly statements: readonly Statement[]; readonly problem?: undefined }
  | { readonly statements?: undefined; readonly problem: string };

/** Reads statements of the forms that we write; another form is a problem, never skipped. */
export function readStatements(text: string): CedarRead {
  const tokens = tokensOf(text);
  if (tokens === undefined) return { problem: 'It is not Cedar: a text or sign cannot be read.' };
  const reader = readerOf(tokens);
  const statements: Statement[] = [];
  try {
    while (!reader.done()) statements.push(statement(reader));
  } catch (thrown) {
    if (!(thrown instanceof UnreadableForm)) throw thrown;
    return {
      problem: `Statement ${statements.length + 1} has a form that is not evaluated here, near ${thrown.near}.`,
    };
  }
  return { statements };
}

class UnreadableForm extends Error {
  readonly near: string;
  constructor(near: string) {
    super('unreadable');
    this.near = near;
  }
}

type Token = { readonly kind: 'sign' | 'text' | 'end'; readonly value: string };

const lexeme =
  /\s+|\/\/[^\n]*|([A-Za-z_][A-Za-z0-9_]*|==|&&|::|[(){}[\],;.])|"((?:[^"\\]|\\u\{[0-9a-fA-F]{1,6}\}|\\["'\\nrt0])*)"/y;

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  lexeme.lastIndex = 0;
  for (let at = 0; at < text.length; at = lexeme.lastIndex) {
    lexeme.lastIndex = at;
    const found = lexeme.exec(text);
    if (found === null) return undefined;
    if (found[1] !== undefined) tokens.push({ kind: 'sign', value: found[1] });
    if (found[2] !== undefined) tokens.push({ kind: 'text', value: unescaped(found[2]) });
  }
  return tokens;
}

const plainEscapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
]);

function unescaped(text: string): string {
  return text.replace(/\\(?:u\{([0-9a-fA-F]+)\}|(.))/gs, (_, code?: string, plain = '') =>
    code === undefined
      ? (plainEscapes.get(plain) ?? plain)
      : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );
}

interface Reader {
  done(): boolean;
  /** True, and past it, when the next token is this sign. */
  takes(sign: string): boolean;
  expect(...signs: readonly string[]): void;
  text(): string;
  word(): string;
  /** A word or a text. */
  name(): string;
}

function readerOf(tokens: readonly Token[]): Reader {
  let at = 0;
  const next = (): Token => tokens[at] ?? { kind: 'end', value: 'the end' };
  const take = (kind: Token['kind']): string => {
    const token = next();
    if (token.kind !== kind) throw new UnreadableForm(codeSpan(token.value.slice(0, 40)));
    at += 1;
    return token.value;
  };
  const takes = (sign: string): boolean => {
    const found = next().kind === 'sign' && next().value === sign;
    if (found) at += 1;
    return found;
  };
  return {
    done: () => at >= tokens.length,
    takes,
    expect: (...signs) => {
      for (const sign of signs)
        if (!takes(sign)) throw new UnreadableForm(codeSpan(next().value.slice(0, 40)));
    },
    text: () => take('text'),
    word: () => take('sign'),
    name: () => take(next().kind === 'text' ? 'text' : 'sign'),
  };
}

function statement(reader: Reader): Statement {
  const effect = reader.takes('permit') ? 'permit' : 'forbid';
  if (effect === 'forbid') reader.expect('forbid');
  reader.expect('(', 'principal', ',', 'action');
  const action = reader.takes('==') ? entity(reader) : undefined;
  reader.expect(',', 'resource');
  const resource = reader.takes('==') ? entity(reader) : undefined;
  reader.takes(',');
  reader.expect(')');
  // A forbid with conditions lets a call through whenever its argument is absent; we do not write one.
  const tests = effect === 'permit' && reader.takes('when') ? conditions(reader) : [];
  reader.expect(';');
  return {
    effect,
    ...(action === undefined ? {} : { action }),
    ...(resource === undefined ? {} : { resource }),
    tests,
  };
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

function conditions(reader: Reader): readonly Test[] {
  const tests: Test[] = [];
  const guards: (readonly string[])[] = [];
  reader.expect('{');
  do {
    const found = condition(reader);
    if ('values' in found) tests.push(found);
    else guards.push(found.guard);
  } while (reader.takes('&&'));
  reader.expect('}');
  // A guard of something that no test reads would be a condition of its own.
  const idle = guards.find(
    (guard) => !tests.some(({ path }) => guard.every((name, at) => path[at] === name)),
  );
  if (tests.length === 0 || idle !== undefined) throw new UnreadableForm(codeSpan('has'));
  return tests;
}

function condition(reader: Reader): Test | { readonly guard: readonly string[] } {
  if (reader.takes('[')) {
    const values = [literal(reader)];
    while (reader.takes(',')) values.push(literal(reader));
    reader.expect(']', '.', 'contains', '(');
    const path = access(reader);
    reader.expect(')');
    return { path, values };
  }
  const path = access(reader);
  if (reader.takes('has')) return { guard: [...path, reader.name()] };
  reader.expect('==');
  return { path, values: [literal(reader)] };
}

function access(reader: Reader): readonly string[] {
  const path: string[] = [];
  reader.expect('context');
  for (;;) {
    if (reader.takes('.')) {
      path.push(reader.word());
    } else if (reader.takes('[')) {
      path.push(reader.text());
      reader.expect(']');
    } else {
      return path;
    }
  }
}

function literal(reader: Reader): string | boolean {
  if (reader.takes('true')) return true;
  if (reader.takes('false')) return false;
  return reader.text();
}
