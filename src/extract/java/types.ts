// How Java types look in JSON.
import { argumentOf, type FieldDecl, markerNamed } from '../_declarations/declarations.ts';
import type { Property, TypeRules } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import type { JsonObject } from '../_program/to-json.ts';

const integers = ['int', 'long', 'short', 'byte', 'Integer', 'Long', 'Short', 'Byte', 'BigInteger'];
const numbers = ['float', 'double', 'Float', 'Double', 'BigDecimal', 'Number'];
const strings = [
  'String',
  'char',
  'Character',
  'CharSequence',
  'Path',
  'File',
  'Locale',
  'ZoneId',
  'Duration',
];
const anything = ['Object', 'JsonNode', 'JsonObject', 'JsonElement'];

export const javaRules: TypeRules = {
  plain: new Map<string, JsonObject>([
    ...integers.map((name): [string, JsonObject] => [name, { type: 'integer' }]),
    ...numbers.map((name): [string, JsonObject] => [name, { type: 'number' }]),
    ...strings.map((name): [string, JsonObject] => [name, { type: 'string' }]),
    ...anything.map((name): [string, JsonObject] => [name, {}]),
    ['boolean', { type: 'boolean' }],
    ['Boolean', { type: 'boolean' }],
    ['UUID', { type: 'string', format: 'uuid' }],
    ['URI', { type: 'string', format: 'uri' }],
    ['URL', { type: 'string', format: 'uri' }],
    ['LocalDate', { type: 'string', format: 'date' }],
    ['LocalTime', { type: 'string', format: 'time' }],
    ['LocalDateTime', { type: 'string', format: 'date-time' }],
    ['OffsetDateTime', { type: 'string', format: 'date-time' }],
    ['ZonedDateTime', { type: 'string', format: 'date-time' }],
    ['Instant', { type: 'string', format: 'date-time' }],
    ['Date', { type: 'string', format: 'date-time' }],
    ['OptionalInt', { type: 'integer' }],
    ['OptionalLong', { type: 'integer' }],
    ['OptionalDouble', { type: 'number' }],
  ]),
  arrays: new Set([
    'List',
    'Set',
    'Collection',
    'Iterable',
    'ArrayList',
    'LinkedHashSet',
    'HashSet',
    'Stream',
    '[]',
  ]),
  maps: new Set(['Map', 'HashMap', 'LinkedHashMap', 'TreeMap']),
  optionals: new Set(['Optional']),
  transparent: new Set(),
  property: describe,
};

function describe(field: FieldDecl): Property | undefined {
  if (markerNamed(field.markers, 'JsonIgnore') !== undefined) return undefined;
  const property = markerNamed(field.markers, 'JsonProperty');
  const described = [
    'JsonPropertyDescription',
    'ToolParam',
    'McpToolParam',
    'ToolArg',
    'Schema',
    'Description',
  ].map((name) => {
    const marker = markerNamed(field.markers, name);
    return stringOf(argumentOf(marker, 'description') ?? argumentOf(marker, 'value'));
  });
  const required = argumentOf(
    property ?? markerNamed(field.markers, 'ToolParam', 'McpToolParam', 'ToolArg'),
    'required',
  );
  const said =
    required?.kind === 'constant' && typeof required.value === 'boolean' ? required.value : undefined;
  return {
    name: stringOf(argumentOf(property, 'value')) ?? field.name,
    description: described.find((text) => text !== undefined) ?? '',
    required: markerNamed(field.markers, 'Nullable') === undefined ? said : false,
    keywords: {},
  };
}

function stringOf(expr: Expr | undefined): string | undefined {
  return expr?.kind === 'string' ? expr.value : undefined;
}
