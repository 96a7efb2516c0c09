// What the Go libraries for MCP make tools of: options, structs, and the types of handlers.
import type { Annotations, Place, Skip, ToolDraft } from '../../model/tool.ts';
import type { Expr, FunctionDef, Stmt } from '../_program/ast.ts';
import { plain, textValue } from '../_program/expressions.ts';
import type { Library, Run } from '../_program/run.ts';
import { type Json, type JsonObject, objectOf, parsedJson } from '../_program/to-json.ts';
import {
  type Args,
  bare,
  type Callable,
  firstOf,
  isKind,
  type Scope,
  type Thing,
  unknown,
  type Value,
} from '../_program/values.ts';
import { type GoSchema, schemaOfType, schemaOfValue } from './schema.ts';

/** A tool that the program makes, and the functions near it that may handle it. */
interface Made {
  readonly tool: Thing;
  readonly scope: Scope;
  readonly maker: FunctionDef | undefined;
  readonly gate: string | undefined;
  readonly place: Place;
  /** Functions that the maker was given. */
  readonly given: readonly Callable[];
}

export interface GoTools extends Library {
  readonly made: Made[];
  readonly handlers: Map<Thing, Callable>;
}

export function goTools(run: () => Run): GoTools {
  const made: Made[] = [];
  const handlers = new Map<Thing, Callable>();
  return {
    made,
    handlers,
    setItem: () => {},
    call: (callee, args, line, scope) => {
      const path = isKind(callee, 'external') ? callee.path : '';
      if (isToolPath(path)) {
        const tool: Thing = {
          kind: 'thing',
          of: { kind: 'external', path },
          args: args.positional,
          named: args.named,
          fields: new Map(),
          assumed: false,
          line,
          module: scope.module(),
        };
        made.push(madeIn(tool, scope, run()));
        return tool;
      }
      if (
        path.endsWith('.AddTool') ||
        (isKind(callee, 'member') && /^(AddTool|AddTools|RegisterTool)$/.test(callee.name))
      ) {
        link(args, handlers);
      }
      return undefined;
    },
  };
}

/** Constructors and literals of both libraries, and of what is called like them. */
export function isToolPath(path: string): boolean {
  return /\bmcp\w*(\/v\d+)?\.(NewTool|NewToolWithRawSchema|Tool)$/.test(path) && !path.includes('.Tool.');
}

export function madeIn(tool: Thing, scope: Scope, run: Run): Made {
  const gates = [...new Set(run.gates)].filter((gate) => gate !== '');
  let home: Scope | undefined = scope;
  while (home !== undefined && home.kind !== 'function') home = home.parent;
  const given =
    home === undefined
      ? []
      : [...home.vars.values()].map((value) => (isKind(value, 'import') ? unknown : bare(value)));
  return {
    tool,
    scope,
    maker: run.stack.at(-1),
    place: placeOf(tool, run),
    gate: gates.length === 0 ? undefined : gates.join(' and ').slice(0, 200),
    given: given.filter((value) => isKind(value, 'callable')),
  };
}

/** Where the name is written: in the call of the wrapper that passes it on, or at the tool itself. */
function placeOf(tool: Thing, run: Run): Place {
  let place: Place = { path: tool.module.path, line: tool.line };
  const name = tool.named.get('Name') ?? tool.args[0];
  if (typeof name !== 'string') return place;
  for (const [index, site] of [...run.sites.entries()].reverse()) {
    const params = run.stack[index]?.params ?? [];
    const passed = params.some((param) => site.scope.vars.get(param.name) === name);
    if (!passed || site.line === 0) break;
    place = { path: site.path, line: site.line };
  }
  return place;
}

/** `AddTool(server, tool, handler)` and `server.AddTool(tool, handler)`. */
function link(args: Args, handlers: Map<Thing, Callable>): void {
  const values = args.positional.map(bare);
  const tool = values.findLast((value) => isKind(value, 'thing') && isTool(value));
  const handler = values.findLast((value) => isKind(value, 'callable'));
  if (isKind(tool, 'thing') && isKind(handler, 'callable')) handlers.set(tool, handler);
}

export function isTool(thing: Thing): boolean {
  return thing.of.kind === 'external'
    ? isToolPath(thing.of.path)
    : /^(MCP|Mcp)?Tool(Def(inition)?|Spec|Info)?$/.test(thing.of.def.name);
}

