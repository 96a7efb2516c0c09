// What the Go libraries for MCP make tools of: options, structs, and the types of handlers.
import type { Place, Skip, ToolDraft } from '../../model/tool.ts';
import type { FunctionDef } from '../_program/ast.ts';
import type { Library, Run } from '../_program/run.ts';
import { plain, textValue } from '../_program/texts.ts';
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
import { annotationsFrom, listItems, optionArg } from './options.ts';
import { schemaFrom } from './tool-schema.ts';
import { isFromElsewhere, isUnlisted, unlisted, unread } from './unread.ts';

/** A tool that the program makes, and the functions near it that may handle it. */
export interface Made {
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
  readonly skips: Skip[];
  readonly handlers: Map<Thing, Callable>;
  /** Options that were applied to a tool after it was made. */
  readonly applied: Map<Thing, Value[]>;
}

export function goTools(run: () => Run): GoTools {
  const made: Made[] = [];
  const skips: Skip[] = [];
  const handlers = new Map<Thing, Callable>();
  const applied = new Map<Thing, Value[]>();
  return {
    made,
    skips,
    handlers,
    applied,
    setItem: () => {},
    call: (callee, args, line, scope) => {
      const [target] = args.positional.map(bare);
      if (isKind(callee, 'thing') && isKind(target, 'thing')) {
        applied.set(target, [...(applied.get(target) ?? []), callee]);
        return null;
      }
      const path = isKind(callee, 'external') ? callee.path : '';
      if (isToolPath(path)) {
        const tool: Thing = { ...toolOf({}, line, scope), of: { kind: 'external', path }, ...valuesIn(args) };
        made.push(madeIn(tool, scope, run()));
        return tool;
      }
      const method = isKind(callee, 'member') ? callee.name : '';
      if (method === 'RegisterTool' && isNamed(args)) {
        const tool = toolOf({ Name: args.positional[0], Description: args.positional[1] }, line, scope);
        made.push(madeIn(tool, scope, run()));
        const handler = bare(firstOf(args.positional[2]));
        if (isKind(handler, 'callable')) handlers.set(tool, handler);
      } else if (path.endsWith('.AddTool') || /^(AddTool|AddTools|RegisterTool)$/.test(method)) {
        link(args, handlers);
        const elsewhere = args.positional.map(bare).find(isFromElsewhere);
        if (elsewhere !== undefined) skips.push(unread(elsewhere.of, scope.module().path, line));
        if (isUnlisted(args)) skips.push(unlisted(scope.module().path, line));
      } else if (path !== '') link(args, handlers);
      return undefined;
    },
  };
}

/** A tool as a literal with these fields. */
function toolOf(fields: Readonly<Record<string, Value | undefined>>, line: number, scope: Scope): Thing {
  return {
    kind: 'thing',
    of: { kind: 'external', path: 'mcp.Tool' },
    args: [],
    named: new Map(Object.entries(fields).map(([name, value]) => [name, firstOf(value)])),
    fields: new Map(),
    assumed: false,
    line,
    module: scope.module(),
  };
}

function valuesIn(args: Args): Pick<Thing, 'args' | 'named'> {
  return { args: args.positional, named: args.named };
}

/** `RegisterTool("name", "what it does", handler)` */
function isNamed(args: Args): boolean {
  const [name, description, handler] = args.positional.map(plain);
  const isText = (value: Value | undefined): boolean =>
    typeof value === 'string' || isKind(value, 'pattern') || isKind(value, 'member');
  return handler !== undefined && isText(name) && isText(description);
}

/** Constructors and literals of both libraries, and of what is called like them. */
export function isToolPath(path: string): boolean {
  return (
    /(mcp[\w-]*(\/v\d+)?\.(NewTool|NewToolWithRawSchema|Tool)|\/tools?\.NewTool)$/.test(path) &&
    !path.includes('.Tool.')
  );
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
    given: given
      .flatMap((value) => (isKind(value, 'thing') ? besides(value, tool) : [value]))
      .filter((value) => isKind(value, 'callable')),
  };
}

/** The functions in a row of a table that also holds the tool's name. */
function besides(row: Thing, tool: Thing): readonly Value[] {
  const values = [...row.named.values()].map(bare);
  const name = tool.named.get('Name') ?? tool.args[0];
  return name !== undefined && values.includes(bare(name)) ? values : [];
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
  const skips: Skip[] = [...tools.skips];
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
    const options = [...tool.args.slice(1), ...(tools.applied.get(tool) ?? [])].flatMap((value) =>
      isKind(bare(value), 'list') ? [...listItems(value)] : [value],
    );
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
    // Reached once without a condition, it is there without one.
    if (before !== undefined && (before.gated === undefined || gate === undefined)) {
      const { gated: _, ...kept } = drafts.get(key) ?? draft;
      drafts.set(key, kept);
    }
  }
  return { tools: [...drafts.values()], skips };
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
