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
import { membersOf, shapedBy, shapedDraft } from '../_declarations/shaped-tools.ts';
import type { Expr } from '../_program/ast.ts';
import { nameFromClass } from './class-names.ts';
import { type Built, builtSchema } from './schema-builder.ts';

/** The tool that a class is, when one of its bases is a tool; `laravel` when its file uses that library itself. */
export function toolClass(cls: ClassDecl, classes: Classes, laravel: boolean): Extraction {
  const none: Extraction = { tools: [], skips: [] };
  if (markerNamed(cls.markers, '$abstract') !== undefined) return none;
  const chain = ancestors(cls, classes);
  const isLaravel =
    laravel || cls.methods.some((method) => method.params.some((param) => param.type.name === 'JsonSchema'));
  if (isLaravel && chain.bases.has('Tool'))
    return { tools: [fromLaravel(cls, chain.classes, classes)], skips: [] };
  return [...chain.bases].some((base) => /Tool(Interface|Contract|Base|Handler)?$/.test(base))
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

/** Methods that give a whole definition, or the schema alone. */
const defining = ['getDefinition', 'definition', 'toArray', 'getSchema', 'schema', 'getToolDefinition'];
const schemas = ['inputSchema', 'getInputSchema', 'schema', 'getSchema', 'parameters', 'getParameters'];

/** A class with a name, a description and a schema, each from a method of its own or all from one array. */
function fromMethods(cls: ClassDecl, chain: readonly ClassDecl[], classes: Classes): Extraction {
  const none: Extraction = { tools: [], skips: [] };
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const whole = defining
    .map((each) => methodOf(chain, each))
    .map((method) => ({ method, members: membersOf(returned(method)) }))
    .find(({ members }) => members.has('inputSchema') || members.has('input_schema'));
  const members = shapedBy(whole?.members ?? new Map());
  const named = methodOf(chain, 'name', 'getName', 'getToolName');
  const described = methodOf(chain, 'description', 'getDescription');
  const schema =
    members.schema ?? returned(methodOf(chain, ...schemas)) ?? memberOf(chain, ['inputSchema'], []);
  const name = members.name ?? named?.returns;
  const description = members.description ?? described?.returns;
  // A class that says nothing about itself is something else of the same family.
  if (name === undefined || description === undefined) return none;
  const own = constantOf(name, around) ?? nameFromClass(name, named?.locals ?? new Map(), cls);
  const said: Expr = typeof own === 'string' ? { kind: 'string', value: own, line: cls.line } : name;
  const method = whole?.method ?? methodOf(chain, ...schemas);
  const locals = method?.locals ?? new Map();
  const found = { place: { path: cls.path, line: cls.line }, detector: 'php/class', confidence: 0.75 };
  const { tools, skips } = shapedDraft(
    { ...members, name: said, description, schema },
    { ...around, locals },
    { ...found, open: true, maker: cls.name },
  );
  // What is put into an array after it was made is not seen.
  const changed = method?.locals !== undefined && method.returns?.kind === 'name';
  return { tools: tools.map((tool) => (changed ? { ...tool, partial: true } : tool)), skips };
}

/** What a method returns, a variable's first value in its place. */
function returned(method: MethodDecl | undefined): Expr | undefined {
  const value = method?.returns;
  return value?.kind === 'name' ? (method?.locals?.get(value.id) ?? value) : value;
}
