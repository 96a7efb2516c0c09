// Which of the modules that a module gives out whole has a name.

import type { Module } from './module.ts';
import type { Project } from './project.ts';

const known = new WeakMap<Module, Map<string, string | undefined>>();

/** The path of the module behind `export * from` that declares the name; undefined when none of those does. */
export function starHolding(project: Project, module: Module, name: string): string | undefined {
  if (module.stars.length === 0) return undefined;
  const names = known.get(module) ?? new Map<string, string | undefined>();
  known.set(module, names);
  if (!names.has(name)) names.set(name, search(project, module, name, new Set()));
  return names.get(name);
}

function search(project: Project, module: Module, name: string, seen: Set<Module>): string | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  for (const star of module.stars) {
    const path = project.resolve(module.path, star);
    const other = path === undefined ? undefined : project.module(path);
    if (other === undefined) continue;
    const found = other.exports.has(name) ? path : search(project, other, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
