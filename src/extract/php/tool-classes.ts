// PHP classes that are tools: Laravel's, and those of other libraries that ask a class for its name, text and schema.
import type { Annotations, Extraction, ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import {
  argumentOf,
  type ClassDecl,
  type Classes,
  classNamed,
  type MethodDecl,
  markerNamed,
} from '../_declarations/declarations.ts';
import type { Expr } from '../_program/ast.ts';
import { objectOf } from '../_program/to-json.ts';
import { type Built, builtSchema, jsonOf } from './schema-builder.ts';

/** The tool that a class is, when one of its bases is a tool; `laravel` when its file uses that library itself. */
export function toolClass(cls: ClassDecl, classes: Classes, laravel: boolean): Extraction {
  const none: Extraction = { tools: [], skips: [] };
  if (markerNamed(cls.markers, '$abstract') !== undefined) return none;
  const chain = ancestors(cls, classes);
  const isLaravel =
    laravel || cls.methods.some((method) => method.params.some((param) => param.type.name === 'JsonSchema'));
  if (isLaravel && chain.bases.has('Tool'))
    return { tools: [fromLaravel(cls, chain.classes, classes)], skips: [] };
  return [...chain.bases].some((base) => /Tool(Interface|Contract)?$/.test(base))
    ? fromMethods(cls, chain.classes, classes)
    : none;
}

interface Chain {
  /** The class and those above it, nearest first. */
  readonly classes: readonly ClassDecl[];
  readonly bases: ReadonlySet<string>;
}

function ancestors(cls: ClassDecl, classes: Classes): Chain {
  const found = [cls];
  const bases = new Set<string>();
  for (let at = 0; at < found.length && at < 12; at += 1) {
    const each = found[at];
    for (const base of each?.bases ?? []) {
      bases.add(base);
      const parent = classNamed(base, cls.path, classes);
      if (parent !== undefined && !found.includes(parent)) found.push(parent);
    }
  }
  return { classes: found, bases };
}

function memberOf(
  chain: readonly ClassDecl[],
  fields: readonly string[],
  methods: readonly string[],
): Expr | undefined {
  for (const cls of chain) {
    const value =
      cls.fields.find((field) => fields.includes(field.name) && field.value !== undefined)?.value ??
      cls.methods.find((method) => methods.includes(method.name))?.returns;
    if (value !== undefined) return value;
  }
  return undefined;
}

function methodOf(chain: readonly ClassDecl[], ...names: readonly string[]): MethodDecl | undefined {
  return chain.flatMap((cls) => cls.methods).find((method) => names.includes(method.name));
}

/** `class AddThing extends Tool`: the name is the class's in kebab case unless `$name` says otherwise. */
function fromLaravel(cls: ClassDecl, chain: readonly ClassDecl[], classes: Classes): ToolDraft {
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const text = (name: string): string | undefined =>
    textOfConstant(constantOf(memberOf(chain, [name], [name]), around));
  const kebab = cls.name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
  const attribute = (name: string): string | undefined =>
    textOfConstant(constantOf(argumentOf(markerNamed(cls.markers, name), 'value'), around));
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const [name, hint] of [
    ['IsReadOnly', 'readOnlyHint'],
    ['IsDestructive', 'destructiveHint'],
    ['IsIdempotent', 'idempotentHint'],
    ['IsOpenWorld', 'openWorldHint'],
  ] as const) {
    const marker = markerNamed(cls.markers, name);
    const value =
      marker === undefined ? undefined : (constantOf(argumentOf(marker, 'value'), around) ?? true);
    if (typeof value === 'boolean') annotations[hint] = value;
  }
  const title = attribute('Title') ?? text('title');
  const schema = methodOf(chain, 'schema');
  const built: Built =
    schema === undefined
      ? { schema: { type: 'object', properties: {}, required: [] }, partial: false }
      : builtSchema(schema.returns, around);
  return {
    name: attribute('Name') ?? text('name') ?? kebab,
    ...(title === undefined ? {} : { title }),
    description: attribute('Description') ?? text('description') ?? '',
    inputSchema: built.schema as ToolDraft['inputSchema'],
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    place: { path: cls.path, line: cls.line },
    detector: 'php/laravel',
    confidence: 0.8,
    ...(built.partial ? { partial: true } : {}),
  };
}

/** A class with `name()`, `description()` and a schema: what most libraries ask for. */
function fromMethods(cls: ClassDecl, chain: readonly ClassDecl[], classes: Classes): Extraction {
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const named = methodOf([cls], 'name', 'getName');
  const described = methodOf(chain, 'description', 'getDescription');
  if (named === undefined || described === undefined) return { tools: [], skips: [] };
  const place = { path: cls.path, line: cls.line };
  const name = textOfConstant(constantOf(named.returns, around));
  if (name === undefined) {
    const detail = `The name of the tool that ${cls.name} makes is not constant.`;
    return { tools: [], skips: [{ reason: 'name-not-constant', place, detail }] };
  }
  const description = textOfConstant(constantOf(described.returns, around));
  const given = memberOf(
    chain,
    ['inputSchema'],
    ['inputSchema', 'getInputSchema', 'schema', 'getSchema', 'parameters'],
  );
  const schema = objectOf(jsonOf(given, around));
  const tool: ToolDraft = {
    name,
    description: description ?? '',
    inputSchema: (schema ?? { type: 'object', properties: {}, required: [] }) as ToolDraft['inputSchema'],
    place,
    detector: 'php/class',
    confidence: 0.75,
    ...(schema === undefined || description === undefined ? { partial: true } : {}),
  };
  return { tools: [tool], skips: [] };
}
