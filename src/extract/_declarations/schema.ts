// Declared types -> JSON Schema. What differs between languages comes in as rules.
import type { Json, JsonObject } from '../_program/to-json.ts';
import { type ClassDecl, type Classes, classNamed, type FieldDecl, type TypeRef } from './declarations.ts';

/** How a language's libraries turn its types into JSON. */
export interface TypeRules {
  /** Types by name. */
  readonly plain: ReadonlyMap<string, JsonObject>;
  readonly arrays: ReadonlySet<string>;
  readonly maps: ReadonlySet<string>;
  /** Wrappers around a value that may be absent. */
  readonly optionals: ReadonlySet<string>;
  /** Wrappers that JSON does not show. */
  readonly transparent: ReadonlySet<string>;
  /** What is said of a field; undefined leaves it out. */
  property(field: FieldDecl, cls: ClassDecl): Property | undefined;
}

export interface Property {
  readonly name: string;
  readonly description: string;
  /** Undefined: required unless its type is optional. */
  readonly required: boolean | undefined;
  readonly keywords: JsonObject;
}

export interface Described {
  readonly schema: JsonObject;
  readonly optional: boolean;
  readonly partial: boolean;
  /** A type of which nothing is known. */
  readonly foreign: boolean;
}

export function schemaOfType(
  type: TypeRef,
  path: string,
  classes: Classes,
  rules: TypeRules,
  within: readonly ClassDecl[] = [],
): Described {
  const optional = type.nullable;
  const next = (inner: TypeRef | undefined): Described =>
    inner === undefined || within.length > 6
      ? { schema: {}, optional: false, partial: within.length > 6, foreign: false }
      : schemaOfType(inner, path, classes, rules, within);
  const [first, second] = type.args;
  if (rules.optionals.has(type.name)) return { ...next(first), optional: true };
  if (rules.transparent.has(type.name) && first !== undefined) return { ...next(first), optional };
  if (rules.arrays.has(type.name)) {
    const items = next(first);
    return {
      schema: { type: 'array', items: items.schema },
      optional,
      partial: items.partial,
      foreign: false,
    };
  }
  if (rules.maps.has(type.name)) {
    const values = next(second);
    const schema = {
      type: 'object',
      ...(Object.keys(values.schema).length === 0 ? {} : { additionalProperties: values.schema }),
    };
    return { schema, optional, partial: values.partial, foreign: false };
  }
  const cls = classNamed(type.name, path, classes);
  if (cls !== undefined) return { ...schemaOfClass(cls, classes, rules, within), optional };
  const plain = rules.plain.get(type.name);
  if (plain !== undefined) return { schema: plain, optional, partial: false, foreign: false };
  return { schema: {}, optional, partial: true, foreign: true };
}

export function schemaOfClass(
  cls: ClassDecl,
  classes: Classes,
  rules: TypeRules,
  within: readonly ClassDecl[] = [],
): Described {
  if (cls.kind === 'enum') {
    return { schema: { type: 'string', enum: cls.values }, optional: false, partial: false, foreign: false };
  }
  if (within.includes(cls) || within.length > 6) {
    return { schema: { type: 'object' }, optional: false, partial: true, foreign: false };
  }
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const [field, owner] of fieldsOf(cls, classes)) {
    const property = rules.property(field, owner);
    if (property === undefined || field.isStatic) continue;
    const type = schemaOfType(field.type, owner.path, classes, rules, [...within, cls]);
    const description = property.description === '' ? {} : { description: property.description };
    properties.push([property.name, { ...type.schema, ...property.keywords, ...description }]);
    if (property.required ?? !type.optional) required.push(property.name);
    partial ||= type.partial;
  }
  return {
    schema: { type: 'object', properties: Object.fromEntries(properties), required },
    optional: false,
    partial,
    foreign: false,
  };
}

function fieldsOf(cls: ClassDecl, classes: Classes, depth = 0): readonly (readonly [FieldDecl, ClassDecl])[] {
  const inherited = cls.bases.flatMap((base) => {
    const parent = depth > 8 ? undefined : classNamed(base, cls.path, classes);
    return parent === undefined || parent === cls ? [] : fieldsOf(parent, classes, depth + 1);
  });
  return [...inherited, ...cls.fields.map((field) => [field, cls] as const)];
}
