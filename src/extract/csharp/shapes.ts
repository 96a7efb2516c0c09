// Anonymous objects and dictionaries of C# code in the shape of a tool.
import type { Node } from 'web-tree-sitter';
import { type Shaped, shapedTool } from '../_declarations/shaped-tools.ts';
import { fieldText, firstValues, lineOf, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { lowerExpr } from './expressions.ts';

export interface CsharpShape {
  readonly shaped: Shaped;
  /** Name of the class around it. */
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export function shapesIn(root: Node): readonly CsharpShape[] {
  const kinds = [
    'anonymous_object_creation_expression',
    'object_creation_expression',
    'implicit_object_creation_expression',
  ];
  return root.descendantsOfType(kinds).flatMap((node) => {
    const shaped = namesSchema(node) ? shapedTool(lowerExpr(node)) : undefined;
    return shaped === undefined ? [] : [{ shaped, ...around(node), line: lineOf(node) }];
  });
}

function namesSchema(node: Node): boolean {
  const inner = node.childForFieldName('initializer') ?? node;
  return parts(inner).some((child) =>
    /^(\["?)?input_?[sS]chema\b/.test(
      child.type === 'assignment_expression' ? fieldText(child, 'left') : child.text.slice(0, 14),
    ),
  );
}

function around(node: Node): Pick<CsharpShape, 'cls' | 'locals'> {
  let method: Node | undefined;
  let at = node.parent;
  for (
    let steps = 0;
    at !== null && !/^(class|struct|record)_declaration$/.test(at.type) && steps < 400;
    steps += 1
  ) {
    if (/^(method_declaration|local_function_statement)$/.test(at.type)) method ??= at;
    at = at.parent;
  }
  const locals =
    method === undefined
      ? new Map<string, Expr>()
      : firstValues(method, 'variable_declarator', (each) => parts(each).at(-1), lowerExpr);
  return { cls: at === null ? '' : fieldText(at, 'name'), locals };
}
