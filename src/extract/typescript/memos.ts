// Maps that keep what a function has already made: `const known = cache.get(key); if (known) return known;`.

import type { Machine } from './machine.ts';
import { lookUp, type Module, meaning } from './module.ts';
import { above, bare, child, isFunction, type SyntaxNode, textOf } from './syntax.ts';

/**
 * True of a look-up in a map that starts empty and is filled only by the function that looks: what stands there is what
 * this function makes of the same key, so nothing is lost by making it again, and no key is mistaken for another.
 */
export function isMemoLookUp(machine: Machine, call: SyntaxNode): boolean {
  const target = child(call, 'function');
  const map = target === undefined ? undefined : child(bare(target), 'object');
  const module = machine.project.module(call.source.path);
  if (map?.type !== 'identifier' || module === undefined) return false;
  const around = above(call, isFunction);
  return around !== undefined && filledOnlyIn(around, map, module);
}

function filledOnlyIn(around: SyntaxNode, map: SyntaxNode, module: Module): boolean {
  const name = textOf(map);
  const declaration = lookUp(module, name, map);
  if (declaration?.kind !== 'variable' || !startsEmpty(declaration.init)) return false;
  if (meaning(module, 'assignments', name, declaration).length > 0) return false;
  const changes = meaning(module, 'changes', name, declaration);
  return changes.length > 0 && changes.every((change) => above(change, isFunction) === around);
}

function startsEmpty(init: SyntaxNode | undefined): boolean {
  if (init === undefined || bare(init).type !== 'new_expression') return false;
  const made = child(bare(init), 'constructor');
  const given = child(bare(init), 'arguments');
  return made !== undefined && /^(?:Weak)?Map$/.test(textOf(made)) && (given?.children.length ?? 0) === 0;
}
