// The input schema of a Kotlin tool: built as JSON, or made from a class.
import type { ToolDraft } from '../../model/tool.ts';
import { classNamed, type TypeRef } from '../_declarations/declarations.ts';
import { schemaOfClass } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import { objectOf } from '../_program/to-json.ts';
import { jsonOf } from './json.ts';
import { type Types, typeNamed } from './names.ts';
import type { Scope } from './scope.ts';
import { kotlinRules } from './types.ts';

export interface Given {
  readonly schema: ToolDraft['inputSchema'];
  readonly partial: boolean;
}

const nothing = { type: 'object', properties: {}, required: [] };

/** Of an expression; a tool without one takes no arguments. */
export function schemaOf(expr: Expr | undefined, scope: Scope, types: Types): Given {
  if (expr === undefined) return { schema: nothing, partial: false };
  const ofClass = classIn(expr, types);
  if (ofClass !== undefined) return schemaOfArgs(ofClass, scope);
  const { json, partial } = jsonOf(expr, scope);
  const schema = objectOf(json);
  return schema === undefined
    ? { schema: nothing, partial: true }
    : { schema: { ...nothing, ...schema } as ToolDraft['inputSchema'], partial };
}

/** `Args::class` in a call that makes a schema of it. */
function classIn(expr: Expr, types: Types, depth = 0): string | undefined {
  if (depth > 6) return undefined;
  const name = typeNamed(expr, types);
  if (name !== undefined) return name;
  if (expr.kind === 'attribute') return classIn(expr.object, types, depth + 1);
  if (expr.kind !== 'call') return undefined;
  if (expr.callee.kind === 'attribute') return classIn(expr.callee.object, types, depth + 1);
  return expr.args.map((arg) => classIn(arg.value, types, depth + 1)).find((found) => found !== undefined);
}

/** Of the class that holds a tool's arguments. */
export function schemaOfArgs(name: string, scope: Scope): Given {
  if (/^(Unit|Any|NoArgs|Nothing)$/.test(name)) return { schema: nothing, partial: false };
  const cls = classNamed(name, scope.path, scope.classes);
  if (cls === undefined) return { schema: nothing, partial: true };
  const { schema, partial } = schemaOfClass(cls, scope.classes, kotlinRules);
  return { schema: schema as ToolDraft['inputSchema'], partial };
}

/** The first type argument that is a class of the project. */
export function argsType(given: readonly TypeRef[], scope: Scope): string | undefined {
  return given
    .map((type) => type.name)
    .find((name) => name === 'NoArgs' || classNamed(name, scope.path, scope.classes) !== undefined);
}
