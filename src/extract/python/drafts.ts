// Registrations and list handlers -> tool drafts under the names that clients see.
import type { Place, Skip, ToolDraft } from '../../model/tool.ts';
import { attributeOf } from '../_program/attributes.ts';
import { callValue, functionsIn, noArguments } from '../_program/calls.ts';
import { itemsOf } from '../_program/names.ts';
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import { bare, type Callable, isKind, type Thing, type Value } from '../_program/values.ts';
import { aroundFunction } from './around-function.ts';
import { annotationsOf, docOf, fieldOf, givenSchema, textOf } from './definitions.ts';
import { readCollection, readList, readLoose } from './lists.ts';
import type { Loose } from './loose.ts';
import type { Registration, Registry } from './registry.ts';
import { signatureSchema } from './schema/signature.ts';
export interface Drafts {
  readonly tools: ToolDraft[];
  readonly skips: Skip[];
}

const schemaNames = ['inputSchema', 'input_schema', 'parameters', 'args_schema', 'schema'];

export function draftsOf(
  registry: Registry,
  loose: readonly Loose[],
  collection: { readonly name: string; readonly functions: readonly Callable[] } | undefined,
  run: Run,
): Drafts {
  const out: Drafts = { tools: [], skips: [...registry.skips] };
  for (const handler of registry.handlers) {
    // A list is made when a client asks for it: after everything else ran.
    readList(handler, registry, run, out);
  }
  for (const registration of registry.registrations) read(registration, registry, run, out);
  for (const { line, module } of registry.pending.values()) {
    out.skips.push({
      reason: 'name-not-constant',
      place: { path: module.path, line },
      detail: 'What is registered here is made at run time.',
    });
  }
  const [server] = registry.servers;
  if (server !== undefined && out.tools.length === 0 && out.skips.length === 0) {
    const detail = 'Nothing that can be followed leads from this server to its tools.';
    out.skips.push({ reason: 'list-not-constant', place: server, detail });
  }
  const open = out.skips.some((skip) => skip.reason === 'list-not-constant');
  // Where no registration leads to the list, or not to all of it, what is written out has to do.
  if (out.tools.length === 0 || open) {
    const names = new Set(out.tools.map((tool) => tool.name));
    for (const each of loose) readLoose(each, names, registry, run, out);
  }
  // A server with hardly a tool of its own makes the others from what its decorator collects.
  if (collection !== undefined && out.tools.length * 4 < collection.functions.length) {
    readCollection(collection.name, collection.functions, registry, run, out);
  }
  return { tools: distinct(out.tools), skips: out.skips };
}

function read(registration: Registration, registry: Registry, run: Run, out: Drafts): void {
  const { what } = registration;
  const [first] = functionsIn(what);
  if (first !== undefined) fromFunction(first.fn, first.filled, registration, registry, run, out);
  else if (isKind(what, 'thing')) fromThing(what, registration, registry, run, out);
  else if (isKind(what, 'class')) fromClass(what, registration, registry, run, out);
  else fromConfig(registration, registry, run, out);
}

export function fromFunction(
  fn: Callable,
  filled: ReadonlySet<string>,
  registration: Registration,
  registry: Registry,
  run: Run,
  out: Drafts,
): void {
  const { config } = registration;
  const source = fn.wraps ?? fn;
  const named = config.get('name') ?? fn.fields.get('__name__');
  const place = { path: source.scope.module().path, line: source.def.line };
  const open = config.get('open') === true;
  const name =
    named === undefined || named === null ? { text: source.def.name, partial: open } : textOf(named);
  const given = config.get('description');
  const described = given === undefined || given === null ? docOf(fn) : textOf(given);
  const excluded = itemsOf(config.get('exclude_args') ?? null, run).items.filter(
    (item) => typeof item === 'string',
  );
  const schema = signatureSchema(fn, new Set([...filled, ...excluded]), run);
  put(
    {
      name,
      place,
      description: described,
      schema: schema.schema,
      partial: schema.partial || open,
      registration,
    },
    registry,
    out,
  );
}

/** An object that describes a tool: `Tool(name=…)`, `Tool.from_function(fn, …)`, or one of the project's own. */
export function fromThing(
  thing: Thing,
  registration: Registration,
  registry: Registry,
  run: Run,
  out: Drafts,
): void {
  const around = schemaNames.some((name) => thing.named.has(name)) ? undefined : aroundFunction(thing);
  if (around !== undefined) {
    const config = new Map([...around.said, ...registration.config]);
    fromFunction(around.fn, around.filled, { ...registration, config }, registry, run, out);
    return;
  }
  const call = thing.of.kind === 'class' ? attributeOf(thing, '__call__', run) : undefined;
  const name = registration.config.get('name') ?? fieldOf(thing, ['name'], run);
  if (isKind(call, 'callable') && name === undefined) {
    fromFunction(call, new Set(), registration, registry, run, out);
    return;
  }
  fromFields(thing, registration, registry, run, out);
}

/** A class handed over as a tool: its constructor, or the class variables of a tool class. */
function fromClass(what: Value, registration: Registration, registry: Registry, run: Run, out: Drafts): void {
  const made = callValue(what, noArguments, registration.line, registration.module.scope, run);
  if (isKind(made, 'thing')) fromFields(made, registration, registry, run, out);
}

