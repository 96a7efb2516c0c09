// Speed of reading tools out of sources by processor time, and the memory it takes; each row in a process of its own.
// node scripts/bench/extract.ts [folder | npm:package | listed:100 …]; listed:100 are the first hundred packages of
// catalog/sources/npm.json. Without arguments it reads invented servers, modules and minified bundles.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readNpm } from '../../src/crawl/npm/npm.ts';
import { npmOptions } from '../../src/crawl/npm/options.ts';
import { extract } from '../../src/extract/extract.ts';
import type { SourceFile, SourceTree } from '../../src/model/source.ts';
import { minifiedBundle, modules, usualServers } from './extract/invented.ts';

const megabyte = 1_000_000;

/** Rows of the table without arguments. The three bundles show whether the cost grows as the source does. */
const invented = new Map<string, () => readonly (readonly SourceFile[])[]>([
  ['100 usual servers', () => usualServers(100)],
  ['400 modules', () => [modules(400)]],
  ['a minified bundle of 3 MB', () => [minifiedBundle(3 * megabyte)]],
  ['a minified bundle of 6 MB', () => [minifiedBundle(6 * megabyte)]],
  ['a minified bundle of 12 MB', () => [minifiedBundle(12 * megabyte)]],
]);

const asked = process.argv.slice(2);
if (asked[0] === '--row') process.stdout.write(await row(asked[1] ?? ''));
else {
  process.stdout.write(
    'corpus                          servers      MB   CPU s  MB/CPU s  median ms   p95 ms  tools  peak MB\n',
  );
  for (const name of asked.length > 0 ? asked : invented.keys()) {
    const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, '--row', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.stdout.write(status === 0 ? stdout : `${name}: could not be read\n`);
    if (status !== 0) process.exitCode = 1;
  }
}

/** Measures one corpus; fetching it does not count. */
async function row(name: string): Promise<string> {
  const costs: number[] = [];
  let size = 0;
  let found = 0;
  for await (const tree of treesOf(name)) {
    const before = process.cpuUsage();
    const { tools } = await extract(tree);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1e6);
    size += tree.files.reduce((sum, file) => sum + file.text.length, 0) / megabyte;
    found += tools.length;
  }
  const seconds = costs.reduce((sum, cost) => sum + cost, 0);
  const sorted = costs.sort((a, b) => a - b);
  const at = (share: number) => String(Math.round(1000 * (sorted[Math.floor(sorted.length * share)] ?? 0)));
  const cells = [
    String(costs.length).padStart(7),
    size.toFixed(2).padStart(7),
    seconds.toFixed(2).padStart(7),
    (size / seconds).toFixed(1).padStart(9),
    at(0.5).padStart(10),
    at(0.95).padStart(8),
    String(found).padStart(6),
    String(Math.round((process.resourceUsage().maxRSS * 1024) / megabyte)).padStart(8),
  ];
  return `${name.slice(0, 31).padEnd(31)} ${cells.join(' ')}\n`;
}

async function* treesOf(name: string): AsyncIterable<SourceTree> {
  const made = invented.get(name);
  if (made !== undefined) for (const files of made()) yield { files, skips: [] };
  else if (name.startsWith('npm:')) yield* packages([name]);
  else if (name.startsWith('listed:')) yield* packages(listed().slice(0, Number(name.slice(7))));
  else yield { files: filesBelow(name), skips: [] };
}

function listed(): readonly string[] {
  const path = join(import.meta.dirname, '../../catalog/sources/npm.json');
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
