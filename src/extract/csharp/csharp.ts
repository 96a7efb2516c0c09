// Reads tools out of C# sources: attributed methods, methods handed to McpServerTool.Create, and Tool objects.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { xmlParams, xmlSummary } from '../_declarations/comments.ts';
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
import { shapedDraft } from '../_declarations/shaped-tools.ts';
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import type { Extractor } from '../extractor.ts';
import { annotationsOf } from './annotations.ts';
import { commandTrees } from './command-tree.ts';
import { toolNameOf } from './names.ts';
import { type CsharpFile, type MadeTool, readCsharp } from './syntax.ts';
import { toolClass } from './tool-classes.ts';
import { attributedType } from './type-attribute.ts';
import { csharpRules } from './types.ts';

/** Projects of tests; a folder of commands may well be called `LoadTest`. */
const aside = /(^|\/)[^/]*(\.|Unit|Integration|Functional|Live)(Tests?|Benchmarks?)\//;

export const csharp: Extractor = {
  id: 'csharp',
  grammars: ['csharp'],
  reads: (path) =>
    path.endsWith('.cs') && !/(^|\/)tests?\/|Tests?\.cs$|\.g\.cs$/i.test(path) && !aside.test(path),
  extract,
};

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /\[Mcp|\bMcpServer|ModelContextProtocol|"tools\/list"/.test(file.text)))
    return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readCsharp(path, text));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const kinds = new Set([...classes.values()].flat().flatMap(kindsOf));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  /** Of code that hands on what the classes say that were found. */
  const handedOn: Skip[] = [];
  for (const file of read) {
    if (file.damaged !== undefined) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
    const served = /mcp/i.test(`${file.path} ${texts.get(file.path) ?? ''}`);
    for (const cls of file.classes) {
      const ofType = attributedType(cls, classes);
      const ofClass = served
        ? toolClass(cls, classes, (expr, around) => jsonIn(expr, around, 0))
        : { tools: [], skips: [] };
      tools.push(...ofType.tools, ...ofClass.tools);
      skips.push(...ofType.skips, ...ofClass.skips);
      for (const method of cls.methods) {
        const marker = toolMarker(method, kinds);
        if (marker !== undefined)
          fromMethod(file.path, cls, method, marker, new Map(), classes, tools, skips);
      }
    }
    for (const { shaped, cls, locals, line } of file.shapes) {
      const own = classNamed(cls, file.path, classes);
      const found = shapedDraft(
        shaped,
        { classes, cls: own, path: file.path, locals },
        { place: { path: file.path, line }, detector: 'csharp/object', confidence: 0.8 },
      );
      tools.push(...found.tools);
      skips.push(...found.skips);
      if (found.tools.length + found.skips.length > 0) continue;
      const detail = 'Tools are listed here that other code describes.';
      handedOn.push({ reason: 'list-not-constant', place: { path: file.path, line }, detail });
    }
    const sdk = /ModelContextProtocol/.test(texts.get(file.path) ?? '');
    for (const made of file.made) {
      if (made.kind === 'create') fromCreate(file, made, classes, tools, skips);
      else if (sdk) fromObject(file, made, classes, tools, handsOn(made) ? handedOn : skips);
    }
  }
  if (tools.every((tool) => tool.detector === 'csharp/object')) skips.push(...handedOn);
  const trees = commandTrees(
    read.flatMap((file) => file.groups),
    classes,
  );
  tools.push(...trees.tools);
  skips.push(...trees.skips);
  return { tools, skips };
}

function handsOn(made: MadeTool): boolean {
  return ['Name', 'Description'].every((name) => made.fields.get(name)?.kind === 'attribute');
}

/** What a class says that its methods are: `[McpServerToolType]` speaks of `McpServerTool`, `[AiToolType]` of `AiTool`. */
function kindsOf(cls: ClassDecl): readonly string[] {
  return cls.markers
    .filter((marker) => /^\w{1,40}ToolType$/.test(marker.name))
    .map((marker) => marker.name.slice(0, -'Type'.length));
}

/** The SDK's attribute, or one of a library on top of it. */
function toolMarker(method: MethodDecl, kinds: ReadonlySet<string>): Marker | undefined {
  return method.markers.find((marker) => kinds.has(marker.name) || /^Mcp\w{0,20}Tool$/.test(marker.name));
}

