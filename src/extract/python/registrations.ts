// What the MCP libraries do when they are called: who registers which tool on which server, and what is mounted where.
import { functionsIn } from '../_program/calls.ts';
import { itemsOf } from '../_program/names.ts';
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import {
  type Args,
  bare,
  firstOf,
  isKind,
  type Module,
  type Native,
  optionsOf,
  type Thing,
  unknown,
  type Value,
} from '../_program/values.ts';
import { mount } from './mounts.ts';
import type { Registry } from './registry.ts';
import { schemaCall } from './schema/asked-schema.ts';
import { modelFieldsOf } from './schema/model-fields.ts';
import { isProxyPath, likeness } from './servers.ts';

/** Keywords of a registration that say something about the definition. */
const described = [
  'name',
  'description',
  'title',
  'annotations',
  'enabled',
  'exclude_args',
  'input_schema',
  'inputSchema',
  'parameters',
];

export function registryFor(run: () => Run): Registry {
  const registry: Registry = {
    registrations: [],
    handlers: [],
    mounts: [],
    skips: [],
    servers: [],
    pending: new Map(),
    call: (callee, args, line, scope) => callLibrary(registry, callee, args, line, scope.module(), run()),
    attribute: (cls, name) =>
      name === 'model_fields' || name === '__fields__' ? modelFieldsOf(cls, run()) : undefined,
    setItem: (object, index, value) => {
      if (!isKind(object, 'member')) return;
      // server.request_handlers[types.ListToolsRequest] = handler
      if (object.name !== 'request_handlers' || !isKind(index, 'external')) return;
      if (!index.path.endsWith('ListToolsRequest')) return;
      const fn = functionsIn(value)[0]?.fn;
      if (fn === undefined) return;
      registry.handlers.push({
        server: object.of,
        handler: value,
        line: fn.def.line,
        module: fn.scope.module(),
        gate: gateOf(run()),
      });
    },
  };
  return registry;
}

/** The conditions that hold now, as one text. */
export function gateOf(run: Run): string | undefined {
  // That a client asked for the list is no condition on what it holds.
  const gates = [...new Set(run.gates)].filter((gate) => !/tools\/list|\blist_tools\b/.test(gate));
  return gates.length === 0 ? undefined : gates.join(' and ').slice(0, 200);
}

function callLibrary(
  registry: Registry,
  callee: Value,
  args: Args,
  line: number,
  module: Module,
  run: Run,
): Value | undefined {
  if (isKind(callee, 'external')) return callExternal(registry, callee.path, args, line, module, run);
  if (!isKind(callee, 'member')) return undefined;
  const { name } = callee;
  // What a server of the project's own class asks of the library's class, it asks for itself.
  const of = isKind(callee.of, 'super') ? callee.of.self : callee.of;
  if (isKind(bare(of), 'list') || isKind(bare(of), 'dict') || typeof plain(of) === 'string') return undefined;
  if (/^(model_json_schema|schema|json_schema)$/.test(name)) return schemaCall(of, run);
  return onServer(registry, of, name, args, line, module, run);
}

/** A name imported from elsewhere: a server that we do not see, or a library's own function. */
function callExternal(
  registry: Registry,
  path: string,
  args: Args,
  line: number,
  module: Module,
  run: Run,
): Value | undefined {
  if (isProxyPath(path)) {
    registry.skips.push({
      reason: 'made-at-run-time',
      place: { path: module.path, line },
      detail: `${path.split('.').slice(-2).join('.')} takes its tools from elsewhere.`,
    });
  }
  if (
    /(^|\.)(fast)?mcp\b.*\.(tool|mcp_tool)$/.test(path) &&
    /(tools|decorators|mcp_mixin)(\.\w+)*\.(tool|mcp_tool)$/.test(path)
  ) {
    return register(registry, unknown, args, line, module, run, 'python/decorator');
  }
  const dot = path.lastIndexOf('.');
  if (dot > 0 && /^(tool|add_tool|list_tools|mount|import_server)$/.test(path.slice(dot + 1))) {
    return onServer(
      registry,
      { kind: 'external', path: path.slice(0, dot) },
      path.slice(dot + 1),
      args,
      line,
      module,
      run,
    );
  }
  const server: Thing = {
    kind: 'thing',
    of: { kind: 'external', path },
    args: args.positional,
    named: args.named,
    fields: new Map(),
    assumed: false,
    line,
    module,
  };
  if (likeness(server) !== 'server') return undefined;
  registry.servers.push({ path: module.path, line });
  for (const tool of itemsOf(args.named.get('tools') ?? null, run).items) {
    add(registry, server, tool, new Map(), line, module, run, 'python/call');
  }
  const handler = args.named.get('on_list_tools');
  if (handler !== undefined) registry.handlers.push({ server, handler, line, module, gate: gateOf(run) });
  return server;
}

