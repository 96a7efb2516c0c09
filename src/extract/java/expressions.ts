// Java's expressions, and the maps and lists that its code builds.
import type { Node } from 'web-tree-sitter';
import type { Marker } from '../_declarations/declarations.ts';
import {
  aBinary,
  aList,
  aName,
  aNumber,
  aText,
  aTruth,
  expressionReader,
  fieldText,
  firstValues,
  lastPart,
  lineOf,
  type Next,
  nothing,
  parts,
  type Rule,
  theLast,
} from '../_declarations/syntax.ts';
import type { Argument, DictEntry, Expr } from '../_program/ast.ts';
import { stringValue } from './strings.ts';

export function lowerMarker(node: Node, next: Next): Marker {
  const args = parts(node.childForFieldName('arguments')).map((arg): Argument => {
    if (arg.type !== 'element_value_pair') return { form: 'positional', name: '', value: next(arg) };
    return { form: 'named', name: fieldText(arg, 'key'), value: next(arg.childForFieldName('value')) };
  });
  return { name: lastPart(fieldText(node, 'name')), args };
}

const access: Rule = (node, next) => ({
  kind: 'attribute',
  object: next(node.childForFieldName('object') ?? node.childForFieldName('scope')),
  name: (node.childForFieldName('field') ?? node.childForFieldName('name'))?.text ?? '',
  line: lineOf(node),
});

const annotation: Rule = (node, next) => {
  const { name, args } = lowerMarker(node, next);
  return { kind: 'call', callee: { kind: 'name', id: name, line: lineOf(node) }, args, line: lineOf(node) };
};

const call: Rule = (node, next) => {
  const line = lineOf(node);
  const object = node.childForFieldName('object');
  const name =
    node.childForFieldName('name')?.text ?? lastPart(fieldText(node, 'type')).replace(/<.{0,200}$/s, '');
  // Once: each look at a nested call would double those inside.
  const values = parts(node.childForFieldName('arguments')).map(next);
  const written = collection(object?.text, name, values, line);
  if (written !== undefined) return written;
  return {
    kind: 'call',
    callee:
      object === null
        ? { kind: 'name', id: name, line }
        : { kind: 'attribute', object: next(object), name, line },
    args: values.map((value) => ({ form: 'positional', name: '', value })),
    line,
  };
};

/** `Map.of("a", 1)`, `List.of("a")`, `new HashMap<>()` and the SDK's `new JsonSchema(type, properties, required, …)` */
function collection(
  owner: string | undefined,
  name: string,
  values: readonly Expr[],
  line: number,
): Expr | undefined {
  const dict = (pairs: readonly (readonly [Expr, Expr | undefined])[]): Expr => ({
    kind: 'dict',
    entries: pairs.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    line,
  });
  if (owner === 'Map' && name === 'of')
    return dict(values.flatMap((key, index) => (index % 2 === 0 ? [[key, values[index + 1]] as const] : [])));
  if (owner === 'Map' && name === 'ofEntries')
    return dict(
      values.flatMap((entry) => {
        const [key, value] = entry.kind === 'call' ? entry.args.map((arg) => arg.value) : [];
        return key === undefined ? [] : [[key, value] as const];
      }),
    );
  if (
    /^(List|Set|Arrays|Collections|ImmutableList)$/.test(owner ?? '') &&
    /^(of|asList|singletonList|emptyList|copyOf)$/.test(name)
  )
    return { kind: 'list', shape: 'list', items: values, line };
  if (owner === 'Collections' && name === 'emptyMap') return dict([]);
  if (owner !== undefined) return undefined;
  if (/^(Linked)?(Hash|Tree)Map$/.test(name)) return values[0]?.kind === 'dict' ? values[0] : dict([]);
  if (/^(Array|Linked)List$/.test(name))
    return values[0]?.kind === 'list' ? values[0] : { kind: 'list', shape: 'list', items: [], line };
  if (name !== 'JsonSchema' || values.length < 2) return undefined;
  const keys = ['type', 'properties', 'required'];
  return dict(
    keys.flatMap((value, index) => {
      const given = values[index];
      const isNull = given?.kind === 'constant' && given.value === null;
      return given === undefined || isNull ? [] : [[{ kind: 'string', value, line }, given] as const];
    }),
  );
}

/** The first values of a method's variables, with what is put into maps and lists afterwards. */
export function localsIn(member: Node): ReadonlyMap<string, Expr> {
  const first = firstValues(
    member,
    'variable_declarator',
    (declarator) => declarator.childForFieldName('value'),
    lowerExpr,
  );
  const held = new Map([...first].filter(([, value]) => value.kind === 'dict' || value.kind === 'list'));
  if (held.size === 0) return first;
  const entries = new Map<string, DictEntry[]>();
  const items = new Map<string, Expr[]>();
  for (const each of member.descendantsOfType('method_invocation')) {
    const name = fieldText(each, 'object');
    const kind = held.get(name)?.kind;
    const [key, value] = kind === undefined ? [] : parts(each.childForFieldName('arguments')).map(lowerExpr);
    if (key === undefined) continue;
    if (kind === 'dict' && fieldText(each, 'name') === 'put' && value !== undefined)
      collected(entries, name).push({ key, value });
    else if (kind === 'list' && fieldText(each, 'name') === 'add') collected(items, name).push(key);
  }
  return new Map(
    [...first].map(([name, value]): [string, Expr] => {
      if (value.kind === 'dict')
        return [name, { ...value, entries: [...value.entries, ...(entries.get(name) ?? [])] }];
      if (value.kind === 'list')
        return [name, { ...value, items: [...value.items, ...(items.get(name) ?? [])] }];
      return [name, value];
    }),
  );
}

function collected<T>(all: Map<string, T[]>, name: string): T[] {
  const own = all.get(name) ?? [];
  all.set(name, own);
  return own;
}

const lowerAny = expressionReader({
  identifier: aName,
  this: aName,
  string_literal: aText((node) => stringValue(node.text)),
  decimal_integer_literal: aNumber(/[_lLfFdD]/g),
  decimal_floating_point_literal: aNumber(/[_lLfFdD]/g),
  true: aTruth,
  false: aTruth,
  null_literal: nothing,
  field_access: access,
  scoped_identifier: access,
  binary_expression: aBinary,
  parenthesized_expression: theLast,
  cast_expression: theLast,
  element_value_array_initializer: aList,
  array_initializer: aList,
  array_creation_expression: theLast,
  ternary_expression: (node, next) => ({
    kind: 'conditional',
    test: next(node.childForFieldName('condition')),
    yes: next(node.childForFieldName('consequence')),
    no: next(node.childForFieldName('alternative')),
    line: lineOf(node),
  }),
  // `Args.class`
  class_literal: (node, next) => ({
    kind: 'attribute',
    object: next(parts(node)[0]),
    name: 'class',
    line: lineOf(node),
  }),
  type_identifier: aName,
  annotation,
  marker_annotation: annotation,
  method_invocation: call,
  object_creation_expression: call,
});

export function lowerExpr(node: Node | null | undefined): Expr {
  return node === null || node === undefined ? { kind: 'other', line: 0 } : lowerAny(node);
}
