// The input type of the handler that goes with a tool.
import type { Expr, FunctionDef, Stmt } from '../_program/ast.ts';
import type { Run } from '../_program/run.ts';
import type { Scope } from '../_program/values.ts';
import { type GoSchema, schemaOfType } from './schema.ts';
import type { GoTools, Made } from './tools.ts';

/** The input type of the handler that goes with a tool: registered with it, returned with it, or given to what made it. */
export function handlerSchema(made: Made, tools: GoTools, run: Run): GoSchema | undefined {
  const registered = tools.handlers.get(made.tool);
  const returned = made.maker === undefined ? undefined : returnedHandler(made.maker.body ?? []);
  const candidates: { def: FunctionDef; scope: Scope }[] = [
    ...(registered === undefined ? [] : [{ def: registered.def, scope: registered.scope }]),
    ...(returned === undefined ? [] : [{ def: returned, scope: made.scope }]),
    ...made.given.map((fn) => ({ def: fn.def, scope: fn.scope })),
  ];
  for (const { def, scope } of candidates) {
    const param = def.params.at(-1);
    if (param?.annotation === undefined || (def.params.length < 2 && def !== registered?.def)) continue;
    if (/(^|Tool|Call|Server)(Request|Context|Session)$/.test(lastName(param.annotation))) continue;
    const schema = schemaOfType(param.annotation, scope, run);
    if (schema.schema['type'] === 'object') return schema;
  }
  return undefined;
}

function lastName(expr: Expr): string {
  return expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.name : '';
}

/** A function literal that is returned beside the tool, also inside a call around it. */
function returnedHandler(body: readonly Stmt[]): FunctionDef | undefined {
  const last = body.findLast((statement) => statement.kind === 'return');
  return last?.kind === 'return' && last.value !== undefined ? literalIn(last.value, 0) : undefined;
}

function literalIn(expr: Expr, depth: number): FunctionDef | undefined {
  if (depth > 6) return undefined;
  if (expr.kind === 'function') return expr.def;
  const inner =
    expr.kind === 'list' ? expr.items : expr.kind === 'call' ? expr.args.map((arg) => arg.value) : [];
  for (const each of inner) {
    const found = literalIn(each, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
