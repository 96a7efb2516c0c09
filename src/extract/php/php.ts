// Reads tools out of PHP sources: attributed methods, methods handed to a server builder, and Laravel's tool classes.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import {
  type ClassDecl,
  type Classes,
  classesByName,
  classNamed,
  type Marker,
  type MethodDecl,
  markerNamed,
  type ParamDecl,
} from '../_declarations/declarations.ts';
import { schemaOfType, type TypeRules } from '../_declarations/schema.ts';
import { writtenAnnotations } from '../_declarations/shaped-tools.ts';
import { newClass } from '../_declarations/syntax.ts';
import { writtenJson } from '../_declarations/written-json.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { type Json, type JsonObject, objectOf } from '../_program/to-json.ts';
import { parameterTexts } from '../_syntax/docstring.ts';
import type { Extractor } from '../extractor.ts';
import { type HandedTool, readPhp } from './syntax.ts';
import { toolClass } from './tool-classes.ts';
import { callsOfWrappers, writtenTools } from './written-tools.ts';

export const php: Extractor = {
  id: 'php',
  grammars: ['php'],
  reads: (path) => path.endsWith('.php') && !/(^|\/)(vendor|tests|examples)\//.test(path),
  extract,
};

const rules: TypeRules = {
  plain: new Map<string, JsonObject>([
    ['string', { type: 'string' }],
    ['int', { type: 'integer' }],
    ['float', { type: 'number' }],
    ['bool', { type: 'boolean' }],
    ['array', { type: 'array', items: {} }],
    ['iterable', { type: 'array', items: {} }],
    ['object', { type: 'object' }],
    ['stdClass', { type: 'object' }],
    ['mixed', {}],
    ['DateTimeInterface', { type: 'string', format: 'date-time' }],
    ['DateTimeImmutable', { type: 'string', format: 'date-time' }],
  ]),
  arrays: new Set(),
  maps: new Set(),
  optionals: new Set(),
  transparent: new Set(),
  property: (field) => ({
    name: field.name,
    description: '',
    required: field.value === undefined ? undefined : false,
    keywords: {},
  }),
};

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readPhp(path, text));
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  const calls = callsOfWrappers(read, files);
  for (const file of read) {
    for (const cls of file.classes) {
      for (const method of cls.methods) {
        const marker = markerNamed(method.markers, 'McpTool');
        if (marker !== undefined)
          fromMethod(cls, method, marker.args, 'php/attribute', classes, tools, skips);
      }
      // On a class the attribute means its __invoke.
      const marker = markerNamed(cls.markers, 'McpTool');
      const invoke = cls.methods.find((method) => method.name === '__invoke');
      if (marker !== undefined && invoke !== undefined)
        fromMethod(cls, invoke, marker.args, 'php/attribute', classes, tools, skips);
      const text = texts.get(file.path) ?? '';
      const found = toolClass(cls, classes, /Laravel\\Mcp/.test(text));
      tools.push(...found.tools);
      skips.push(...found.skips);
    }
    for (const handed of /mcp/i.test(texts.get(file.path) ?? '') ? file.handed : []) {
      const cls = classNamed(handed.cls, file.path, classes);
      const method = cls?.methods.find((each) => each.name === handed.method) ?? handed.inline;
      const around = cls ?? newClass('', file.path, handed.line);
      if (handed.kind === 'value') fromValue(handed, around, classes, tools, skips);
      else if (method !== undefined)
        fromMethod(around, method, handed.args, 'php/builder', classes, tools, skips);
      else if (handed.cls !== '' || handed.args.length > 0) {
        const detail = 'What is handed over as a tool here is not in the code that was read.';
        skips.push({ reason: 'name-not-constant', place: { path: file.path, line: handed.line }, detail });
      }
    }
    for (const shape of file.shapes) {
      const found = writtenTools(file.path, shape, classes, calls);
      tools.push(...found.tools);
      skips.push(...found.skips);
    }
    if (file.damaged !== undefined && /McpTool/.test(texts.get(file.path) ?? '')) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
  }
  return { tools, skips };
}

/** The arguments of the attribute, in the order of its constructor. */
const order = ['name', 'description', 'annotations'];

