// Registrations inside a function that nothing in the package mentions: such tools are defined but never listed.
import { posix } from 'node:path';
import type { Machine } from './machine.ts';
import { child, isFunction, type SyntaxNode, textOf } from './syntax.ts';

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
  const named =
    owner.type === 'function_declaration'
      ? owner
      : owner.parent?.type === 'variable_declarator'
        ? owner.parent
        : undefined;
  const target = named === undefined ? undefined : child(named, 'name');
  if (target === undefined) return false;
  const name = textOf(target);
  const { path } = owner.source;
  if (name.length < 4 || machine.project.moduleOf(owner).exports.get('default') !== undefined) return false;
  const mentions = machine.project.files.reduce((count, file) => count + occurrences(file.text, name), 0);
  if (mentions !== 1) return false;
  const stem = posix.basename(path).replace(/\.[a-z]+$/, '');
  const importers = machine.project
    .mentioning(stem === 'index' ? posix.basename(posix.dirname(path)) : stem)
    .flatMap((module) =>
      module.path === path
        ? []
        : module.imports
            .filter((entry) => machine.project.resolve(module.path, entry.from) === path)
            .map((entry) => ({ entry, module })),
    );
  return (
    importers.length > 0 &&
    importers.every(({ entry, module }) =>
      entry.name === '*' ? isTakenApart(module.root.source.text, entry.local) : entry.name !== 'default',
    )
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
