// Reads tools out of Python sources without running them.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip } from '../../model/tool.ts';
import type { Stmt } from '../_program/ast.ts';
import { callTheRest } from '../_program/entry-points.ts';
import { allowed, mostSteps, mostStepsOfStart, type Run } from '../_program/run.ts';
import { execute } from '../_program/statements.ts';
import type { Module } from '../_program/values.ts';
import type { Extractor } from '../extractor.ts';
import { pythonDialect } from './builtins.ts';
import { type Collections, collect, largestCollection } from './collected.ts';
import { draftsOf } from './drafts.ts';
import { isLoose, type Loose } from './loose.ts';
import { functionsOf, type Project, projectOf } from './project.ts';
import { gateOf, registryFor } from './registrations.ts';
import { answersRequests } from './syntax/module.ts';

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
  const loose: Loose[] = [];
  const collections: Collections = new Map();
  const starts: Start[] = [];
  const run: Run = {
    dialect: pythonDialect,
    modules: project.modules,
    library: registry,
    find: project.find,
    load: (module) => loadModule(module, project, starts, run),
    gates: [],
    unsure: 0,
    called: new Set(),
    defined: new Map(),
    owners: new Map(),
    classes: new Map(),
    stack: [],
    sites: [],
    steps: mostSteps,
    floor: 0,
    depth: 0,
    exhausted: false,
    decorated: (fn, by) => collect(collections, fn, by),
    made: (value, scope, line) => {
      if (isLoose(value)) loose.push({ value, module: scope.module(), line, gate: gateOf(run) });
    },
  };
  const texts = new Map(files.map((file) => [file.path, file.text]));
  for (const module of inOrder(project.modules.values())) {
    if (telling.test(texts.get(module.path) ?? '')) run.load(module);
  }
  // A program starts when all that it may import on its way is there.
  for (const { statement, module } of starts)
    allowed(run, () => execute([statement], module.scope, run), mostStepsOfStart);
  const functions = [...project.parsed.values()].flatMap((syntax) => [...functionsOf(syntax.body)]);
  callTheRest(functions, registering, run);
  const { tools, skips } = draftsOf(registry, loose, largestCollection(collections), run);
  if (run.exhausted)
    skips.push({ reason: 'budget-exhausted', detail: 'Reading the Python sources took too many steps.' });
  return { tools, skips: [...skips, ...damageOf(project)] };
}

/** What a module does only when it is the program: `if __name__ == "__main__"`. */
interface Start {
  readonly statement: Stmt;
  readonly module: Module;
}

function isStart(statement: Stmt): boolean {
  return statement.kind === 'if' && /^__name__\s*==/.test(statement.text);
}

/** Modules that are programs come after those that they may import on their way. */
function inOrder(modules: Iterable<Module>): readonly Module[] {
  const isProgram = (module: Module): boolean => /(^|\/)__main__\.py$/.test(module.path);
  const all = [...modules];
  return [...all.filter((module) => !isProgram(module)), ...all.filter(isProgram)];
}

function loadModule(module: Module, project: Project, starts: Start[], run: Run): void {
  if (module.state !== 'waiting') return;
  module.state = 'running';
  const { gates, stack, depth } = run;
  // What a module does when it is imported depends on nothing around the import.
  const held = gates.splice(0);
  const calls = stack.splice(0);
  const sites = run.sites.splice(0);
  for (const statement of project.syntaxOf(module).body) {
    if (isStart(statement)) starts.push({ statement, module });
    else allowed(run, () => execute([statement], module.scope, run));
  }
  gates.splice(0, gates.length, ...held);
  stack.splice(0, stack.length, ...calls);
  run.sites.splice(0, run.sites.length, ...sites);
  run.depth = depth;
  module.state = 'done';
}

/** Words by which a function registers tools. */
const registering = [
  answersRequests,

  'tool',
  'add_tool',
  'list_tools',
  'mount',
  'import_server',
  'mcp_tool',
  'add_tool_from_fn',
];

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
