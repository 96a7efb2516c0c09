// The state of one run over a project: its modules, its budget and the conditions that hold right now.
import type { Expr, FunctionDef } from './ast.ts';
import type { Args, Callable, Class, Dict, External, Module, Scope, Thing, Value } from './values.ts';

/** What the interpreter asks the model of the MCP libraries. `undefined` means that it has nothing to say. */
export interface Library {
  /** A call of something from elsewhere: an import, or a member of a thing. */
  call(callee: Value, args: Args, line: number, scope: Scope): Value | undefined;
  /** An attribute that a library gives to the classes of a project. */
  attribute?(cls: Class, name: string): Value | undefined;
  /** `object[index] = value` on something whose items are not known. */
  setItem(object: Value, index: Value, value: Value): void;
}

/** What a language brings along: names that are always there, and what its own functions and methods give. */
export interface Dialect {
  readonly names: ReadonlySet<string>;
  call(callee: Value, args: Args, scope: Scope, run: Run): Value | undefined;
  /** An item of something that the language itself keeps; undefined for anything else. */
  item?(of: External, index: () => Value, scope: Scope, run: Run): Value | undefined;
  /** True for a value that is certainly something, and not nothing. */
  isThere?(value: Value): boolean;
  /** What a declared field of this type holds until it is set; undefined when that is not known. */
  unset?(type: Expr): Value | undefined;
}

/** A call that is under way. */
export interface Site {
  readonly path: string;
  readonly line: number;
  readonly scope: Scope;
}

export interface Run {
  readonly dialect: Dialect;
  readonly modules: ReadonlyMap<string, Module>;
  readonly library: Library;
  /** Finds a module of the project; undefined when it comes from elsewhere. */
  find(from: Module, dotted: string, level: number): Module | undefined;
  /** Executes a module once. */
  load(module: Module): void;
  /** Conditions under which the present statement runs. */
  readonly gates: string[];
  /** Above 0 while something runs that need not happen, such as the handler of an exception. */
  unsure: number;
  /** Functions that were called, so that they need no call of their own. */
  readonly called: Set<FunctionDef>;
  /** Every function that was defined, with the scope that it closes over. */
  readonly defined: Map<FunctionDef, Callable>;
  /** The class of every method that is defined outside of a class body. */
  readonly owners: Map<FunctionDef, Class>;
  /** The class of every class body. */
  readonly classes: Map<Scope, Class>;
  /** Functions being called right now. */
  readonly stack: FunctionDef[];
  /** For each of these: where it was called, and the scope that it runs in. */
  readonly sites: Site[];
  /** Steps left for the whole project. */
  steps: number;
  /** The present statement of a module ends when this is all that is left. */
  floor: number;
  depth: number;
  /** Told of every thing that a call makes and of every dictionary that is written out. */
  readonly made?: (value: Thing | Dict, scope: Scope, line: number) => void;
  /** Told of every function that a decorator of the project is put on. */
  readonly decorated?: (fn: Callable, by: Callable) => void;
  /** Set once the budget ran out. */
  exhausted: boolean;
}

/** Steps for a whole project. */
export const mostSteps = 4_000_000;
/** Steps for one statement of a module, with all that it calls. */
const mostStepsOfOne = 200_000;
/** Steps for the start of a program, which may register everything. */
export const mostStepsOfStart = 1_000_000;
/** Nested evaluations; keeps the JavaScript stack small. */
const deepest = 400;

/** Counts a step down; false when the budget or the depth is used up. */
export function enter(run: Run): boolean {
  run.steps -= 1;
  if (isSpent(run)) {
    run.exhausted = true;
    return false;
  }
  if (run.depth >= deepest) return false;
  run.depth += 1;
  return true;
}

/** True when the present statement has used up its steps. */
export function isSpent(run: Run): boolean {
  return run.steps < run.floor;
}

/** Gives `work` an allowance of its own, so that one statement cannot use up the steps of all others. */
export function allowed<Result>(run: Run, work: () => Result, most: number = mostStepsOfOne): Result {
  const { steps, floor } = run;
  run.floor = Math.max(0, steps - most);
  try {
    return work();
  } finally {
    run.floor = Math.max(0, floor - (steps - run.steps));
  }
}

/** Adds a condition for the time of `work`. */
export function under<Result>(run: Run, gate: string | undefined, work: () => Result): Result {
  if (gate === undefined) return work();
  run.gates.push(gate);
  try {
    return work();
  } finally {
    run.gates.pop();
  }
}

/** The module whose code a scope belongs to. */
export function moduleOf(scope: Scope): Module {
  return scope.module();
}
