// Maps of Java code in the shape of a tool.
import type { Node } from 'web-tree-sitter';
import { type Shaped, shapedTool } from '../_declarations/shaped-tools.ts';
import { fieldText, lineOf, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { localsIn, lowerExpr } from './expressions.ts';

/** A map in the shape of a tool, and where it stands. */
export interface JavaShape {
  readonly shaped: Shaped;
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export function shapesIn(root: Node): readonly JavaShape[] {
  return root.descendantsOfType('method_invocation').flatMap((node) => {
    const names = parts(node.childForFieldName('arguments')).some((arg) =>
      /^"input_?[sS]chema"$/.test(arg.text),
    );
    const shaped = names ? shapedTool(lowerExpr(node)) : undefined;
    if (shaped === undefined) return [];
    let method: Node | undefined;
    let at = node.parent;
    for (
      let steps = 0;
      at !== null && !/^(class|record|enum|interface)_declaration$/.test(at.type) && steps < 300;
      steps += 1
    ) {
      if (at.type === 'method_declaration') method ??= at;
      at = at.parent;
    }
    const locals = method === undefined ? new Map<string, Expr>() : localsIn(method);
    return [{ shaped, cls: at === null ? '' : fieldText(at, 'name'), locals, line: lineOf(node) }];
  });
}
