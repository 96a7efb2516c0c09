// Functions of a project that make a tool of what they are given.
import type { Node } from 'web-tree-sitter';
import type { Annotations } from '../../model/tool.ts';
import { fieldText, parts } from '../_declarations/syntax.ts';
import { lowerExpr } from './expressions.ts';

/** A function that makes a tool of what it is given. */
export interface Wrapper {
  readonly name: string;
  /** Places of the tool's name and description among its arguments. */
  readonly named: number;
  readonly described: number;
  /** How many arguments it takes. */
  readonly takes: number;
  readonly annotations: Annotations | undefined;
}

/** The variable that a field is set to; one that is named like its variable stands alone. */
export function variableIn(value: Node | undefined, short: string): string {
  const expr = value === undefined ? undefined : lowerExpr(value);
  return expr === undefined ? short : expr.kind === 'name' ? expr.id : '';
}

/** The function around a tool whose name, and maybe description, are variables that it takes. */
export function wrapperOf(
  node: Node,
  name: string,
  description: string,
  annotations: Annotations | undefined,
): Wrapper | undefined {
  let at = node.parent;
  for (let steps = 0; at !== null && at.type !== 'function_item' && steps < 100; steps += 1) at = at.parent;
  if (at?.type !== 'function_item') return undefined;
  const params = parts(at.childForFieldName('parameters'))
    .filter((param) => param.type === 'parameter')
    .map((param) => fieldText(param, 'pattern'));
  const named = params.indexOf(name);
  const fun = fieldText(at, 'name');
  // A constructor's name is that of many others.
  return named < 0 || /^(new|from|into|default|build|clone|call|with_\w{1,40})$/.test(fun)
    ? undefined
    : {
        name: fun,
        named,
        described: params.indexOf(description),
        takes: params.length,
        annotations,
      };
}

/** `"name": name` */
export function variableAt(json: string, key: string): string {
  return json.match(new RegExp(`"${key}"\\s*:\\s*&?([a-z_]\\w{0,60})\\s*[,}]`))?.[1] ?? '';
}