function fromMethod(
  cls: ClassDecl,
  method: MethodDecl,
  args: readonly Argument[],
  detector: string,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const place = { path: cls.path, line: method.line };
  const positional = args.filter((arg) => arg.form === 'positional');
  const set = (name: string): Expr | undefined =>
    args.find((arg) => arg.form === 'named' && arg.name === name)?.value ??
    positional[order.indexOf(name)]?.value;
  const given = set('name');
  const own = method.name === '__invoke' ? cls.name : method.name === '' ? undefined : method.name;
  const isNull = given?.kind === 'constant' && given.value === null;
  const name = given === undefined || isNull ? own : textOfConstant(constantOf(given, around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name of the tool that ${own ?? 'a function'} makes is not constant.`,
    });
    return;
  }
  const described = set('description');
  const description =
    described === undefined ? summaryOf(method.doc) : textOfConstant(constantOf(described, around));
  const schema = parametersOf(method, around);
  const annotations = writtenAnnotations(set('annotations'), around);
  const partial = schema.partial || description === undefined;
  tools.push({
    name,
    description: description ?? '',
    inputSchema: schema.schema as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector,
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  });
}

/** The text of a documentation comment above its tags. */
function summaryOf(doc: string): string {
  const lines = doc.split('\n');
  const tags = lines.findIndex((line) => line.startsWith('@'));
  return (tags < 0 ? lines : lines.slice(0, tags)).join('\n').trim();
}

function parametersOf(
  method: MethodDecl,
  around: Around,
): { readonly schema: JsonObject; readonly partial: boolean } {
  const texts = parameterTexts(
    method.doc.replaceAll(/^@param\s+[^\s$]{1,200}\s+\$/gm, '@param $'),
    new Set(method.params.map((param) => param.name)),
  );
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const param of method.params) {
    const type = schemaOfType(param.type, around.path, around.classes, rules);
    // The library hands over what it knows itself.
    if (type.foreign || /^(Context|RequestContext|ClientGateway)$/.test(param.type.name)) continue;
    properties.push([param.name, { ...type.schema, ...keywordsOf(param, texts.get(param.name), around) }]);
    if (param.fallback === undefined) required.push(param.name);
    partial ||= type.partial;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

/** What `#[Schema(…)]` and the documentation say about a parameter. */
function keywordsOf(param: ParamDecl, text: string | undefined, around: Around): JsonObject {
  const marker: Marker | undefined = markerNamed(param.markers, 'Schema');
  const said = (marker?.args ?? []).flatMap((arg): [string, Json][] => {
    const value = constantOf(arg.value, around);
    return arg.form === 'named' && value !== undefined && value !== null && arg.name !== 'definition'
      ? [[arg.name, value as Json]]
      : [];
  });
  const fallback = constantOf(param.fallback, around);
  return {
    ...(text === undefined ? {} : { description: text }),
    ...Object.fromEntries(said),
    ...(fallback === undefined || fallback === null || Array.isArray(fallback)
      ? {}
      : { default: fallback as Json }),
  };
}

/** `->tool('name', 'text', [schema], fn)` and `new Tool(name: …, description: …, inputSchema: …)` */
function fromValue(
  handed: HandedTool,
  cls: ClassDecl,
  classes: Classes,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const place = { path: cls.path, line: handed.line };
  const positional = handed.args.filter((arg) => arg.form === 'positional').map((arg) => arg.value);
  const set = (name: string): Expr | undefined => handed.args.find((arg) => arg.name === name)?.value;
  const name = textOfConstant(constantOf(set('name') ?? positional[0], around));
  if (name === undefined) {
    const detail = 'The name of a tool that is made here is not constant.';
    skips.push({ reason: 'name-not-constant', place, detail });
    return;
  }
  const description = textOfConstant(
    constantOf(
      set('description') ?? positional.slice(1).find((each) => each.kind !== 'dict' && each.kind !== 'list'),
      around,
    ),
  );
  const { json, partial: open } = writtenJson(
    set('inputSchema') ?? positional.find((each) => each.kind === 'dict'),
    around,
  );
  const written = objectOf(json);
  const byFunction = handed.inline === undefined ? undefined : parametersOf(handed.inline, around);
  const annotations = writtenAnnotations(set('annotations'), around);
  const schema = written ?? byFunction?.schema ?? { type: 'object', properties: {}, required: [] };
  const partial = written === undefined ? byFunction?.partial !== false : open;
  tools.push({
    name,
    description: description ?? '',
    inputSchema: (schema['type'] === undefined
      ? { type: 'object', properties: schema }
      : schema) as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'php/value',
    confidence: 0.8,
    ...(partial ? { partial } : {}),
  });
}
