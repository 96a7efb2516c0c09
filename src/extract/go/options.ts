// The options of mcp-go's `NewTool`: annotations, properties and what is said about them.
import type { Annotations } from '../../model/tool.ts';
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';
import { bare, firstOf, isKind, type Thing, type Value } from '../_program/values.ts';
import { type GoSchema, schemaOfValue } from './schema.ts';

export function listItems(value: Value): readonly Value[] {
  const inner = bare(value);
  return isKind(inner, 'list') ? inner.items : [];
}

/** Options are calls: their name and arguments. */
export function optionOf(
  value: Value,
): { readonly name: string; readonly args: readonly Value[]; readonly thing: Thing } | undefined {
  const thing = bare(value);
  if (!isKind(thing, 'thing') || !isKind(thing.of, 'external')) return undefined;
  return { name: thing.of.path.split('.').at(-1) ?? '', args: thing.args, thing };
}

export function optionArg(options: readonly Value[], name: string): Value | undefined {
  const found = options.map(optionOf).find((option) => option?.name === name);
  return found === undefined ? undefined : firstOf(found.args[0]);
}

const hintOptions = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['ReadOnlyHint', 'readOnlyHint'],
  ['DestructiveHint', 'destructiveHint'],
  ['IdempotentHint', 'idempotentHint'],
  ['OpenWorldHint', 'openWorldHint'],
]);

export function annotationsFrom(
  given: Value | undefined,
  options: readonly Value[],
): { readonly annotations: Annotations | undefined; readonly partial: boolean } {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  let partial = false;
  const take = (name: string, value: Value): void => {
    const hint = hintOptions.get(name);
    const content = plain(value);
    if (hint !== undefined && typeof content === 'boolean') annotations[hint] = content;
    else if (name === 'Title' && typeof content === 'string' && content !== '') annotations.title = content;
    else if (hint !== undefined && content !== null) partial = true;
  };
  const literal = firstOf(given, optionArg(options, 'WithToolAnnotation'), null);
  const inner = bare(literal);
  if (isKind(inner, 'thing'))
    for (const [name, value] of new Map([...inner.named, ...inner.fields])) take(name, value);
  else if (inner !== null) partial = true;
  for (const option of options.map(optionOf)) {
    const match = option?.name.match(/^With(\w+?)Annotation$/);
    if (match !== undefined && match !== null && option !== undefined)
      take(match[1] ?? '', firstOf(option.args[0]));
  }
  return { annotations: Object.keys(annotations).length === 0 ? undefined : annotations, partial };
}

const propertyTypes = new Map([
  ['WithString', 'string'],
  ['WithNumber', 'number'],
  ['WithInteger', 'integer'],
  ['WithBoolean', 'boolean'],
  ['WithObject', 'object'],
  ['WithArray', 'array'],
  ['WithAny', ''],
]);

/** The properties that the options of `NewTool` add. */
export function optionSchema(options: readonly Value[]): GoSchema {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const value of options) {
    const option = optionOf(value);
    if (option === undefined) {
      partial = true;
      continue;
    }
    const type = propertyTypes.get(option.name);
    if (type === undefined) {
      partial ||=
        !/^With(Description|ToolAnnotation|\w*Annotation|Title|OutputSchema|ToolIcons|DeferLoading|TaskSupport|\w*Icons?|Meta)$/.test(
          option.name,
        );
      continue;
    }
    const name = plain(firstOf(option.args[0]));
    if (typeof name !== 'string') {
      partial = true;
      continue;
    }
    const keywords = propertyOf(option.args.slice(1));
    properties.push([name, { ...(type === '' ? {} : { type }), ...keywords.keywords }]);
    if (keywords.required) required.push(name);
    partial ||= keywords.partial;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

const keywordOptions = new Map([
  ['Description', 'description'],
  ['Enum', 'enum'],
  ['DefaultString', 'default'],
  ['DefaultNumber', 'default'],
  ['DefaultBool', 'default'],
  ['DefaultArray', 'default'],
  ['Max', 'maximum'],
  ['Min', 'minimum'],
  ['MaxLength', 'maxLength'],
  ['MinLength', 'minLength'],
  ['MaxItems', 'maxItems'],
  ['MinItems', 'minItems'],
  ['UniqueItems', 'uniqueItems'],
  ['MultipleOf', 'multipleOf'],
  ['Pattern', 'pattern'],
  ['Title', 'title'],
  ['Items', 'items'],
  ['Properties', 'properties'],
  ['AdditionalProperties', 'additionalProperties'],
]);

const itemTypes = new Map([
  ['WithStringItems', 'string'],
  ['WithNumberItems', 'number'],
  ['WithBooleanItems', 'boolean'],
]);

function propertyOf(options: readonly Value[]): {
  readonly keywords: JsonObject;
  readonly required: boolean;
  readonly partial: boolean;
} {
  const keywords: [string, Json][] = [];
  let required = false;
  let partial = false;
  for (const value of options.flatMap((each) =>
    isKind(bare(each), 'list') ? [...listItems(each)] : [each],
  )) {
    const option = optionOf(value);
    const keyword = option === undefined ? undefined : keywordOptions.get(option.name);
    if (option === undefined) partial = true;
    else if (option.name === 'Required') required = true;
    else if (keyword === 'enum') {
      const values = option.args
        .flatMap((each) => (isKind(bare(each), 'list') ? [...listItems(each)] : [each]))
        .map(plain);
      keywords.push(['enum', values.filter((each) => typeof each === 'string' || typeof each === 'number')]);
      partial ||= values.some((each) => typeof each === 'object');
    } else if (itemTypes.has(option.name)) {
      const inner = propertyOf(option.args);
      keywords.push(['items', { type: itemTypes.get(option.name) ?? '', ...inner.keywords }]);
    } else if (option.name === 'WithStringEnumItems') {
      keywords.push([
        'items',
        {
          type: 'string',
          enum: listItems(firstOf(option.args[0]))
            .map(plain)
            .filter((each) => typeof each === 'string'),
        },
      ]);
    } else if (keyword !== undefined) {
      const json = schemaOfValue(firstOf(option.args[0]), noRun, 0);
      if (json.json !== undefined) keywords.push([keyword, json.json]);
      partial ||= json.partial;
    }
  }
  return { keywords: Object.fromEntries(keywords), required, partial };
}

/** Values of options need no names looked up. */
const noRun = { steps: 0, floor: 0, depth: 0 } as unknown as Run;
