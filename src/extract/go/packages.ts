// The packages of a Go project: one scope a folder, one inside it for the imports of each file.
import type { SourceFile } from '../../model/source.ts';
import type { ClassDef, FunctionDef } from '../_program/ast.ts';
import { evaluate } from '../_program/expressions.ts';
import { allowed, type Run } from '../_program/run.ts';
import { execute } from '../_program/statements.ts';
import { type Class, callable, external, type Module, newScope, type Scope } from '../_program/values.ts';
import { type GoFile, type GoType, readGo } from './syntax/file.ts';

interface Loaded {
  readonly file: GoFile;
  readonly scope: Scope;
}

export interface GoProject {
  readonly files: readonly Loaded[];
  readonly functions: readonly FunctionDef[];
  readonly modules: ReadonlyMap<string, Module>;
}

/** Reads all files and binds their declarations; variables are worth something after `initialize`. */
export function packagesOf(files: readonly SourceFile[]): GoProject {
  const packages = new Map<string, Module>();
  const modules = new Map<string, Module>();
  const loaded: Loaded[] = [];
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { path, text } of sorted) {
    const folder = path.split('/').slice(0, -1).join('/');
    const home = packages.get(folder) ?? newModule(folder, undefined);
    packages.set(folder, home);
    const module = newModule(path, home.scope);
    modules.set(path, module);
    loaded.push({ file: readGo(text), scope: module.scope });
  }
  const root = rootOf(new Set(loaded.flatMap(({ file }) => file.imports.map(({ path }) => path))), packages);
  for (const { file, scope } of loaded) {
    for (const { path, alias } of file.imports) {
      scope.vars.set(alias, packageAt(path, root, packages) ?? external(path));
    }
  }
  const functions = loaded.flatMap(({ file }) => file.functions.map(({ def }) => def));
  return { files: loaded, functions, modules };
}

function newModule(path: string, parent: Scope | undefined): Module {
  const module: Module = {
    kind: 'module',
    path,
    scope: newScope('module', parent, () => module),
    state: 'done',
  };
  return module;
}

/** Which import paths stand for which folders: `prefix/rest` is `folder/rest`. */
interface Root {
  readonly prefix: string;
  readonly folder: string;
}

/** Finds the module's own import path by how many different packages it explains; a go.mod is not always at hand. */
function rootOf(imports: ReadonlySet<string>, packages: ReadonlyMap<string, Module>): Root | undefined {
  const byLast = new Map<string, string[]>();
  for (const folder of packages.keys()) {
    const last = folder.split('/').at(-1) ?? '';
    byLast.set(last, [...(byLast.get(last) ?? []), folder]);
  }
  const votes = new Map<string, { readonly root: Root; count: number }>();
  for (const path of imports) {
    if (libraries.test(path)) continue;
    const segments = path.split('/');
    for (const folder of (byLast.get(segments.at(-1) ?? '') ?? []).slice(0, 50)) {
      if (folder === '') continue;
      const parts = folder.split('/');
      let shared = 1;
      while (
        shared < Math.min(parts.length, segments.length - 1) &&
        parts.at(-shared - 1) === segments.at(-shared - 1)
      )
        shared += 1;
      const root = {
        prefix: segments.slice(0, -shared).join('/'),
        folder: parts.slice(0, -shared).join('/'),
      };
      const key = `${root.prefix}\u0000${root.folder}`;
      const vote = votes.get(key) ?? { root, count: 0 };
      vote.count += shared;
      votes.set(key, vote);
    }
  }
  const [best] = [...votes.values()].sort(
    (a, b) =>
      b.count - a.count ||
      a.root.folder.length - b.root.folder.length ||
      b.root.prefix.length - a.root.prefix.length ||
      (a.root.prefix < b.root.prefix ? -1 : 1),
  );
  return best?.root;
}

/** Modules that are never the project itself, although its folders may be called like theirs. */
const libraries =
  /mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|^golang\.org\/|^k8s\.io\/|^google\.golang\.org\//;

function packageAt(
  path: string,
  root: Root | undefined,
  packages: ReadonlyMap<string, Module>,
): Module | undefined {
  if (root === undefined) return undefined;
  if (path === root.prefix) return packages.get(root.folder);
  if (!path.startsWith(`${root.prefix}/`)) return undefined;
  const rest = path.slice(root.prefix.length + 1);
  return packages.get(root.folder === '' ? rest : `${root.folder}/${rest}`);
}

/** Binds types and functions, then evaluates constants and variables, twice because their order says nothing. */
export function initialize(project: GoProject, run: Run): void {
  for (const { file, scope } of project.files) {
    const home = scope.parent ?? scope;
    for (const type of file.types) {
      if (type.fields === undefined) continue;
      const cls = classOf(type, scope);
      home.vars.set(type.name, cls);
      run.classes.set(cls.scope, cls);
    }
  }
  for (const { file, scope } of project.files) {
    const home = scope.parent ?? scope;
    for (const type of file.types) {
      if (type.fields === undefined) home.vars.set(type.name, { kind: 'type', expr: type.type, scope });
    }
  }
  for (const { file, scope } of project.files) {
    const home = scope.parent ?? scope;
    for (const { def, receiver } of file.functions) {
      const fn = callable(def, scope);
      run.defined.set(def, fn);
      const owner = receiver === undefined ? undefined : home.vars.get(receiver);
      if (receiver === undefined) home.vars.set(def.name, fn);
      else if (typeof owner === 'object' && owner !== null && owner.kind === 'class') {
        owner.scope.vars.set(def.name, fn);
        run.owners.set(def, owner);
      }
    }
    for (const type of file.types) {
      const cls = home.vars.get(type.name);
      if (type.fields === undefined || typeof cls !== 'object' || cls?.kind !== 'class') continue;
      const bases = type.fields
        .filter((field) => field.embedded)
        .map((field) => evaluate(field.type, scope, run));
      (cls.bases as unknown[]).push(...bases.filter((base) => base !== cls));
    }
  }
  for (let round = 0; round < 2; round += 1) {
    for (const { file, scope } of project.files) {
      for (const statement of file.values) {
        allowed(run, () => declare(statement, scope, run));
      }
    }
  }
}

/** Evaluates in the file, binds in the package. */
function declare(statement: GoFile['values'][number], scope: Scope, run: Run): void {
  const home = scope.parent ?? scope;
  const before = scope.vars;
  scope.vars = new Map(before);
  execute([statement], scope, run);
  for (const [name, value] of scope.vars) if (before.get(name) !== value) home.vars.set(name, value);
  scope.vars = before;
}

function classOf(type: GoType, scope: Scope): Class {
  const body = newScope('class', scope, scope.module);
  const tags = new Map<string, string>();
  for (const field of type.fields ?? []) {
    if (!field.embedded) body.annotations.set(field.name, field.type);
    tags.set(field.name, field.tag);
  }
  const def: ClassDef = {
    kind: 'class',
    name: type.name,
    bases: [],
    decorators: [],
    docstring: undefined,
    body: [],
    line: type.line,
  };
  const cls: Class = { kind: 'class', def, scope: body, bases: [] };
  fieldTags.set(cls, tags);
  return cls;
}

const fieldTags = new WeakMap<Class, ReadonlyMap<string, string>>();

/** The tags of a struct's own fields. */
export function tagsOf(cls: Class): ReadonlyMap<string, string> {
  return fieldTags.get(cls) ?? new Map();
}
