// How Rust types look in JSON.
import type { FieldDecl } from '../_declarations/declarations.ts';
import type { Property, TypeRules } from '../_declarations/schema.ts';
import type { JsonObject } from '../_program/to-json.ts';
import { serdeFlag, serdeText } from './serde.ts';

const integers = [
  'i8',
  'i16',
  'i32',
  'i64',
  'i128',
  'isize',
  'u8',
  'u16',
  'u32',
  'u64',
  'u128',
  'usize',
  'NonZeroU32',
  'NonZeroUsize',
  'NonZeroU64',
];

export const rustRules: TypeRules = {
  plain: new Map<string, JsonObject>([
    ...integers.map((name): [string, JsonObject] => [name, { type: 'integer' }]),
    ['f32', { type: 'number' }],
    ['f64', { type: 'number' }],
    ['bool', { type: 'boolean' }],
    ['String', { type: 'string' }],
    ['str', { type: 'string' }],
    ['char', { type: 'string' }],
    ['PathBuf', { type: 'string' }],
    ['Path', { type: 'string' }],
    ['Url', { type: 'string', format: 'uri' }],
    ['Uuid', { type: 'string', format: 'uuid' }],
    ['DateTime', { type: 'string', format: 'date-time' }],
    ['NaiveDate', { type: 'string', format: 'date' }],
    ['Value', {}],
    ['JsonObject', { type: 'object' }],
    ['()', { type: 'null' }],
  ]),
  arrays: new Set(['Vec', 'VecDeque', 'HashSet', 'BTreeSet', 'IndexSet']),
  maps: new Set(['HashMap', 'BTreeMap', 'IndexMap', 'Map']),
  optionals: new Set(['Option']),
  transparent: new Set(['Box', 'Arc', 'Rc', 'Cow', 'Parameters', 'Json']),
  property: describe,
};

function describe(field: FieldDecl): Property | undefined {
  if (serdeFlag(field.markers, 'skip') || serdeFlag(field.markers, 'skip_deserializing')) return undefined;
  const described = serdeText(field.markers, 'description');
  const optional =
    serdeFlag(field.markers, 'default') || field.markers.some((marker) => marker.name === '$default');
  return {
    name: field.name,
    // A line break inside a paragraph is a space, as schemars has it.
    description: described ?? field.doc.replace(/([^\n])\n(?!\n)/g, '$1 '),
    required: optional ? false : undefined,
    keywords: {},
  };
}
