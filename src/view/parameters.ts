// The arguments of a tool, one row each, read out of a schema that a stranger wrote.
import type { InputSchema } from '../model/tool.ts';
import { visible } from '../model/wording.ts';
import { authorLines, oneLine } from './author-text.ts';

export interface Parameter {
  readonly name: string;
  /** Such as "string", "list of string", "one of 3 choices". */
  readonly type: string;
  readonly required: boolean;
  /** The values it may take, as JSON, at most `shownChoices`. */
  readonly choices: readonly string[];
  /** Choices that are not shown. */
  readonly moreChoices: number;
  /** The default, as JSON. */
  readonly fallback?: string;
  /** Bounds in words: "1 to 100", "at most 255 characters", "matches ^a". */
  readonly bounds: readonly string[];
  /** The author's text. */
  readonly description: string;
  /** True when the schema says nothing that keeps a caller from sending any text. */
  readonly free: boolean;
  /** What the value is, in the vocabulary of arguments; only for what is free. */
  readonly kind: 'command' | 'code' | 'query' | 'path' | 'url' | 'text';
}

const shownChoices = 12;
const shownParameters = 200;
const longestValue = 80;

type Schema = Readonly<Record<string, unknown>>;

/** The rows of the argument table, in the author's order, and how many more there are. */
export function parametersOf(schema: InputSchema): {
  readonly rows: readonly Parameter[];
  readonly more: number;
} {
  const properties = asSchema(schema['properties']) ?? {};
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const all = Object.entries(properties);
  return {
    rows: all
      .slice(0, shownParameters)
      .map(([name, property]) => parameter(name, asSchema(property) ?? {}, required.has(name))),
    more: Math.max(0, all.length - shownParameters),
  };
}

/** The arguments as a page shows them. */
export interface ParameterTable {
  readonly rows: readonly Parameter[];
  /** Arguments without a row, in the author's order. */
  readonly named: readonly Pick<Parameter, 'name' | 'required'>[];
  /** How many are not even named. */
  readonly more: number;
  /** True when a text of the author is cut. */
  readonly cut: boolean;
}

/** Bytes of markup around one row. */
const markup = 120;
/** Characters of a text in a table that would be too long. */
const longestCut = 160;
const longestNamed = 40;

/** All rows whole. */
export function parameterTable(schema: InputSchema): ParameterTable {
  return { ...parametersOf(schema), named: [], cut: false };
}

/** A table of about `longest` bytes: first the long texts are cut, then rows become names. */
export function fitted(table: ParameterTable, longest: number): ParameterTable {
  if (sum(table.rows.map(bytesOf)) <= longest) return table;
  const short = table.rows.map((row) => ({ ...row, description: oneLine(row.description, longestCut) }));
  let left = longest;
  const rows = short.filter((row) => {
    left -= bytesOf(row);
    return left >= 0;
  });
  const cut = short.slice(rows.length).map(({ name, required }) => ({ name, required }));
  const unshown = [...cut, ...table.named];
  return {
    rows,
    named: unshown.slice(0, longestNamed),
    more: table.more + Math.max(0, unshown.length - longestNamed),
    cut: true,
  };
}

