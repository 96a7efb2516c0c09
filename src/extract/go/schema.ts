// Go types and schema values -> JSON Schema.
import type { Expr } from '../_program/ast.ts';
import { ancestors } from '../_program/attributes.ts';
import { evaluate } from '../_program/expressions.ts';
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import { type Json, type JsonObject, toJson } from '../_program/to-json.ts';
import { bare, type Class, isKind, type Scope, type Thing, type Value } from '../_program/values.ts';
import { tagsOf } from './packages.ts';

export interface GoSchema {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

const plainTypes: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['string', { type: 'string' }],
  ['bool', { type: 'boolean' }],
  ...['int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64'].map(
    (name): [string, JsonObject] => [name, { type: 'integer' }],
  ),
  ['float32', { type: 'number' }],
  ['float64', { type: 'number' }],
  ['any', {}],
  ['struct', { type: 'object' }],
  ['time.Time', { type: 'string', format: 'date-time' }],
  ['encoding/json.RawMessage', {}],
  ['encoding/json.Number', { type: 'number' }],
  ['time.Duration', { type: 'integer' }],
]);

/** The schema of a type as written in `scope`. */
export function schemaOfType(expr: Expr, scope: Scope, run: Run, within: readonly Class[] = []): GoSchema {
  if (expr.kind === 'subscript' && expr.object.kind === 'name') {
    const [first, second] = expr.indices;
    if (expr.object.id === 'slice' && first !== undefined) {
      if (first.kind === 'name' && first.id === 'byte') return known({ type: 'string' });
      const items = schemaOfType(first, scope, run, within);
      return { schema: { type: 'array', items: items.schema }, partial: items.partial };
    }
    if (expr.object.id === 'map' && second !== undefined) {
      const values = schemaOfType(second, scope, run, within);
      return { schema: { type: 'object', additionalProperties: values.schema }, partial: values.partial };
    }
  }
  const head = expr.kind === 'subscript' ? expr.object : expr;
  const value = bare(evaluate(head, scope, run));
  if (isKind(value, 'class')) return schemaOfStruct(value, run, within);
  if (isKind(value, 'type') && within.length < 20) {
    return value.expr === expr ? unknownSchema : schemaOfType(value.expr, value.scope, run, within);
  }
  if (isKind(value, 'external')) {
    const type = plainTypes.get(value.path.replace('builtins.', ''));
    if (type !== undefined) return known(type);
  }
  return unknownSchema;
}

const unknownSchema: GoSchema = { schema: {}, partial: true };

function known(schema: JsonObject): GoSchema {
  return { schema, partial: false };
}

