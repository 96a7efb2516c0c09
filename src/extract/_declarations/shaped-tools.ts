// Tools that code writes out as hashes: a name and a schema under the keys that the protocol has for them.
import type { Annotations, Extraction, Place, ToolDraft } from '../../model/tool.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { type Around, constantOf, textOfConstant } from './constants.ts';
import { writtenSchema } from './written-json.ts';

/** What is said of a tool, each part as it is written. */
export interface Shaped {
  readonly name: Expr | undefined;
  readonly title: Expr | undefined;
  readonly description: Expr | undefined;
  readonly schema: Expr | undefined;
  readonly annotations: Expr | undefined;
}

const schemaKeys = ['inputSchema', 'input_schema'];

/** The members of a hash by their plain keys. */
export function membersOf(expr: Expr | undefined): ReadonlyMap<string, Expr> {
  const entries = expr?.kind === 'dict' ? expr.entries : [];
  return new Map(entries.flatMap(({ key, value }) => (key?.kind === 'string' ? [[key.value, value]] : [])));
}

/** What members say of a tool; `more` are keys besides that hold its schema. */
export function shapedBy(members: ReadonlyMap<string, Expr>, more: readonly string[] = []): Shaped {
  return {
    name: members.get('name'),
    title: members.get('title'),
    description: members.get('description'),
    schema: [...schemaKeys, ...more].map((key) => members.get(key)).find((value) => value !== undefined),
    annotations: members.get('annotations'),
  };
}

/** A hash that has the shape of a tool. */
export function shapedTool(expr: Expr): Shaped | undefined {
  const members = membersOf(expr);
  const shaped = shapedBy(members);
  return shaped.name === undefined || shaped.schema === undefined ? undefined : shaped;
}

export interface Found {
  readonly place: Place;
  readonly detector: string;
  readonly confidence: number;
  /** True when a tool that says nothing of its schema has one all the same. */
  readonly open?: boolean;
  /** What makes the tool, for a person: the name of a class. */
  readonly maker?: string;
}

/**
 * The tool that its parts make, or a skip when its name is not constant. Neither for code that only hands on
 * what other code has defined: nothing in it is constant.
 */
export function shapedDraft(shaped: Shaped, around: Around, found: Found): Extraction {
  const text = (expr: Expr | undefined): string | undefined => textOfConstant(constantOf(expr, around));
  const name = text(shaped.name);
  const description = text(shaped.description);
  if (name === undefined) {
    if (description === undefined) return { tools: [], skips: [] };
    const which = found.maker === undefined ? 'a tool that is described here' : `the tool ${found.maker}`;
    const detail = `The name of ${which} is not constant.`;
    return { tools: [], skips: [{ reason: 'name-not-constant', place: found.place, detail }] };
  }
  const title = text(shaped.title);
  const { schema, partial } = writtenSchema(shaped.schema, around);
  const annotations = writtenAnnotations(shaped.annotations, around);
  const missing =
    partial ||
    (shaped.schema === undefined && found.open === true) ||
    (shaped.description !== undefined && description === undefined);
  const tool: ToolDraft = {
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: schema as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place: found.place,
    detector: found.detector,
    confidence: found.confidence,
    ...(missing ? { partial: true } : {}),
  };
  return { tools: [tool], skips: [] };
}

/** A function that puts what it is given into a tool. */
export interface Wrapper {
  readonly name: string;
  /** Variables of its parameters with their defaults, in order. */
  readonly params: readonly (readonly [string, Expr | undefined])[];
}

/** What the parameters of a wrapper are in a call. */
export function boundBy(wrapper: Wrapper, args: readonly Argument[]): ReadonlyMap<string, Expr> {
  const positional = args.filter((arg) => arg.form === 'positional');
  return new Map(
    wrapper.params.flatMap(([param, fallback], index) => {
      const bare = param.replace(/^\$/, '');
      const named = args.find((arg) => arg.form === 'named' && arg.name === bare);
      const value = named?.value ?? positional[index]?.value ?? fallback;
      return value === undefined ? [] : [[param, value] as const];
    }),
  );
}

const hints = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['readOnlyHint', 'readOnlyHint'],
  ['destructiveHint', 'destructiveHint'],
  ['idempotentHint', 'idempotentHint'],
  ['openWorldHint', 'openWorldHint'],
  ['read_only_hint', 'readOnlyHint'],
  ['destructive_hint', 'destructiveHint'],
  ['idempotent_hint', 'idempotentHint'],
  ['open_world_hint', 'openWorldHint'],
]);

/** The hints that a hash or named arguments set. */
export function writtenAnnotations(expr: Expr | undefined, around: Around): Annotations | undefined {
  const given: readonly (readonly [string, Expr])[] =
    expr?.kind === 'call' ? expr.args.map((arg) => [arg.name, arg.value] as const) : [...membersOf(expr)];
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const [key, value] of given) {
    const constant = constantOf(value, around);
    const hint = hints.get(key);
    if (hint !== undefined && typeof constant === 'boolean') annotations[hint] = constant;
    else if (key === 'title' && typeof constant === 'string') annotations.title = constant;
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
