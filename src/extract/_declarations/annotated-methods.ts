// Methods that the annotations of Quarkus, Spring and their kin make tools, in any language of the JVM.
import type { Annotations, Extraction, ToolDraft } from '../../model/tool.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, parsedJson } from '../_program/to-json.ts';
import { type Around, constantOf, textOfConstant } from './constants.ts';
import {
  argumentOf,
  type ClassDecl,
  type Classes,
  type MethodDecl,
  markerNamed,
  type ParamDecl,
} from './declarations.ts';
import { withoutMargin } from './margins.ts';
import { schemaOfType, type TypeRules } from './schema.ts';

/** Libraries for agents have an annotation of the same name. */
const agents = /^(dev\.langchain4j\.agent\.tool|ai\.koog\.agents\.core\.tools\.annotations)\.(Tool|\*)$/;

/** The tools of all annotated methods of a class; `imports` are those of its file. */
export function annotatedMethods(
  cls: ClassDecl,
  imports: readonly string[],
  classes: Classes,
  language: { readonly id: string; readonly rules: TypeRules },
): Extraction {
  const ofAgents = imports.some((name) => agents.test(name));
  const found = cls.methods.map((method): Extraction => {
    const marker = markerNamed(method.markers, 'Tool', 'McpTool');
    if (marker === undefined || (marker.name === 'Tool' && ofAgents)) return { tools: [], skips: [] };
    return annotated(method, marker.args, { classes, cls, path: cls.path, locals: new Map() }, language);
  });
  return {
    tools: found.flatMap((each) => each.tools),
    skips: found.flatMap((each) => each.skips),
  };
}

function annotated(
  method: MethodDecl,
  args: readonly Argument[],
  around: Around,
  language: { readonly id: string; readonly rules: TypeRules },
): Extraction {
  const marker = { name: 'Tool', args };
  const place = { path: around.path, line: method.line };
  const text = (expr: Expr | undefined): string | undefined => textOfConstant(constantOf(expr, around));
  const given = argumentOf(marker, 'name');
  const path = given === undefined ? argumentOf(marker, 'path') : undefined;
  const named = given !== undefined ? text(given) : path !== undefined ? nameOfPath(text(path)) : method.name;
  if (named === undefined) {
    const detail = `The name of the tool that ${method.name} makes is not constant.`;
    return { tools: [], skips: [{ reason: 'name-not-constant', place, detail }] };
  }
  const own = argumentOf(marker, 'description') ?? argumentOf(marker, 'value');
  const described = own ?? argumentOf(markerNamed(method.markers, 'McpDescription', 'Description'), 'value');
  const said = text(described);
  // The toolsets of an IDE strip the margin of the annotation that stands beside.
  const description = own === undefined && said !== undefined ? withoutMargin(said) : said;
  const title = text(argumentOf(marker, 'title'));
  const schema = parameters(method, around, language.rules);
  const annotations = annotationsOf(argumentOf(marker, 'annotations'), around);
  const partial = schema.partial || (described !== undefined && description === undefined);
  const tool: ToolDraft = {
    // An empty name is what the annotation says when none is given.
    name: isGiven(named) ? named : method.name,
    ...(title === undefined || title === '' ? {} : { title }),
    description: description ?? '',
    inputSchema: schema.schema,
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: `${language.id}/annotation`,
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  };
  return { tools: [tool], skips: [] };
}

/** A project's own annotation may name a tool by its address. */
function nameOfPath(path: string | undefined): string | undefined {
  return path?.replace(/^\/+|\/+$/g, '').replaceAll('/', '_');
}

function isGiven(name: string): boolean {
  return name !== '' && name !== '<<element name>>';
}

/** Types that the server fills in itself. */
const injected =
  /^(McpLog|McpConnection|RequestId|Progress|Cancellation|RawMessage|Roots|Sampling|Elicitation|RequestUri|Meta|McpMeta|McpRequest|SecurityIdentity|ToolContext|CallToolRequest|CompleteContext|McpTransportContext|Mcp(Sync|Async|StatelessSync|StatelessAsync)?(Server)?(Exchange|RequestContext|Context))$/;

