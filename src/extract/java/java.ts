// Reads tools out of Java sources: annotated methods of Quarkus and Spring, and the builders of the SDK.
import type { SourceFile } from '../../model/source.ts';
import type { Annotations, Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import {
  argumentOf,
  type ClassDecl,
  type Classes,
  classesByName,
  classNamed,
  type Marker,
  type MethodDecl,
  markerNamed,
  type ParamDecl,
} from '../_declarations/declarations.ts';
import { schemaOfType } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import type { Extractor } from '../extractor.ts';
import { type BuiltTool, type JavaFile, readJava } from './syntax.ts';
import { javaRules } from './types.ts';

export const java: Extractor = {
  id: 'java',
  grammars: ['java'],
  reads: (path) => path.endsWith('.java') && !/(^|\/)src\/(test|it)\//.test(path),
  extract,
};

/** A file without these words is read only for the classes and constants that it declares. */
const telling = /\bTool\b|McpTool/;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readJava(path, text));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const file of read) {
    if (file.damaged !== undefined) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
    if (!telling.test(texts.get(file.path) ?? '')) continue;
    for (const cls of file.classes) {
      for (const method of cls.methods) annotated(file, cls, method, classes, tools, skips);
    }
    for (const built of usesSdk(file) ? file.built : []) fromBuilder(file, built, classes, tools, skips);
  }
  return { tools, skips };
}

function usesSdk(file: JavaFile): boolean {
  return file.imports.some((name) => /modelcontextprotocol/.test(name));
}

/** Libraries for agents have an annotation of the same name. */
function isAgents(file: JavaFile): boolean {
  return file.imports.some((name) => /^dev\.langchain4j\.agent\.tool\.(Tool|\*)$/.test(name));
}

function annotated(
  file: JavaFile,
  cls: ClassDecl,
  method: MethodDecl,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const marker = markerNamed(method.markers, 'Tool', 'McpTool');
  if (marker === undefined || (marker.name === 'Tool' && isAgents(file))) return;
  const around: Around = { classes, cls, path: file.path, locals: new Map() };
  const place = { path: file.path, line: method.line };
  const text = (expr: Expr | undefined): string | undefined => textOfConstant(constantOf(expr, around));
  const given = argumentOf(marker, 'name');
  const named = given === undefined ? method.name : text(given);
  if (named === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name of the tool that ${method.name} makes is not constant.`,
    });
    return;
  }
  const described = argumentOf(marker, 'description') ?? argumentOf(marker, 'value');
  const description = text(described);
  const title = text(argumentOf(marker, 'title'));
  const schema = parameters(method, around);
  const annotations = annotationsOf(argumentOf(marker, 'annotations'), around);
  const partial = schema.partial || (described !== undefined && description === undefined);
  tools.push({
    // An empty name is what the annotation says when none is given.
    name: named === '' || named === '<<element name>>' ? method.name : named,
    ...(title === undefined || title === '' ? {} : { title }),
    description: description ?? '',
    inputSchema: schema.schema,
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'java/annotation',
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  });
}

/** Types that the server fills in itself. */
const injected =
  /^(McpLog|McpConnection|RequestId|Progress|Cancellation|RawMessage|Roots|Sampling|Elicitation|RequestUri|Meta|McpMeta|McpRequest|SecurityIdentity|ToolContext|CallToolRequest|CompleteContext|McpTransportContext|Mcp(Sync|Async|StatelessSync|StatelessAsync)?(Server)?(Exchange|RequestContext|Context))$/;

function parameters(
  method: MethodDecl,
  around: Around,
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
    const property = propertyOf(param, around);
    properties.push([property.name, property.schema]);
    if (property.required) required.push(property.name);
    partial ||= property.partial;
  }
  const schema: JsonObject = { type: 'object', properties: Object.fromEntries(properties), required };
  return { schema: schema as ToolDraft['inputSchema'], partial };
}

function propertyOf(param: ParamDecl, around: Around) {
  const marker: Marker | undefined = markerNamed(
    param.markers,
    'ToolArg',
    'ToolParam',
    'McpToolParam',
    'McpArg',
    'P',
  );
  const type = schemaOfType(param.type, around.path, around.classes, javaRules);
  const description = textOfConstant(
    constantOf(argumentOf(marker, 'description') ?? argumentOf(marker, 'value'), around),
  );
  const named = textOfConstant(constantOf(argumentOf(marker, 'name'), around));
  const fallback = textOfConstant(constantOf(argumentOf(marker, 'defaultValue'), around));
  const optional =
    type.optional || fallback !== undefined || markerNamed(param.markers, 'Nullable') !== undefined;
  const said = constantOf(argumentOf(marker, 'required'), around);
  const typed =
    fallback === undefined || type.schema['type'] === 'string'
      ? fallback
      : (parsedJson(fallback) ?? fallback);
  return {
    name: named === undefined || named === '' || named === '<<element name>>' ? param.name : named,
    schema: {
      ...type.schema,
      ...(description === undefined || description === '' ? {} : { description }),
      ...(typed === undefined ? {} : { default: typed }),
    },
    required: typeof said === 'boolean' ? said && !optional : !optional,
    partial: type.partial,
  };
}

const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** `@Tool.Annotations(…)`, or `new ToolAnnotations(title, readOnly, destructive, idempotent, openWorld, …)`. */
function annotationsOf(expr: Expr | undefined, around: Around): Annotations | undefined {
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

function fromBuilder(
  file: JavaFile,
  built: BuiltTool,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const place = { path: file.path, line: built.line };
  const around: Around = {
    classes,
    cls: classNamed(built.cls, file.path, classes),
    path: file.path,
    locals: built.locals,
  };
  const last = built.positional.length - 1;
  // The constructors take (name, description, schema, …) or (name, title, description, schema, …).
  const titled = built.positional.length >= 5;
  const part = (name: string, index: number): Expr | undefined =>
    built.fields.get(name) ?? (last >= index ? built.positional[index] : undefined);
  const name = textOfConstant(constantOf(part('name', 0), around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'The name of a tool that is built here is not constant.',
    });
    return;
  }
  const described = part('description', titled ? 2 : 1);
  const description = textOfConstant(constantOf(described, around));
  const title = textOfConstant(
    constantOf(built.fields.get('title') ?? (titled ? built.positional[1] : undefined), around),
  );
  const schema = textOfConstant(constantOf(part('inputSchema', titled ? 3 : 2), around));
  const parsed = schema === undefined ? undefined : objectOf(parsedJson(schema));
  const annotations = annotationsOf(built.fields.get('annotations'), around);
  const partial = parsed === undefined || (described !== undefined && description === undefined);
  tools.push({
    name,
    ...(title === undefined || title === '' ? {} : { title }),
    description: description ?? '',
    inputSchema: (parsed ?? { type: 'object', properties: {}, required: [] }) as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'java/builder',
    confidence: 0.85,
    ...(partial ? { partial } : {}),
  });
}
