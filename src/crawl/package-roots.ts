// The packages inside a tree: which folders have a manifest that names one, and which package a file belongs to.
import type { SourceFile, SourceTree } from '../model/source.ts';
import { type ManifestFacts, manifestRank, readManifest } from './read-manifest.ts';

/** A folder of a tree that is a package of its own. */
export interface PackageRoot {
  /** Without a slash at the end; empty for the top of the tree. */
  readonly folder: string;
  /** Names under which other packages depend on it, one for each ecosystem. */
  readonly names: readonly string[];
  readonly facts: ManifestFacts;
  readonly dependencies: ReadonlySet<string>;
}

/** The packages of a tree, sorted by folder. The top of the tree always is one. */
export function packageRoots(tree: SourceTree): readonly PackageRoot[] {
  const manifests = new Map<string, SourceFile[]>([['', []]]);
  for (const file of tree.files) {
    if (manifestRank(file.path) === undefined) continue;
    const folder = folderOf(file.path);
    manifests.set(folder, [...(manifests.get(folder) ?? []), file]);
  }
  return [...manifests]
    .map(([folder, files]) => rootOf(folder, files))
    .filter((root) => root !== undefined)
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** A function that gives the folder of the nearest package around a path. */
export function nearestPackage(roots: readonly PackageRoot[]): (path: string) => string {
  const folders = new Set(roots.map((root) => root.folder));
  return (path) => {
    let folder = folderOf(path);
    while (folder !== '' && !folders.has(folder)) folder = folderOf(folder);
    return folder;
  };
}

function rootOf(folder: string, files: readonly SourceFile[]): PackageRoot | undefined {
  const read = [...files]
    .sort((a, b) => (manifestRank(a.path) ?? 0) - (manifestRank(b.path) ?? 0))
    .map((file) => readManifest(file.path, file.text))
    .filter((manifest) => manifest !== undefined);
  if (folder !== '' && read.length === 0) return undefined;
  return {
    folder,
    names: read.map((manifest) => manifest.name),
    facts: read[0]?.facts ?? {},
    dependencies: new Set(read.flatMap((manifest) => [...manifest.dependencies])),
  };
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
