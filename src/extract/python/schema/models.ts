// Classes that describe data -> JSON Schema: pydantic models, dataclasses, typed dictionaries, named tuples, enumerations.

import type { Expr } from '../../_program/ast.ts';
import { ancestors } from '../../_program/attributes.ts';
import { isEnum } from '../../_program/definitions.ts';
import { evaluate } from '../../_program/expressions.ts';
import { itemsOf, ownName } from '../../_program/names.ts';
import { type Json, type JsonObject, toJson } from '../../_program/to-json.ts';
import { type Class, isKind, type Value } from '../../_program/values.ts';
import { cleanDocstring, parameterTexts } from '../../_syntax/docstring.ts';
import { defaultOf, type FieldInfo, infoOf, isFieldInfo, mergeInfo, noInfo } from './fields.ts';
import { enumOf, type Typed, type Typing, typed, typeOf, typeOfValue } from './types.ts';

const deepest = 6;

export function schemaOfClass(cls: Class, typing: Typing): Typed {
  if (isEnum(cls)) return enumeration(cls, typing);
  const kind = kindOf(cls, typing);
  if (kind === 'other') return builtinBase(cls, typing) ?? typed({}, { foreign: true, partial: true });
  if (typing.within.includes(cls) || typing.within.length > deepest)
    return typed({ type: 'object' }, { partial: true });
  const inside: Typing = { ...typing, within: [...typing.within, cls] };
  const root = kind === 'model' ? fieldsOf(cls).get('root') : undefined;
  if (root !== undefined && hasBase(cls, /(^|\.)RootModel$/))
    return typeOf(root.annotation, root.owner.scope, inside);
  return typed(...objectSchema(cls, kind, inside));
}

/** A project's class that only gives a builtin another name: `class UserId(str)`. */
function builtinBase(cls: Class, typing: Typing): Typed | undefined {
  const base = cls.bases.find(
    (each) => isKind(each, 'external') && /^builtins\.(str|int|float|bool|list|dict)$/.test(each.path),
  );
  return base === undefined ? undefined : typeOfValue(base, typing);
}

type Kind = 'model' | 'dataclass' | 'typed-dict' | 'tuple' | 'other';

function kindOf(cls: Class, typing: Typing): Kind {
  if (hasBase(cls, /(^|\.)TypedDict$/)) return 'typed-dict';
  if (hasBase(cls, /(^|\.)NamedTuple$/)) return 'tuple';
  if (hasBase(cls, /(^|\.)(BaseModel|RootModel|GenericModel|SQLModel|BaseSettings|Struct|\w*BaseModel)$/))
    return 'model';
  for (const each of ancestors(cls)) {
    if (!isKind(each, 'class')) continue;
    for (const decorator of each.def.decorators) {
      const head = decorator.kind === 'call' ? decorator.callee : decorator;
      const value = evaluate(head, each.scope.parent ?? each.scope, typing.run);
      if (isKind(value, 'external') && /(^|\.)(dataclass|define|frozen|attrs|attr\.s)$/.test(value.path))
        return 'dataclass';
    }
  }
  return 'other';
}

function hasBase(cls: Class, pattern: RegExp): boolean {
  return ancestors(cls).some((base) => {
    if (isKind(base, 'external')) return pattern.test(base.path);
    return isKind(base, 'type') && base.expr.kind === 'subscript' && pattern.test(headName(base.expr.object));
  });
}

function headName(expr: Expr): string {
  return expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.name : '';
}

function enumeration(cls: Class, typing: Typing): Typed {
  const values = itemsOf(cls, typing.run).items.map((member) =>
    toJson(isKind(member, 'thing') ? (member.fields.get('value') ?? null) : member, typing.run),
  );
  const known = values.flatMap((each) => (each.value === undefined ? [] : [each.value]));
  return typed(enumOf(known), { partial: values.some((each) => each.partial) });
}

export interface Declared {
  readonly annotation: Expr;
  readonly owner: Class;
}

/** The annotated names of a class and its bases, bases first. */
export function fieldsOf(cls: Class): ReadonlyMap<string, Declared> {
  const fields = new Map<string, Declared>();
  for (const owner of ancestors(cls).toReversed()) {
    if (!isKind(owner, 'class')) continue;
    for (const [name, annotation] of owner.scope.annotations) {
      if (!name.startsWith('_') && name !== 'model_config') fields.set(name, { annotation, owner });
    }
  }
  return fields;
}

function objectSchema(cls: Class, kind: Kind, typing: Typing): [JsonObject, Partial<Typed>] {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = ancestors(cls).some((base) => isKind(base, 'unknown'));
  const fields = fieldsOf(cls);
  const docs = cls.def.docstring === undefined ? '' : cleanDocstring(cls.def.docstring);
  const texts = parameterTexts(docs, new Set(fields.keys()));
  const total = cls.def.bases.every(
    (base) => base.name !== 'total' || base.value.kind !== 'constant' || base.value.value !== false,
  );
  for (const [name, { annotation, owner }] of fields) {
    const type = typeOf(annotation, owner.scope, typing);
    if (type.hidden) continue;
    const declared = ownName(name, owner.scope, typing.run);
    const info = fieldInfo(declared, type, typing);
    if (isPrivate(declared)) continue;
    const text = texts.get(name);
    const described =
      info.description === undefined && text !== undefined ? { ...info, description: text } : info;
    const key = info.alias ?? name;
    properties.push([key, propertySchema(type, described)]);
    const needed = kind === 'typed-dict' ? (type.required ?? total) : info.optional !== true;
    if (needed) required.push(key);
    partial ||= type.partial || info.partial === true;
  }
  if (kind === 'tuple') {
    const items = properties.map(([, schema]) => schema);
    return [
      { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length },
      { partial },
    ];
  }
  const extra = forbidsExtra(cls, typing) ? { additionalProperties: false } : {};
  return [
    {
      type: 'object',
      ...(docs === '' || kind === 'typed-dict' ? {} : { description: docs }),
      properties: Object.fromEntries(properties),
      ...(required.length === 0 ? {} : { required }),
      ...extra,
    },
    { partial },
  ];
}

function fieldInfo(declared: Value | undefined, type: Typed, typing: Typing): FieldInfo {
  if (declared === undefined) return type.info;
  if (isKind(declared, 'thing') && isFieldInfo(declared))
    return { ...type.info, ...infoOf(declared, typing.run) };
  return { ...type.info, ...defaultOf(declared, typing.run) };
}

function isPrivate(declared: Value | undefined): boolean {
  return (
    isKind(declared, 'thing') && isKind(declared.of, 'external') && declared.of.path.endsWith('PrivateAttr')
  );
}

function forbidsExtra(cls: Class, typing: Typing): boolean {
  const config = ancestors(cls)
    .map((base) => (isKind(base, 'class') ? ownName('model_config', base.scope, typing.run) : undefined))
    .find((value) => value !== undefined);
  if (isKind(config, 'thing')) return config.named.get('extra') === 'forbid';
  return isKind(config, 'dict') && config.entries.get('extra')?.value === 'forbid';
}

/** A property's schema: the inner type of an optional one, with description, bounds and default. */
export function propertySchema(type: Typed, info: FieldInfo): JsonObject {
  return mergeInfo(type.schema, info === noInfo ? type.info : info);
}
