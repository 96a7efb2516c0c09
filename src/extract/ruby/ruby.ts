// Reads tools out of Ruby sources: tool classes of fast-mcp and of the official gem, and tools that are defined in place.
import type { SourceFile } from '../../model/source.ts';
import type { Annotations, Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { type Around, type Constant, constantOf, textOfConstant } from '../_declarations/constants.ts';
import type { Expr } from '../_program/ast.ts';
import type { Json, JsonObject } from '../_program/to-json.ts';
import type { Extractor } from '../extractor.ts';
import { type Link, type RubyTool, readRuby, type Statement } from './syntax.ts';

export const ruby: Extractor = {
  id: 'ruby',
  grammars: ['ruby'],
  reads: (path) => path.endsWith('.rb') && !/(^|\/)(spec|test|examples|vendor)\//.test(path),
  extract,
};

/** Base classes of the two libraries, also as a Rails application names them. */
const fastBase = /(^|::)(FastMcp::Tool|ActionTool::Base|ApplicationTool)$/;
const officialBase = /(^|::)(MCP::Tool|ModelContextProtocol::Tool)$/;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  const read = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => readRuby(path, text));
  // A project's own base class passes on what it inherits from the library.
  const bases = new Map(
    read.flatMap((file) => file.tools.map((tool) => [tool.cls.split('::').at(-1) ?? '', tool.base] as const)),
  );
  for (const file of read) {
    const around: Around = { classes: file.constants, cls: undefined, path: file.path, locals: new Map() };
    for (const tool of file.tools) {
      const base = rootOf(tool.base, bases);
      if (fastBase.test(base) || officialBase.test(base))
        fromClass(tool, officialBase.test(base), around, tools, skips);
    }
    for (const statement of file.defined) fromStatement(statement, around, tools, skips);
    if (file.damaged !== undefined && file.tools.some((tool) => /Tool/.test(tool.base))) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
  }
  return { tools, skips };
}

function rootOf(base: string, bases: ReadonlyMap<string, string>): string {
  let at = base;
  for (let steps = 0; steps < 10 && !fastBase.test(at) && !officialBase.test(at); steps += 1) {
    const next = bases.get(at.split('::').at(-1) ?? '');
    if (next === undefined || next === '' || next === at) break;
    at = next;
  }
  return at;
}

