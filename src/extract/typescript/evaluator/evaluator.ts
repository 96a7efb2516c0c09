// The evaluator: works out what expressions are worth without running anything, within a budget of steps and depth.

import { lookUp } from '../modules/module.ts';
import type { Project } from '../modules/project.ts';
import { starHolding } from '../modules/stars.ts';
import { child, type SyntaxNode } from '../modules/syntax.ts';
import { changed } from './changes.ts';
import { changesOfExport } from './changes-elsewhere.ts';
import { contextsOf } from './contexts.ts';
import { evaluateExpression, listed } from './expressions.ts';
import { callValue, inlined } from './functions.ts';
import { fieldOf, instanceOf, staticOf, superclassOf } from './instances.ts';
import type { Machine } from './machine.ts';
import { memberOf } from './members.ts';
import { elementsOf } from './methods.ts';
import { homeFrame, valueOfName } from './names.ts';
import { unknown, type Value, type Worked } from './values.ts';

/** Limits of the evaluation. */
export interface Budget {
  /** Steps for all of a project. */
  readonly total: number;
  /** The share of the steps left that one registration, list or table may use, so that the last one gets some too. */
  readonly share: number;
  /** Expressions within expressions, calls included. */
  readonly depth: number;
}

const budget: Budget = { total: 6_000_000, share: 1 / 3, depth: 160 };

/** The second reading only confirms what the first one found. */
const usualBudget: Budget = { ...budget, total: 4_000_000 };

/** Calls within calls, the same function within itself, and callers of callers. */
const deepestCalls = 24;

const mostSame = 2;

const deepestContexts = 6;

const mostLeftOut = 5000;

/** Of a registration's steps, what callers may use for one call or change: the deeper, the less they can matter. */
const sharesOfCallers = [1, 1 / 2, 1 / 16, 1 / 32, 1 / 64, 1 / 128] as const;

/** What each of them may use however many others ran out before. */
const fewestSteps = 2000;

/**
 * Calls and changes whose callers took more steps than they may, with how deep in callers of callers that was. What has no
 * end is asked for once only, not for every place that leads there.
 */
export type Endless = Map<SyntaxNode, number>;

