// The modules of a project, and which file an import means.
import type { SourceFile } from '../../model/source.ts';
import type { FunctionDef, ModuleSyntax, Stmt } from '../_program/ast.ts';
import { type Module, newScope } from '../_program/values.ts';
import { readModule } from './syntax/module.ts';

/** Packages that are never part of the project, whatever its folders are called. */
const neverLocal = new Set(
  'mcp fastmcp typing typing_extensions pydantic enum dataclasses functools inspect os sys json re asyncio logging datetime pathlib collections abc contextlib itertools copy textwrap types uuid'.split(
    ' ',
  ),
);

export interface Project {
  /** By path, sorted. */
  readonly modules: ReadonlyMap<string, Module>;
  find(from: Module, dotted: string, level: number): Module | undefined;
  syntaxOf(module: Module): ModuleSyntax;
  /** The modules parsed so far. */
  readonly parsed: ReadonlyMap<Module, ModuleSyntax>;
}

export function projectOf(files: readonly SourceFile[]): Project {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const texts = new Map(sorted.map((file) => [file.path, file.text]));
  const modules = new Map<string, Module>();
  /** Paths by the last part of their dotted name. */
  const byLeaf = new Map<string, string[]>();
  for (const path of texts.keys()) {
    const module: Module = {
      kind: 'module',
      path,
      scope: newScope('module', undefined, () => module),
      state: 'waiting',
    };
    modules.set(path, module);
    nameModule(module);
    const leaf = dottedOf(path).at(-1) ?? '';
    byLeaf.set(leaf, [...(byLeaf.get(leaf) ?? []), path]);
  }
  const parsed = new Map<Module, ModuleSyntax>();
  const found = new Map<string, Module | undefined>();

  const find = (from: Module, dotted: string, level: number): Module | undefined => {
    const key = `${from.path}\u0000${level}\u0000${dotted}`;
    if (!found.has(key)) {
      const path =
        level > 0
          ? relativePath(texts, from.path, dotted, level)
          : absolutePath(texts, byLeaf, from.path, dotted);
      found.set(key, path === undefined ? undefined : modules.get(path));
    }
    return found.get(key);
  };
  const syntaxOf = (module: Module): ModuleSyntax => {
    const known = parsed.get(module);
    if (known !== undefined) return known;
    const syntax = readModule(texts.get(module.path) ?? '');
    parsed.set(module, syntax);
    return syntax;
  };
  return { modules, find, syntaxOf, parsed };
}

/** The names that Python gives a module to know itself by; a package's path is what leads to its modules. */
function nameModule(module: Module): void {
  const dotted = dottedOf(module.path);
  const isPackage = module.path.endsWith('__init__.py');
  module.scope.vars.set('__name__', dotted.join('.'));
  module.scope.vars.set('__package__', (isPackage ? dotted : dotted.slice(0, -1)).join('.'));
  if (isPackage) module.scope.vars.set('__path__', module);
}

/** Every function in a block, at any depth. */
export function* functionsOf(body: readonly Stmt[]): Generator<FunctionDef> {
  for (const statement of body) {
    if (statement.kind === 'function') yield statement;
    for (const block of blocksOf(statement)) yield* functionsOf(block);
  }
}

function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'function':
      return [statement.body ?? []];
    case 'class':
    case 'for':
    case 'while':
    case 'with':
      return [statement.body];
    case 'if':
      return [statement.body, statement.orElse];
    case 'try':
      return [statement.body, ...statement.handlers, statement.after];
    case 'match':
      return statement.cases.map((each) => each.body);
    default:
      return [];
  }
}

/** The parts of a file's dotted name from the top of the tree. */
function dottedOf(path: string): readonly string[] {
  const parts = path.replace(/\.py$/, '').split('/');
  return parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts;
}

function relativePath(
  texts: ReadonlyMap<string, string>,
  from: string,
  dotted: string,
  level: number,
): string | undefined {
  const folder = from.split('/').slice(0, -1);
  const base = folder.slice(0, folder.length - (level - 1));
  if (level - 1 > folder.length) return undefined;
  return fileAt(texts, [...base, ...(dotted === '' ? [] : dotted.split('.'))]);
}

function fileAt(texts: ReadonlyMap<string, string>, parts: readonly string[]): string | undefined {
  const path = parts.join('/');
  if (texts.has(`${path}.py`)) return `${path}.py`;
  const init = path === '' ? '__init__.py' : `${path}/__init__.py`;
  return texts.has(init) ? init : undefined;
}

/** The file of an absolute import: in a folder around the importing file first, then in any folder that can be a root. */
function absolutePath(
  texts: ReadonlyMap<string, string>,
  byLeaf: ReadonlyMap<string, readonly string[]>,
  from: string,
  dotted: string,
): string | undefined {
  const wanted = dotted.split('.');
  const [top = ''] = wanted;
  if (neverLocal.has(top)) return undefined;
  const folder = from.split('/').slice(0, -1);
  for (let length = folder.length; length >= 0; length -= 1) {
    const root = folder.slice(0, length);
    for (const inner of [[], ['src'], ['python'], ['lib']]) {
      const path = fileAt(texts, [...root, ...inner, ...wanted]);
      if (path !== undefined && path !== from) return path;
    }
  }
  const ending = `/${wanted.join('/')}`;
  const elsewhere = (byLeaf.get(wanted.at(-1) ?? '') ?? []).filter((path) => {
    const name = dottedOf(path).join('/');
    if (!name.endsWith(ending)) return false;
    const root = name.slice(0, -ending.length);
    return texts.has(`${root}/${top}/__init__.py`) && !texts.has(`${root}/__init__.py`);
  });
  return elsewhere[0];
}