function fromClass(
  tool: RubyTool,
  official: boolean,
  around: Around,
  tools: ToolDraft[],
  skips: Skip[],
): void {
  const place = { path: around.path, line: tool.line };
  const find = (name: string): Statement | undefined =>
    tool.statements.find((statement) => statement.name === name);
  const text = (name: string): string | undefined => textOfConstant(constantOf(find(name)?.args[0], around));
  // A class that says nothing about itself is a base for others.
  if (['description', 'arguments', 'input_schema', 'tool_name'].every((name) => find(name) === undefined))
    return;
  const named = find('tool_name');
  const name = named === undefined ? nameOf(tool.cls, official) : text('tool_name');
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name of the tool ${tool.cls} is not constant.`,
    });
    return;
  }
  const title = text('title');
  const schema = official
    ? inputSchema(find('input_schema'), around)
    : argumentSchema(find('arguments')?.block ?? [], around);
  const annotations = annotationsOf(find('annotations')?.named ?? new Map(), around);
  const description = text('description');
  const partial = schema.partial || (find('description') !== undefined && description === undefined);
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: schema.schema as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: official ? 'ruby/mcp-tool' : 'ruby/fast-mcp',
    confidence: 0.9,
    ...(partial ? { partial } : {}),
  });
}

/** fast-mcp keeps the class's name without what a name may not hold; the official gem writes its last part in snake case. */
function nameOf(cls: string, official: boolean): string {
  if (!official) return cls.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 64);
  const last = cls.split('::').at(-1) ?? cls;
  return last.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
}

function fromStatement(statement: Statement, around: Around, tools: ToolDraft[], skips: Skip[]): void {
  const place = { path: around.path, line: statement.line };
  const name = textOfConstant(constantOf(statement.named.get('name'), around));
  if (name === undefined) {
    skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'The name of a tool that is defined here is not constant.',
    });
    return;
  }
  const json = jsonOf(statement.named.get('input_schema'), around);
  const schema =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
  const given = statement.named.get('annotations');
  const pairs = given?.kind === 'dict' ? given.entries : [];
  const hintsGiven = new Map(
    pairs.flatMap(({ key, value }) => (key?.kind === 'string' ? [[key.value, value] as const] : [])),
  );
  const annotations = annotationsOf(hintsGiven, around);
  const title = textOfConstant(constantOf(statement.named.get('title'), around));
  const partial = schema === undefined && statement.named.has('input_schema');
  tools.push({
    name,
    ...(title === undefined ? {} : { title }),
    description: textOfConstant(constantOf(statement.named.get('description'), around)) ?? '',
    inputSchema: { type: 'object', properties: {}, required: [], ...schema } as ToolDraft['inputSchema'],
    ...(annotations === undefined ? {} : { annotations }),
    place,
    detector: 'ruby/define',
    confidence: 0.85,
    ...(partial ? { partial } : {}),
  });
}

const hints = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['read_only_hint', 'readOnlyHint'],
  ['destructive_hint', 'destructiveHint'],
  ['idempotent_hint', 'idempotentHint'],
  ['open_world_hint', 'openWorldHint'],
]);

function annotationsOf(given: ReadonlyMap<string, Expr>, around: Around): Annotations | undefined {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const [name, expr] of given) {
    const value = constantOf(expr, around);
    const hint = hints.get(name);
    if (hint !== undefined && typeof value === 'boolean') annotations[hint] = value;
    else if (name === 'title' && typeof value === 'string') annotations.title = value;
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

interface Given {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

function inputSchema(statement: Statement | undefined, around: Around): Given {
  const members: [string, Json][] = [];
  let partial = false;
  const whole = statement?.args[0] === undefined ? undefined : jsonOf(statement.args[0], around);
  if (typeof whole === 'object' && whole !== null && !Array.isArray(whole))
    members.push(...Object.entries(whole as JsonObject));
  for (const [key, expr] of statement?.named ?? []) {
    const json = jsonOf(expr, around);
    if (json === undefined) partial = true;
    else members.push([key, json]);
  }
  return {
    schema: { type: 'object', properties: {}, required: [], ...Object.fromEntries(members) },
    partial,
  };
}

/** A literal of hashes and arrays as JSON; undefined when a part is not constant. */
function jsonOf(expr: Expr | undefined, around: Around, depth = 0): Json | undefined {
  if (expr === undefined || depth > 40) return undefined;
  if (expr.kind === 'dict') {
    const members = expr.entries.map(
      ({ key, value }) =>
        [key?.kind === 'string' ? key.value : '', jsonOf(value, around, depth + 1)] as const,
    );
    if (members.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(
      members.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    );
  }
  if (expr.kind === 'list') {
    const items = expr.items.map((item) => jsonOf(item, around, depth + 1));
    return items.includes(undefined)
      ? undefined
      : items.flatMap((item) => (item === undefined ? [] : [item]));
  }
  const value: Constant = constantOf(expr, around);
  return value === undefined ? undefined : (value as Json);
}

const types: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['string', { type: 'string' }],
  ['integer', { type: 'integer' }],
  ['float', { type: 'number' }],
  ['decimal', { type: 'number' }],
  ['number', { type: 'number' }],
  ['bool', { type: 'boolean' }],
  ['array', { type: 'array' }],
  ['hash', { type: 'object' }],
  ['date', { type: 'string', format: 'date' }],
  ['date_time', { type: 'string', format: 'date-time' }],
  ['time', { type: 'string', format: 'time' }],
]);

/** Rules of a dry-schema that have a keyword of their own in JSON Schema. */
const bounds = new Map([
  ['gteq?', 'minimum'],
  ['gt?', 'exclusiveMinimum'],
  ['lteq?', 'maximum'],
  ['lt?', 'exclusiveMaximum'],
  ['min_size?', 'minLength'],
  ['max_size?', 'maxLength'],
  ['included_in?', 'enum'],
]);

/** `required(:a).filled(:integer).description("…")`, one chain a property. */
function argumentSchema(block: readonly (readonly Link[])[], around: Around): Given {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const chain of block) {
    const [first, ...rest] = chain;
    const name = textOfConstant(constantOf(first?.args[0], around));
    if (
      first === undefined ||
      (first.name !== 'required' && first.name !== 'optional') ||
      name === undefined
    ) {
      partial = true;
      continue;
    }
    let property: JsonObject = {};
    for (const link of rest) {
      if (link.name === 'description') {
        const text = textOfConstant(constantOf(link.args[0], around));
        if (text !== undefined) property = { ...property, description: text };
        continue;
      }
      const type = types.get(textOfConstant(constantOf(link.args[0], around)) ?? '');
      const element =
        link.name === 'array' || link.name === 'each' ? (type?.['type'] as string | undefined) : undefined;
      if (link.name === 'array' || link.name === 'each')
        property = { ...property, type: 'array', ...(element === undefined ? {} : { items: type ?? {} }) };
      else if (link.name === 'hash') property = { ...property, ...argumentSchema(link.block, around).schema };
      else if (type !== undefined) property = { ...property, ...type };
      for (const [key, expr] of link.named) {
        const keyword = bounds.get(key);
        const value = jsonOf(expr, around);
        if (keyword !== undefined && value !== undefined) property = { ...property, [keyword]: value };
      }
    }
    properties.push([name, property]);
    if (first.name === 'required') required.push(name);
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}
