// The fields of a tool's definition out of the values that an author gave.
import type { Annotations } from '../../model/tool.ts';
import { attributeOf } from '../_program/attributes.ts';
import type { Run } from '../_program/run.ts';
import { plain, textValue } from '../_program/texts.ts';
import { type JsonObject, objectOf, toJson } from '../_program/to-json.ts';
import { bare, type Callable, isKind, optionsOf, type Value } from '../_program/values.ts';
import { cleanDocstring } from '../_syntax/docstring.ts';
import { schemaOfClass } from './schema/models.ts';

/** A text, and whether a part of it is missing. */
export interface Text {
  readonly text: string | undefined;
  readonly partial: boolean;
}

/** A text that may be given: absent or None is no text, something unknown is a missing one. */
export function textOf(value: Value | undefined): Text {
  if (value === undefined || value === null) return { text: undefined, partial: false };
  const inner = plain(value);
  const known = textValue(inner);
  if (known !== undefined) return { text: known, partial: false };
  if (isKind(inner, 'pattern')) return { text: inner.text, partial: true };
  const [first] = optionsOf(inner)
    .map(plain)
    .filter((option) => typeof option === 'string');
  return { text: typeof first === 'string' ? first : undefined, partial: true };
}

/** The whole docstring of a function, dedented. */
export function docOf(fn: Callable): Text {
  const set = fn.fields.get('__doc__');
  if (set !== undefined) {
    const { text, partial } = textOf(set);
    return { text: text === undefined ? undefined : cleanDocstring(text), partial };
  }
  const doc = (fn.wraps ?? fn).def.docstring;
  return { text: doc === undefined ? undefined : cleanDocstring(doc), partial: false };
}

const hints = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['readOnlyHint', 'readOnlyHint'],
  ['read_only_hint', 'readOnlyHint'],
  ['destructiveHint', 'destructiveHint'],
  ['destructive_hint', 'destructiveHint'],
  ['idempotentHint', 'idempotentHint'],
  ['idempotent_hint', 'idempotentHint'],
  ['openWorldHint', 'openWorldHint'],
  ['open_world_hint', 'openWorldHint'],
]);

/** `ToolAnnotations(…)` or a dictionary; hints that are not known are left out. */
export function annotationsOf(value: Value | undefined): {
  readonly annotations: Annotations | undefined;
  readonly partial: boolean;
} {
  if (value === undefined || value === null) return { annotations: undefined, partial: false };
  const inner = bare(value);
  const given: [string, Value][] = isKind(inner, 'dict')
    ? [...inner.entries.values()].flatMap(({ key, value: item }): [string, Value][] =>
        typeof key === 'string' ? [[key, item]] : [],
      )
    : isKind(inner, 'thing')
      ? [...new Map([...inner.named, ...inner.fields])]
      : [];
  let partial = !isKind(inner, 'dict') && !isKind(inner, 'thing');
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const [key, item] of given) {
    const content = plain(item);
    const hint = hints.get(key);
    if (hint !== undefined && typeof content === 'boolean') annotations[hint] = content;
    else if (key === 'title' && typeof content === 'string') annotations.title = content;
    else if (content !== null) partial ||= hint !== undefined;
  }
  return { annotations: Object.keys(annotations).length === 0 ? undefined : annotations, partial };
}

/** The input schema that an author gave as a dictionary, a model, or a model's own schema. */
export function givenSchema(
  value: Value | undefined,
  run: Run,
): { readonly schema: JsonObject; readonly partial: boolean } {
  const nothing = { schema: { type: 'object', properties: {}, required: [] }, partial: true };
  if (value === undefined || value === null) return { ...nothing, partial: value === undefined };
  const inner = bare(value);
  if (isKind(inner, 'class')) {
    const type = schemaOfClass(inner, { run, within: [] });
    return type.foreign ? nothing : { schema: type.schema, partial: type.partial };
  }
  const json = toJson(inner, run);
  const schema = objectOf(json.value);
  return schema === undefined ? nothing : { schema, partial: json.partial };
}

/** A field of an object or dictionary by any of its names; undefined when none is there. */
export function fieldOf(value: Value, names: readonly string[], run: Run): Value | undefined {
  const inner = bare(value);
  for (const name of names) {
    if (isKind(inner, 'dict')) {
      const found = inner.entries.get(name)?.value;
      if (found !== undefined) return found;
    } else if (isKind(inner, 'thing')) {
      const found = attributeOf(inner, name, run);
      if (!isKind(found, 'member') && !isKind(found, 'callable')) return found;
    }
  }
  return undefined;
}