function fromMethod(
  path: string,
  cls: ClassDecl,
  method: MethodDecl,
  marker: Marker | undefined,
  options: ReadonlyMap<string, Expr>,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const around: Around = { classes, cls, path, locals: new Map() };
  const place = { path, line: method.line };
  const set = (name: string): Expr | undefined => options.get(name) ?? argumentOf(marker, name);
  // Attributes of other libraries take the name as their first argument.
  const given = set('Name') ?? (marker?.name === 'McpServerTool' ? undefined : argumentOf(marker, 'value'));
  const name =
    given === undefined
      ? toolNameOf(method.name, markerNamed(method.markers, '$async') !== undefined)
      : textOfConstant(constantOf(given, around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name of the tool that ${method.name} makes is not constant.`,
    });
    return;
  }
  // The SDK's generator turns documentation comments of partial methods into descriptions.
  const fromComments = markerNamed(method.markers, '$partial') !== undefined;
  const described =
    options.get('Description') ?? argumentOf(markerNamed(method.markers, 'Description'), 'value');
  const description =
    described === undefined
      ? fromComments
        ? xmlSummary(method.doc)
        : ''
      : textOfConstant(constantOf(described, around));
  const title = textOfConstant(constantOf(set('Title'), around));
  const schema = parametersOf(method, around, fromComments);
  const annotations = annotationsOf(set, title, around);
  const partial = schema.partial || description === undefined;
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: schema.schema as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: options.size > 0 ? 'csharp/create' : 'csharp/attribute',
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  });
}

/** Parameters that the server fills in: what the protocol brings along, and services. */
const injected =
  /^(I?McpServer|RequestContext|CancellationToken|IProgress|ClaimsPrincipal|IServiceProvider|AIFunctionArguments|I[A-Z]\w*|ILogger|HttpClient|HttpContext)$/;

function isInjected(param: ParamDecl, around: Around): boolean {
  if (markerNamed(param.markers, 'FromServices', 'FromKeyedServices') !== undefined) return true;
  if (csharpRules.arrays.has(param.type.name) || csharpRules.maps.has(param.type.name)) return false;
  if (injected.test(param.type.name)) return true;
  if (csharpRules.plain.has(param.type.name) || csharpRules.optionals.has(param.type.name)) return false;
  const cls = classNamed(param.type.name, around.path, around.classes);
  // A class that does something instead of holding something is a service, and so is one that we do not see.
  if (cls === undefined) return markerNamed(param.markers, 'Description') === undefined;
  return cls.kind === 'class' && cls.methods.length > 0 && cls.fields.every((field) => field.isStatic);
}

function parametersOf(
  method: MethodDecl,
  around: Around,
  fromComments: boolean,
): { readonly schema: JsonObject; readonly partial: boolean } {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  const texts = fromComments ? xmlParams(method.doc) : new Map<string, string>();
  let partial = false;
  for (const param of method.params) {
    if (isInjected(param, around)) continue;
    const type = schemaOfType(param.type, around.path, around.classes, csharpRules);
    const described = argumentOf(markerNamed(param.markers, 'Description'), 'value');
    const description =
      described === undefined ? texts.get(param.name) : textOfConstant(constantOf(described, around));
    const fallback = constantOf(param.fallback, around);
    const property: JsonObject = {
      ...type.schema,
      ...(description === undefined ? {} : { description }),
      ...(fallback === undefined || fallback === null ? {} : { default: fallback as Json }),
    };
    properties.push([param.name, property]);
    if (param.fallback === undefined) required.push(param.name);
    partial ||= type.partial || (described !== undefined && description === undefined);
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

/** `McpServerTool.Create(Method, new() { Name = … })` */
function fromCreate(
  file: CsharpFile,
  made: MadeTool,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const own = classNamed(made.cls, file.path, classes);
  const candidates =
    own === undefined ? [...classes.values()].flat() : [own, ...[...classes.values()].flat()];
  const cls = candidates.find((each) => each.methods.some((method) => method.name === made.method));
  const method = cls?.methods.find((each) => each.name === made.method);
  if (cls !== undefined && method !== undefined) {
    fromMethod(cls.path, cls, method, toolMarker(method, new Set()), made.fields, classes, tools, skips);
    return;
  }
  fromObject(file, made, classes, tools, skips);
}

function fromObject(
  file: CsharpFile,
  made: MadeTool,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const around: Around = {
    classes,
    cls: classNamed(made.cls, file.path, classes),
    path: file.path,
    locals: made.locals,
  };
  const place = { path: file.path, line: made.line };
  const name = textOfConstant(constantOf(made.fields.get('Name'), around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'The name of a tool that is made here is not constant.',
    });
    return;
  }
  const described = made.fields.get('Description');
  const description = textOfConstant(constantOf(described, around));
  const title = textOfConstant(constantOf(made.fields.get('Title'), around));
  const json = jsonIn(made.fields.get('InputSchema'), around, 0);
  const given = made.fields.get('Annotations');
  const inner = (key: string): Expr | undefined =>
    given?.kind === 'call' ? given.args.find((arg) => arg.name === key)?.value : undefined;
  const annotations = annotationsOf(
    (key) => made.fields.get(key) ?? inner(`${key}Hint`),
    textOfConstant(constantOf(inner('Title'), around)),
    around,
  );
  const partial = json === undefined || (described !== undefined && description === undefined);
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: (json ?? { type: 'object', properties: {}, required: [] }) as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: made.kind === 'create' ? 'csharp/create' : 'csharp/object',
    confidence: 0.85,
    ...(partial ? { partial } : {}),
  });
}

/** The schema in a call that parses it, such as `JsonSerializer.Deserialize<JsonElement>("…")`. */
function jsonIn(expr: Expr | undefined, around: Around, depth: number): JsonObject | undefined {
  if (expr === undefined || depth > 6) return undefined;
  const text = textOfConstant(constantOf(expr, around));
  if (text !== undefined) return objectOf(parsedJson(text));
  if (expr.kind === 'attribute') return jsonIn(expr.object, around, depth + 1);
  if (expr.kind !== 'call') return undefined;
  for (const each of [
    ...expr.args.map((arg) => arg.value),
    expr.callee.kind === 'attribute' ? expr.callee.object : undefined,
  ]) {
    const found = jsonIn(each, around, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
