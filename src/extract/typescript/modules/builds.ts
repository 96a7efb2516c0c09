// Packages ship the same code several times: as sources, as ES modules, as CommonJS. One copy is read.

import { posix } from 'node:path';
import type { SourceFile } from '../../../model/source.ts';
import { isBuilt } from '../../collect.ts';
import { toolLiteralsIn } from './tool-literals.ts';

/** Folders that name a form of the same modules, in the order in which they are preferred. */
const forms = ['esm', 'es', 'mjs', 'module', 'cjs', 'commonjs', 'umd', 'node-cjs'];
const formSet = new Set(forms);

/** Folders that hold nothing but output. `bin` and `lib` may hold sources too. */
const outputFolders = new Set(['dist', 'build', 'out', 'bundle', 'esm', 'cjs', 'umd']);

/** Above this a file in `bin` or `lib` beside sources is taken for a bundle of them. */
const bundleLength = 200_000;

/** Leaves out modules that stand in the tree in another form too, such as CommonJS beside ES modules. */
export function withoutTwins(files: readonly SourceFile[]): readonly SourceFile[] {
  const best = new Map<string, number>();
  const longest = new Map<string, number>();
  for (const { path, text } of files)
    longest.set(modulePath(path), Math.max(text.length, longest.get(modulePath(path)) ?? 0));
  // A file that only loads one of the forms is no form of the module.
  const isLoader = ({ path, text }: SourceFile) => text.length * 4 < (longest.get(modulePath(path)) ?? 0);
  for (const file of files) {
    if (isLoader(file)) continue;
    const key = modulePath(file.path);
    const rank = formRank(file.path);
    if (rank < (best.get(key) ?? Number.POSITIVE_INFINITY)) best.set(key, rank);
  }
  const folders = commonJsTwins(files);
  return files.filter(
    (file) =>
      (isLoader(file) || best.get(modulePath(file.path)) === formRank(file.path)) &&
      !(file.path.endsWith('.cjs') && folders.has(posix.dirname(file.path))),
  );
}

/** Leaves out built files beside sources that gave tools: they hold the same tools once more. */
export function withoutBuilds(
  files: readonly SourceFile[],
  sourcesWithTools: readonly string[],
): readonly SourceFile[] {
  const roots = [...new Set(sourcesWithTools.map(packageRoot))];
  return files.filter((file) => {
    if (!isBuilt(file.path) || /\.(?:json|ya?ml)$/.test(file.path)) return true;
    const { root, folder } = builtIn(file.path);
    const isOutput = outputFolders.has(folder) || file.text.length > bundleLength;
    return !(isOutput && roots.includes(root));
  });
}

/**
 * True for a built file that may hold tools besides those that are known from the sources: it names others, or it names
 * none and stands in a package whose sources register nothing.
 */
export function mayAdd(
  file: SourceFile,
  names: ReadonlySet<string>,
  registering: readonly string[],
): boolean {
  const literals = [...toolLiteralsIn(file.text)];
  if (literals.length > 0) return literals.some((name) => !names.has(name));
  const { root } = builtIn(file.path);
  return !registering.some((path) => packageRoot(path) === root);
}

/** Of `packages/a/dist/x.js` the `packages/a` and the `dist`. */
function builtIn(path: string): { readonly root: string; readonly folder: string } {
  const parts = path.split('/');
  const at = parts.findIndex((part, i) => i < parts.length - 1 && isBuilt(`${part}/x.js`));
  return { root: parts.slice(0, Math.max(at, 0)).join('/'), folder: parts[at] ?? '' };
}

/** Of `packages/a/src/x.ts` the `packages/a`. */
function packageRoot(path: string): string {
  const parts = path.split('/');
  const at = parts.indexOf('src');
  return (at < 0 ? parts.slice(0, -1) : parts.slice(0, at)).join('/');
}

/** A path without what tells the forms of a module apart. */
function modulePath(path: string): string {
  if (!isBuilt(path)) return path;
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  return [...parts.filter((part) => !formSet.has(part)), file.replace(/\.[cm]?js$/, '.js')].join('/');
}

function formRank(path: string): number {
  const parts = path.split('/');
  const form = parts.findIndex((part) => formSet.has(part));
  const folder = form < 0 ? 0 : forms.indexOf(parts[form] ?? '') + 1;
  return folder * 4 + (path.endsWith('.cjs') ? 2 : path.endsWith('.mjs') ? 1 : 0);
}

/** Folders where each entry stands as `.cjs` and as `.js` or `.mjs`, with chunks of their own. */
function commonJsTwins(files: readonly SourceFile[]): ReadonlySet<string> {
  const counts = new Map<string, { common: number; modern: number; stems: Map<string, number> }>();
  for (const file of files) {
    const ending = /\.([cm]?js)$/.exec(file.path)?.[1];
    if (ending === undefined || !isBuilt(file.path)) continue;
    const folder = posix.dirname(file.path);
    const count = counts.get(folder) ?? { common: 0, modern: 0, stems: new Map<string, number>() };
    counts.set(folder, count);
    if (ending === 'cjs') count.common += 1;
    else count.modern += 1;
    const stem = posix.basename(file.path, `.${ending}`);
    count.stems.set(stem, (count.stems.get(stem) ?? 0) | (ending === 'cjs' ? 1 : 2));
  }
  return new Set(
    [...counts]
      .filter(
        ([, { common, modern, stems }]) => common > 0 && modern >= common && [...stems.values()].includes(3),
      )
      .map(([folder]) => folder),
  );
}
