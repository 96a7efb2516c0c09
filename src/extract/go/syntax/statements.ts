// Statements of Go function bodies.
import type { Node } from 'web-tree-sitter';
import type { Expr, Stmt } from '../../_program/ast.ts';
import { lowerExpr, positional } from './expressions.ts';
import { lineOf, other, parts } from './nodes.ts';
import { lowerTypeExpr } from './types.ts';

/** Longer function bodies are read only when one of these words occurs. */
const longestPlainBody = 800;

const telling = /NewTool\b|Tools?[{(]|NewToolWithRawSchema|[Rr]egister|[Tt]oolset|\bDefinition/;

export function worthReading(body: string): boolean {
  return body.length <= longestPlainBody || telling.test(body);
}

export function lowerBlock(node: Node, depth: number): Stmt[] {
  const statements: Stmt[] = [];
  if (depth > 40) return statements;
  for (const child of parts(node)) {
    if (child.type === 'statement_list') statements.push(...lowerBlock(child, depth + 1));
    else lowerStatement(child, statements, depth);
  }
  return statements;
}

export function lowerVariables(node: Node, into: Stmt[], depth: number): void {
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
  const line = lineOf(node);
  const isKnown: Expr = {
    kind: 'call',
    callee: { kind: 'name', id: 'is_known', line },
    args: [positional(value)],
    line,
  };
  return { kind: 'list', shape: 'tuple', items: [value, isKnown], line };
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
      if (inner === undefined) return;
      const value = lowerExpr(inner);
      if (value.kind === 'call' && /^(os\.Exit|log\.Fatal(f|ln)?)$/.test(calleeName(value.callee)))
        into.push({ kind: 'leave', how: 'raise', line });
      else into.push({ kind: 'expression', value, line });
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

/** Checks of errors, of nil and of presence are part of every Go program: nothing hangs on them. */
function conditionText(node: Node | null): string {
  const text = (node?.text ?? '').replace(/\s+/g, ' ');
  return /\berr\b|\bnil\b|^!?ok$/.test(text) ? '' : text.slice(0, 100);
}

function calleeName(expr: Expr): string {
  return expr.kind === 'attribute' && expr.object.kind === 'name' ? `${expr.object.id}.${expr.name}` : '';
}
