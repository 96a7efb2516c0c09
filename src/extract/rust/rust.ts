// Reads tools out of Rust sources: rmcp's attribute on functions, attributes on structs, and Tool values.
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
  type TypeRef,
} from '../_declarations/declarations.ts';
import { schemaOfClass, schemaOfType } from '../_declarations/schema.ts';
import type { Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import type { Extractor } from '../extractor.ts';
import { type MadeTool, wrappedIn } from './made.ts';
import { serdeText } from './serde.ts';
import { implementedBy, readRust, structTool } from './syntax.ts';
import { rustRules } from './types.ts';

export const rust: Extractor = {
  id: 'rust',
  grammars: ['rust'],
  reads: (path) => path.endsWith('.rs') && !/(^|\/)(tests|benches|examples|target)\//.test(path),
  extract,
};

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /\brmcp\b|\bmcp/i.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readRust(path, text));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  const isServed = (path: string): boolean => /mcp/i.test(`${path} ${texts.get(path) ?? ''}`);
  // Where only the wrapper speaks of the protocol, its callers need not.
  const wrappers = new Map(
    read
      .filter((file) => isServed(file.path) || /tools\/list|inputSchema/.test(texts.get(file.path) ?? ''))
      .flatMap((file) => file.made)
      .flatMap(({ wrapper }) => (wrapper === undefined ? [] : [[wrapper.name, wrapper] as const])),
  );
  const wrapped = new Map(read.map(({ path }) => [path, wrappedIn(path, texts.get(path) ?? '', wrappers)]));
  const used = new Set([...wrapped.values()].flat().map(({ through }) => through));
  for (const file of read) {
    for (const cls of file.classes) {
      const owner = implementedBy(cls);
      const self = owner === undefined ? undefined : classNamed(owner, file.path, classes);
      const around: Around = { classes, cls: self, path: file.path, locals: new Map() };
      const marker = structTool(cls);
      if (marker !== undefined)
        put(marker, cls.name, cls.doc, structSchema(cls, classes), cls.line, around, tools, skips);
      for (const method of cls.methods) {
        const tool = markerNamed(method.markers, 'tool');
        // Agent libraries have an attribute of that name too; rmcp's needs a method or its router.
        if (tool === undefined || !/\brmcp\b|mcp/i.test(texts.get(file.path) ?? '')) continue;
        put(tool, method.name, method.doc, functionSchema(method, around), method.line, around, tools, skips);
      }
    }
    // Clients and agents describe tools to their models in the same way.
    const served = isServed(file.path);
    for (const made of [...(served ? file.made : []), ...(wrapped.get(file.path) ?? [])]) {
      // What a wrapper makes is told where it is called.
      if (made.wrapper === undefined || !used.has(made.wrapper.name))
        fromValue(file.path, made, classes, tools, skips);
    }
    if (file.damaged !== undefined && /\btool\b/i.test(texts.get(file.path) ?? '')) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
  }
  return { tools, skips };
}