function parameters(
  method: MethodDecl,
  around: Around,
  rules: TypeRules,
): { readonly schema: ToolDraft['inputSchema']; readonly partial: boolean } {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const param of method.params) {
    if (
      injected.test(param.type.name) ||
      markerNamed(param.markers, 'McpProgressToken', 'Header', 'HeaderParam') !== undefined
    )
      continue;
    const property = propertyOf(param, around, rules);
    properties.push([property.name, property.schema]);
    if (property.required) required.push(property.name);
    partial ||= property.partial;
  }
  const schema: JsonObject = { type: 'object', properties: Object.fromEntries(properties), required };
  return { schema: schema as ToolDraft['inputSchema'], partial };
}

function propertyOf(param: ParamDecl, around: Around, rules: TypeRules) {
  const marker = markerNamed(
    param.markers,
    'ToolArg',
    'ToolParam',
    'McpToolParam',
    'McpArg',
    'P',
    'Param',
    'ToolParameter',
    'McpParam',
    'McpDescription',
    'Description',
  );
  const text = (name: string): string | undefined =>
    textOfConstant(constantOf(argumentOf(marker, name), around));
  const type = schemaOfType(param.type, around.path, around.classes, rules);
  const said = text('description');
  // Beside a description, or in an annotation that says no more, the value is the name.
  const isName = argumentOf(marker, 'description') !== undefined || marker?.name === 'Param';
  const description = said ?? (isName ? undefined : text('value'));
  const named = text('name') ?? (isName ? text('value') : undefined);
  const fallback = text('defaultValue');
  const optional =
    type.optional ||
    fallback !== undefined ||
    param.fallback !== undefined ||
    markerNamed(param.markers, 'Nullable') !== undefined;
  const needed = constantOf(argumentOf(marker, 'required'), around);
  const typed =
    fallback === undefined || type.schema['type'] === 'string'
      ? (fallback ?? constantOf(param.fallback, around) ?? undefined)
      : (parsedJson(fallback) ?? fallback);
  return {
    name: named !== undefined && isGiven(named) ? named : param.name,
    schema: {
      ...type.schema,
      ...(description === undefined || description === '' ? {} : { description }),
      ...(typed === undefined ? {} : { default: typed as Json }),
    },
    required: typeof needed === 'boolean' ? needed && !optional : !optional,
    partial: type.partial,
  };
}

const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/**
 * `@Tool.Annotations(…)`, `ToolAnnotations(readOnlyHint = …)`, a builder, or
 * `new ToolAnnotations(title, readOnly, destructive, idempotent, openWorld, …)`.
 */
export function annotationsOf(expr: Expr | undefined, around: Around): Annotations | undefined {
  const call = expr?.kind === 'name' ? (around.locals.get(expr.id) ?? expr) : expr;
  if (call?.kind !== 'call') return undefined;
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  const byName = new Map(call.args.filter((arg) => arg.form === 'named').map((arg) => [arg.name, arg.value]));
  const byPlace = call.args.filter((arg) => arg.form === 'positional').map((arg) => arg.value);
  let at: Expr = call;
  for (let steps = 0; at.kind === 'call' && at.callee.kind === 'attribute' && steps < 20; steps += 1) {
    const [first] = at.args;
    if (first !== undefined) byName.set(at.callee.name, first.value);
    at = at.callee.object;
  }
  hints.forEach((hint, index) => {
    const value = constantOf(byName.get(hint) ?? byPlace[index + 1], around);
    if (typeof value === 'boolean') annotations[hint] = value;
  });
  const title = constantOf(byName.get('title') ?? byPlace[0], around);
  if (typeof title === 'string' && title !== '') annotations.title = title;
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