function onServer(
  registry: Registry,
  server: Value,
  name: string,
  args: Args,
  line: number,
  module: Module,
  run: Run,
): Value | undefined {
  const like = likeness(server);
  if (like === 'no') return undefined;
  switch (name) {
    case 'tool':
      return register(registry, server, args, line, module, run, 'python/decorator');
    case 'add_tool':
    case 'add_tool_from_fn': {
      const [what, ...rest] = args.positional;
      const config = configOf(args);
      const [title, description] = rest;
      if (title !== undefined && !config.has('name')) config.set('name', title);
      if (description !== undefined && !config.has('description')) config.set('description', description);
      const tool = what ?? args.named.get('fn') ?? args.named.get('tool');
      if (tool !== undefined && !(config.size === 0 && isMarked(registry, tool)))
        add(registry, server, tool, config, line, module, run, 'python/call');
      return firstOf(tool, null);
    }
    case 'list_tools':
      return {
        kind: 'native',
        call: (given) => {
          const [handler] = given.positional;
          if (handler === undefined) return unknown;
          registry.handlers.push({ server, handler, line, module, gate: gateOf(run) });
          return handler;
        },
      };
    case 'mount':
    case 'import_server':
      mount(registry, server, args);
      return unknown;
    default:
      return undefined;
  }
}

function configOf(args: Args): Map<string, Value> {
  const config = new Map<string, Value>();
  for (const key of described) {
    const value = args.named.get(key);
    if (value !== undefined) config.set(key, value);
  }
  if (args.open && !config.has('name')) config.set('open', true);
  return config;
}

/** `server.tool`, used as `tool(fn)`, `tool("name")(fn)`, `tool(name=…)(fn)` or `tool(fn, name=…)`. */
function register(
  registry: Registry,
  server: Value,
  args: Args,
  line: number,
  module: Module,
  run: Run,
  detector: string,
): Value {
  const [first] = args.positional;
  const config = configOf(args);
  if (first !== undefined && isRegistrable(first)) {
    add(registry, server, first, config, line, module, run, detector);
    return first;
  }
  if (first !== undefined) config.set('name', first);
  const native: Native = {
    kind: 'native',
    call: (given) => {
      registry.pending.delete(native);
      const [fn] = given.positional;
      if (fn === undefined) return unknown;
      add(registry, server, fn, config, line, module, run, detector);
      return fn;
    },
  };
  registry.pending.set(native, { line, module });
  return native;
}

function isRegistrable(value: Value): boolean {
  const inner = bare(value);
  return optionsOf(inner).some((option) =>
    ['callable', 'partial', 'class', 'thing'].some((kind) => isKind(option, kind as 'callable')),
  );
}

function add(
  registry: Registry,
  server: Value,
  what: Value,
  config: ReadonlyMap<string, Value>,
  line: number,
  module: Module,
  run: Run,
  detector: string,
): void {
  const like = likeness(server);
  const gates = isKind(what, 'conditioned') ? [...run.gates, what.gate] : run.gates;
  const gate = gates.length === 0 ? undefined : [...new Set(gates)].join(' and ').slice(0, 200);
  const options = optionsOf(bare(what)).filter((option) => option !== null);
  // A function that a condition puts another one around is one tool.
  const functions = options.filter((option) => functionsIn(option).length > 0);
  for (const option of functions.length > 0 ? functions.slice(-1) : options) {
    registry.registrations.push({
      server,
      what: option,
      config,
      detector,
      confidence: like === 'server' ? 0.95 : 0.85,
      gate,
      line,
      module,
    });
  }
}

/** A decorator that belongs to no server has named the function's tool already; adding it to one says nothing new. */
function isMarked({ registrations }: Registry, tool: Value): boolean {
  const [given] = functionsIn(bare(tool));
  return registrations.some(
    ({ server, what, detector }) =>
      server === unknown &&
      detector === 'python/decorator' &&
      given !== undefined &&
      functionsIn(what)[0]?.fn.def === given.fn.def,
  );
}
