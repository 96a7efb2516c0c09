// Which files the program of a package loads: tools in the others belong to another of its programs, or to none.

import { posix } from 'node:path';
import type { SourceFile } from '../../model/source.ts';
import type { ToolDraft } from '../../model/tool.ts';
import type { Project } from './modules/project.ts';

/** Why a tool is not listed by the program that a package is started with. */
export interface Unloaded {
  readonly condition: string;
  /** True when no program of the package loads the file. */
  readonly byNone: boolean;
}

const mostFiles = 3000;

/** Files above this are bundles, whose loaders mean other packages' files. */
const longestFile = 2_000_000;

/**
 * Tells of tools why the program of the package does not list them; undefined where it may. Where the manifest names no
 * program, or the program loads files by names made at run time, every file counts as loaded.
 */
export function unloadedTools(
  all: readonly SourceFile[],
  project: Project,
  tools: readonly ToolDraft[],
): (tool: ToolDraft) => Unloaded | undefined {
  const programs = programsOf(all, project);
  const [main, ...others] = programs;
  if (main === undefined) return () => undefined;
  const loaded = loadedBy(project, main.path);
  const own = tools.filter((tool) => loaded.paths.has(tool.place.path));
  const roots = all.flatMap(({ path }) =>
    path !== 'package.json' && posix.basename(path) === 'package.json' ? [`${posix.dirname(path)}/`] : [],
  );
  const names = new Set(own.map((tool) => tool.name));
  if (own.length === 0) return () => undefined;
  const reaches = new Map<string, ReadonlySet<string>>();
  return ({ name, place: { path } }) => {
    if (loaded.paths.has(path) || names.has(name) || project.module(path) === undefined) return undefined;
    if (roots.some((root) => path.startsWith(root))) return undefined;
    for (const other of others) {
      const isEntry = other.path === path;
      if (!isEntry && !loaded.isSure) continue;
      const reach = reaches.get(other.path) ?? loadedBy(project, other.path).paths;
      reaches.set(other.path, reach);
      if (isEntry || reach.has(path))
        return { condition: `another program of the package: ${other.name}`, byNone: false };
    }
    return loaded.isSure
      ? { condition: 'a file that the program of the package does not load', byNone: true }
      : undefined;
  };
}

interface Program {
  readonly name: string;
  readonly path: string;
}

/** The programs that the manifest names, as files of the tree, the one that is named after the package first. */
function programsOf(all: readonly SourceFile[], project: Project): readonly Program[] {
  const manifest = all.find((file) => file.path === 'package.json');
  const { name, bin } = manifest === undefined ? {} : manifestIn(manifest.text);
  const base = typeof name === 'string' ? name.slice(name.indexOf('/') + 1) : '';
  const given: readonly (readonly [string, unknown])[] =
    typeof bin === 'string'
      ? [[base, bin]]
      : typeof bin === 'object' && bin !== null
        ? Object.entries(bin)
        : [];
  const found = given.flatMap(([key, path]): readonly Program[] => {
    const file = typeof path === 'string' ? fileOf(path, project) : undefined;
    return file === undefined ? [] : [{ name: key.slice(0, 100), path: file }];
  });
  // A program that is not in the tree may load anything.
  if (found.length < given.length) return [];
  const main =
    found.find((one) => one.name === base) ?? found.find((one) => /mcp|server/.test(one.name)) ?? found[0];
  return main === undefined ? [] : [main, ...found.filter((one) => one !== main)];
}

function manifestIn(text: string): { readonly name?: unknown; readonly bin?: unknown } {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

function fileOf(path: string, project: Project): string | undefined {
  const plain = path.replace(/^\.\//, '');
  const source = plain.replace(/^(?:dist|build|lib|out|bin)\/(?:(?:esm|cjs|src)\/)?/, 'src/');
  return project.resolve('package.json', `./${plain}`) ?? project.resolve('package.json', `./${source}`);
}

interface Loaded {
  readonly paths: ReadonlySet<string>;
  /** False when files may be loaded that no text names. */
  readonly isSure: boolean;
}

/** Paths in imports, and file names that may be handed to a loader. */
const named =
  /(?:\bfrom|\bimport|\brequire(?:\.resolve)?)\s{0,4}\(?\s{0,4}["'`]([^"'`\n$]{1,200})["'`]|["'`]([\w./@-]{1,200}\.[cm]?[jt]sx?)["'`]/g;

/** Loading of what a name made at run time means, and reading of folders. */
const open =
  /\bimport\(\s{0,9}(?:[^"'`\s)/]|`[^`\n]{0,100}\$\{)|\brequire\(\s{0,9}(?:[A-Za-z_$(]|["'`][^"'`\n]{0,100}["'`]\s{0,4}\+|`[^`\n]{0,100}\$\{)|\b(?:readdir|readdirSync|globSync|globby|fastGlob)\b|import\.meta\.glob|require\.context/;

function loadedBy(project: Project, entry: string): Loaded {
  const texts = new Map(project.files.map((file) => [file.path, file.text]));
  const paths = new Set([entry]);
  let isSure = true;
  // Files found on the way are gone through in turn.
  for (const path of paths) {
    const text = texts.get(path) ?? '';
    if (text.length > longestFile || paths.size > mostFiles) isSure = false;
    if (open.test(text)) isSure = false;
    for (const [, imported, file] of text.matchAll(named)) {
      const found =
        imported === undefined ? resolvedFile(project, path, file ?? '') : project.resolve(path, imported);
      if (found !== undefined) paths.add(found);
    }
  }
  return { paths, isSure };
}

/** A file name in a text, seen from the file or from the top of the package. */
function resolvedFile(project: Project, from: string, file: string): string | undefined {
  const plain = file.replace(/^\.?\//, '');
  return project.resolve(from, file.startsWith('.') ? file : `./${plain}`) ?? fileOf(plain, project);
}
