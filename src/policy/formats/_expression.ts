// The expressions that Cedar and CEL share: read without their engines, and bounded in depth. Each language evaluates them by its own rules.

export type Expression =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** `context.input.force` or `context["force"]`, from its first name on. */
  | { readonly kind: 'path'; readonly keys: readonly string[] }
  /** Cedar's `context has force`, CEL's `has(context.force)`. */
  | { readonly kind: 'has'; readonly keys: readonly string[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'call';
      readonly method: string;
      readonly of: Expression;
      readonly argument: Expression;
    };

export type Literal = string | number | boolean;

const operators = ['||', '&&', '==', '!=', '<=', '>=', '<', '>', 'in', 'like'] as const;
export type Operator = (typeof operators)[number];

/** A form that we do not read, with the text near it. */
export class UnreadableForm extends Error {
  readonly near: string;
  constructor(near: string) {
    super('unreadable');
    this.near = near;
  }
}

interface Token {
  readonly kind: 'sign' | 'text' | 'number' | 'end';
  readonly value: string;
}

/** How a language writes texts. */
export interface Lexicon {
  /** Body of a text between double quotes, as the source of a regular expression. */
  readonly textBody: string;
  /** What a body stands for; undefined when it is not valid. */
  textOf(body: string): string | undefined;
}

/** Goes through the tokens of a text. */
export interface Reader {
  done(): boolean;
  /** True, and past it, when the next token is this sign. */
  takes(sign: string): boolean;
  /** True when the next token is this sign. */
  sees(sign: string): boolean;
  expect(...signs: readonly string[]): void;
  text(): string;
  word(): string;
  /** A word or a text. */
  name(): string;
  /** The next token if it is a text or number, and past it. */
  literal(): Literal | undefined;
}

/** A reader of a text; undefined when a text or sign in it cannot be read. */
export function readerOf(source: string, lexicon: Lexicon): Reader | undefined {
  const tokens = tokensOf(source, lexicon);
  return tokens === undefined ? undefined : readerOn(tokens);
}

function tokensOf(source: string, { textBody, textOf }: Lexicon): readonly Token[] | undefined {
  const lexeme = new RegExp(
    String.raw`\s+|\/\/[^\n]*|([A-Za-z_][A-Za-z0-9_]*|[=!<>]=|&&|\|\||::|[(){}[\],;.!<>])|"(${textBody})"|(-?\d{1,15})(?![\w.])`,
    'y',
  );
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; at = lexeme.lastIndex) {
    lexeme.lastIndex = at;
    const found = lexeme.exec(source);
    if (found === null) return undefined;
    const [, sign, body, number] = found;
    if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    if (number !== undefined) tokens.push({ kind: 'number', value: number });
    if (body === undefined) continue;
    const value = textOf(body);
    if (value === undefined) return undefined;
    tokens.push({ kind: 'text', value });
  }
  return tokens;
}

function readerOn(tokens: readonly Token[]): Reader {
  let at = 0;
  const next = (): Token => tokens[at] ?? { kind: 'end', value: 'the end' };
  const fail = (): never => {
    throw new UnreadableForm(next().value.slice(0, 40));
  };
  const take = (...kinds: readonly Token['kind'][]): string => {
    const token = next();
    if (!kinds.includes(token.kind)) fail();
    at += 1;
    return token.value;
  };
  const sees = (sign: string) => next().kind === 'sign' && next().value === sign;
  const takes = (sign: string): boolean => {
    const found = sees(sign);
    if (found) at += 1;
    return found;
  };
  return {
    done: () => at >= tokens.length,
    takes,
    sees,
    expect: (...signs) => {
      for (const sign of signs) if (!takes(sign)) fail();
    },
    text: () => take('text'),
    word: () => {
      if (!/^[A-Za-z_]/.test(next().value)) fail();
      return take('sign');
    },
    name: () => take(next().kind === 'text' ? 'text' : 'sign'),
    literal: () => {
      const { kind } = next();
      if (kind === 'text') return take('text');
      return kind === 'number' ? Number(take('number')) : undefined;
    },
  };
}

/** Deeper expressions, and longer chains of one operator, are not read. */
const deepest = 60;
const longest = 400;

/** Reads one expression. Throws `UnreadableForm`. */
export function readExpression(reader: Reader, level = 0, depth = 0): Expression {
  if (depth > deepest) throw new UnreadableForm('nested expressions');
  const tiers: readonly (readonly Operator[])[] = [['||'], ['&&'], operators.slice(2)];
  const tier = tiers[level];
  if (tier === undefined) return unary(reader, depth);
  let left = readExpression(reader, level + 1, depth + 1);
  for (let links = 0; ; links += 1) {
    if (links > longest) throw new UnreadableForm(tier[0] ?? '');
    if (level === 2 && reader.takes('has')) {
      if (left.kind !== 'path') throw new UnreadableForm('has');
      return { kind: 'has', keys: [...left.keys, reader.name()] };
    }
    const operator = tier.find((one) => reader.takes(one));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: readExpression(reader, level + 1, depth + 1) };
    // Comparisons do not chain.
    if (level === 2) return left;
  }
}