interface Given {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

function put(
  marker: Marker,
  fallbackName: string,
  doc: string,
  given: Given,
  line: number,
  around: Around,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const place = { path: around.path, line };
  const text = (key: string): string | undefined =>
    textOfConstant(constantOf(argumentOf(marker, key), around));
  const named = argumentOf(marker, 'name');
  const name = named === undefined ? fallbackName : text('name');
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name of the tool ${fallbackName} is not constant.`,
    });
    return;
  }
  const described = argumentOf(marker, 'description');
  const description = described === undefined ? doc : text('description');
  const title = text('title');
  const annotations = annotationsOf(marker, around);
  const partial = given.partial || description === undefined;
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: given.schema as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'rust/attribute',
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  });
}

const hints = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['read_only_hint', 'readOnlyHint'],
  ['destructive_hint', 'destructiveHint'],
  ['idempotent_hint', 'idempotentHint'],
  ['open_world_hint', 'openWorldHint'],
]);

/** `annotations(read_only_hint = true)`, or the hints beside the name. */
function annotationsOf(marker: Marker, around: Around): Annotations | undefined {
  const nested = argumentOf(marker, 'annotations');
  const inner = nested?.kind === 'call' ? nested.args : [];
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const arg of [...marker.args, ...inner]) {
    const hint = hints.get(arg.name);
    const value = constantOf(arg.value, around);
    if (hint !== undefined && typeof value === 'boolean') annotations[hint] = value;
  }
  const title = textOfConstant(constantOf(inner.find((arg) => arg.name === 'title')?.value, around));
  if (title !== undefined) annotations.title = title;
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

const nothing: JsonObject = { type: 'object', properties: {}, required: [] };

function structSchema(cls: ClassDecl, classes: Classes): Given {
  const { schema, partial } = schemaOfClass(cls, classes, rustRules);
  return { schema, partial };
}

/** `Parameters<T>` holds all arguments; the older form marks each of them, or the one that holds all. */
function functionSchema(method: MethodDecl, around: Around): Given {
  const first = markerSays(method.markers, 'aggr') ? method.params[0] : undefined;
  const whole =
    first ??
    method.params.find((param) => param.type.name === 'Parameters' || markerSays(param.markers, 'aggr'));
  if (whole !== undefined) {
    const type = schemaOfType(whole.type, around.path, around.classes, rustRules);
    return type.schema['type'] === 'object'
      ? { schema: type.schema, partial: type.partial }
      : { schema: nothing, partial: true };
  }
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const param of method.params) {
    const type = schemaOfType(param.type, around.path, around.classes, rustRules);
    // What a library hands over itself has no type that JSON knows.
    if (!markerSays(param.markers, 'param') && !isPlain(param.type)) continue;
    const description = serdeText(param.markers, 'description');
    const renamed = argumentOf(markerNamed(param.markers, 'arg'), 'value');
    const name = renamed?.kind === 'string' ? renamed.value : param.name;
    properties.push([name, { ...type.schema, ...(description === undefined ? {} : { description }) }]);
    if (!type.optional) required.push(name);
    partial ||= type.partial;
  }
  return { schema: { ...nothing, properties: Object.fromEntries(properties), required }, partial };
}

/** Texts, numbers, and what is made of them. */
function isPlain(type: TypeRef, depth = 0): boolean {
  const [only] = type.args;
  if (depth > 4 || type.name === 'Value' || type.name === 'JsonObject') return false;
  if (rustRules.optionals.has(type.name) || rustRules.arrays.has(type.name))
    return only !== undefined && isPlain(only, depth + 1);
  return rustRules.plain.has(type.name);
}

function markerSays(markers: readonly Marker[], word: string): boolean {
  return markers.some(
    (marker) =>
      marker.name === 'tool' && marker.args.some((arg) => arg.value.kind === 'name' && arg.value.id === word),
  );
}

function fromValue(path: string, made: MadeTool, classes: Classes, tools: ToolDraft[], skips: Skip[]): void {
  const cls = made.owner === undefined ? undefined : classNamed(made.owner, path, classes);
  const around: Around = { classes, cls, path, locals: new Map() };
  const text = (expr: Expr | undefined): string | undefined => textOfConstant(constantOf(expr, around));
  const place = { path, line: made.line };
  const name = text(made.name);
  if (name === undefined) {
    const detail = 'The name of a tool that is made here is not constant.';
    skips.push({ reason: 'name-not-constant', place, detail });
    return;
  }
  const description = text(made.description);
  const title = text(made.title);
  const typed = made.type === undefined ? undefined : classNamed(made.type, path, classes);
  const ofType = typed === undefined ? undefined : structSchema(typed, classes);
  const ofNothing = made.type === '()' ? nothing : undefined;
  const schema = made.json === undefined ? (ofType?.schema ?? ofNothing) : objectOf(parsedJson(made.json));
  const partial =
    ofType?.partial === true ||
    schema === undefined ||
    (made.description !== undefined && description === undefined);
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: (schema ?? nothing) as ToolDraft['inputSchema'],
    ...(made.annotations === undefined ? {} : { annotations: made.annotations }),
    place,
    detector: 'rust/value',
    confidence: 0.8,
    ...(partial ? { partial } : {}),
  });
}
