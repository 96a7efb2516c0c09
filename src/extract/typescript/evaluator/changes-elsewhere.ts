// Changes that other modules make to what a module gives out: `import { tools } from "./registry"; tools.push(add)`.

import { type Declaration, type Module, meaning } from '../modules/module.ts';
import { requiredBy } from '../modules/module-syntax.ts';
import { starHolding } from '../modules/stars.ts';
import { bare, child, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';

/** Shorter ones are minified names, which nearly every file holds. */
const shortestName = 4;

const deepest = 8;

/** The changes to a variable at the top of a module that stand in the modules which import it. */
export function changesElsewhere(
  machine: Machine,
  module: Module,
  declaration: Declaration,
  name: string,
): readonly SyntaxNode[] {
  if (name.length < shortestName || module.scopes.get(module.root)?.get(name) !== declaration) return [];
  const given = [...module.exports].flatMap(([as, entry]) =>
    entry.kind === 'name' && entry.name === name ? [as] : [],
  );
  return given.flatMap((as) =>
    importers(machine, module, as).flatMap((other) =>
      other.imports
        .filter((entry) => entry.name === as && origin(machine, other.path, entry.from, as) === module.path)
        .flatMap((entry) => changesOf(other, entry.local)),
    ),
  );
}

/** The same for `exports.tools = []`, which others reach as `registry_1.tools`. */
export function changesOfExport(machine: Machine, module: Module, name: string): readonly SyntaxNode[] {
  if (name.length < shortestName) return [];
  const isItsOwn = (change: SyntaxNode) => firstKey(change) === name;
  const own = (module.changes.get('exports') ?? []).filter(isItsOwn);
  const others = importers(machine, module, name).flatMap((other) =>
    other.changes.holding(name).flatMap(([local, changes]) => {
      const found = changes.filter(isItsOwn);
      const from = found.length === 0 ? undefined : wholeImport(other, local);
      return from !== undefined && origin(machine, other.path, from, name) === module.path ? found : [];
    }),
  );
  return [...own, ...others];
}

/** Other modules that change something of this name, by their text. */
function importers(machine: Machine, module: Module, name: string): readonly Module[] {
  return machine.project.changing(name).filter((other) => other !== module);
}

/** What `import * as local from "…"` or `const local = require("…")` names. */
function wholeImport(module: Module, local: string): string | undefined {
  const declaration = module.scopes.get(module.root)?.get(local);
  if (declaration?.kind === 'import') return declaration.name === '*' ? declaration.from : undefined;
  if (declaration?.kind !== 'variable' || declaration.init === undefined) return undefined;
  return requiredBy(declaration.init);
}

function changesOf(module: Module, local: string): readonly SyntaxNode[] {
  const declaration = module.scopes.get(module.root)?.get(local);
  return declaration === undefined ? [] : meaning(module, 'changes', local, declaration);
}

/** The module that declares what an import names, through modules that hand it on. */
function origin(machine: Machine, from: string, specifier: string, name: string): string | undefined {
  let path = machine.project.resolve(from, specifier);
  for (let i = 0; i < deepest && path !== undefined; i += 1) {
    const module = machine.project.module(path);
    const entry = module?.exports.get(name);
    if (module === undefined || (entry !== undefined && entry.kind !== 'from')) return path;
    if (entry?.kind === 'from' && entry.name !== name) return undefined;
    path =
      entry === undefined
        ? starHolding(machine.project, module, name)
        : machine.project.resolve(path, entry.from);
  }
  return path;
}

/** Of `registry_1.tools.push(…)` the `tools`. */
function firstKey(change: SyntaxNode): string | undefined {
  const callee = child(change, 'function') ?? child(change, 'left');
  let found: string | undefined;
  for (let at = callee === undefined ? undefined : child(bare(callee), 'object'); at !== undefined; ) {
    const property = child(bare(at), 'property');
    if (property !== undefined) found = textOf(property);
    at = child(bare(at), 'object');
  }
  return found;
}
