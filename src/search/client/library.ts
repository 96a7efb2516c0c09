// Fetches the files of the index: each once, the manifest again when a file it names is gone.
import {
  hashLength,
  lastNotAfter,
  type Manifest,
  type Shard,
  shardPath,
  type Tier,
  type TierFiles,
  textsPath,
  unpackWords,
} from '../format.ts';
import { type OpenShard, openShard, type RowList } from './hit.ts';

/** What the library needs of the network. */
export type Fetch = (
  address: string,
  options?: { readonly cache?: 'no-cache' },
) => Promise<{ readonly ok: boolean; text(): Promise<string> }>;

/** The index cannot be read: no network, or no index at this address. */
export class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable';
}

/** The files of the index as lists and words. */
export interface Library {
  manifest(): Promise<Manifest>;
  /** The words of names and servers, the most frequent first. */
  vocabulary(): Promise<readonly string[]>;
  /** The list of a key; undefined when no record has it. */
  list(tier: Tier, key: string): Promise<RowList | undefined>;
  /** True when the list of this key had to be cut. */
  isCut(key: string): Promise<boolean>;
  /** Words that share a file of names with this one, where it stands or would stand. */
  neighbors(word: string): Promise<readonly string[]>;
}

const shardsKept = 40;

interface OpenManifest {
  readonly manifest: Manifest;
  readonly names: OpenTier;
  texts: Promise<OpenTier> | undefined;
  vocabulary: Promise<readonly string[]> | undefined;
}

interface OpenTier {
  readonly cut: ReadonlyMap<string, string>;
  readonly packed: readonly string[];
  readonly hashes: string;
}

/** A library on the index at `base`, which ends with a slash. */
export function openLibrary(fetch: Fetch, base: string): Library {
  const shards = new Map<string, Promise<OpenShard>>();
  let opening: Promise<OpenManifest> | undefined;

  const open = (): Promise<OpenManifest> => {
    opening ??= readManifest(fetch, base).catch((thrown: unknown) => {
      opening = undefined;
      throw thrown;
    });
    return opening;
  };
  /** A newer manifest than the given one. Several files may be found missing at once; one of them asks. */
  const reopen = async (old: OpenManifest): Promise<OpenManifest> => {
    const current = await open();
    if (current !== old) return current;
    opening = undefined;
    return open();
  };
  const shardAt = (path: string, manifest: Manifest): Promise<OpenShard> => {
    const known = shards.get(path);
    shards.delete(path);
    const shard = known ?? readJson<Shard>(fetch, base + path).then((json) => openShard(json, manifest));
    shards.set(path, shard);
    shard.catch(() => shards.delete(path));
    const oldest = shards.keys().next();
    if (shards.size > shardsKept && oldest.done !== true) shards.delete(oldest.value);
    return shard;
  };

  const tierOf = (opened: OpenManifest, tier: Tier): OpenTier | Promise<OpenTier> => {
    if (tier === 'names') return opened.names;
    opened.texts ??= readJson<TierFiles>(fetch, base + textsPath(opened.manifest.texts)).then(openTier);
    opened.texts.catch(() => {
      opened.texts = undefined;
    });
    return opened.texts;
  };
  const shardIn = async (opened: OpenManifest, tier: Tier, key: string): Promise<OpenShard | undefined> => {
    const path = pathOf(await tierOf(opened, tier), tier, key);
    return path === undefined ? undefined : shardAt(path, opened.manifest);
  };
  const shardFor = async (tier: Tier, key: string): Promise<OpenShard | undefined> => {
    const opened = await open();
    try {
      return await shardIn(opened, tier, key);
    } catch {
      return shardIn(await reopen(opened), tier, key);
    }
  };

  return {
    manifest: async () => (await open()).manifest,
    vocabulary: async () => {
      const opened = await open();
      opened.vocabulary ??= readText(fetch, `${base}vocab.txt?${opened.manifest.vocabulary}`).then(
        unpackWords,
      );
      opened.vocabulary.catch(() => {
        opened.vocabulary = undefined;
      });
      return opened.vocabulary;
    },
    list: async (tier, key) => (await shardFor(tier, key))?.list(key),
    isCut: async (key) => (await open()).names.cut.has(key),
    neighbors: async (word) => (await shardFor('names', word))?.words() ?? [],
  };
}

async function readManifest(fetch: Fetch, base: string): Promise<OpenManifest> {
  const manifest = await readJson<Manifest>(fetch, `${base}manifest.json`, { cache: 'no-cache' });
  if (manifest.format !== 1) throw new SearchUnavailable('The search index has another format.');
  return { manifest, names: openTier(manifest.names), texts: undefined, vocabulary: undefined };
}

function openTier({ cut, cutHashes, packed, packedHashes }: TierFiles): OpenTier {
  const keys = cut === '' ? [] : cut.split('\n');
  return {
    cut: new Map(keys.map((key, at) => [key, hashAt(cutHashes, at)])),
    packed: packed === '' ? [] : packed.split('\n'),
    hashes: packedHashes,
  };
}

function pathOf(tier: OpenTier, name: Tier, key: string): string | undefined {
  const hash = tier.cut.get(key);
  if (hash !== undefined) return shardPath(name, key, hash);
  const at = lastNotAfter(tier.packed, key);
  const first = tier.packed[at];
  return first === undefined ? undefined : shardPath(name, first, hashAt(tier.hashes, at));
}

function hashAt(hashes: string, at: number): string {
  return hashes.slice(at * hashLength, (at + 1) * hashLength);
}

async function readJson<Shape>(
  fetch: Fetch,
  address: string,
  options?: { cache: 'no-cache' },
): Promise<Shape> {
  const text = await readText(fetch, address, options);
  try {
    return JSON.parse(text) as Shape;
  } catch (thrown) {
    throw new SearchUnavailable('A file of the search index is not JSON.', { cause: thrown });
  }
}

async function readText(fetch: Fetch, address: string, options?: { cache: 'no-cache' }): Promise<string> {
  try {
    const response = await fetch(address, options);
    if (!response.ok) throw new SearchUnavailable('A file of the search index is missing.');
    return await response.text();
  } catch (thrown) {
    if (thrown instanceof SearchUnavailable) throw thrown;
    throw new SearchUnavailable('The search index cannot be reached.', { cause: thrown });
  }
}