/** The tools that were made, as drafts; what could not be read, as skips. */
export function goDrafts(
  tools: GoTools,
  run: Run,
): { readonly tools: readonly ToolDraft[]; readonly skips: readonly Skip[] } {
  const drafts = new Map<string, ToolDraft>();
  const skips: Skip[] = [];
  for (const made of tools.made) {
    const { tool, gate, place } = made;
    const set = (name: string): Value | undefined => tool.fields.get(name) ?? tool.named.get(name);
    const first =
      tool.of.kind === 'external' && tool.of.path.endsWith('Tool') && tool.args.length === 0
        ? undefined
        : tool.args[0];
    const named = set('Name') ?? first;
    // An empty literal is the value that goes with an error.
    if (named === undefined) continue;
    const name = plain(named);
    if (typeof name !== 'string') {
      const shown = isKind(name, 'pattern') ? `: ${name.text.slice(0, 100)}` : '';
      skips.push({
        reason: 'name-not-constant',
        place,
        detail: `The name is put together at run time${shown}.`,
      });
      continue;
    }
    const options = tool.args
      .slice(1)
      .flatMap((value) => (isKind(bare(value), 'list') ? [...listItems(value)] : [value]));
    const described = textFrom(
      firstOf(set('Description'), optionArg(options, 'WithDescription'), stringAt(tool, 1), null),
    );
    const annotated = annotationsFrom(set('Annotations'), options);
    const title = textValue(set('Title')) ?? '';
    const schema = schemaFrom(made, set, options, tools, run);
    const partial = schema.partial || described.partial || annotated.partial;
    const draft: ToolDraft = {
      name,
      ...(title === '' ? {} : { title }),
      description: described.text,
      inputSchema: schema.schema as ToolDraft['inputSchema'],
      ...(annotated.annotations === undefined ? {} : { annotations: annotated.annotations }),
      place,
      detector:
        tool.of.kind === 'external' && /NewTool/.test(tool.of.path) ? 'go/new-tool' : 'go/tool-literal',
      confidence: 0.9,
      ...(partial ? { partial } : {}),
      ...(gate === undefined ? {} : { gated: gate }),
    };
    const key = `${name}\u0000${place.path}\u0000${place.line}`;
    const before = drafts.get(key);
    if (before === undefined || (before.partial === true && !partial)) drafts.set(key, draft);
  }
  return { tools: [...drafts.values()], skips };
}

function listItems(value: Value): readonly Value[] {
  const inner = bare(value);
  return isKind(inner, 'list') ? inner.items : [];
}

/** The second argument of `NewToolWithRawSchema`. */
function stringAt(tool: Thing, index: number): Value | undefined {
  const value = tool.args[index];
  return value !== undefined && (typeof plain(value) === 'string' || isKind(value, 'pattern'))
    ? value
    : undefined;
}

function textFrom(value: Value): { readonly text: string; readonly partial: boolean } {
  if (value === null) return { text: '', partial: false };
  const known = textValue(value);
  if (known !== undefined) return { text: known, partial: false };
  const inner = plain(value);
  if (isKind(inner, 'pattern')) return { text: inner.text, partial: true };
  const options = isKind(inner, 'either') ? inner.options.map(plain) : [];
  const found = options.find((option) => typeof option === 'string');
  return { text: typeof found === 'string' ? found : '', partial: true };
}

/** Options are calls: their name and arguments. */
function optionOf(
  value: Value,
): { readonly name: string; readonly args: readonly Value[]; readonly thing: Thing } | undefined {
  const thing = bare(value);
  if (!isKind(thing, 'thing') || !isKind(thing.of, 'external')) return undefined;
  return { name: thing.of.path.split('.').at(-1) ?? '', args: thing.args, thing };
}

function optionArg(options: readonly Value[], name: string): Value | undefined {
  const found = options.map(optionOf).find((option) => option?.name === name);
  return found === undefined ? undefined : firstOf(found.args[0]);
}

const hintOptions = new Map<string, Exclude<keyof Annotations, 'title'>>([
  ['ReadOnlyHint', 'readOnlyHint'],
  ['DestructiveHint', 'destructiveHint'],
  ['IdempotentHint', 'idempotentHint'],
  ['OpenWorldHint', 'openWorldHint'],
]);