/** An evaluator over the modules of a project. */
export function createMachine(
  project: Project,
  usual = false,
  limits: Budget = usual ? usualBudget : budget,
  endless: Endless = new Map(),
): Machine {
  let total = 0;
  let own = 0;
  let each = limits.total * limits.share;
  /** Where the steps of what is going on now end: those of the registration, or fewer for callers of callers. */
  let bound = each;
  /** How often callers ran out of steps, by how deep they were. */
  let ranOut: number[] = [];
  let site: SyntaxNode | undefined;
  const overruns = new Set<SyntaxNode>();
  const leftOut = new Map<Value, string | undefined>();
  let depth = 0;
  let calls = 0;
  let asking = 0;
  let needs = new Set<SyntaxNode>();
  const active = new Map<SyntaxNode, number>();
  const rootCache = new Map<SyntaxNode, Worked>();
  const running = new Set<string>();
  const progress = new Map<string, Value>();
  const instances = new Map<SyntaxNode, ReturnType<typeof instanceOf>>();
  const identities = new WeakMap<object, number>();
  let lastIdentity = 0;
  const identity = (value: object | undefined): number => {
    if (value === undefined) return 0;
    let known = identities.get(value);
    if (known === undefined) {
      known = ++lastIdentity;
      identities.set(value, known);
    }
    return known;
  };

  /** What was worked out before, with the needs it had then. */
  const recalled = (worked: Worked | undefined): Value | undefined => {
    if (worked === undefined) return undefined;
    machine.needAll(worked.needs);
    return worked.value;
  };

  /** Works something out once for each place and frame; a thing that needs itself is unknown. */
  const once = (cache: Map<SyntaxNode, Worked>, key: SyntaxNode, id: string, work: () => Value): Value => {
    const present = recalled(cache.get(key));
    if (present !== undefined) return present;
    if (running.has(id)) return progress.get(id) ?? unknown;
    running.add(id);
    try {
      const { result, needs: found } = machine.watching(work);
      machine.needAll(found);
      if (own < bound) cache.set(key, { value: result, needs: found });
      return result;
    } finally {
      running.delete(id);
      progress.delete(id);
    }
  };

  const machine: Machine = {
    project,
    usual,
    step: () => {
      total += 1;
      own += 1;
      if (own < bound) return true;
      if (site !== undefined && own >= each) overruns.add(site);
      return false;
    },
    overruns: () => [...overruns],
    leaveOut: (items, condition) => {
      for (const item of items.slice(0, mostLeftOut - leftOut.size)) leftOut.set(item, condition);
    },
    leftOut: () => leftOut,
    exhausted: () => own >= bound,
    fresh: (next) => {
      own = 0;
      each = (limits.total - total) * limits.share;
      bound = each;
      ranOut = [];
      site = next;
    },
    need: (owner) => {
      needs.add(owner);
    },
    needAll: (owners) => {
      for (const owner of owners) needs.add(owner);
    },
    watching: (work) => {
      const outer = needs;
      const own = new Set<SyntaxNode>();
      needs = own;
      try {
        const result = work();
        return { result, needs: own };
      } finally {
        needs = outer;
      }
    },
    evaluate: (node, frame) => {
      if (!machine.step() || depth >= limits.depth) return unknown;
      depth += 1;
      try {
        return evaluateExpression(machine, node, frame);
      } finally {
        depth -= 1;
      }
    },
    argumentsOf: (call, frame) => listed(machine, child(call, 'arguments')?.children ?? [], frame),
    call: (callee, given, self) => callValue(machine, callee, given, self),
    inline: (callee, given, self) => {
      const same = active.get(callee.node) ?? 0;
      if (depth >= limits.depth || calls >= deepestCalls || same >= mostSame || !machine.step())
        return unknown;
      depth += 1;
      calls += 1;
      active.set(callee.node, same + 1);
      try {
        return inlined(machine, callee, given, self);
      } finally {
        depth -= 1;
        calls -= 1;
        active.set(callee.node, same);
      }
    },
    member: (value, name) => memberOf(machine, value, name),
    named: (declaration, module, frame) => {
      if (declaration.kind !== 'variable' && declaration.kind !== 'parameter')
        return valueOfName(machine, declaration, module, frame);
      const home = homeFrame(declaration.target, frame);
      const cache = home?.cache ?? rootCache;
      // Most names are known already; only the others need an identity to be told apart by while they are worked out.
      const present = recalled(cache.get(declaration.target));
      if (present !== undefined) return present;
      const id = `${declaration.target.source.path}:${declaration.target.start}:${identity(home)}`;
      return once(cache, declaration.target, id, () =>
        valueOfName(machine, declaration, module, frame, (value) => progress.set(id, value)),
      );
    },
    exported: (path, name) => exported(path, name, new Set()),
    field: (instance, name) => {
      const present = recalled(instance.fields.get(name));
      if (present !== undefined) return present;
      const id = `${identity(instance.fields)}.${name}`;
      if (running.has(id)) return unknown;
      running.add(id);
      try {
        const { result, needs: found } = machine.watching(() => fieldOf(machine, instance, name));
        machine.needAll(found);
        if (instance.asker !== undefined && (result === undefined || result.kind === 'unknown')) {
          needs.add(instance.asker);
          found.add(instance.asker);
        }
        if (result !== undefined) instance.fields.set(name, { value: result, needs: found });
        return result;
      } finally {
        running.delete(id);
      }
    },
    staticMember: (of, name) => staticOf(machine, of, name),
    superclass: (of) => superclassOf(machine, of),
    anyInstance: (node, frame, asker) => {
      if (homeFrame(node, frame) !== undefined) return instanceOf(node, frame, asker);
      const present = instances.get(asker) ?? instanceOf(node, undefined, asker);
      instances.set(asker, present);
      return present;
    },
    elements: elementsOf,
    contexts: (site, work, start) => {
      if (asking >= (endless.get(site) ?? deepestContexts)) return [start];
      const outer = bound;
      bound = Math.min(outer, own + stepsOfCallers());
      asking += 1;
      try {
        return contextsOf(machine, site, work, start);
      } finally {
        asking -= 1;
        if (own >= bound && own < outer) {
          endless.set(site, asking);
          ranOut[asking] = (ranOut[asking] ?? 0) + 1;
        }
        bound = outer;
      }
    },
  };

  /** Each time that callers run out of steps, those as deep or deeper get half of what they would have got. */
  function stepsOfCallers(): number {
    const times = ranOut.slice(0, asking + 1).reduce((sum, count = 0) => sum + count, 0);
    return Math.max(fewestSteps, (each * (sharesOfCallers[asking] ?? 0)) / 2 ** times);
  }

  function exported(path: string, name: string, seen: Set<string>): Value {
    const key = `${path}\u0000${name}`;
    if (seen.has(key) || seen.size > 100) return unknown;
    seen.add(key);
    const module = project.module(path);
    if (module === undefined) return unknown;
    if (name === '*') return { kind: 'namespace', path };
    const entry = module.exports.get(name);
    if (entry?.kind === 'value')
      return once(rootCache, entry.node, `export:${key}`, () => {
        const value = machine.evaluate(entry.node, undefined);
        if (value.kind !== 'array' && value.kind !== 'map' && value.kind !== 'object') return value;
        return changed(
          machine,
          value,
          changesOfExport(machine, module, name),
          entry.node,
          undefined,
          undefined,
          1,
        );
      });
    if (entry?.kind === 'name') {
      const declaration = lookUp(module, entry.name, entry.at);
      return declaration === undefined ? unknown : machine.named(declaration, module, undefined);
    }
    if (entry?.kind === 'from') {
      const from = project.resolve(path, entry.from);
      return from === undefined
        ? { kind: 'external', from: entry.from, path: entry.name === '*' ? [] : [entry.name] }
        : exported(from, entry.name, seen);
    }
    const holder = starHolding(project, module, name);
    if (holder !== undefined) return exported(holder, name, seen);
    for (const star of module.stars) {
      const from = project.resolve(path, star);
      if (from === undefined || project.module(from)?.whole === undefined) continue;
      const found = exported(from, name, seen);
      if (found.kind !== 'unknown') return found;
    }
    if (module.whole !== undefined) {
      const { whole } = module;
      const value = once(rootCache, whole, `whole:${path}`, () => machine.evaluate(whole, undefined));
      return name === 'default' ? value : machine.member(value, name);
    }
    return name === 'default' && module.exports.size > 0 ? { kind: 'namespace', path } : unknown;
  }

  return machine;
}