function bytesOf({ name, type, bounds, description, choices, fallback = '' }: Parameter): number {
  const text = [name, type, ...bounds, description, ...choices, fallback].join('');
  return markup + new TextEncoder().encode(text).length + 15 * choices.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function parameter(name: string, schema: Schema, required: boolean): Parameter {
  const values = choicesOf(schema);
  const type = values.length > 0 ? (values.length === 1 ? 'constant' : 'choice') : typeOf(schema, 0);
  const bounds = boundsOf(schema);
  const free = values.length === 0 && isFree(schema, 0);
  const fallback = schema['default'];
  return {
    name,
    type,
    required,
    choices: values.slice(0, shownChoices).map(shortJson),
    moreChoices: Math.max(0, values.length - shownChoices),
    ...(fallback === undefined ? {} : { fallback: shortJson(fallback) }),
    bounds,
    description: typeof schema['description'] === 'string' ? authorLines(schema['description']) : '',
    free,
    kind: kindOf(name, schema),
  };
}

function choicesOf(schema: Schema): readonly unknown[] {
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  if (Array.isArray(schema['enum'])) return schema['enum'];
  const options = alternatives(schema);
  const constants = options.map((option) => (Object.hasOwn(option, 'const') ? [option['const']] : []));
  return options.length > 1 && constants.every((list) => list.length === 1) ? constants.flat() : [];
}

function typeOf(schema: Schema, depth: number): string {
  const type = schema['type'];
  if (Array.isArray(type)) {
    return [...new Set(type.filter((one) => one !== 'null').map(String))]
      .slice(0, 4)
      .map(shortText)
      .join(' or ');
  }
  if (type === 'array') {
    const items = asSchema(schema['items']);
    return items === undefined || depth > 2 ? 'list' : `list of ${typeOf(items, depth + 1)}`;
  }
  if (typeof type === 'string') {
    const format = schema['format'];
    return typeof format === 'string' ? `${shortText(type)} (${shortText(format)})` : shortText(type);
  }
  const options = alternatives(schema);
  if (options.length > 0 && depth < 2) {
    return [...new Set(options.slice(0, 4).map((option) => typeOf(option, depth + 1)))].join(' or ');
  }
  if (Array.isArray(schema['enum'])) return 'choice';
  return asSchema(schema['properties']) === undefined ? 'any' : 'object';
}

function boundsOf(schema: Schema): readonly string[] {
  const number = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const range = (low: number | undefined, high: number | undefined, unit: string): readonly string[] =>
    low !== undefined && high !== undefined
      ? [`${low} to ${high}${unit}`]
      : low !== undefined
        ? [`at least ${low}${unit}`]
        : high !== undefined
          ? [`at most ${high}${unit}`]
          : [];
  const above = number('exclusiveMinimum');
  const below = number('exclusiveMaximum');
  return [
    ...range(number('minimum'), number('maximum'), ''),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
    ...range(number('minLength'), number('maxLength'), ' characters'),
    ...range(number('minItems'), number('maxItems'), ' items'),
    ...(typeof schema['pattern'] === 'string' ? [`matches ${shortText(schema['pattern'])}`] : []),
  ];
}

function isFree(schema: Schema, depth: number): boolean {
  if (depth > 3) return true;
  if (
    Array.isArray(schema['enum']) ||
    Object.hasOwn(schema, 'const') ||
    typeof schema['pattern'] === 'string'
  ) {
    return false;
  }
  const type = typeOf(schema, 0);
  if (type.startsWith('list')) return isFree(asSchema(schema['items']) ?? {}, depth + 1);
  const options = alternatives(schema);
  if (options.length > 0) return options.some((option) => isFree(option, depth + 1));
  const format = schema['format'];
  if (typeof format === 'string' && /^(date|date-time|time|uuid|duration)$/.test(format)) return false;
  return type.startsWith('string') || type === 'any';
}

const kinds: readonly (readonly [Parameter['kind'], ReadonlySet<string>])[] = [
  ['command', new Set(['command', 'commands', 'cmd', 'shell', 'cli', 'argv'])],
  ['code', new Set(['code', 'script', 'expression', 'javascript', 'python', 'lua', 'function'])],
  [
    'query',
    new Set(['sql', 'cypher', 'graphql', 'sparql', 'query', 'aggregation', 'pipeline', 'jql', 'promql']),
  ],
  ['url', new Set(['url', 'uri', 'urls', 'endpoint', 'webhook', 'href', 'link'])],
  ['path', new Set(['path', 'paths', 'file', 'filename', 'filepath', 'directory', 'dir', 'folder', 'root'])],
];

function kindOf(name: string, schema: Schema): Parameter['kind'] {
  if (schema['format'] === 'uri' || schema['format'] === 'url') return 'url';
  const words = new Set(
    name
      .slice(0, 200)
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/),
  );
  return kinds.find(([, known]) => [...words].some((word) => known.has(word)))?.[0] ?? 'text';
}

function alternatives(schema: Schema): readonly Schema[] {
  const list = schema['anyOf'] ?? schema['oneOf'];
  if (!Array.isArray(list)) return [];
  return list
    .map(asSchema)
    .filter((option): option is Schema => option !== undefined && option['type'] !== 'null');
}

function shortJson(value: unknown): string {
  return visible((JSON.stringify(value) ?? 'null').slice(0, 2_000), longestValue);
}

function shortText(text: string): string {
  return visible(text.slice(0, 2_000), longestValue);
}

function asSchema(value: unknown): Schema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}
