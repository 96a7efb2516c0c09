// Which functions of a Go program anything in it uses: what nothing uses registers no tool.
import type { SourceFile } from '../../model/source.ts';
import type { Skip } from '../../model/tool.ts';
import type { FunctionDef } from '../_program/ast.ts';
import type { Run } from '../_program/run.ts';
import { isKind, type Scope } from '../_program/values.ts';
import type { GoProject } from './packages.ts';

const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Tells of a function whether anything uses it; of a library, which is no program, everything may be used. */
export function usedIn(
  project: GoProject,
  files: readonly SourceFile[],
  run: Run,
): (def: FunctionDef) => boolean {
  const isProgram = files.some(({ text }) => /^package main\b/m.test(text) && /^func main\(\)/m.test(text));
  if (!isProgram) return () => true;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  let sources: readonly Source[] | undefined;
  return (def) => {
    const scope = run.defined.get(def)?.scope;
    if (scope === undefined || run.owners.has(def) || /^(main|init)$/.test(def.name)) return true;
    sources ??= project.files.map(({ scope: own }) => sourceOf(own, texts));
    const home = folderOf(scope);
    return sources.some((source) =>
      source.folder === home ? saysIn(source, def) : source.uses.has(`${home}\u0000${def.name}`),
    );
  };
}

/** A file without comments, and what it uses of other packages. */
interface Source {
  readonly folder: string;
  readonly text: string;
  readonly uses: ReadonlySet<string>;
}

function sourceOf(scope: Scope, texts: ReadonlyMap<string, string>): Source {
  const text = (texts.get(scope.module().path) ?? '').replace(comments, '');
  const uses = new Set<string>();
  for (const [, alias = '', name = ''] of text.matchAll(/\b([A-Za-z_]\w*)\.([A-Za-z_]\w*)/g)) {
    const package_ = scope.vars.get(alias);
    if (isKind(package_, 'module')) uses.add(`${package_.path}\u0000${name}`);
  }
  return { folder: folderOf(scope), text, uses };
}

function folderOf(scope: Scope): string {
  return (scope.parent ?? scope).module().path;
}

/** True when a file of the same package names the function other than to define it. */
function saysIn({ text }: Source, { name }: FunctionDef): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(Math.max(0, at - 5), at);
    const after = text.charAt(at + name.length);
    if (!/[.\w]$/.test(before) && before !== 'func ' && !/\w/.test(after)) return true;
  }
  return false;
}

/** One skip for all functions that would make tools and that nothing uses. */
export function unusedSkip(unused: readonly FunctionDef[], run: Run): readonly Skip[] {
  const [first] = unused;
  const scope = first === undefined ? undefined : run.defined.get(first)?.scope;
  if (first === undefined || scope === undefined) return [];
  const more = unused.length === 1 ? '' : `, and ${unused.length - 1} more functions like it`;
  const detail = `${first.name} makes tools, but nothing in the program uses it${more}.`;
  return [{ reason: 'never-registered', place: { path: scope.module().path, line: first.line }, detail }];
}
