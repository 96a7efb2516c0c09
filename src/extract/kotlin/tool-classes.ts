// Classes that are tools: a name and a description, under a base that speaks of tools.
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { type ClassDecl, type Classes, classNamed } from '../_declarations/declarations.ts';
import type { Expr } from '../_program/ast.ts';
import { hintsOf } from './hints.ts';
import { argsType, type Given, schemaOf, schemaOfArgs } from './input-schema.ts';
import { textOf } from './names.ts';
import { functionsOf } from './registrations.ts';
import type { Scope } from './scope.ts';
import type { KotlinClass, KotlinFile } from './syntax.ts';

/** What a base class of tools is called, and what only sounds like it. */
const tooling = /Tool(Handler|Base|Spec|Definition|Provider|Executor)?$/;

export function toolClasses(files: readonly KotlinFile[], classes: Classes): Extraction {
  const functions = functionsOf(files);
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const file of files) {
    for (const cls of file.classes) {
      if (cls.isAbstract || cls.kind === 'enum' || !isTool(cls, classes)) continue;
      const scope: Scope = { classes, cls, path: file.path, locals: new Map(), functions };
      const found = toolOf(cls, scope);
      if (found === undefined) continue;
      if ('reason' in found) skips.push(found);
      else tools.push(found);
    }
  }
  return { tools, skips };
}

function isTool(cls: ClassDecl, classes: Classes, depth = 0): boolean {
  return (
    depth < 8 &&
    cls.bases.some((base) => {
      const parent = classNamed(base, cls.path, classes);
      return (
        tooling.test(base) || (parent !== undefined && parent !== cls && isTool(parent, classes, depth + 1))
      );
    })
  );
}

function toolOf(cls: KotlinClass, scope: Scope): ToolDraft | Skip | undefined {
  const named = memberOf(cls, /^(name|toolName)$/, scope);
  const described = memberOf(cls, /^(description|toolDescription)$/, scope);
  // A class that says nothing about itself is something else of the same family.
  if (named === undefined || described === undefined) return undefined;
  const place = { path: cls.path, line: cls.line };
  const name = textOf(named, scope, new Map());
  if (name === undefined) {
    const detail = `The name of the tool that ${cls.name} makes is not constant.`;
    return { reason: 'name-not-constant', place, detail };
  }
  const description = textOfConstant(constantOf(described, scope));
  const title = textOfConstant(constantOf(memberOf(cls, /^title$/, scope), scope));
  const { schema, partial } = schemaIn(cls, scope);
  const annotations = hintsOf(memberOf(cls, /^(toolA|a)nnotations$/, scope), scope);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: schema,
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'kotlin/class',
    confidence: 0.8,
    ...(partial || description === undefined ? { partial: true } : {}),
  };
}

function schemaIn(cls: KotlinClass, scope: Scope): Given {
  const written = memberOf(cls, /^(input|inputSchema|parameters|parametersSchema|schema|argsSchema)$/, scope);
  if (written !== undefined) return schemaOf(written, scope, new Map());
  const args = argsType(cls.given, scope);
  return args === undefined
    ? { ...schemaOf(undefined, scope, new Map()), partial: true }
    : schemaOfArgs(args, scope);
}

/** The value of a property, of a method without arguments, or what the super constructor is given for it. */
function memberOf(cls: KotlinClass, wanted: RegExp, around: Around): Expr | undefined {
  const own =
    cls.fields.find((field) => wanted.test(field.name) && field.value !== undefined)?.value ??
    cls.methods.find((method) => method.params.length === 0 && wanted.test(decapitalized(method.name)))
      ?.returns;
  if (own !== undefined) return own;
  for (const base of cls.bases) {
    const parent = classNamed(base, cls.path, around.classes);
    if (parent === undefined || parent === cls) continue;
    const index = parent.fields.findIndex((field) => wanted.test(field.name));
    const field = parent.fields[index];
    if (field === undefined) continue;
    const given =
      cls.superArgs.find((arg) => arg.name === field.name) ??
      cls.superArgs.filter((arg) => arg.form === 'positional')[index];
    if (given !== undefined) return given.value;
    if (field.value !== undefined) return field.value;
  }
  return undefined;
}

/** `getName` is the property `name`. */
function decapitalized(name: string): string {
  const bare = name.replace(/^get(?=[A-Z])/, '');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}
