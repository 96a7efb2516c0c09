// Builds the search index: a manifest, a vocabulary and many small files, of which a query reads one or two.
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeIfDifferent } from '../../kit/files.ts';
import {
  hashLength,
  type Manifest,
  type SearchRecord,
  shardPath,
  type Tier,
  type TierManifest,
} from '../format.ts';
import { type Columns, compare, gather } from './gather.ts';
import { type Bounds, type List, nameLists, textLists } from './lists.ts';
import { pack, shardOf } from './pack.ts';

export type { SearchRecord } from '../format.ts';

/** What was built. */
export interface SearchReport {
  readonly records: number;
  readonly servers: number;
  /** Files of the index, the manifest and the vocabulary included. */
  readonly files: number;
  /** Files that were not there before. */
  readonly written: number;
  /** Bytes of all files, before compression. */
  readonly bytes: number;
  /** Bytes of the largest file of lists, before compression. */
  readonly largest: number;
  /** Words of names and servers. */
  readonly words: number;
  /** Lists that were cut, pairs of frequent words that have a list, lists of description words. */
  readonly cut: number;
  readonly pairs: number;
  readonly texts: number;
}

const bounds: Bounds = { rows: 1500, textRows: 300, bytes: 72_000 };
const vocabularySize = 24_000;

/**
 * Writes the index of all records below `outDir`. Files are named after their content, so only what changed is
 * written; the manifest comes last, and the files of the index before stay for readers that still have its manifest.
 */
export async function buildSearchIndex(
  records: Iterable<SearchRecord>,
  outDir: string,
): Promise<SearchReport> {
  const columns = gather(records);
  const names = nameLists(columns, bounds);
  const texts = textLists(columns, bounds);
  const writer = shardWriter(columns, outDir);
  await mkdir(join(outDir, 'names'), { recursive: true });
  await mkdir(join(outDir, 'texts'), { recursive: true });
  const namesTier = await writer.tier('names', names.cut, names.whole);
  const textsTier = await writer.tier('texts', [], texts);

  const vocabulary = names.vocabulary.slice(0, vocabularySize).join('\n');
  const manifest: Manifest = {
    format: 1,
    records: columns.size,
    servers: columns.servers.length,
    cap: bounds.rows,
    wholeVocabulary: names.vocabulary.length <= vocabularySize,
    vocabulary: hashOf(vocabulary),
    values: columns.values,
    names: namesTier,
    texts: textsTier,
  };
  const before = await shardsOf(outDir);
  const text = JSON.stringify(manifest);
  const fresh = [
    await writeIfDifferent(join(outDir, 'vocab.txt'), vocabulary),
    await writeIfDifferent(join(outDir, 'manifest.json'), text),
  ];
  await removeOthers(outDir, new Set([...writer.paths(), ...before]));
  return {
    records: columns.size,
    servers: columns.servers.length,
    files: writer.paths().size + 2,
    written: writer.written() + fresh.filter(Boolean).length,
    bytes: writer.bytes() + Buffer.byteLength(text) + Buffer.byteLength(vocabulary),
    largest: writer.largest(),
    words: names.vocabulary.length,
    cut: names.cut.length,
    pairs: names.pairs,
    texts: texts.length,
  };
}

interface ShardWriter {
  tier(tier: Tier, cut: readonly List[], whole: readonly List[]): Promise<TierManifest>;
  paths(): ReadonlySet<string>;
  written(): number;
  bytes(): number;
  largest(): number;
}

function shardWriter(columns: Columns, outDir: string): ShardWriter {
  const paths = new Set<string>();
  let written = 0;
  let bytes = 0;
  let largest = 0;
  const write = async (tier: Tier, key: string, content: unknown): Promise<string> => {
    const text = JSON.stringify(content);
    const hash = hashOf(text);
    const path = shardPath(tier, key, hash);
    const size = Buffer.byteLength(text);
    paths.add(path);
    bytes += size;
    largest = Math.max(largest, size);
    if (await place(join(outDir, path), text, size)) written += 1;
    return hash;
  };
  return {
    tier: async (tier, cut, whole) => {
      const sorted = cut.toSorted((a, b) => compare(a.key, b.key));
      const cutHashes: string[] = [];
      for (const list of sorted) cutHashes.push(await write(tier, list.key, shardOf(columns, [list])));
      const keys: string[] = [];
      const hashes: string[] = [];
      for (const { key, shard } of pack(columns, whole, bounds)) {
        keys.push(key);
        hashes.push(await write(tier, key, shard));
      }
      return {
        cut: sorted.map(({ key }) => key).join('\n'),
        cutHashes: cutHashes.join(''),
        packed: keys.join('\n'),
        packedHashes: hashes.join(''),
      };
    },
    paths: () => paths,
    written: () => written,
    bytes: () => bytes,
    largest: () => largest,
  };
}

/** Writes a file named after its content, unless it is there. A rename, so that nobody reads half of it. */
async function place(path: string, text: string, size: number): Promise<boolean> {
  const present = await stat(path).catch(() => undefined);
  if (present?.size === size) return false;
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  return true;
}

/** The paths that the manifest in a folder names; none when there is no manifest that can be read. */
async function shardsOf(outDir: string): Promise<string[]> {
  const text = (await readIfThere(join(outDir, 'manifest.json')))?.toString() ?? '';
  try {
    const manifest = JSON.parse(text) as Manifest;
    return (['names', 'texts'] as const).flatMap((tier) => [
      ...pathsOf(tier, manifest[tier].cut, manifest[tier].cutHashes),
      ...pathsOf(tier, manifest[tier].packed, manifest[tier].packedHashes),
    ]);
  } catch {
    return [];
  }
}

function pathsOf(tier: Tier, keys: string, hashes: string): string[] {
  return keys
    .split('\n')
    .map((key, i) => shardPath(tier, key, hashes.slice(i * hashLength, (i + 1) * hashLength)));
}

/** Removes files of ours that are not wanted any more, and half-written ones. */
async function removeOthers(outDir: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const tier of ['names', 'texts']) {
    for (const file of await readdir(join(outDir, tier))) {
      const ours = /\.[a-z2-7]{7}\.json(\.new)?$/.test(file);
      if (ours && !wanted.has(`${tier}/${file}`)) await rm(join(outDir, tier, file));
    }
  }
}

/** The beginning of the sha256 in lower-case base 32. */
function hashOf(text: string): string {
  const digits = 'abcdefghijklmnopqrstuvwxyz234567';
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, hashLength), (byte) => digits.charAt(byte & 31)).join('');
}