function annotationsFrom(
  given: Value | undefined,
  options: readonly Value[],
): { readonly annotations: Annotations | undefined; readonly partial: boolean } {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  let partial = false;
  const take = (name: string, value: Value): void => {
    const hint = hintOptions.get(name);
    const content = plain(value);
    if (hint !== undefined && typeof content === 'boolean') annotations[hint] = content;
    else if (name === 'Title' && typeof content === 'string' && content !== '') annotations.title = content;
    else if (hint !== undefined && content !== null) partial = true;
  };
  const literal = firstOf(given, optionArg(options, 'WithToolAnnotation'), null);
  const inner = bare(literal);
  if (isKind(inner, 'thing'))
    for (const [name, value] of new Map([...inner.named, ...inner.fields])) take(name, value);
  else if (inner !== null) partial = true;
  for (const option of options.map(optionOf)) {
    const match = option?.name.match(/^With(\w+?)Annotation$/);
    if (match !== undefined && match !== null && option !== undefined)
      take(match[1] ?? '', firstOf(option.args[0]));
  }
  return { annotations: Object.keys(annotations).length === 0 ? undefined : annotations, partial };
}

const propertyTypes = new Map([
  ['WithString', 'string'],
  ['WithNumber', 'number'],
  ['WithInteger', 'integer'],
  ['WithBoolean', 'boolean'],
  ['WithObject', 'object'],
  ['WithArray', 'array'],
  ['WithAny', ''],
]);

function schemaFrom(
  made: Made,
  set: (name: string) => Value | undefined,
  options: readonly Value[],
  tools: GoTools,
  run: Run,
): GoSchema {
  const raw =
    set('InputSchema') ??
    set('RawInputSchema') ??
    optionArg(options, 'WithRawInputSchema') ??
    rawOf(made.tool);
  const typed = options.map(optionOf).find((option) => option?.name === 'WithInputSchema')?.thing;
  const given = typed ?? raw;
  if (given !== undefined && given !== null) {
    const text = plain(given);
    const parsed = typeof text === 'string' ? parsedJson(text) : undefined;
    const { json, partial } =
      parsed === undefined ? schemaOfValue(given, run) : { json: parsed, partial: false };
    const schema = objectOf(json);
    if (schema !== undefined && Object.keys(schema).length > 0)
      return { schema: { type: 'object', ...schema }, partial };
    const inferred = handlerSchema(made, tools, run);
    return inferred ?? { schema: { type: 'object', properties: {}, required: [] }, partial: true };
  }
  if (made.tool.args.length > 0 && made.tool.of.kind === 'external' && made.tool.of.path.endsWith('NewTool'))
    return optionSchema(options);
  return (
    handlerSchema(made, tools, run) ?? {
      schema: { type: 'object', properties: {}, required: [] },
      partial: true,
    }
  );
}

function rawOf(tool: Thing): Value | undefined {
  return tool.of.kind === 'external' && tool.of.path.endsWith('NewToolWithRawSchema')
    ? tool.args[2]
    : undefined;
}

