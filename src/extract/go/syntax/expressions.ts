// Expressions of Go: calls, composite literals, function literals.
import type { Node } from 'web-tree-sitter';
import type { Argument, DictEntry, Expr, FunctionDef } from '../../_program/ast.ts';
import { lineOf, other, parts, unquoted } from './nodes.ts';
import { lowerBlock, worthReading } from './statements.ts';
import { deepest, fieldsOf, lowerParams, lowerTypeExpr } from './types.ts';

export function positional(value: Expr): Argument {
  return { form: 'positional', name: '', value };
}

export function lowerExpr(node: Node, depth = 0): Expr {
  const line = lineOf(node);
  if (depth > deepest) return other(node);
  const next = (inner: Node | null | undefined): Expr =>
    inner === null || inner === undefined ? other(node) : lowerExpr(inner, depth + 1);
  const field = (name: string): Expr => next(node.childForFieldName(name));
  switch (node.type) {
    case 'identifier':
    case 'package_identifier':
    case 'field_identifier':
    case 'type_identifier':
      // `new(true)` reads as if it took a type of that name.
      return node.text === 'true' || node.text === 'false'
        ? { kind: 'constant', value: node.text === 'true', line }
        : { kind: 'name', id: node.text, line };
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { kind: 'string', value: unquoted(node), line };
    case 'int_literal':
    case 'float_literal': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value, line } : other(node);
    }
    case 'true':
    case 'false':
      return { kind: 'constant', value: node.type === 'true', line };
    case 'nil':
      return { kind: 'constant', value: null, line };
    case 'selector_expression':
      return {
        kind: 'attribute',
        object: field('operand'),
        name: node.childForFieldName('field')?.text ?? '',
        line,
      };
    case 'qualified_type':
    case 'slice_type':
    case 'map_type':
    case 'pointer_type':
    case 'generic_type':
    case 'interface_type':
      return lowerTypeExpr(node, depth + 1);
    case 'call_expression':
    case 'type_conversion_expression':
      return lowerCall(node, depth);
    case 'composite_literal':
      return lowerLiteral(node.childForFieldName('body'), node.childForFieldName('type'), depth, line);
    case 'index_expression':
      return { kind: 'subscript', object: field('operand'), indices: [field('index')], line };
    case 'slice_expression': {
      const bound = (name: string): Expr | undefined => {
        const inner = node.childForFieldName(name);
        return inner === null ? undefined : next(inner);
      };
      const slice: Expr = { kind: 'slice', from: bound('start'), to: bound('end'), stepped: false, line };
      return { kind: 'subscript', object: field('operand'), indices: [slice], line };
    }
    case 'unary_expression': {
      const operator = node.childForFieldName('operator')?.text;
      if (operator === '!') return { kind: 'not', value: field('operand'), line };
      if (operator === '-') return { kind: 'negative', value: field('operand'), line };
      return operator === '&' || operator === '*' ? field('operand') : other(node);
    }
    case 'binary_expression': {
      const written = node.childForFieldName('operator')?.text ?? '';
      const operator = written === '&&' ? 'and' : written === '||' ? 'or' : written;
      return { kind: 'binary', operator, left: field('left'), right: field('right'), line };
    }
    case 'type_assertion_expression':
      return field('operand');
    case 'parenthesized_expression':
    case 'literal_element':
    case 'type_elem':
      return next(parts(node)[0]);
    case 'func_literal': {
      const body = node.childForFieldName('body');
      const text = body?.text ?? '';
      const def: FunctionDef = {
        kind: 'function',
        name: '',
        params: lowerParams(node.childForFieldName('parameters')),
        returns: undefined,
        decorators: [],
        docstring: undefined,
        body: body === null || !worthReading(text) ? undefined : lowerBlock(body, Math.min(depth, 30)),
        mentions: new Set(),
        line,
      };
      return { kind: 'function', def, line };
    }
    default:
      return other(node);
  }
}

function lowerCall(node: Node, depth: number): Expr {
  const line = lineOf(node);
  const fn = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  const operand = node.childForFieldName('operand');
  if (operand !== null && node.type === 'type_conversion_expression') {
    const type = node.childForFieldName('type');
    const callee = type === null ? other(node) : lowerTypeExpr(type, depth + 1);
    return { kind: 'call', callee, args: [positional(lowerExpr(operand, depth + 1))], line };
  }
  const args: Argument[] = (list === null ? [] : parts(list)).map((arg) =>
    arg.type === 'variadic_argument'
      ? { form: 'list', name: '', value: lowerExpr(parts(arg)[0] ?? arg, depth + 1) }
      : positional(lowerExpr(arg, depth + 1)),
  );
  const types = node.childForFieldName('type_arguments');
  // `f[T](…)` may read as an index: what is called is then the operand, and the index a type.
  const indexed = fn?.type === 'index_expression' ? fn.childForFieldName('index') : null;
  const type = types === null ? indexed : (parts(types)[0] ?? null);
  if (type !== null) {
    const inner = type.type === 'type_elem' ? (parts(type)[0] ?? type) : type;
    args.push({ form: 'named', name: '$type', value: lowerExpr(inner, depth + 1) });
  }
  const callee = indexed === null ? fn : fn?.childForFieldName('operand');
  return {
    kind: 'call',
    callee: callee === null || callee === undefined ? other(node) : lowerExpr(callee, depth + 1),
    args,
    line,
  };
}

/** `T{…}`, `[]T{…}`, `map[K]V{…}`; inner literals take the element's type when they name none. */
function lowerLiteral(body: Node | null, type: Node | null, depth: number, line: number): Expr {
  if (body === null || type === null || depth > deepest) return { kind: 'other', line };
  if (type.type === 'pointer_type') return lowerLiteral(body, parts(type)[0] ?? null, depth, line);
  const elements = parts(body);
  const elementOf = (element: Node | undefined, of: Node | null): Expr => {
    const inner = element?.type === 'literal_element' ? parts(element)[0] : element;
    if (inner === undefined) return { kind: 'other', line };
    return inner.type === 'literal_value'
      ? lowerLiteral(inner, of, depth + 1, lineOf(inner))
      : lowerExpr(inner, depth + 1);
  };
  if (
    type.type === 'slice_type' ||
    type.type === 'array_type' ||
    type.type === 'implicit_length_array_type'
  ) {
    const of = type.childForFieldName('element');
    const items = elements.map((element) =>
      elementOf(
        element.type === 'keyed_element' ? (element.childForFieldName('value') ?? element) : element,
        of,
      ),
    );
    return { kind: 'list', shape: 'list', items, line };
  }
  if (type.type === 'map_type') {
    const of = type.childForFieldName('value');
    const entries = elements.map((element): DictEntry => {
      const key = element.childForFieldName('key');
      return {
        key: key === null ? other(element) : elementOf(key, type.childForFieldName('key')),
        value: elementOf(element.childForFieldName('value') ?? element, of),
      };
    });
    return { kind: 'dict', entries, line };
  }
  const names = type.type === 'struct_type' ? fieldsOf(type).map((each) => each.name) : [];
  const args = elements.map((element, index): Argument => {
    if (element.type !== 'keyed_element') {
      const name = names[index];
      const value = elementOf(element, null);
      return name === undefined ? positional(value) : { form: 'named', name, value };
    }
    const key = element.childForFieldName('key');
    return {
      form: 'named',
      name: key?.text ?? '',
      value: elementOf(element.childForFieldName('value') ?? element, null),
    };
  });
  return { kind: 'call', callee: lowerTypeExpr(type, depth + 1), args, line };
}
