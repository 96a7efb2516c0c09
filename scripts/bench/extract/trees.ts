// The sources to measure reading with: invented ones, listed packages, a package, or a folder.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readNpm } from '../../../src/crawl/npm/npm.ts';
import { npmOptions } from '../../../src/crawl/npm/options.ts';
import type { SourceFile, SourceTree } from '../../../src/model/source.ts';
import { minifiedBundle, modules, usualServers } from './invented.ts';

export const megabyte = 1_000_000;

/** What is read when nothing is asked for. The three bundles show whether the cost grows as the source does. */
export const invented = new Map<string, () => readonly (readonly SourceFile[])[]>([
  ['100 usual servers', () => usualServers(100)],
  ['400 modules', () => [modules(400)]],
  ['a minified bundle of 3 MB', () => [minifiedBundle(3 * megabyte)]],
  ['a minified bundle of 6 MB', () => [minifiedBundle(6 * megabyte)]],
  ['a minified bundle of 12 MB', () => [minifiedBundle(12 * megabyte)]],
]);

/** The trees of a corpus: the name of an invented one, `listed:100`, `npm:package`, or a folder. */
export async function* treesOf(name: string): AsyncIterable<SourceTree> {
  const made = invented.get(name);
  if (made !== undefined) for (const files of made()) yield { files, skips: [] };
  else if (name.startsWith('npm:')) yield* packages([name]);
  else if (name.startsWith('listed:')) yield* packages(listed().slice(0, Number(name.slice(7))));
  else yield { files: filesBelow(name), skips: [] };
}

function listed(): readonly string[] {
  const path = join(import.meta.dirname, '../../../catalog/sources/npm.json');
  const { sources }: { sources: { source: string }[] } = JSON.parse(readFileSync(path, 'utf8'));
  return sources.map(({ source }) => source);
}

/** Packages as the npm cache has them; only what is not there is fetched. */
async function* packages(sources: readonly string[]): AsyncIterable<SourceTree> {
  const context = { known: async () => undefined, signal: new AbortController().signal, allowRun: false };
  const options = { ...(await npmOptions()), preferOffline: true };
  for (const source of sources) {
    const crawled = await readNpm(source, context, options);
    if (crawled.kind === 'tree') yield crawled.tree;
  }
}

function filesBelow(folder: string): readonly SourceFile[] {
  return globSync('**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx,py,go,java,cs,json}', { cwd: folder })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({
      path: relative(folder, path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }));
}
