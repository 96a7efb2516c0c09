// Reading documents of any format: parse, validate strictly, and say in lines what is wrong.
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import { parseYaml } from './yaml.ts';

/** Validated data, or what is wrong with the text, one line a problem. */
export type ReadData<Data> =
  | { readonly data: Data; readonly problems: readonly [] }
  | { readonly data?: undefined; readonly problems: readonly [string, ...string[]] };

/** Reads JSON. */
export function readJson<Data>(text: string, schema: z.ZodType<Data>): ReadData<Data> {
  return readWith((source) => JSON.parse(source), 'JSON', text, schema);
}

/** Reads TOML. */
export function readToml<Data>(text: string, schema: z.ZodType<Data>): ReadData<Data> {
  return readWith(parseToml, 'TOML', text, schema);
}

/** Reads YAML without aliases, which could make a small file large. */
export function readYaml<Data>(text: string, schema: z.ZodType<Data>): ReadData<Data> {
  return readWith((source) => plainOf(parseYaml(source)), 'YAML', text, schema);
}

/** The same with maps in place of objects, for foreign keys. */
export function readYamlMaps<Data>(text: string, schema: z.ZodType<Data>): ReadData<Data> {
  return readWith(parseYaml, 'YAML', text, schema);
}

/** Maps as objects, at every depth. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, member]) => [key, plainOf(member)]));
}

function readWith<Data>(
  parse: (text: string) => unknown,
  language: string,
  text: string,
  schema: z.ZodType<Data>,
): ReadData<Data> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (thrown) {
    return { problems: [`It is not ${language}: ${thrown instanceof Error ? thrown.message : thrown}`] };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data, problems: [] };
  const [first = 'The document is not valid.', ...more] = parsed.error.issues.map(
    (issue) => `${z.core.toDotPath(issue.path) || 'the document'}: ${issue.message}`,
  );
  return { problems: [first, ...more] };
}
