// Registrations inside a function that nothing in the package mentions: such tools are defined but never listed.
import { posix } from 'node:path';
import type { Machine } from './evaluator/machine.ts';
import type { Module } from './modules/module.ts';
import { child, isFunction, type SyntaxNode, textOf } from './modules/syntax.ts';

const verdicts = new WeakMap<SyntaxNode, boolean>();

/**
 * True when a place stands inside a named function of a module that others import, and no file mentions that function
 * again. Modules that nobody imports may be entries, and namespaces handed on whole may be gone through at run time.
 */
export function isNeverCalled(machine: Machine, site: SyntaxNode): boolean {
  const outermost = outermostFunction(site);
  if (outermost === undefined) return false;
  const present = verdicts.get(outermost);
  if (present !== undefined) return present;
  const verdict = isUnmentioned(machine, outermost);
  verdicts.set(outermost, verdict);
  return verdict;
}

function outermostFunction(site: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (let at: SyntaxNode | undefined = site; at !== undefined; at = at.parent)
    if (isFunction(at)) found = at;
  return found;
}

function isUnmentioned(machine: Machine, owner: SyntaxNode): boolean {
  const name = nameOfFunction(owner);
  if (name === undefined || name.length < shortestName) return false;
  const { project } = machine;
  const { path } = owner.source;
  const whole = project.moduleOf(owner).exports.get('default');
  const isDefault =
    whole !== undefined &&
    (whole.kind === 'name' ? whole.name === name : whole.kind === 'value' && whole.node === owner);
  if (whole !== undefined && !isDefault) return false;
  const others = modulesNaming(machine, path).filter((module) => module.path !== path);
  const giving = others.flatMap((module) => givenOn(machine, module, path));
  const aliases = giving.flatMap(({ alias, name: given }) =>
    given === (isDefault ? 'default' : name) ? [alias] : [],
  );
  if (aliases.some((alias) => alias.length < shortestName) || giving.some((one) => one.name === '*'))
    return false;
  // Beside where it is declared, only those that give it on may name it.
  const places = new Map(giving.map(({ module, alias }) => [module.path, alias]));
  const isNamed = project.files.some((file) =>
    [name, ...aliases].some(
      (word) =>
        occurrences(file.text, word) >
        (file.path === path ? (word === name ? 1 : 0) : places.get(file.path) === word ? 1 : 0),
    ),
  );
  if (isNamed) return false;
  const importers = others.flatMap((module) =>
    module.imports
      .filter((entry) => [path, ...places.keys()].includes(project.resolve(module.path, entry.from) ?? ''))
      .map((entry) => ({ entry, module })),
  );
  return (
    importers.length + giving.length > 0 &&
    importers.every(({ entry, module }) =>
      entry.name === '*' ? isTakenApart(module.root.source.text, entry.local) : entry.name !== 'default',
    )
  );
}

const shortestName = 4;

function nameOfFunction(owner: SyntaxNode): string | undefined {
  const named =
    owner.type === 'function_declaration'
      ? owner
      : owner.parent?.type === 'variable_declarator'
        ? owner.parent
        : undefined;
  const target = named === undefined ? undefined : child(named, 'name');
  return target === undefined ? undefined : textOf(target);
}

/** The modules whose text names a file, as an import of it does. */
function modulesNaming(machine: Machine, path: string): readonly Module[] {
  const stem = posix.basename(path).replace(/\.[a-z]+$/, '');
  return machine.project.mentioning(stem === 'index' ? posix.basename(posix.dirname(path)) : stem);
}

/** What a module gives on of another one, by `export {name as alias} from '…'`. */
function givenOn(machine: Machine, module: Module, path: string) {
  return [...module.exports].flatMap(([alias, entry]) =>
    entry.kind === 'from' && machine.project.resolve(module.path, entry.from) === path
      ? [{ module, alias, name: entry.name }]
      : [],
  );
}

/** True when a namespace is only used as `names.one`, never handed on or gone through as a whole. */
function isTakenApart(text: string, local: string): boolean {
  let whole = 0;
  for (let at = text.indexOf(local); at >= 0; at = text.indexOf(local, at + local.length)) {
    const isWord = !/[\w$./-]/.test(text[at - 1] ?? '') && !/[\w$/-]/.test(text[at + local.length] ?? '');
    if (isWord && text[at + local.length] !== '.') whole += 1;
  }
  return whole <= 1;
}

/** How often a name stands in a text as a whole word; two are as good as many. */
function occurrences(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < 2; at = text.indexOf(name, at + name.length)) {
    const isWord = !/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '');
    if (isWord) count += 1;
  }
  return count;
}