/** Nothing is known of the function: what the registration itself says must do. */
function fromConfig(registration: Registration, registry: Registry, run: Run, out: Drafts): void {
  const { config, module, line } = registration;
  const place = { path: module.path, line };
  const named = config.get('name');
  if (named === undefined || named === null) {
    out.skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'The function that is registered here is not known.',
    });
    return;
  }
  const schema = givenSchema(
    config.get('input_schema') ?? config.get('inputSchema') ?? config.get('parameters'),
    run,
  );
  put(
    {
      name: textOf(named),
      place,
      description: textOf(config.get('description')),
      schema: schema.schema,
      partial: true,
      registration,
    },
    registry,
    out,
  );
}

/** A definition out of the fields of an object or dictionary. */
export function fromFields(
  value: Value,
  registration: Registration,
  registry: Registry,
  run: Run,
  out: Drafts,
): void {
  const { config } = registration;
  const at =
    isKind(value, 'thing') && value.line > 0 ? { path: value.module.path, line: value.line } : undefined;
  const place = at ?? { path: registration.module.path, line: registration.line };
  const named = config.get('name') ?? fieldOf(value, ['name', 'tool_name'], run);
  if (named === undefined) {
    out.skips.push({
      reason: 'name-not-constant',
      place,
      detail: 'A tool of a list has no name that can be read.',
    });
    return;
  }
  const schema = givenSchema(fieldOf(value, schemaNames, run), run);
  const more = new Map(config);
  for (const key of ['title', 'annotations']) {
    const field = fieldOf(value, [key], run);
    if (field !== undefined && !more.has(key)) more.set(key, field);
  }
  put(
    {
      name: textOf(named),
      place,
      description: textOf(config.get('description') ?? fieldOf(value, ['description'], run)),
      schema: schema.schema,
      partial: schema.partial,
      registration: { ...registration, config: more },
    },
    registry,
    out,
  );
}

interface Parts {
  readonly name: { readonly text: string | undefined; readonly partial: boolean };
  readonly place: Place;
  readonly description: { readonly text: string | undefined; readonly partial: boolean };
  readonly schema: ToolDraft['inputSchema'] | object;
  readonly partial: boolean;
  readonly registration: Registration;
}

function put(parts: Parts, registry: Registry, out: Drafts): void {
  const { registration, place } = parts;
  if (parts.name.text === undefined || parts.name.partial) {
    const shown = parts.name.text === undefined ? '' : `: ${parts.name.text.slice(0, 100)}`;
    out.skips.push({
      reason: 'name-not-constant',
      place,
      detail: `The name is put together at run time${shown}.`,
    });
    return;
  }
  const title = textOf(registration.config.get('title'));
  const annotated = annotationsOf(registration.config.get('annotations'));
  const disabled = plain(registration.config.get('enabled') ?? null) === false ? 'enabled=False' : undefined;
  const gated = registration.gate ?? disabled;
  const partial = parts.partial || parts.description.partial || title.partial || annotated.partial;
  for (const prefix of prefixesOf(registration.server, registry)) {
    if (prefix === undefined) {
      out.skips.push({
        reason: 'name-not-constant',
        place,
        detail: `The prefix of ${parts.name.text.slice(0, 100)} is made at run time.`,
      });
      continue;
    }
    out.tools.push({
      name: `${prefix}${parts.name.text}`,
      ...(title.text === undefined || title.text === '' ? {} : { title: title.text }),
      description: parts.description.text ?? '',
      inputSchema: parts.schema as ToolDraft['inputSchema'],
      ...(annotated.annotations === undefined ? {} : { annotations: annotated.annotations }),
      place,
      detector: registration.detector,
      confidence: registration.confidence,
      ...(partial ? { partial } : {}),
      ...(gated === undefined ? {} : { gated }),
    });
  }
}

/** The prefixes under which a server's tools are listed: one for each place where it is mounted. */
function prefixesOf(server: Value, registry: Registry, depth = 0): readonly (string | undefined)[] {
  const mounts = registry.mounts.filter(
    (mount) => mount.child === bare(server) && bare(mount.parent) !== bare(server),
  );
  if (mounts.length === 0 || depth > 8) return [''];
  const prefixes = mounts.flatMap((mount) =>
    prefixesOf(mount.parent, registry, depth + 1).map((outer) =>
      outer === undefined || mount.prefix === undefined
        ? undefined
        : mount.prefix === ''
          ? outer
          : `${outer}${mount.prefix}_`,
    ),
  );
  return [...new Set(prefixes)];
}

/** How much a tool hangs on: nothing, or so many conditions. */
function conditions(tool: ToolDraft): number {
  return tool.gated === undefined ? 0 : tool.gated.split(' and ').length;
}

/** The same registration reached twice is one tool. */
function distinct(tools: readonly ToolDraft[]): ToolDraft[] {
  const kept = new Map<string, ToolDraft>();
  for (const tool of tools) {
    const key = `${tool.name}\u0000${tool.place.path}\u0000${tool.place.line ?? 0}`;
    const before = kept.get(key);
    // Reached once without a condition, it is there without one.
    if (before === undefined || conditions(tool) < conditions(before)) kept.set(key, tool);
  }
  return [...kept.values()];
}
