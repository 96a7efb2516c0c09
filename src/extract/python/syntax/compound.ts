// Python's statements that hold others: branches, contexts, exceptions, matches.
import type { Node } from 'web-tree-sitter';
import type { Stmt } from '../../_program/ast.ts';
import { lineOf, lowerExpr, parts } from './expressions.ts';

/** Lowers a block one level deeper. */
export type Block = (block: Node | null) => Stmt[];

const longestCondition = 100;

export function lowerIf(node: Node, block: Block): Stmt {
  const alternatives = node.childrenForFieldName('alternative');
  let orElse: Stmt[] = [];
  for (const alternative of alternatives.reverse()) {
    if (alternative.type === 'else_clause') {
      orElse = block(alternative.childForFieldName('body'));
    } else {
      orElse = [branch(alternative, orElse, block)];
    }
  }
  return branch(node, orElse, block);
}

function branch(node: Node, orElse: readonly Stmt[], block: Block): Stmt {
  const condition = node.childForFieldName('condition');
  return {
    kind: 'if',
    test: condition === null ? { kind: 'other', line: lineOf(node) } : lowerExpr(condition),
    text: conditionText(condition),
    body: block(node.childForFieldName('consequence')),
    orElse,
    line: lineOf(node),
  };
}

function conditionText(node: Node | null): string {
  return (node?.text ?? '').replace(/\s+/g, ' ').slice(0, longestCondition);
}

export function lowerWith(node: Node, block: Block): Stmt {
  const clause = parts(node).find((child) => child.type === 'with_clause');
  const items = (clause === undefined ? [] : parts(clause)).map((item) => {
    const value = item.childForFieldName('value') ?? item;
    if (value.type !== 'as_pattern') return { value: lowerExpr(value), target: undefined };
    const [inner = value] = parts(value);
    const alias = value.childForFieldName('alias');
    const target = alias === null ? undefined : parts(alias)[0];
    return { value: lowerExpr(inner), target: target === undefined ? undefined : lowerExpr(target) };
  });
  return {
    kind: 'with',
    items,
    body: block(node.childForFieldName('body')),
    line: lineOf(node),
  };
}

export function lowerTry(node: Node, block: Block): Stmt {
  const blockOf = (clause: Node): Node | null =>
    clause.childForFieldName('body') ?? parts(clause).find((child) => child.type === 'block') ?? null;
  const clauses = parts(node);
  return {
    kind: 'try',
    body: block(node.childForFieldName('body')),
    handlers: clauses
      .filter((clause) => clause.type.startsWith('except'))
      .map((clause) => block(blockOf(clause))),
    after: clauses
      .filter((clause) => clause.type === 'else_clause' || clause.type === 'finally_clause')
      .flatMap((clause) => block(blockOf(clause))),
    line: lineOf(node),
  };
}

export function lowerMatch(node: Node, block: Block): Stmt {
  const subject = conditionText(node.childForFieldName('subject'));
  const body = node.childForFieldName('body');
  const cases = (body === null ? [] : parts(body)).filter((child) => child.type === 'case_clause');
  return {
    kind: 'match',
    cases: cases.map((clause) => ({
      text: `${subject} is ${conditionText(parts(clause)[0] ?? null)}`,
      body: block(clause.childForFieldName('consequence')),
    })),
    line: lineOf(node),
  };
}
