// What names mean at a place of Ruby code: constants, variables, and methods that only give a value.
import type { Node } from 'web-tree-sitter';
import type { Wrapper } from '../_declarations/shaped-tools.ts';
import { fieldText, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { lowerExpr } from './expressions.ts';

/** The constants that are set directly in a body. */
export function constantsIn(body: Node | null): ReadonlyMap<string, Expr> {
  return assigned(parts(body), 'constant');
}

/** The first value of each constant or variable that some statements set. */
export function assigned(nodes: readonly Node[], kind: string): ReadonlyMap<string, Expr> {
  const values = new Map<string, Expr>();
  for (const node of nodes) {
    const left = node.type === 'assignment' ? node.childForFieldName('left') : null;
    const right = node.childForFieldName('right');
    if (left?.type === kind && right !== null && !values.has(left.text))
      values.set(left.text, lowerExpr(right));
  }
  return values;
}

/** What the methods of a body that take nothing give at their end. */
export function membersIn(body: Node | null): ReadonlyMap<string, Expr> {
  const methods = parts(body).flatMap((child) =>
    child.type === 'singleton_class' ? parts(child.childForFieldName('body')) : [child],
  );
  return new Map(
    methods.flatMap((method) => {
      if (
        !/^(singleton_)?method$/.test(method.type) ||
        parts(method.childForFieldName('parameters')).length > 0
      )
        return [];
      const inner = method.childForFieldName('body');
      const value = inner?.type === 'body_statement' ? parts(inner).at(-1) : inner;
      return value === null || value === undefined
        ? []
        : [[fieldText(method, 'name'), lowerExpr(value)] as const];
    }),
  );
}

export interface Surroundings {
  readonly locals: ReadonlyMap<string, Expr>;
  /** The method around, when `name` is one of its parameters. */
  readonly wrapper: Wrapper | undefined;
}

/** Tells what stands around a node; what is known of a body is kept. */
export function surroundings(): (node: Node, name: Expr | undefined) => Surroundings {
  const known = new Map<number, ReadonlyMap<string, Expr>>();
  const inBody = (body: Node): ReadonlyMap<string, Expr> => {
    const found = known.get(body.id) ?? new Map([...membersIn(body), ...constantsIn(body)]);
    known.set(body.id, found);
    return found;
  };
  return (node, name) => {
    const scopes: ReadonlyMap<string, Expr>[] = [];
    let method: Node | undefined;
    let at = node.parent;
    for (let steps = 0; at !== null && steps < 400; steps += 1) {
      if (method === undefined && /^(singleton_)?method$/.test(at.type)) method = at;
      const body = /^(class|module)$/.test(at.type) ? at.childForFieldName('body') : null;
      if (body !== null) scopes.unshift(inBody(body));
      at = at.parent;
    }
    if (method !== undefined) {
      const body = method.childForFieldName('body');
      const found = known.get(method.id) ?? assigned(parts(body), 'identifier');
      known.set(method.id, found);
      scopes.push(found);
    }
    const locals = new Map(scopes.flatMap((scope) => [...scope]));
    const params = parts(method?.childForFieldName('parameters')).map((param) => {
      const fallback = param.childForFieldName('value');
      const id = param.type === 'identifier' ? param.text : fieldText(param, 'name');
      return [id, fallback === null ? undefined : lowerExpr(fallback)] as const;
    });
    const wraps = method !== undefined && name?.kind === 'name' && params.some(([id]) => id === name.id);
    const wrapper = wraps && method !== undefined ? { name: fieldText(method, 'name'), params } : undefined;
    return { locals, wrapper };
  };
}
