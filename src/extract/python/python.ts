// Reads tools out of Python sources without running them.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip } from '../../model/tool.ts';
import type { FunctionDef } from '../_program/ast.ts';
import { callFunction, instantiate, noArguments } from '../_program/calls.ts';
import { allowed, mostSteps, type Run } from '../_program/run.ts';
import { execute } from '../_program/statements.ts';
import type { Callable, Module, Value } from '../_program/values.ts';
import type { Extractor } from '../extractor.ts';
import { pythonDialect } from './builtins.ts';
import { draftsOf } from './drafts.ts';
import { functionsOf, type Project, projectOf } from './project.ts';
import { registryFor } from './registrations.ts';

export const python: Extractor = {
  id: 'python',
  grammars: ['python'],
  reads: (path) => path.endsWith('.py') && !/(^|\/)(tests?\/|setup\.py$)|_test\.py$/.test(path),
  extract,
};

/** A file without any of these words is read only when another one imports it. */
const telling = /mcp|tool/i;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp/i.test(file.text))) return { tools: [], skips: [] };
  const project = projectOf(files);
  const registry = registryFor(() => run);
  const run: Run = {
    dialect: pythonDialect,
    modules: project.modules,
    library: registry,
    find: project.find,
    load: (module) => loadModule(module, project, run),
    gates: [],
    called: new Set(),
    defined: new Map(),
    classes: new Map(),
    stack: [],
    steps: mostSteps,
    floor: 0,
    depth: 0,
    exhausted: false,
  };
  const texts = new Map(files.map((file) => [file.path, file.text]));
  for (const module of project.modules.values()) {
    if (telling.test(texts.get(module.path) ?? '')) run.load(module);
  }
  callTheRest(project, run);
  const { tools, skips } = draftsOf(registry, run);
  if (run.exhausted)
    skips.push({ reason: 'budget-exhausted', detail: 'Reading the Python sources took too many steps.' });
  return { tools, skips: [...skips, ...damageOf(project)] };
}

function loadModule(module: Module, project: Project, run: Run): void {
  if (module.state !== 'waiting') return;
  module.state = 'running';
  const { gates, stack, depth } = run;
  // What a module does when it is imported depends on nothing around the import.
  const held = gates.splice(0);
  const calls = stack.splice(0);
  for (const statement of project.syntaxOf(module).body) {
    allowed(run, () => execute([statement], module.scope, run));
  }
  gates.splice(0, gates.length, ...held);
  stack.splice(0, stack.length, ...calls);
  run.depth = depth;
  module.state = 'done';
}

/** Words by which a function registers tools. */
const registering = [
  'tool',
  'add_tool',
  'list_tools',
  'mount',
  'import_server',
  'mcp_tool',
  'add_tool_from_fn',
];

/** Functions that register tools and that nobody in the project calls: entry points, plugins, methods of classes. */
function callTheRest(project: Project, run: Run): void {
  const all = [...project.parsed]
    .flatMap(([, syntax]) => [...functionsOf(syntax.body)])
    .filter((def) => def.body !== undefined);
  const relevant = relevantAmong(all, run);
  const mentioned = new Set(relevant.flatMap((def) => [...def.mentions]));
  const instances = new Map<unknown, Value>();
  const callAll = (defs: readonly FunctionDef[]): void => {
    for (const def of defs) {
      const fn = run.defined.get(def);
      if (fn === undefined || run.called.has(def)) continue;
      run.gates.length = 0;
      allowed(run, () => callFunction(boundForCall(fn, instances, run), noArguments, run));
    }
  };
  // Those that no other relevant function mentions come first: they call the others with real arguments.
  callAll(relevant.filter((def) => !mentioned.has(def.name)));
  for (let round = 0; round < 3; round += 1) callAll(relevant);
  run.gates.length = 0;
}

function relevantAmong(all: readonly FunctionDef[], run: Run): readonly FunctionDef[] {
  const names = new Set(registering);
  const relevant = new Set<FunctionDef>();
  for (let changed = true, rounds = 0; changed && rounds < 20; rounds += 1) {
    changed = false;
    for (const def of all) {
      if (relevant.has(def) || ![...def.mentions].some((name) => names.has(name))) continue;
      relevant.add(def);
      const scope = run.defined.get(def)?.scope;
      const owner = scope === undefined ? undefined : run.classes.get(scope);
      names.add(def.name === '__init__' && owner !== undefined ? owner.def.name : def.name);
      changed = true;
    }
  }
  return all.filter((def) => relevant.has(def));
}

function boundForCall(fn: Callable, instances: Map<unknown, Value>, run: Run): Callable {
  const cls = run.classes.get(fn.scope);
  if (cls === undefined || fn.binding === 'static') return fn;
  if (fn.binding === 'class') return { ...fn, self: cls };
  let self = instances.get(cls);
  if (self === undefined) {
    self = instantiate(cls, noArguments, cls.def.line, fn.scope, run);
    instances.set(cls, self);
  }
  return { ...fn, self };
}

function damageOf(project: Project): Skip[] {
  return [...project.parsed].flatMap(([module, syntax]) =>
    syntax.damaged.slice(0, 1).map(
      (line): Skip => ({
        reason: 'syntax-error',
        place: { path: module.path, line },
        detail: 'Tools that are defined near this line may be missing.',
      }),
    ),
  );
}
