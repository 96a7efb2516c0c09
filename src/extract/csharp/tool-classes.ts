// C# classes that are tools: each says its name, its description and its schema in properties or methods.
import type { Extraction } from '../../model/tool.ts';
import type { Around } from '../_declarations/constants.ts';
import { type ClassDecl, type Classes, classNamed } from '../_declarations/declarations.ts';
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import type { Expr } from '../_program/ast.ts';
import type { JsonObject } from '../_program/to-json.ts';

/** What a base class or interface for tools is called. */
const tooling = /^\w{0,40}Tool(Base|Handler|Definition)?$/;
const schemas = /^(Get)?(Input|Parameters?|Arguments?|Json)?(Schema|Parameters)$/;

/** `jsonIn` reads a schema that is written as a text. */
export function toolClass(
  cls: ClassDecl,
  classes: Classes,
  jsonIn: (expr: Expr, around: Around) => JsonObject | undefined,
): Extraction {
  const none: Extraction = { tools: [], skips: [] };
  const chain = chainOf(cls, classes);
  if (cls.kind === 'enum' || !chain.bases.some((base) => tooling.test(base))) return none;
  const name = memberOf([cls], /^(Name|ToolName)$/)?.value;
  const description = memberOf(chain.classes, /^(Description|ToolDescription)$/)?.value;
  const schema = memberOf(chain.classes, schemas);
  // A class that says nothing about itself is something else of the same family.
  if (name === undefined || description === undefined || schema === undefined) return none;
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const { tools, skips } = shapedDraft(
    {
      name,
      title: memberOf(chain.classes, /^Title$/)?.value,
      description,
      schema: schema.value,
      annotations: memberOf(chain.classes, /^Annotations$/)?.value,
    },
    around,
    {
      place: { path: cls.path, line: cls.line },
      detector: 'csharp/class',
      confidence: 0.8,
      maker: cls.name,
    },
  );
  const holder: Around = { ...around, cls: schema.cls, path: schema.cls.path };
  const text = schema.value === undefined ? undefined : jsonIn(schema.value, holder);
  return {
    tools: tools.map(({ partial, ...tool }) =>
      text === undefined
        ? { ...tool, ...(partial === true ? { partial } : {}) }
        : {
            ...tool,
            inputSchema: { type: 'object', properties: {}, required: [], ...text } as typeof tool.inputSchema,
          },
    ),
    skips,
  };
}

function chainOf(
  cls: ClassDecl,
  classes: Classes,
): { readonly classes: readonly ClassDecl[]; readonly bases: readonly string[] } {
  const found = [cls];
  for (let at = 0; at < found.length && at < 8; at += 1) {
    for (const base of found[at]?.bases ?? []) {
      const parent = classNamed(base, cls.path, classes);
      if (parent !== undefined && !found.includes(parent)) found.push(parent);
    }
  }
  return { classes: found, bases: found.flatMap((each) => each.bases) };
}

interface Member {
  readonly cls: ClassDecl;
  /** Undefined for one that does more than give a value. */
  readonly value: Expr | undefined;
}

/** The nearest member of a name that has a value, or any. */
function memberOf(chain: readonly ClassDecl[], wanted: RegExp): Member | undefined {
  const found = chain.flatMap((cls): Member[] => [
    ...cls.fields.filter((field) => wanted.test(field.name)).map((field) => ({ cls, value: field.value })),
    ...cls.methods
      .filter((method) => wanted.test(method.name) && method.params.length === 0)
      .map((method) => ({ cls, value: method.returns })),
  ]);
  return found.find((member) => member.value !== undefined) ?? found[0];
}
