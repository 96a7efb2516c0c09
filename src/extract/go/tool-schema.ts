// The input schema that goes with a Go tool.
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import { objectOf, parsedJson } from '../_program/to-json.ts';
import { bare, dict, isKind, type Thing, type Value } from '../_program/values.ts';
import { handlerSchema } from './handlers.ts';
import { optionArg, optionOf, optionSchema } from './options.ts';
import { type GoSchema, schemaOfValue } from './schema.ts';
import type { GoTools, Made } from './tools.ts';

/** The input schema of a tool: given with it, built by its options, or that of its handler's type. */
export function schemaFrom(
  made: Made,
  set: (name: string) => Value | undefined,
  options: readonly Value[],
  tools: GoTools,
  run: Run,
): GoSchema {
  const raw =
    set('InputSchema') ??
    set('RawInputSchema') ??
    optionArg(options, 'WithRawInputSchema') ??
    rawOf(made.tool);
  const typed = options.map(optionOf).find((option) => option?.name === 'WithInputSchema')?.thing;
  const given = typed ?? raw;
  if (given !== undefined && given !== null) {
    const text = plain(given);
    const parsed = typeof text === 'string' ? parsedJson(text) : undefined;
    const { json, partial } =
      parsed === undefined ? schemaOfValue(given, run) : { json: parsed, partial: false };
    const schema = objectOf(json);
    // A schema that the program derives from the handler's type by reflection.
    const empty = partial && Object.keys(objectOf(schema?.['properties']) ?? {}).length === 0;
    const reflected = empty ? handlerSchema(made, tools, run) : undefined;
    if (reflected !== undefined) return reflected;
    if (schema !== undefined && Object.keys(schema).length > 0)
      return { schema: { type: 'object', ...schema }, partial };
    const inferred = handlerSchema(made, tools, run);
    return inferred ?? { schema: { type: 'object', properties: {}, required: [] }, partial: true };
  }
  if (made.tool.args.length > 0 && made.tool.of.kind === 'external' && made.tool.of.path.endsWith('NewTool'))
    return optionSchema(options);
  return (
    handlerSchema(made, tools, run) ?? {
      schema: { type: 'object', properties: {}, required: [] },
      partial: true,
    }
  );
}

/** The schema in `NewTool("name", "what it does", schema)`. */
function rawOf(tool: Thing): Value | undefined {
  const [, text, schema] = tool.args;
  const raw = tool.of.kind === 'external' && tool.of.path.endsWith('NewToolWithRawSchema');
  if (raw || schema === undefined) return raw ? schema : undefined;
  if (text === undefined || typeof plain(text) !== 'string' || tool.args.length !== 3) return undefined;
  const inner = bare(schema);
  if (isKind(inner, 'dict')) return inner;
  return isKind(inner, 'thing') && /Schema$/.test(pathOf(inner)) ? objectSchema(inner) : undefined;
}

function pathOf(thing: Thing): string {
  return thing.of.kind === 'external' ? thing.of.path : '';
}

/** `ObjectSchema("what it is", properties, required)` */
function objectSchema(thing: Thing): Value {
  const values = thing.args.map(bare);
  const properties = values.find((value) => isKind(value, 'dict'));
  const required = values.find((value) => isKind(value, 'list'));
  if (properties === undefined) return thing;
  const given = [...properties.entries].map(([name, { value }]) => [name, propertyOf(bare(value))] as const);
  return dict([
    ['type', 'object'],
    ['properties', dict(given, properties.open)],
    ...(required === undefined ? [] : [['required', required] as const]),
  ]);
}

/** `StringParam("what it is", …)` */
function propertyOf(value: Value): Value {
  const text = isKind(value, 'thing') ? value.args[0] : undefined;
  if (!isKind(value, 'thing') || typeof text !== 'string') return value;
  const type = /\.(String|Number|Integer|Boolean|Array|Object)\w*$/.exec(pathOf(value))?.[1];
  return dict([
    ...(type === undefined ? [] : [['type', type.toLowerCase()] as const]),
    ['description', text],
  ]);
}
