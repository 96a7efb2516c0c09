// Builds the search index: a manifest, a vocabulary and many small files, of which a query reads one or two.
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeIfDifferent } from '../../kit/files.ts';
import {
  hashLength,
  type Manifest,
  packWords,
  type SearchRecord,
  type Shard,
  shardPath,
  type Tier,
  type TierFiles,
  textsPath,
} from '../format.ts';
import { phrases } from '../word-table.ts';
import { type Columns, compare, gather } from './gather.ts';
import { type List, nameLists, textLists } from './lists.ts';
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

const bounds = { rows: 1500, bytes: 40_000 } as const;
/** A query may read one list for each of its words here, so the files are smaller. */
const textBounds = { rows: 300, bytes: 15_000 } as const;
/**
 * A small catalog affords small files, of which a query reads less; each step keeps a tier below about 2,000 files. Steps,
 * so that a few records more do not pack everything anew.
 */
const sharedBytes = [
  { below: 50_000, bytes: 8_000 },
  { below: 150_000, bytes: 20_000 },
  { below: Number.POSITIVE_INFINITY, bytes: 40_000 },
] as const;
const vocabularySize = 24_000;
const tiers = ['names', 'texts'] as const;

/**
 * Writes the index of all records below `outDir`. Files are named after their content, so only what changed is
 * written; the manifest comes last, and the files of the index before stay for readers that still have its manifest.
 */
export async function buildSearchIndex(
  records: Iterable<SearchRecord>,
  outDir: string,
): Promise<SearchReport> {
  const columns = gather(records);
  const shared = sharedBytes.find(({ below }) => columns.size < below)?.bytes ?? bounds.bytes;
  const names = nameLists(columns, bounds);
  const texts = textLists(columns, textBounds);
  for (const tier of tiers) await mkdir(join(outDir, tier), { recursive: true });
  const before = await pathsNow(outDir);
  const writer = shardWriter(columns, outDir, await present(outDir));
  const namesFiles = writer.tier('names', names.cut, names.whole, shared);
  const textsFiles = writer.tier('texts', [], texts, Math.min(shared / 2, textBounds.bytes));
  const vocabulary = packWords(mostUseful(names.vocabulary));
  const manifest: Manifest = {
    format: 1,
    records: columns.size,
    servers: columns.servers.length,
    cap: bounds.rows,
    wholeVocabulary: names.vocabulary.length <= vocabularySize,
    vocabulary: hashOf(vocabulary),
    values: columns.values,
    names: namesFiles,
    texts: writer.write(textsPath, textsFiles),
  };
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

/** The words that the browser is given: the most frequent ones, and every short form, which may be typed inside a word. */
function mostUseful(vocabulary: readonly string[]): string[] {
  const short = new Set(phrases.map(([form]) => form));
  const rare = vocabulary.slice(vocabularySize).filter((word) => short.has(word));
  return [...vocabulary.slice(0, vocabularySize - rare.length), ...rare];
}

interface ShardWriter {
  /** `shared` is about the most bytes of a file that several lists share. */
  tier(tier: Tier, cut: readonly List[], whole: readonly List[], shared: number): TierFiles;
  /** Writes one file under the path that its hash gives it; the result is the hash. */
  write(pathOf: (hash: string) => string, content: unknown): string;
  paths(): ReadonlySet<string>;
  written(): number;
  bytes(): number;
  largest(): number;
}

function shardWriter(columns: Columns, outDir: string, present: ReadonlySet<string>): ShardWriter {
  const paths = new Set<string>();
  let written = 0;
  let bytes = 0;
  let largest = 0;
  const write = (pathOf: (hash: string) => string, content: unknown): string => {
    const text = JSON.stringify(content);
    const hash = hashOf(text);
    const path = pathOf(hash);
    const size = Buffer.byteLength(text);
    paths.add(path);
    bytes += size;
    largest = Math.max(largest, size);
    if (present.has(path)) return hash;
    // A rename, so that nobody reads half of it. Nothing waits beside it, and thousands of small writes are faster so.
    writeFileSync(join(outDir, `${path}.new`), text);
    renameSync(join(outDir, `${path}.new`), join(outDir, path));
    written += 1;
    return hash;
  };
  const writeShard = (tier: Tier, key: string, shard: Shard) =>
    write((hash) => shardPath(tier, key, hash), shard);
  return {
    write,
    tier: (tier, cut, whole, shared) => {
      const sorted = cut.toSorted((a, b) => compare(a.key, b.key));
      const cutHashes: string[] = [];
      for (const list of sorted) cutHashes.push(writeShard(tier, list.key, shardOf(columns, [list])));
      const keys: string[] = [];
      const hashes: string[] = [];
      for (const { key, shard } of pack(columns, whole, shared)) {
        keys.push(key);
        hashes.push(writeShard(tier, key, shard));
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

/** The paths of the index that is in a folder, as its manifest names them; none when there is none that can be read. */
async function pathsNow(outDir: string): Promise<string[]> {
  const read = async (path: string) => JSON.parse((await readIfThere(join(outDir, path)))?.toString() ?? '');
  try {
    const manifest: Manifest = await read('manifest.json');
    const texts = textsPath(manifest.texts);
    return [texts, ...pathsOf('names', manifest.names), ...pathsOf('texts', await read(texts))];
  } catch {
    return [];
  }
}

function pathsOf(tier: Tier, { cut, cutHashes, packed, packedHashes }: TierFiles): string[] {
  const paths = (keys: string, hashes: string) =>
    keys
      .split('\n')
      .map((key, i) => shardPath(tier, key, hashes.slice(i * hashLength, (i + 1) * hashLength)));
  return [...paths(cut, cutHashes), ...paths(packed, packedHashes)];
}

/** Files named after their content that are in a folder already. */
async function present(outDir: string): Promise<ReadonlySet<string>> {
  const files = await Promise.all(
    tiers.map(async (tier) => (await readdir(join(outDir, tier))).map((file) => `${tier}/${file}`)),
  );
  return new Set(files.flat());
}

/** Removes files of ours that are not wanted any more, and half-written ones. */
async function removeOthers(outDir: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const tier of tiers) {
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
