// How Kotlin types look in JSON.
import { argumentOf, type FieldDecl, markerNamed } from '../_declarations/declarations.ts';
import type { Property, TypeRules } from '../_declarations/schema.ts';
import type { JsonObject } from '../_program/to-json.ts';

const integers = ['Int', 'Long', 'Short', 'Byte', 'UInt', 'ULong', 'BigInteger'];
const numbers = ['Float', 'Double', 'Number', 'BigDecimal'];
const strings = ['String', 'Char', 'CharSequence', 'Path', 'File', 'Duration'];

export const kotlinRules: TypeRules = {
  plain: new Map<string, JsonObject>([
    ...integers.map((name): [string, JsonObject] => [name, { type: 'integer' }]),
    ...numbers.map((name): [string, JsonObject] => [name, { type: 'number' }]),
    ...strings.map((name): [string, JsonObject] => [name, { type: 'string' }]),
    ['Boolean', { type: 'boolean' }],
    ['Any', {}],
    ['JsonElement', {}],
    ['JsonPrimitive', {}],
    ['JsonObject', { type: 'object' }],
    ['JsonArray', { type: 'array', items: {} }],
    ['IntArray', { type: 'array', items: { type: 'integer' } }],
    ['LongArray', { type: 'array', items: { type: 'integer' } }],
    ['Unit', { type: 'object' }],
    ['UUID', { type: 'string', format: 'uuid' }],
    ['Uuid', { type: 'string', format: 'uuid' }],
    ['LocalDate', { type: 'string', format: 'date' }],
    ['LocalDateTime', { type: 'string', format: 'date-time' }],
    ['Instant', { type: 'string', format: 'date-time' }],
  ]),
  arrays: new Set([
    'List',
    'Set',
    'Array',
    'Collection',
    'Iterable',
    'MutableList',
    'MutableSet',
    'Sequence',
    '[]',
  ]),
  maps: new Set(['Map', 'MutableMap', 'HashMap', 'LinkedHashMap']),
  optionals: new Set(['Optional']),
  transparent: new Set(),
  property: describe,
};

const describing = [
  'ToolParam',
  'McpToolParam',
  'ToolArg',
  'McpDescription',
  'Description',
  'JsonPropertyDescription',
  'LLMDescription',
  'Schema',
];

function describe(field: FieldDecl): Property {
  const renamed = argumentOf(markerNamed(field.markers, 'SerialName', 'JsonProperty'), 'value');
  const described = describing
    .map((name) => markerNamed(field.markers, name))
    .map((marker) => argumentOf(marker, 'description') ?? argumentOf(marker, 'value'))
    .find((expr) => expr?.kind === 'string');
  const fallback = field.value;
  const plain =
    fallback?.kind === 'string' ||
    fallback?.kind === 'number' ||
    (fallback?.kind === 'constant' && fallback.value !== null);
  return {
    name: renamed?.kind === 'string' ? renamed.value : field.name,
    description: described?.kind === 'string' ? described.value : '',
    required: fallback === undefined ? undefined : false,
    keywords: plain ? { default: fallback.value } : {},
  };
}