/** The properties that the options of `NewTool` add. */
function optionSchema(options: readonly Value[]): GoSchema {
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const value of options) {
    const option = optionOf(value);
    if (option === undefined) {
      partial = true;
      continue;
    }
    const type = propertyTypes.get(option.name);
    if (type === undefined) {
      partial ||=
        !/^With(Description|ToolAnnotation|\w*Annotation|Title|OutputSchema|ToolIcons|DeferLoading|TaskSupport|\w*Icons?|Meta)$/.test(
          option.name,
        );
      continue;
    }
    const name = plain(firstOf(option.args[0]));
    if (typeof name !== 'string') {
      partial = true;
      continue;
    }
    const keywords = propertyOf(option.args.slice(1));
    properties.push([name, { ...(type === '' ? {} : { type }), ...keywords.keywords }]);
    if (keywords.required) required.push(name);
    partial ||= keywords.partial;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

const keywordOptions = new Map([
  ['Description', 'description'],
  ['Enum', 'enum'],
  ['DefaultString', 'default'],
  ['DefaultNumber', 'default'],
  ['DefaultBool', 'default'],
  ['DefaultArray', 'default'],
  ['Max', 'maximum'],
  ['Min', 'minimum'],
  ['MaxLength', 'maxLength'],
  ['MinLength', 'minLength'],
  ['MaxItems', 'maxItems'],
  ['MinItems', 'minItems'],
  ['UniqueItems', 'uniqueItems'],
  ['MultipleOf', 'multipleOf'],
  ['Pattern', 'pattern'],
  ['Title', 'title'],
  ['Items', 'items'],
  ['Properties', 'properties'],
  ['AdditionalProperties', 'additionalProperties'],
]);

const itemTypes = new Map([
  ['WithStringItems', 'string'],
  ['WithNumberItems', 'number'],
  ['WithBooleanItems', 'boolean'],
]);

function propertyOf(options: readonly Value[]): {
  readonly keywords: JsonObject;
  readonly required: boolean;
  readonly partial: boolean;
} {
  const keywords: [string, Json][] = [];
  let required = false;
  let partial = false;
  for (const value of options.flatMap((each) =>
    isKind(bare(each), 'list') ? [...listItems(each)] : [each],
  )) {
    const option = optionOf(value);
    const keyword = option === undefined ? undefined : keywordOptions.get(option.name);
    if (option === undefined) partial = true;
    else if (option.name === 'Required') required = true;
    else if (keyword === 'enum') {
      const values = option.args
        .flatMap((each) => (isKind(bare(each), 'list') ? [...listItems(each)] : [each]))
        .map(plain);
      keywords.push(['enum', values.filter((each) => typeof each === 'string' || typeof each === 'number')]);
      partial ||= values.some((each) => typeof each === 'object');
    } else if (itemTypes.has(option.name)) {
      const inner = propertyOf(option.args);
      keywords.push(['items', { type: itemTypes.get(option.name) ?? '', ...inner.keywords }]);
    } else if (option.name === 'WithStringEnumItems') {
      keywords.push([
        'items',
        {
          type: 'string',
          enum: listItems(firstOf(option.args[0]))
            .map(plain)
            .filter((each) => typeof each === 'string'),
        },
      ]);
    } else if (keyword !== undefined) {
      const json = schemaOfValue(firstOf(option.args[0]), noRun, 0);
      if (json.json !== undefined) keywords.push([keyword, json.json]);
      partial ||= json.partial;
    }
  }
  return { keywords: Object.fromEntries(keywords), required, partial };
}

/** Values of options need no names looked up. */
const noRun = { steps: 0, floor: 0, depth: 0 } as unknown as Run;

/** The input type of the handler that goes with a tool: registered with it, returned with it, or given to what made it. */
function handlerSchema(made: Made, tools: GoTools, run: Run): GoSchema | undefined {
  const registered = tools.handlers.get(made.tool);
  const returned = made.maker === undefined ? undefined : returnedHandler(made.maker.body ?? []);
  const candidates: { def: FunctionDef; scope: Scope }[] = [
    ...(registered === undefined ? [] : [{ def: registered.def, scope: registered.scope }]),
    ...(returned === undefined ? [] : [{ def: returned, scope: made.scope }]),
    ...made.given.map((fn) => ({ def: fn.def, scope: fn.scope })),
  ];
  for (const { def, scope } of candidates) {
    const param = def.params.at(-1);
    if (param?.annotation === undefined || def.params.length < 2) continue;
    if (/Request|Context|Session/.test(lastName(param.annotation))) continue;
    const schema = schemaOfType(param.annotation, scope, run);
    if (schema.schema['type'] === 'object') return schema;
  }
  return undefined;
}

function lastName(expr: Expr): string {
  return expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.name : '';
}

/** A function literal that is returned beside the tool, also inside a call around it. */
function returnedHandler(body: readonly Stmt[]): FunctionDef | undefined {
  const last = body.findLast((statement) => statement.kind === 'return');
  return last?.kind === 'return' && last.value !== undefined ? literalIn(last.value, 0) : undefined;
}

function literalIn(expr: Expr, depth: number): FunctionDef | undefined {
  if (depth > 6) return undefined;
  if (expr.kind === 'function') return expr.def;
  const inner =
    expr.kind === 'list' ? expr.items : expr.kind === 'call' ? expr.args.map((arg) => arg.value) : [];
  for (const each of inner) {
    const found = literalIn(each, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
