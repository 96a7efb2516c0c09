// Calling what nobody in the project calls: entry points, plugins, methods of classes that a framework makes.
import type { FunctionDef } from './ast.ts';
import { callFunction, instantiate, noArguments } from './calls.ts';
import { allowed, type Run } from './run.ts';
import type { Callable, Value } from './values.ts';

/** Calls the functions that register tools, directly or through others, and that were not called yet; gives those that nothing uses. */
export function callTheRest(
  functions: readonly FunctionDef[],
  registering: readonly string[],
  run: Run,
  isUsed: (def: FunctionDef) => boolean = () => true,
): readonly FunctionDef[] {
  const unused: FunctionDef[] = [];
  const relevant = relevantAmong(
    functions.filter((def) => def.body !== undefined),
    registering,
    run,
  );
  const instances = new Map<unknown, Value>();
  const left = new Set(relevant);
  // Those that no other one mentions come first: they call the others with real arguments.
  while (left.size > 0) {
    for (const def of left) if (run.called.has(def)) left.delete(def);
    for (const def of firstAmong(left)) {
      left.delete(def);
      const fn = run.defined.get(def);
      if (fn === undefined || run.called.has(def)) continue;
      if (!isUsed(def)) {
        unused.push(def);
        continue;
      }
      run.gates.length = 0;
      allowed(run, () => callFunction(boundForCall(fn, instances, run), noArguments, run));
    }
  }
  run.gates.length = 0;
  return unused;
}

/** The functions that no other one mentions; where all are mentioned, the one that mentions most of the others. */
function firstAmong(left: ReadonlySet<FunctionDef>): readonly FunctionDef[] {
  const mentions = new Map<string, number>();
  for (const def of left) {
    for (const name of def.mentions) if (name !== def.name) mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  const free = [...left].filter((def) => !mentions.has(def.name));
  if (free.length > 0) return free;
  const names = new Set([...left].map((def) => def.name));
  const reach = (def: FunctionDef): number => [...def.mentions].filter((name) => names.has(name)).length;
  const [first] = [...left].sort((a, b) => reach(b) - reach(a));
  return first === undefined ? [] : [first];
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