/** The object that a struct is in JSON, by its tags. */
function schemaOfStruct(cls: Class, run: Run, within: readonly Class[] = []): GoSchema {
  if (within.includes(cls) || within.length > 6) return { schema: { type: 'object' }, partial: true };
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  const owners = ancestors(cls).filter((each) => isKind(each, 'class'));
  const all = owners.flatMap((owner) => [...tagsOf(owner).values()]);
  // Some libraries take the tag as the description, others as a list of rules; one struct keeps to one of them.
  const ruled = all.some((tag) => isRules(tagValue(tag, 'jsonschema') ?? ''));
  for (const owner of owners.toReversed()) {
    const tags = tagsOf(owner);
    for (const [field, type] of owner.scope.annotations) {
      const tag = tags.get(field) ?? '';
      const [name = '', ...options] = (tagValue(tag, 'json') ?? '').split(',');
      if (name === '-' || !/^[A-Z]/.test(field)) continue;
      const key = name === '' ? field : name;
      const inner = schemaOfType(type, owner.scope, run, [...within, cls]);
      const rules = rulesOf(tag, ruled);
      properties.push([key, { ...inner.schema, ...rules.keywords }]);
      const optional = options.includes('omitempty') || options.includes('omitzero');
      const isRequired = tagValue(tag, 'required') === 'true' || (ruled ? rules.required : !optional);
      if (isRequired) required.push(key);
      partial ||= inner.partial;
    }
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

function isRules(text: string): boolean {
  return /^(required|optional)(,|$)|(^|,)(description|title|enum|default|example|minimum|maximum|minLength|maxLength|type|format)=/.test(
    text,
  );
}

function rulesOf(tag: string, ruled: boolean): { readonly keywords: JsonObject; readonly required: boolean } {
  const text = tagValue(tag, 'jsonschema') ?? '';
  const keywords: [string, Json][] = [];
  const description =
    tagValue(tag, 'jsonschema_description') ?? tagValue(tag, 'description') ?? tagValue(tag, 'desc');
  let required = false;
  const enumerated: string[] = (tagValue(tag, 'enum') ?? '').split(',').filter((each) => each !== '');
  if (!ruled) {
    const said = text.replaceAll('\\,', ',');
    if (said !== '') keywords.push(['description', said]);
  } else {
    // A comma that belongs to a text is written with a backslash.
    for (const rule of text.split(/(?<!\\),/).map((each) => each.replaceAll('\\,', ','))) {
      const at = rule.indexOf('=');
      const [key, value] = at < 0 ? [rule, ''] : [rule.slice(0, at), rule.slice(at + 1)];
      if (key === 'required') required = true;
      else if (key === 'description') keywords.push(['description', value]);
      else if (key === 'enum') enumerated.push(value);
      else if (key === 'default') keywords.push(['default', scalar(value)]);
      else if (/^(minimum|maximum|minLength|maxLength|minItems|maxItems)$/.test(key))
        keywords.push([key, Number(value)]);
      else if (key === 'pattern' || key === 'format') keywords.push([key, value]);
    }
  }
  if (enumerated.length > 0) keywords.push(['enum', enumerated]);
  if (description !== undefined) keywords.push(['description', description]);
  return { keywords: Object.fromEntries(keywords), required };
}

function scalar(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The value of one key of a struct tag. */
function tagValue(tag: string, key: string): string | undefined {
  for (const match of tag.matchAll(/([A-Za-z_]\w*):"((?:[^"\\]|\\.)*)"/g)) {
    if (match[1] === key) return (match[2] ?? '').replace(/\\(["\\])/g, '$1');
  }
  return undefined;
}

/** A schema that a program builds from values: maps, or structs of a schema library, whose fields are keywords. */
export function schemaOfValue(
  value: Value,
  run: Run,
  depth = 0,
): { readonly json: Json | undefined; readonly partial: boolean } {
  const inner = plain(value);
  if (depth > 40) return { json: undefined, partial: true };
  if (isKind(inner, 'thing')) return schemaOfThing(inner, run, depth);
  if (isKind(inner, 'dict')) {
    let partial = inner.open;
    const members: [string, Json][] = [];
    for (const entry of inner.entries.values()) {
      const key = plain(entry.key);
      const member = schemaOfValue(entry.value, run, depth + 1);
      partial ||= member.partial || typeof key !== 'string';
      if (typeof key === 'string' && member.json !== undefined) members.push([key, member.json]);
    }
    return { json: Object.fromEntries(members), partial };
  }
  if (isKind(inner, 'list')) {
    const items = inner.items.map((item) => schemaOfValue(item, run, depth + 1));
    return {
      json: items.flatMap((item) => (item.json === undefined ? [] : [item.json])),
      partial: inner.open || items.some((item) => item.partial),
    };
  }
  if (isKind(inner, 'class')) {
    const struct = schemaOfStruct(inner, run);
    return { json: struct.schema, partial: struct.partial };
  }
  if (isKind(inner, 'external') && inner.path.startsWith('builtins.')) {
    return { json: plainTypes.get(inner.path.slice(9)) ?? {}, partial: false };
  }
  const json = toJson(inner, run);
  return { json: json.value, partial: json.partial };
}

function schemaOfThing(
  thing: Thing,
  run: Run,
  depth: number,
): { readonly json: Json | undefined; readonly partial: boolean } {
  const type = thing.named.get('$type');
  if (type !== undefined) return schemaOfValue(type, run, depth + 1);
  const given = new Map([...thing.named, ...thing.fields]);
  const [only] = thing.args;
  // A conversion or marshalling function around the value.
  if (given.size === 0)
    return only === undefined ? { json: {}, partial: false } : schemaOfValue(only, run, depth + 1);
  let partial = false;
  const members: [string, Json][] = [];
  for (const [name, field] of given) {
    const key =
      name === 'Ref' ? '$ref' : name === 'ID' ? '$id' : name.charAt(0).toLowerCase() + name.slice(1);
    const member = schemaOfValue(field, run, depth + 1);
    partial ||= member.partial;
    if (member.json !== undefined && member.json !== null) members.push([key, member.json]);
  }
  return { json: Object.fromEntries(members), partial };
}
