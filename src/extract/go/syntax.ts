// Go source text -> the program model that the interpreter reads.
import type { Node } from 'web-tree-sitter';
import type { Argument, DictEntry, Expr, FunctionDef, Param, Stmt } from '../_program/ast.ts';
import { parse } from '../_syntax/parser.ts';

/** A parsed file. Declarations are bound in the package, imports in the file. */
export interface GoFile {
  readonly imports: readonly { readonly path: string; readonly alias: string }[];
  /** Constants and variables. */
  readonly values: readonly Stmt[];
  readonly functions: readonly GoFunction[];
  readonly types: readonly GoType[];
  readonly damaged: number | undefined;
}

export interface GoFunction {
  readonly def: FunctionDef;
  /** Name of the type that a method belongs to. */
  readonly receiver: string | undefined;
}

export interface GoType {
  readonly name: string;
  /** Fields in order, with their tags; undefined when the type is no struct. */
  readonly fields: readonly GoField[] | undefined;
  readonly type: Expr;
  readonly line: number;
}

export interface GoField {
  readonly name: string;
  readonly type: Expr;
  readonly tag: string;
  readonly embedded: boolean;
}

const deepest = 120;
/** Longer function bodies are read only when one of these words occurs. */
const longestPlainBody = 800;
const telling = /NewTool\b|Tools?[{(]|NewToolWithRawSchema|[Rr]egister|[Tt]oolset|\bDefinition/;
const other = (node: Node): Expr => ({ kind: 'other', line: lineOf(node) });

function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

export function readGo(text: string): GoFile {
  const tree = parse('go', text);
  try {
    const file = { imports: [], values: [], functions: [], types: [] } as {
      imports: { path: string; alias: string }[];
      values: Stmt[];
      functions: GoFunction[];
      types: GoType[];
    };
    for (const node of tree.rootNode.namedChildren) {
      if (node.type === 'import_declaration') {
        for (const spec of node.descendantsOfType('import_spec')) {
          const path = unquoted(spec.childForFieldName('path'));
          file.imports.push({ path, alias: spec.childForFieldName('name')?.text ?? packageName(path) });
        }
      } else if (node.type === 'const_declaration' || node.type === 'var_declaration') {
        lowerVariables(node, file.values, 0);
      } else if (node.type === 'function_declaration' || node.type === 'method_declaration') {
        file.functions.push(lowerFunction(node));
      } else if (node.type === 'type_declaration') {
        for (const spec of parts(node)) file.types.push(lowerType(spec));
      }
    }
    const damaged = tree.rootNode.hasError ? damagedLine(tree.rootNode) : undefined;
    return { ...file, damaged };
  } finally {
    tree.delete();
  }
}

function damagedLine(root: Node): number {
  let node = root;
  for (let depth = 0; depth < 200; depth += 1) {
    const next = node.children.find((child) => child.isError || child.isMissing || child.hasError);
    if (next === undefined) break;
    node = next;
    if (node.isError || node.isMissing) break;
  }
  return lineOf(node);
}

function packageName(path: string): string {
  const segments = path.split('/');
  const last = segments.at(-1) ?? path;
  const name = /^v\d+$/.test(last) ? (segments.at(-2) ?? last) : last;
  return name.replace(/^go-|\.go$|\.v\d+$/g, '').replaceAll('-', '_');
}

function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

function unquoted(node: Node | null): string {
  const text = node?.text ?? '';
  if (text.startsWith('`')) return text.slice(1, -1).replaceAll('\r', '');
  return text
    .slice(1, -1)
    .replace(
      /\\(?:([nrt"\\'abfv])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/g,
      (whole, simple, x, u, long, octal) => {
        if (simple !== undefined)
          return (
            { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' }[simple as string] ?? simple
          );
        const code = octal === undefined ? Number.parseInt(x ?? u ?? long, 16) : Number.parseInt(octal, 8);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      },
    );
}

function lowerType(spec: Node): GoType {
  const type = spec.childForFieldName('type');
  const fields = type?.type === 'struct_type' ? fieldsOf(type) : undefined;
  return {
    name: spec.childForFieldName('name')?.text ?? '',
    fields,
    type: type === null ? other(spec) : lowerTypeExpr(type, 0),
    line: lineOf(spec),
  };
}

function fieldsOf(struct: Node): GoField[] {
  const list = struct.namedChildren.find((child) => child.type === 'field_declaration_list');
  const fields: GoField[] = [];
  for (const field of list === undefined ? [] : parts(list)) {
    if (field.type !== 'field_declaration') continue;
    const type = field.childForFieldName('type');
    const names = field.childrenForFieldName('name').map((name) => name.text);
    const lowered = type === null ? other(field) : lowerTypeExpr(type, 0);
    const tag = field.childForFieldName('tag');
    const embedded = names.length === 0;
    for (const name of embedded ? [lastName(lowered)] : names) {
      fields.push({ name, type: lowered, tag: tag === null ? '' : unquoted(tag), embedded });
    }
  }
  return fields;
}

function lastName(expr: Expr): string {
  return expr.kind === 'name'
    ? expr.id
    : expr.kind === 'attribute'
      ? expr.name
      : expr.kind === 'subscript'
        ? lastName(expr.object)
        : '';
}

function lowerTypeExpr(node: Node, depth: number): Expr {
  const line = lineOf(node);
  if (depth > deepest) return other(node);
  const generic = (head: string, ...indices: (Node | null | undefined)[]): Expr => ({
    kind: 'subscript',
    object: { kind: 'name', id: head, line },
    indices: indices.map((index) =>
      index === null || index === undefined ? other(node) : lowerTypeExpr(index, depth + 1),
    ),
    line,
  });
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return { kind: 'name', id: node.text, line };
    case 'qualified_type':
      return {
        kind: 'attribute',
        object: { kind: 'name', id: node.childForFieldName('package')?.text ?? '', line },
        name: node.childForFieldName('name')?.text ?? '',
        line,
      };
    case 'pointer_type':
    case 'parenthesized_type': {
      const [inner] = parts(node);
      return inner === undefined ? other(node) : lowerTypeExpr(inner, depth + 1);
    }
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return generic('slice', node.childForFieldName('element'));
    case 'map_type':
      return generic('map', node.childForFieldName('key'), node.childForFieldName('value'));
    case 'generic_type': {
      const head = node.childForFieldName('type');
      const inner = node.childForFieldName('type_arguments');
      return {
        kind: 'subscript',
        object: head === null ? other(node) : lowerTypeExpr(head, depth + 1),
        indices:
          inner === null
            ? []
            : parts(inner).map((index) => lowerTypeExpr(parts(index)[0] ?? index, depth + 1)),
        line,
      };
    }
    case 'type_elem': {
      const [inner] = parts(node);
      return inner === undefined ? other(node) : lowerTypeExpr(inner, depth + 1);
    }
    case 'interface_type':
      return { kind: 'name', id: 'any', line };
    case 'struct_type':
      return { kind: 'name', id: 'struct', line };
    default:
      return other(node);
  }
}

function lowerFunction(node: Node): GoFunction {
  const receiver = node.childForFieldName('receiver');
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name');
  const text = body?.text ?? '';
  const own = receiver === null ? [] : lowerParams(receiver);
  const type = own[0]?.annotation;
  const def: FunctionDef = {
    kind: 'function',
    name: name?.text ?? '',
    params: [...own, ...lowerParams(node.childForFieldName('parameters'))],
    returns: undefined,
    decorators: [],
    docstring: undefined,
    body: body === null || !worthReading(text) ? undefined : lowerBlock(body, 0),
    mentions: new Set([...text.matchAll(/([A-Za-z_]\w*)[({[]/g)].map((match) => match[1] ?? '')),
    line: lineOf(name ?? node),
  };
  return { def, receiver: receiver === null || type === undefined ? undefined : lastName(type) };
}

function worthReading(body: string): boolean {
  return body.length <= longestPlainBody || telling.test(body);
}

function lowerParams(node: Node | null): Param[] {
  return (node === null ? [] : parts(node)).flatMap((declaration) => {
    const type = declaration.childForFieldName('type');
    const names = declaration.childrenForFieldName('name').map((name) => name.text);
    const variadic = declaration.type === 'variadic_parameter_declaration';
    return (names.length === 0 ? [''] : names).map(
      (name): Param => ({
        name,
        form: variadic ? 'list' : 'plain',
        annotation: type === null ? undefined : lowerTypeExpr(type, 0),
        fallback: undefined,
      }),
    );
  });
}

function lowerBlock(node: Node, depth: number): Stmt[] {
  const statements: Stmt[] = [];
  if (depth > 40) return statements;
  for (const child of parts(node)) {
    if (child.type === 'statement_list') statements.push(...lowerBlock(child, depth + 1));
    else lowerStatement(child, statements, depth);
  }
  return statements;
}

function lowerVariables(node: Node, into: Stmt[], depth: number): void {
  for (const spec of node.descendantsOfType(['const_spec', 'var_spec'])) {
    const names = spec.childrenForFieldName('name').filter((name) => name.type === 'identifier');
    const value = spec.childForFieldName('value');
    const values = value === null ? [] : parts(value);
    const line = lineOf(spec);
    if (names.length === 0 || depth > 40) continue;
    if (values.length === names.length) {
      names.forEach((name, index) => {
        const each = values[index];
        if (each !== undefined)
          into.push(assign({ kind: 'name', id: name.text, line }, lowerExpr(each), line));
      });
    } else if (values.length > 0) {
      const items = names.map((name): Expr => ({ kind: 'name', id: name.text, line }));
      into.push(assign({ kind: 'list', shape: 'tuple', items, line }, pair(values[0], items.length), line));
    } else {
      const type = spec.childForFieldName('type');
      for (const name of names) {
        into.push(assign({ kind: 'name', id: name.text, line }, zeroOf(type, line), line));
      }
    }
  }
}

/** The value of a variable that is declared without one. */
function zeroOf(type: Node | null, line: number): Expr {
  if (type?.type === 'slice_type') return { kind: 'list', shape: 'list', items: [], line };
  if (type?.type === 'map_type') return { kind: 'dict', entries: [], line };
  if (type?.type === 'qualified_type' || (type?.type === 'type_identifier' && /^[A-Z]/.test(type.text))) {
    return { kind: 'call', callee: lowerTypeExpr(type, 0), args: [], line };
  }
  return { kind: 'other', line };
}

function assign(target: Expr, value: Expr, line: number): Stmt {
  return { kind: 'assign', target, value, annotation: undefined, line };
}

/** The right side of `value, ok := …`, which is one value for two names unless it is a call. */
function pair(node: Node | undefined, names: number): Expr {
  if (node === undefined) return { kind: 'other', line: 0 };
  const value = lowerExpr(node);
  if (node.type === 'call_expression' || names < 2) return value;
  return { kind: 'list', shape: 'tuple', items: [value, other(node)], line: lineOf(node) };
}

function lowerAssignment(node: Node, into: Stmt[]): void {
  const line = lineOf(node);
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const targets = left === null ? [] : parts(left);
  const values = right === null ? [] : parts(right);
  const operator = node.childForFieldName('operator')?.text ?? ':=';
  const [target] = targets;
  if (target === undefined) return;
  if (operator !== ':=' && operator !== '=') {
    into.push({
      kind: 'augmented',
      target: lowerExpr(target),
      operator,
      value: lowerExpr(values[0] ?? node),
      line,
    });
  } else if (targets.length === values.length) {
    targets.forEach((each, index) => {
      const value = values[index];
      if (value !== undefined) into.push(assign(lowerExpr(each), lowerExpr(value), line));
    });
  } else {
    const items = targets.map((each) => lowerExpr(each));
    into.push(assign({ kind: 'list', shape: 'tuple', items, line }, pair(values[0], items.length), line));
  }
}

function lowerStatement(node: Node, into: Stmt[], depth: number): void {
  const line = lineOf(node);
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = parts(node);
      if (inner !== undefined) into.push({ kind: 'expression', value: lowerExpr(inner), line });
      return;
    }
    case 'go_statement':
    case 'defer_statement':
    case 'send_statement':
      return;
    case 'short_var_declaration':
    case 'assignment_statement':
      lowerAssignment(node, into);
      return;
    case 'const_declaration':
    case 'var_declaration':
      lowerVariables(node, into, depth + 1);
      return;
    case 'return_statement': {
      const [list] = parts(node);
      const values = list === undefined ? [] : parts(list).map((value) => lowerExpr(value));
      const [only] = values;
      const last = values.at(-1);
      // Returning an error says that there is no tool here, not that what follows hangs on a condition.
      if (last?.kind === 'call' && /^(errors\.New|fmt\.Errorf)$/.test(calleeName(last.callee))) {
        into.push({ kind: 'leave', how: 'raise', line });
        return;
      }
      const value: Expr | undefined =
        values.length > 1 ? { kind: 'list', shape: 'tuple', items: values, line } : only;
      into.push({ kind: 'return', value, line });
      return;
    }
    case 'if_statement': {
      const initializer = node.childForFieldName('initializer');
      if (initializer !== null) lowerStatement(initializer, into, depth + 1);
      const condition = node.childForFieldName('condition');
      const no = node.childForFieldName('alternative');
      const orElse: Stmt[] = [];
      if (no?.type === 'if_statement') lowerStatement(no, orElse, depth + 1);
      else if (no !== null && no !== undefined) orElse.push(...lowerBlock(no, depth + 1));
      const yes = node.childForFieldName('consequence');
      into.push({
        kind: 'if',
        test: condition === null ? other(node) : lowerExpr(condition),
        text: conditionText(condition),
        body: yes === null ? [] : lowerBlock(yes, depth + 1),
        orElse,
        line,
      });
      return;
    }
    case 'for_statement': {
      const body = node.childForFieldName('body');
      const block = body === null ? [] : lowerBlock(body, depth + 1);
      const range = parts(node).find((child) => child.type === 'range_clause');
      if (range === undefined) {
        into.push({ kind: 'while', body: block, line });
        return;
      }
      const left = range.childForFieldName('left');
      const right = range.childForFieldName('right');
      const targets = left === null ? [] : parts(left).map((target) => lowerExpr(target));
      into.push({
        kind: 'for',
        target: { kind: 'list', shape: 'tuple', items: targets, line },
        iterable: {
          kind: 'call',
          callee: { kind: 'name', id: 'range', line },
          args: right === null ? [] : [positional(lowerExpr(right))],
          line,
        },
        body: block,
        line,
      });
      return;
    }
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement': {
      const value = node.childForFieldName('value')?.text ?? '';
      const cases = parts(node).filter((child) => child.type.endsWith('_case'));
      into.push({
        kind: 'match',
        cases: cases.map((each) => ({
          text: `${value} is ${(each.childForFieldName('value')?.text ?? 'anything').slice(0, 80)}`.trim(),
          body: lowerBlock(each, depth + 1),
        })),
        line,
      });
      return;
    }
    case 'block':
      into.push(...lowerBlock(node, depth + 1));
      return;
    case 'labeled_statement':
      for (const child of parts(node)) lowerStatement(child, into, depth + 1);
      return;
    case 'break_statement':
    case 'continue_statement':
      into.push({ kind: 'leave', how: node.type === 'break_statement' ? 'break' : 'continue', line });
      return;
    default:
  }
}

/** Checks of errors and of nil are part of every Go program: nothing hangs on them. */
function conditionText(node: Node | null): string {
  const text = (node?.text ?? '').replace(/\s+/g, ' ');
  return /\berr\b|\bnil\b/.test(text) ? '' : text.slice(0, 100);
}

function calleeName(expr: Expr): string {
  return expr.kind === 'attribute' && expr.object.kind === 'name' ? `${expr.object.id}.${expr.name}` : '';
}

function positional(value: Expr): Argument {
  return { form: 'positional', name: '', value };
}

function lowerExpr(node: Node, depth = 0): Expr {
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
      return { kind: 'name', id: node.text, line };
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