function unary(reader: Reader, depth: number): Expression {
  if (reader.takes('!')) {
    if (depth > deepest) throw new UnreadableForm('!');
    return { kind: 'not', of: unary(reader, depth + 1) };
  }
  return calls(reader, primary(reader, depth), depth);
}

function primary(reader: Reader, depth: number): Expression {
  const value = reader.literal();
  if (value !== undefined) return { kind: 'literal', value };
  if (reader.takes('true')) return { kind: 'literal', value: true };
  if (reader.takes('false')) return { kind: 'literal', value: false };
  if (reader.takes('(')) {
    const inside = readExpression(reader, 0, depth + 1);
    reader.expect(')');
    return inside;
  }
  if (reader.takes('[')) {
    const items: Expression[] = [];
    while (!reader.takes(']')) {
      items.push(readExpression(reader, 0, depth + 1));
      if (!reader.sees(']')) reader.expect(',');
    }
    return { kind: 'list', items };
  }
  const word = reader.word();
  if (word !== 'has' || !reader.takes('(')) return { kind: 'path', keys: [word] };
  const inside = readExpression(reader, 0, depth + 1);
  reader.expect(')');
  if (inside.kind !== 'path' || inside.keys.length < 2) throw new UnreadableForm('has');
  return { kind: 'has', keys: inside.keys };
}

/** Keys and methods that follow an expression. */
function calls(reader: Reader, start: Expression, depth: number): Expression {
  let of = start;
  for (;;) {
    if (reader.takes('.')) {
      const name = reader.word();
      if (reader.takes('(')) {
        const argument = readExpression(reader, 0, depth + 1);
        reader.expect(')');
        of = { kind: 'call', method: name, of, argument };
      } else of = deeper(of, name);
    } else if (reader.takes('[')) {
      of = deeper(of, reader.text());
      reader.expect(']');
    } else return of;
  }
}

function deeper(of: Expression, key: string): Expression {
  if (of.kind !== 'path') throw new UnreadableForm(key.slice(0, 40));
  return { kind: 'path', keys: [...of.keys, key] };
}

/** Every expression inside, itself first. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  switch (expression.kind) {
    case 'list':
      for (const item of expression.items) yield* within(item);
      return;
    case 'not':
      yield* within(expression.of);
      return;
    case 'binary':
      yield* within(expression.left);
      yield* within(expression.right);
      return;
    case 'call':
      yield* within(expression.of);
      yield* within(expression.argument);
  }
}

/** The parts that all have to hold. */
export function conjunctsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'binary' && expression.operator === '&&'
    ? [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)]
    : [expression];
}

/** The literals that stand beside each path in a comparison, by the path's keys joined with dots; `has` alone gives none. */
export function literalsBeside(expression: Expression): ReadonlyMap<string, readonly Literal[]> {
  const found = new Map<string, Literal[]>();
  const add = (path: Expression, values: readonly Expression[]) => {
    if (path.kind !== 'path') return;
    const literals = values.flatMap((one) => (one.kind === 'literal' ? [one.value] : []));
    const key = path.keys.join('.');
    found.set(key, [...(found.get(key) ?? []), ...literals]);
  };
  const itemsOf = (one: Expression) => (one.kind === 'list' ? one.items : [one]);
  for (const one of within(expression)) {
    if (one.kind === 'binary') {
      add(one.left, itemsOf(one.right));
      add(one.right, itemsOf(one.left));
    } else if (one.kind === 'call') {
      add(one.argument, itemsOf(one.of));
      add(one.of, itemsOf(one.argument));
    } else if (one.kind === 'path' || one.kind === 'has') add({ kind: 'path', keys: one.keys }, []);
  }
  return found;
}

/** The expression as text, in Cedar's writing. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'list':
      return `[${expression.items.map(expressionText).join(', ')}]`;
    case 'path':
      return expression.keys.join('.');
    case 'has':
      return `${expression.keys.slice(0, -1).join('.')} has ${expression.keys.at(-1)}`;
    case 'not':
      return `!(${expressionText(expression.of)})`;
    case 'binary':
      return `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`;
    case 'call':
      return `${operand(expression.of)}.${expression.method}(${expressionText(expression.argument)})`;
  }
}

function operand(expression: Expression): string {
  return expression.kind === 'binary' ? `(${expressionText(expression)})` : expressionText(expression);
}
