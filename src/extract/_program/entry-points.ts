// Calling what nobody in the project calls: entry points, plugins, methods of classes that a framework makes.
import type { FunctionDef } from './ast.ts';
import { callFunction, instantiate, noArguments } from './calls.ts';
import { allowed, type Run } from './run.ts';
import type { Callable, Value } from './values.ts';

/** Calls the functions that register tools, directly or through others, and that were not called yet. */
export function callTheRest(
  functions: readonly FunctionDef[],
  registering: readonly string[],
  run: Run,
): void {
  const relevant = relevantAmong(
    functions.filter((def) => def.body !== undefined),
    registering,
    run,
  );
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

const mostNamesakes = 12;

function relevantAmong(
  all: readonly FunctionDef[],
  registering: readonly string[],
  run: Run,
): readonly FunctionDef[] {
  const names = new Set(registering);
  const defined = new Map<string, number>();
  for (const def of all) defined.set(def.name, (defined.get(def.name) ?? 0) + 1);
  const relevant = new Set<FunctionDef>();
  for (let changed = true, rounds = 0; changed && rounds < 20; rounds += 1) {
    changed = false;
    for (const def of all) {
      if (relevant.has(def) || ![...def.mentions].some((name) => names.has(name))) continue;
      relevant.add(def);
      changed = true;
      // A name that many functions share says nothing about who calls this one.
      if ((defined.get(def.name) ?? 0) > mostNamesakes && def.name !== '__init__') continue;
      const scope = run.defined.get(def)?.scope;
      const owner = scope === undefined ? undefined : run.classes.get(scope);
      names.add(def.name === '__init__' && owner !== undefined ? owner.def.name : def.name);
    }
  }
  return all.filter((def) => relevant.has(def));
}

function boundForCall(fn: Callable, instances: Map<unknown, Value>, run: Run): Callable {
  const cls = run.owners.get(fn.def) ?? run.classes.get(fn.scope);
  if (cls === undefined || fn.binding === 'static') return fn;
  if (fn.binding === 'class') return { ...fn, self: cls };
  let self = instances.get(cls);
  if (self === undefined) {
    self = instantiate(cls, noArguments, cls.def.line, fn.scope, run);
    instances.set(cls, self);
  }
  return { ...fn, self };
}
