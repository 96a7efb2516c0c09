// Maps and objects that keep what a function has already made: `const known = cache.get(key); if (known) return known;`.

import { lookUp, type Module, meaning } from '../modules/module.ts';
import { above, bare, child, isFunction, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';

/**
 * True of a look-up (`cache.get(key)`, `cache[key]`) in something that starts empty and is filled only further down in
 * the function that looks: what stands there is what this function makes of the same key, so nothing is lost by making
 * it again, and no key is mistaken for another.
 */
export function isMemoLookUp(machine: Machine, place: SyntaxNode): boolean {
  const target = child(place, 'function');
  const holder = child(target === undefined ? place : bare(target), 'object');
  const module = machine.project.module(place.source.path);
  return holder?.type === 'identifier' && module !== undefined && isFilledBelow(place, holder, module);
}

function isFilledBelow(place: SyntaxNode, holder: SyntaxNode, module: Module): boolean {
  const around = above(place, isFunction);
  const name = textOf(holder);
  const declaration = lookUp(module, name, holder);
  if (declaration?.kind !== 'variable' || !startsEmpty(declaration.init)) return false;
  // What is declared inside starts empty at each call: a table that the function itself builds.
  if (around === undefined || above(declaration.target, isFunction) === around) return false;
  if (meaning(module, 'assignments', name, declaration).length > 0) return false;
  const changes = meaning(module, 'changes', name, declaration);
  return (
    changes.length > 0 &&
    changes.every((change) => change.start > place.end && above(change, isFunction) === around)
  );
}

/** `new Map()`, `new WeakMap()`, `{}` and `Object.create(null)`. */
function startsEmpty(init: SyntaxNode | undefined): boolean {
  if (init === undefined) return false;
  const made = bare(init);
  if (made.type === 'object') return made.children.length === 0;
  const given = child(made, 'arguments')?.children ?? [];
  if (made.type === 'call_expression')
    return textOf(child(made, 'function') ?? made) === 'Object.create' && given.length === 1;
  const maker = made.type === 'new_expression' ? child(made, 'constructor') : undefined;
  return maker !== undefined && /^(?:Weak)?Map$/.test(textOf(maker)) && given.length === 0;
}
