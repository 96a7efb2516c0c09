// How C# types look in JSON.
import { argumentOf, type FieldDecl, markerNamed } from '../_declarations/declarations.ts';
import type { Property, TypeRules } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import type { JsonObject } from '../_program/to-json.ts';

const integers = [
  'int',
  'long',
  'short',
  'byte',
  'uint',
  'ulong',
  'ushort',
  'sbyte',
  'Int32',
  'Int64',
  'Int16',
  'nint',
  'BigInteger',
];
const numbers = ['float', 'double', 'decimal', 'Single', 'Double', 'Decimal', 'Half'];

export const csharpRules: TypeRules = {
  plain: new Map<string, JsonObject>([
    ...integers.map((name): [string, JsonObject] => [name, { type: 'integer' }]),
    ...numbers.map((name): [string, JsonObject] => [name, { type: 'number' }]),
    ['string', { type: 'string' }],
    ['String', { type: 'string' }],
    ['char', { type: 'string' }],
    ['bool', { type: 'boolean' }],
    ['Boolean', { type: 'boolean' }],
    ['object', {}],
    ['Object', {}],
    ['JsonElement', {}],
    ['JsonNode', {}],
    ['JsonObject', { type: 'object' }],
    ['JsonArray', { type: 'array', items: {} }],
    ['Guid', { type: 'string', format: 'uuid' }],
    ['Uri', { type: 'string', format: 'uri' }],
    ['DateTime', { type: 'string', format: 'date-time' }],
    ['DateTimeOffset', { type: 'string', format: 'date-time' }],
    ['DateOnly', { type: 'string', format: 'date' }],
    ['TimeOnly', { type: 'string', format: 'time' }],
    ['TimeSpan', { type: 'string' }],
  ]),
  arrays: new Set([
    '[]',
    'List',
    'IList',
    'IEnumerable',
    'ICollection',
    'IReadOnlyList',
    'IReadOnlyCollection',
    'HashSet',
    'ISet',
    'ImmutableArray',
    'ImmutableList',
    'Collection',
  ]),
  maps: new Set([
    'Dictionary',
    'IDictionary',
    'IReadOnlyDictionary',
    'ImmutableDictionary',
    'ConcurrentDictionary',
  ]),
  optionals: new Set(['Nullable']),
  transparent: new Set(['Task', 'ValueTask']),
  property: describe,
};

function describe(field: FieldDecl): Property | undefined {
  if (markerNamed(field.markers, 'JsonIgnore') !== undefined) return undefined;
  const renamed = stringOf(argumentOf(markerNamed(field.markers, 'JsonPropertyName'), 'value'));
  const described = stringOf(argumentOf(markerNamed(field.markers, 'Description'), 'value'));
  const byConstructor = markerNamed(field.markers, '$constructor') !== undefined && field.value === undefined;
  return {
    name: renamed ?? field.name.charAt(0).toLowerCase() + field.name.slice(1),
    description: described ?? '',
    required:
      byConstructor || markerNamed(field.markers, '$required', 'JsonRequired', 'Required') !== undefined,
    keywords: {},
  };
}

function stringOf(expr: Expr | undefined): string | undefined {
  return expr?.kind === 'string' ? expr.value : undefined;
}
