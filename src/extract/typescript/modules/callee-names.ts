// The names by which a function or class is called: its own, those it is kept under, and those that imports give it.

import { posix } from 'node:path';
import type { Machine } from '../evaluator/machine.ts';
import { above, bare, child, finalName, isFunction, type SyntaxNode, textOf } from './syntax.ts';

/** The name that a declaration, method, field or class has. */
export function nameOf(node: SyntaxNode): string | undefined {
  const name = child(node, 'name') ?? child(node, 'property');
  return name === undefined ? undefined : textOf(name);
}

const namings = new WeakMap<SyntaxNode, { readonly modules: number; readonly names: readonly string[] }>();

/** The names by which a function can be called, as far as modules were parsed. */
export function namesOf(machine: Machine, owner: SyntaxNode): readonly string[] {
  const present = namings.get(owner);
  if (present !== undefined && present.modules === machine.project.parsedCount()) return present.names;
  const names = namesAfresh(machine, owner);
  namings.set(owner, { modules: machine.project.parsedCount(), names });
  return names;
}

function namesAfresh(machine: Machine, owner: SyntaxNode): readonly string[] {
  const names = new Set<string>();
  const own = nameOf(owner);
  if (own !== undefined) names.add(own);
  const holder = holderOf(owner);
  const target =
    holder === undefined
      ? undefined
      : (child(holder, 'name') ?? child(holder, 'property') ?? child(holder, 'key') ?? child(holder, 'left'));
  const given =
    target === undefined
      ? undefined
      : target.type === 'member_expression' || target.type === 'identifier'
        ? finalName(target)
        : textOf(target).replace(/^["']|["']$/g, '');
  if (given !== undefined) names.add(given);
  // A function that another one returns is called by the name that its result is kept under.
  if (names.size === 0 || holder?.type === 'pair' || owner.type === 'method_definition') {
    for (const name of namesOfResult(machine, owner)) names.add(name);
  }
  for (const name of [...names]) for (const alias of aliasesOf(machine, owner, name)) names.add(alias);
  return [...names].sort();
}

/** The declarator, assignment or pair that gives a function its name. */
function holderOf(owner: SyntaxNode): SyntaxNode | undefined {
  let at = owner.parent;
  let inner = owner;
  // Through `useCallback(fn)`, `fn.bind(…)` and the like.
  for (let i = 0; i < 4 && at !== undefined; i += 1) {
    if (
      at.type === 'variable_declarator' ||
      at.type === 'pair' ||
      at.type === 'public_field_definition' ||
      at.type === 'field_definition'
    )
      return at;
    if (at.type === 'assignment_expression') return child(at, 'right') === inner ? at : undefined;
    if (
      at.type !== 'parenthesized_expression' &&
      at.type !== 'as_expression' &&
      at.type !== 'satisfies_expression'
    )
      return undefined;
    inner = at;
    at = at.parent;
  }
  return undefined;
}

function namesOfResult(machine: Machine, owner: SyntaxNode): readonly string[] {
  const maker = above(owner, isFunction);
  if (maker === undefined) return [];
  const made =
    nameOf(maker) ?? ((holder) => (holder === undefined ? undefined : nameOf(holder)))(holderOf(maker));
  if (made === undefined) return [];
  return machine.project.calling(made).flatMap((module) =>
    (module.calls.get(made) ?? []).flatMap((call) => {
      const holder = holderOf(call);
      const name = holder === undefined ? undefined : nameOf(holder);
      return name === undefined || name.startsWith('{') ? [] : [name];
    }),
  );
}

/** Other names that imports and exports give to a function. */
function aliasesOf(machine: Machine, owner: SyntaxNode, name: string): readonly string[] {
  const home = machine.project.moduleOf(owner);
  const given = [...home.exports]
    .filter(([, entry]) => entry.kind === 'name' && entry.name === name)
    .map(([alias]) => alias);
  const whole = home.exports.get('default');
  if (whole?.kind === 'value' && (!isName(whole.node) || textOf(whole.node) === name)) given.push('default');
  const found: string[] = [];
  const words = new Set([name, ...given].map((word) => (word === 'default' ? stemOf(owner) : word)));
  // Shorter ones are minified names, which nearly every file holds.
  const modules = new Set(
    [...words].filter((word) => word.length >= 4).flatMap((word) => machine.project.mentioning(word)),
  );
  for (const module of [...machine.project.parsed(), ...modules]) {
    for (const entry of module.imports) {
      if (
        entry.local !== name &&
        (entry.name === name || given.includes(entry.name)) &&
        machine.project.resolve(module.path, entry.from) !== undefined
      ) {
        found.push(entry.local);
      }
    }
  }
  // Compiled code calls a default export as `name_1.default(…)`.
  return [...found, ...given];
}

function isName(node: SyntaxNode): boolean {
  return bare(node).type === 'identifier';
}

/** The word by which other modules import the file. */
export function stemOf(node: SyntaxNode): string {
  const { path } = node.source;
  const stem = posix.basename(path).replace(/\.[a-z]+$/, '');
  return stem === 'index' ? posix.basename(posix.dirname(path)) : stem;
}

export function namesOfClass(node: SyntaxNode): readonly string[] {
  const own = nameOf(node);
  const holder = holderOf(node);
  const held = holder === undefined ? undefined : nameOf(holder);
  return [...new Set([own, held].filter((name) => name !== undefined))];
}
