// C#'s expressions and types.
import type { Node } from 'web-tree-sitter';
import { type TypeRef, typeRef } from '../_declarations/declarations.ts';
import {
  aBinary,
  aList,
  aName,
  aNumber,
  aText,
  aTruth,
  childOf,
  expressionReader,
  fieldText,
  lastPart,
  lineOf,
  type Next,
  nothing,
  parts,
  type Rule,
  theLast,
} from '../_declarations/syntax.ts';
import type { Argument, DictEntry, Expr } from '../_program/ast.ts';
import { stringValue, unescaped } from './strings.ts';

const template: Rule = (node, next) => ({
  kind: 'template',
  parts: parts(node)
    .filter((child) => child.type === 'string_content' || child.type === 'interpolation')
    .map((child): Expr => {
      if (child.type === 'interpolation')
        return next(parts(child).find((inner) => inner.type !== 'interpolation_brace'));
      const text = child.text.replaceAll('{{', '{').replaceAll('}}', '}');
      return { kind: 'string', value: unescaped(text), line: lineOf(node) };
    }),
  line: lineOf(node),
});

const access: Rule = (node, next) => {
  const name = node.childForFieldName('name');
  return {
    kind: 'attribute',
    object: next(node.childForFieldName('expression') ?? node.childForFieldName('qualifier')),
    name: (name?.type === 'generic_name' ? parts(name)[0] : name)?.text ?? '',
    line: lineOf(node),
  };
};

/** `f(a)`; the types of `f<T>(a)` come first, as arguments named `<>`. */
const call: Rule = (node, next) => {
  const called = node.childForFieldName('function');
  const generic = called?.type === 'generic_name' ? called : called?.childForFieldName('name');
  const types = generic?.type === 'generic_name' ? parts(childOf(generic, 'type_argument_list')) : [];
  return {
    kind: 'call',
    callee: next(called),
    args: [
      ...types.map(
        (type): Argument => ({
          form: 'named',
          name: '<>',
          value: { kind: 'name', id: lowerType(type).name, line: lineOf(type) },
        }),
      ),
      ...parts(node.childForFieldName('arguments')).map((arg) => lowerArgument(arg, next)),
    ],
    line: lineOf(node),
  };
};

/** `new { type = "object", side }` */
const anonymous: Rule = (node, next) => {
  const entries: DictEntry[] = [];
  let key: string | undefined;
  let last: Node | undefined;
  for (const child of node.children) {
    if (child.type === '=') key = last?.text.replace(/^@/, '');
    else if (child.type === ',' || child.type === '}') {
      const name = key ?? lastPart(last?.text ?? '');
      const line = lineOf(child);
      if (last !== undefined) entries.push({ key: { kind: 'string', value: name, line }, value: next(last) });
      key = undefined;
      last = undefined;
    } else if (child.isNamed && !child.type.endsWith('comment')) last = child;
  }
  return { kind: 'dict', entries, line: lineOf(node) };
};

/** `new Dictionary<string, object> { ["a"] = 1, { "b", 2 } }` */
function entriesOf(node: Node, next: Next): readonly DictEntry[] {
  return parts(childOf(node, 'initializer_expression')).flatMap((each): DictEntry[] => {
    const left = each.type === 'assignment_expression' ? each.childForFieldName('left') : null;
    if (left?.type === 'element_binding_expression')
      return [{ key: next(parts(left)[0]), value: next(each.childForFieldName('right')) }];
    const [key, value, ...more] = each.type === 'initializer_expression' ? parts(each) : [];
    return value === undefined || more.length > 0 ? [] : [{ key: next(key), value: next(value) }];
  });
}

/** `new T(a) { B = c }`: what the constructor is given, then what the initialiser sets. */
const creation: Rule = (node, next) => {
  const line = lineOf(node);
  const entries = entriesOf(node, next);
  if (entries.length > 0) return { kind: 'dict', entries, line };
  const id = lastPart(node.childForFieldName('type')?.text ?? 'new');
  const given = node.childForFieldName('arguments') ?? childOf(node, 'argument_list');
  return {
    kind: 'call',
    callee: { kind: 'name', id, line },
    args: [
      ...parts(given).map((arg) => lowerArgument(arg, next)),
      ...[...initializerOf(node, next)].map(([name, value]): Argument => ({ form: 'named', name, value })),
    ],
    line,
  };
};

export const lowerExpr = expressionReader({
  identifier: aName,
  this_expression: aName,
  this: aName,
  string_literal: aText((node) => stringValue(node.text)),
  verbatim_string_literal: aText((node) => stringValue(node.text)),
  raw_string_literal: aText((node) => stringValue(node.text)),
  character_literal: aText((node) => unescaped(node.text.slice(1, -1))),
  interpolated_string_expression: template,
  integer_literal: aNumber(/[_uUlLfFdDmM]/g),
  real_literal: aNumber(/[_uUlLfFdDmM]/g),
  boolean_literal: aTruth,
  null_literal: nothing,
  default_expression: nothing,
  generic_name: (node) => ({ kind: 'name', id: parts(node)[0]?.text ?? '', line: lineOf(node) }),
  member_access_expression: access,
  qualified_name: access,
  binary_expression: aBinary,
  parenthesized_expression: theLast,
  cast_expression: theLast,
  argument: theLast,
  postfix_unary_expression: theLast,
  invocation_expression: call,
  collection_expression: aList,
  initializer_expression: aList,
  array_creation_expression: theLast,
  implicit_array_creation_expression: theLast,
  anonymous_object_creation_expression: anonymous,
  object_creation_expression: creation,
  implicit_object_creation_expression: creation,
});

/** `value`, `name: value` or, in an attribute, `Name = value`. */
export function lowerArgument(node: Node, next: Next): Argument {
  const inner = parts(node);
  const [first = node] = inner;
  const named = node.childForFieldName('name');
  if (named !== null) return { form: 'named', name: named.text, value: next(inner.at(-1)) };
  if (first.type === 'assignment_expression') {
    const value = next(first.childForFieldName('right') ?? first);
    return { form: 'named', name: fieldText(first, 'left'), value };
  }
  return { form: 'positional', name: '', value: next(inner.at(-1) ?? node) };
}

/** The members that an object initialiser sets. */
export function initializerOf(node: Node, next: Next): ReadonlyMap<string, Expr> {
  const fields = new Map<string, Expr>();
  for (const assignment of parts(childOf(node, 'initializer_expression'))) {
    const value = assignment.type === 'assignment_expression' ? assignment.childForFieldName('right') : null;
    if (value !== null) fields.set(fieldText(assignment, 'left'), next(value));
  }
  return fields;
}

export function lowerType(node: Node | null | undefined, depth = 0): TypeRef {
  if (node === null || node === undefined || depth > 30) return typeRef('');
  const [first] = parts(node);
  switch (node.type) {
    case 'nullable_type':
      return { ...lowerType(first, depth + 1), nullable: first !== undefined };
    case 'array_type':
      return typeRef('[]', first === undefined ? [] : [lowerType(first, depth + 1)]);
    case 'generic_name':
      return typeRef(
        first?.text ?? '',
        parts(childOf(node, 'type_argument_list')).map((arg) => lowerType(arg, depth + 1)),
      );
    case 'qualified_name':
      return lowerType(node.childForFieldName('name') ?? first, depth + 1);
    // A base with what its constructor is given.
    case 'primary_constructor_base_type':
      return lowerType(first, depth + 1);
    default:
      return typeRef(lastPart(node.text));
  }
}
