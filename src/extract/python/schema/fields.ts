// What `Field(…)` and its relatives say about a value: description, bounds, default, alias.

import type { Run } from '../../_program/run.ts';
import { textValue } from '../../_program/texts.ts';
import { type Json, type JsonObject, objectOf, toJson } from '../../_program/to-json.ts';
import { bare, isKind, type Thing, type Value } from '../../_program/values.ts';

export interface FieldInfo {
  readonly description?: string;
  /** Keywords of JSON Schema: bounds, pattern, examples. */
  readonly bounds?: JsonObject;
  /** The default, when there is one and it is known. */
  readonly fallback?: Json;
  /** True when the field may be left out, false when it must be there. */
  readonly optional?: boolean;
  readonly alias?: string;
  /** A part is not known. */
  readonly partial?: boolean;
}

export const noInfo: FieldInfo = {};

/** JSON Schema keywords by the names that pydantic and annotated-types give them. */
const keywords: ReadonlyMap<string, string> = new Map([
  ['ge', 'minimum'],
  ['gt', 'exclusiveMinimum'],
  ['le', 'maximum'],
  ['lt', 'exclusiveMaximum'],
  ['multiple_of', 'multipleOf'],
  ['min_length', 'minLength'],
  ['max_length', 'maxLength'],
  ['pattern', 'pattern'],
  ['regex', 'pattern'],
  ['examples', 'examples'],
]);

/** annotated-types say with a class what Field says with a keyword. */
const markers: ReadonlyMap<string, string> = new Map([
  ['Ge', 'ge'],
  ['Gt', 'gt'],
  ['Le', 'le'],
  ['Lt', 'lt'],
  ['MinLen', 'min_length'],
  ['MaxLen', 'max_length'],
  ['MultipleOf', 'multiple_of'],
]);

function leafOf(thing: Thing): string {
  return thing.of.kind === 'external' ? (thing.of.path.split('.').at(-1) ?? '') : thing.of.def.name;
}

/** True for Field(…) and everything that says the same in other words. */
export function isFieldInfo(thing: Thing): boolean {
  const leaf = leafOf(thing);
  return (
    /^(Field|FieldInfo|Query|Body|Param|Form|Doc|StringConstraints|field|con\w+)$/.test(leaf) ||
    markers.has(leaf)
  );
}

export function infoOf(thing: Thing, run: Run): FieldInfo {
  const leaf = leafOf(thing);
  const [first] = thing.args;
  if (leaf === 'Doc') {
    const description = textValue(first);
    return description === undefined ? noInfo : { description };
  }
  const marker = markers.get(leaf);
  const given = new Map(thing.named);
  if (marker !== undefined && first !== undefined) given.set(marker, first);
  const info: { -readonly [Key in keyof FieldInfo]: FieldInfo[Key] } = {};
  const bounds: [string, Json][] = [];
  for (const [name, value] of given) {
    const keyword = keywords.get(name);
    if (keyword === undefined) continue;
    const json = toJson(value, run);
    if (json.value !== undefined && json.value !== null && !json.partial) bounds.push([keyword, json.value]);
  }
  const extra = given.get('json_schema_extra');
  const more = extra === undefined ? undefined : objectOf(toJson(extra, run).value);
  if (more !== undefined) bounds.push(...Object.entries(more));
  if (bounds.length > 0) info.bounds = Object.fromEntries(bounds);
  const description = given.get('description') ?? given.get('help');
  const text = textValue(description);
  if (text !== undefined) info.description = text;
  else if (description !== undefined && description !== null) info.partial = true;
  const alias = textValue(given.get('alias') ?? given.get('validation_alias'));
  if (alias !== undefined) info.alias = alias;
  const fallback = given.has('default')
    ? given.get('default')
    : leaf === 'Field' || leaf === 'FieldInfo' || leaf === 'Query' || leaf === 'Body'
      ? first
      : undefined;
  if (given.has('default_factory')) info.optional = true;
  else if (fallback !== undefined) Object.assign(info, defaultOf(fallback, run));
  return info;
}

/** What a default says; `...` means that there is none. */
export function defaultOf(value: Value, run: Run): Pick<FieldInfo, 'optional' | 'fallback'> {
  const inner = bare(value);
  if (isKind(inner, 'unknown') && inner.name === '...') return { optional: false };
  if (isKind(inner, 'external') && inner.path.endsWith('PydanticUndefined')) return { optional: false };
  const json = toJson(inner, run);
  return json.value === undefined || json.partial
    ? { optional: true }
    : { optional: true, fallback: json.value };
}

/** The schema with what is said about the value. Lengths count items where the value is an array. */
export function mergeInfo(schema: JsonObject, info: FieldInfo): JsonObject {
  const isArray = schema['type'] === 'array';
  const bounds = Object.entries(info.bounds ?? {}).map(([key, value]): [string, Json] =>
    isArray && key === 'minLength'
      ? ['minItems', value]
      : isArray && key === 'maxLength'
        ? ['maxItems', value]
        : [key, value],
  );
  return {
    ...schema,
    ...Object.fromEntries(bounds),
    ...(info.description === undefined ? {} : { description: info.description }),
    ...(info.fallback === undefined || info.fallback === null ? {} : { default: info.fallback }),
  };
}
