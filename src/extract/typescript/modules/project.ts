// The files of one package or repository as modules: parsed when somebody asks, linked by their import paths.

import { posix } from 'node:path';
import type { SourceFile } from '../../../model/source.ts';
import { type JsonData, jsonData } from '../evaluator/json-data.ts';
import { indexModule } from './index-module/index-module.ts';
import { mayHold } from './index-module/may-hold.ts';
import type { Module } from './module.ts';
import { packagesOf } from './packages.ts';
import type { SyntaxNode } from './syntax.ts';

export interface Project {
  readonly files: readonly SourceFile[];
  readonly json: JsonData;
  /** The module of a path; undefined when the tree has no such file. */
  module(path: string): Module | undefined;
  moduleOf(node: SyntaxNode): Module;
  /** The file that an import of `specifier` in `from` means; undefined for what is outside the tree. */
  resolve(from: string, specifier: string): string | undefined;
  /** The modules parsed so far, sorted by path. */
  parsed(): readonly Module[];
  /** How many modules were parsed so far. */
  parsedCount(): number;
  /** Every module whose text changes something of that name, parsing where needed. */
  changing(name: string): readonly Module[];
  /** Every module whose text holds the word, parsing where needed. */
  mentioning(word: string): readonly Module[];
  /** Those of them that may call a function or class of that name, or hand it to a method that calls it. */
  calling(name: string): readonly Module[];
  /** Those of them that may assign something to a member of that name. */
  assigningTo(member: string): readonly Module[];
}

/** Methods that change a list, map or set. */
const changing = ['push', 'unshift', 'set', 'add', 'splice'];

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

/** Where the source of a built file stands, for trees that hold only the source. */
function sourceOf(entry: string): string {
  return entry.replace(/^(?:\.\/)?(?:dist|build|lib|out)\/(?:(?:esm|cjs|src)\/)?/, 'src/');
}

/** Links files; parses nothing yet. Manifests among the files name the packages of a workspace. */
export function createProject(all: readonly SourceFile[]): Project {
  const files = all.filter((file) => !/\.(?:json|ya?ml)$/.test(file.path));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const modules = new Map<string, Module>();
  let inOrder: readonly Module[] = [];
  const packages = packagesOf(all);

  const module = (path: string): Module | undefined => {
    const present = modules.get(path);
    if (present !== undefined) return present;
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    const made = indexModule(file);
    modules.set(path, made);
    return made;
  };

  const fileAt = (path: string): string | undefined => {
    if (byPath.has(path)) return path;
    const stem = path.replace(/\.[cm]?jsx?$/, '');
    for (const base of stem === path ? [path] : [stem, path]) {
      for (const ending of endings) if (byPath.has(base + ending)) return base + ending;
    }
    for (const ending of endings) if (byPath.has(`${path}/index${ending}`)) return `${path}/index${ending}`;
    return undefined;
  };

  const resolved = new Map<string, string | undefined>();
  const resolve = (from: string, specifier: string): string | undefined => {
    const key = `${from}\u0000${specifier}`;
    if (!resolved.has(key)) resolved.set(key, resolveAfresh(from, specifier));
    return resolved.get(key);
  };
  const holders = new Map<string, readonly SourceFile[]>();
  const filesHolding = (word: string): readonly SourceFile[] => {
    const present = holders.get(word);
    if (present !== undefined) return present;
    const found = files.filter(({ text }) => text.includes(word));
    holders.set(word, found);
    return found;
  };
  const changers = new Map<string, readonly Module[]>();
  const mentions = new Map<string, readonly Module[]>();
  const callers = new Map<string, readonly Module[]>();
  const assigners = new Map<string, readonly Module[]>();
  const modulesHolding = (
    known: Map<string, readonly Module[]>,
    word: string,
    mayMatter: (text: string) => boolean = () => true,
  ): readonly Module[] => {
    const present = known.get(word);
    if (present !== undefined) return present;
    const found = filesHolding(word)
      .filter(({ path, text }) => modules.has(path) || mayMatter(text))
      .flatMap(({ path }) => module(path) ?? []);
    known.set(word, found);
    return found;
  };

  const resolveAfresh = (from: string, specifier: string): string | undefined => {
    if (specifier.startsWith('.')) {
      return fileAt(posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\/$/, ''));
    }
    const home = from.includes('/src/') ? from.slice(0, from.indexOf('/src/') + 1) : '';
    const alias = /^(?:@|~|#|src)\/(.+)$/.exec(specifier)?.[1] ?? /^#(.+)$/.exec(specifier)?.[1];
    if (alias !== undefined) {
      for (const folder of [`${home}src/`, home, 'src/', '', 'dist/', 'build/']) {
        const found = fileAt(folder + alias);
        if (found !== undefined) return found;
      }
    }
    for (const { name, folder, entries } of packages) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const rest = specifier.slice(name.length + 1);
      for (const entry of entries.get(rest === '' ? '.' : `./${rest}`) ?? []) {
        const found = fileAt(posix.join(folder, entry)) ?? fileAt(posix.join(folder, sourceOf(entry)));
        if (found !== undefined) return found;
      }
      const places =
        rest === ''
          ? ['src/index', 'index', 'dist/index', 'lib/index', 'build/index', 'src/main']
          : [`src/${rest}`, rest, `dist/${rest}`];
      for (const place of places) {
        const found = fileAt(posix.join(folder, place));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };

  return {
    files,
    json: jsonData(all),
    module,
    moduleOf: (node) => {
      const found = module(node.source.path);
      if (found === undefined) throw new Error(`No module at ${node.source.path}.`);
      return found;
    },
    resolve,
    parsed: () => {
      if (inOrder.length !== modules.size) inOrder = files.flatMap((file) => modules.get(file.path) ?? []);
      return inOrder;
    },
    parsedCount: () => modules.size,
    changing: (name) => {
      const present = changers.get(name);
      if (present !== undefined) return present;
      const marks = [...changing.map((method) => `${name}.${method}(`), `${name}[`, `assign(${name}`];
      const found = filesHolding(name)
        .filter(({ text }) => marks.some((mark) => text.includes(mark)))
        .flatMap(({ path }) => module(path) ?? []);
      changers.set(name, found);
      return found;
    },
    mentioning: (word) => modulesHolding(mentions, word),
    calling: (name) => {
      const isCalled = mayHold('calls', name);
      const isHanded = mayHold('handed', name);
      return modulesHolding(
        callers,
        name,
        (text) => isCalled?.(text) !== false || isHanded?.(text) !== false,
      );
    },
    assigningTo: (member) => {
      const assigned = new RegExp(`\\.${member.replace(/\W/g, '\\$&')}\\s*=[^=]`);
      return modulesHolding(assigners, member, (text) => assigned.test(text));
    },
  };
}
