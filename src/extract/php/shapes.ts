// Tools that PHP code writes out as arrays, also through a function that puts what it is given into one.
import type { Node } from 'web-tree-sitter';
import { membersOf, type Shaped, shapedBy, shapedTool, type Wrapper } from '../_declarations/shaped-tools.ts';
import { childOf, fieldText, firstValues, lastPart, lineOf, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { argumentsIn, lowerExpr } from './expressions.ts';

/** An array in the shape of a tool, and where it stands. */
export interface PhpShape {
  readonly shaped: Shaped;
  /** Name of the class around it, or empty. */
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  /** The function around it, when the tool's name is one of its parameters. */
  readonly wrapper: Wrapper | undefined;
  /** True when the tool has a schema that is not in the array. */
  readonly open: boolean;
  readonly line: number;
}

/** A call that may go to a wrapper. */
export interface PhpCall {
  readonly name: string;
  readonly args: ReturnType<typeof argumentsIn>;
  readonly cls: string;
  readonly locals: ReadonlyMap<string, Expr>;
  readonly line: number;
}

export function shapesIn(root: Node): readonly PhpShape[] {
  const around = surroundings();
  const found = (node: Node, shaped: Shaped | undefined, open: boolean): PhpShape[] =>
    shaped === undefined ? [] : [{ shaped, ...around(node, shaped.name), open, line: lineOf(node) }];
  const arrays = root
    .descendantsOfType('array_creation_expression')
    .filter((node) => parts(node).some(namesSchema))
    .flatMap((node) => found(node, shapedTool(lowerExpr(node)), false));
  const made = root
    .descendantsOfType('object_creation_expression')
    .filter((node) => /Tool$/.test(lastPart(parts(node)[0]?.text ?? '', '\\')))
    .flatMap((node) => {
      const [only] = argumentsIn(childOf(node, 'arguments'), lowerExpr);
      const shaped = shapedBy(membersOf(only?.value));
      const whole = shaped.name !== undefined && shaped.description !== undefined;
      return whole && shaped.schema === undefined ? found(node, shaped, true) : [];
    });
  const abilities = root
    .descendantsOfType('function_call_expression')
    .filter((node) => fieldText(node, 'function') === 'wp_register_ability')
    .flatMap((node) => {
      const [name, members] = argumentsIn(node.childForFieldName('arguments'), lowerExpr);
      const { title, ...shaped } = shapedBy(membersOf(members?.value));
      return found(node, { ...shaped, title: undefined, name: dashed(name?.value) }, false);
    });
  return [...arrays, ...made, ...abilities];
}

/** What the adapter for WordPress makes of an ability's name. */
function dashed(name: Expr | undefined): Expr | undefined {
  return name?.kind === 'string' ? { ...name, value: name.value.replaceAll('/', '-') } : name;
}

function namesSchema(element: Node): boolean {
  const [key, value] = parts(element);
  return value !== undefined && key !== undefined && /^['"]input_?[sS]chema['"]$/.test(key.text);
}

/** The calls of some functions or methods. */
export function callsIn(root: Node, names: ReadonlySet<string>): readonly PhpCall[] {
  const around = surroundings();
  return root
    .descendantsOfType(['member_call_expression', 'scoped_call_expression', 'function_call_expression'])
    .flatMap((node) => {
      const name = fieldText(node, 'name') || fieldText(node, 'function');
      if (!names.has(name)) return [];
      const { cls, locals } = around(node, undefined);
      const args = argumentsIn(node.childForFieldName('arguments'), lowerExpr);
      return [{ name, args, cls, locals, line: lineOf(node) }];
    });
}

type Surroundings = Pick<PhpShape, 'cls' | 'locals' | 'wrapper'>;

/** Tells what stands around a node; what is known of a function is kept. */
function surroundings(): (node: Node, name: Expr | undefined) => Surroundings {
  const known = new Map<number, ReadonlyMap<string, Expr>>();
  return (node, name) => {
    let fun: Node | undefined;
    let at = node.parent;
    for (
      let steps = 0;
      at !== null && !/^(class|trait)_declaration$/.test(at.type) && steps < 400;
      steps += 1
    ) {
      if (fun === undefined && /^(method_declaration|function_definition)$/.test(at.type)) fun = at;
      at = at.parent;
    }
    const cls = at === null ? '' : fieldText(at, 'name');
    if (fun === undefined) return { cls, locals: new Map(), wrapper: undefined };
    const locals = known.get(fun.id) ?? assignedIn(fun);
    known.set(fun.id, locals);
    const params = parts(fun.childForFieldName('parameters')).map((param) => {
      const fallback = param.childForFieldName('default_value');
      return [fieldText(param, 'name'), fallback === null ? undefined : lowerExpr(fallback)] as const;
    });
    const wraps = name?.kind === 'name' && params.some(([param]) => param === name.id);
    return { cls, locals, wrapper: wraps ? { name: fieldText(fun, 'name'), params } : undefined };
  };
}

/** The first value of each variable of a function. */
export function assignedIn(fun: Node): ReadonlyMap<string, Expr> {
  return firstValues(
    fun,
    'assignment_expression',
    (node) => node.childForFieldName('right'),
    lowerExpr,
    'left',
  );
}
