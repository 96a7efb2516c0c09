// Tools that Rust code writes out as values: `Tool::new(…)`, `Tool { … }`.
import type { Node } from 'web-tree-sitter';
import { lineOf, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { parse } from '../_syntax/parser.ts';
import { lowerExpr } from './expressions.ts';

/** `Tool::new("x", …)` and `Tool { name: … }`. */
export interface MadeTool {
  readonly name: Expr | undefined;
  readonly description: Expr | undefined;
  /** The text of the first `json!` inside. */
  readonly json: string | undefined;
  /** The type whose schema is made. */
  readonly type: string | undefined;
  readonly line: number;
}

/** `before` is the number of lines above the text that `root` was parsed from. */
export function madeIn(root: Node, before: number, depth: number): MadeTool[] {
  const made: MadeTool[] = [];
  for (const macro of root.descendantsOfType('macro_invocation')) {
    const tokens = macro.namedChildren.find((child) => child.type === 'token_tree');
    if (depth > 2 || tokens === undefined || !/\bTool\s*(::new|\{)/.test(tokens.text) || isInTest(macro))
      continue;
    if (macro.childForFieldName('macro')?.text !== 'vec') continue;
    // What stands inside a macro is only tokens to the parser.
    const inner = parse('rust', `fn f() { [${tokens.text.slice(1, -1)}]; }`);
    try {
      made.push(...madeIn(inner.rootNode, before + tokens.startPosition.row, depth + 1));
    } finally {
      inner.delete();
    }
  }
  for (const call of root.descendantsOfType('call_expression')) {
    if (!/(^|::)Tool::new$/.test(call.childForFieldName('function')?.text ?? '') || isInTest(call)) continue;
    const list = call.childForFieldName('arguments');
    const [name, description] = list === null ? [] : parts(list);
    made.push({
      name: name === undefined ? undefined : lowerExpr(name),
      description: description === undefined ? undefined : lowerExpr(description),
      json: jsonIn(call),
      type: schemaTypeIn(call),
      line: before + lineOf(call),
    });
  }
  for (const literal of root.descendantsOfType('struct_expression')) {
    if (!/(^|::)Tool$/.test(literal.childForFieldName('name')?.text ?? '') || isInTest(literal)) continue;
    const fields = new Map<string, Node>();
    const body = literal.childForFieldName('body');
    for (const field of body === null ? [] : parts(body)) {
      const value = field.childForFieldName('value');
      if (value !== null) fields.set(field.childForFieldName('field')?.text ?? '', value);
    }
    const [name, description] = [fields.get('name'), fields.get('description')];
    made.push({
      name: name === undefined ? undefined : lowerExpr(name),
      description: description === undefined ? undefined : lowerExpr(description),
      json: jsonIn(literal),
      type: schemaTypeIn(literal),
      line: before + lineOf(literal),
    });
  }
  return made;
}

function isInTest(node: Node): boolean {
  let at = node.parent;
  for (let steps = 0; at !== null && steps < 200; steps += 1) {
    if (at.type === 'mod_item' && /^tests?$/.test(at.childForFieldName('name')?.text ?? '')) return true;
    at = at.parent;
  }
  return false;
}

/** The text inside the first `json!(…)`, which is JSON as long as no variable stands in it. */
function jsonIn(node: Node): string | undefined {
  const macro = node
    .descendantsOfType('macro_invocation')
    .find((each) => /(^|::)json$/.test(each.childForFieldName('macro')?.text ?? ''));
  const tree = macro?.namedChildren.find((child) => child.type === 'token_tree');
  return tree?.text.slice(1, -1).replace(/,(\s*[}\]])/g, '$1');
}

/** `schema_for_type::<T>()`, `schema_from_type!(T)`, `schema_for!(T)` */
function schemaTypeIn(node: Node): string | undefined {
  return node.text.match(/schema_(?:for|from)(?:_type)?(?:!\(|::<)\s*(\w+)/)?.[1];
}
