// Reads the same sources with this checkout and with another one, in turn: what differs, and the ratio of processor time.
// node scripts/compare-extraction.ts <other checkout> [folder | npm:package | listed:100 …]; exit 1 when anything differs.
import { join, resolve } from 'node:path';
import { extract } from '../src/extract/extract.ts';
import type { SourceTree } from '../src/model/source.ts';
import { megabyte, treesOf } from './bench/extract/trees.ts';

type Extract = typeof extract;

const [folder = '', ...corpora] = process.argv.slice(2);
const other: { extract: Extract } = await import(join(resolve(folder), 'src/extract/extract.ts'));

let [trees, size, own, others] = [0, 0, 0, 0];
for (const corpus of corpora.length > 0 ? corpora : ['listed:100']) {
  for await (const tree of treesOf(corpus)) {
    trees += 1;
    const length = tree.files.reduce((sum, file) => sum + file.text.length, 0);
    size += length / megabyte;
    // Each goes first every second time, so that neither always finds warm caches.
    const order = trees % 2 === 0 ? [extract, other.extract] : [other.extract, extract];
    const results = new Map<Extract, { readonly text: string; readonly seconds: number }>();
    for (const one of order) results.set(one, await measured(one, tree));
    own += results.get(extract)?.seconds ?? 0;
    others += results.get(other.extract)?.seconds ?? 0;
    if (results.get(extract)?.text === results.get(other.extract)?.text) continue;
    process.exitCode = 1;
    process.stdout.write(`${corpus}, tree ${trees} (${tree.files[0]?.path ?? 'empty'}) differs\n`);
  }
}
process.stdout.write(
  `${trees} trees, ${size.toFixed(1)} MB: ${own.toFixed(1)} CPU s (${(size / own).toFixed(1)} MB/CPU s), ` +
    `the other ${others.toFixed(1)} CPU s (${(size / others).toFixed(1)} MB/CPU s), ratio ${(own / others).toFixed(2)}\n`,
);

async function measured(one: Extract, tree: SourceTree) {
  const before = process.cpuUsage();
  const found = await one(tree);
  const { user, system } = process.cpuUsage(before);
  return { text: JSON.stringify(found), seconds: (user + system) / 1e6 };
}
