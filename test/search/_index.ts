// An index in a temporary folder, and a network that reads it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSearchIndex, type SearchReport } from '../../src/search/build/build.ts';
import { createSearch, type Fetch, type Search } from '../../src/search/client/client.ts';
import type { SearchRecord } from '../../src/search/format.ts';

/** An index and what reading it costs. */
export interface TestIndex {
  readonly folder: string;
  readonly report: SearchReport;
  readonly fetch: Fetch;
  /** Addresses that were fetched, in order. */
  readonly fetched: string[];
  /** Bytes that were fetched, as gzip sends them. */
  bytes(): number;
  /** A search of its own, with nothing fetched yet. */
  search(): Search;
  remove(): Promise<void>;
}

/** Builds an index of the records. */
export async function testIndex(records: Iterable<SearchRecord>): Promise<TestIndex> {
  const folder = await mkdtemp(join(tmpdir(), 'toolrisk-search-'));
  const report = await buildSearchIndex(records, folder);
  const fetched: string[] = [];
  let bytes = 0;
  const fetch: Fetch = async (address) => {
    fetched.push(address);
    try {
      const content = await readFile(join(folder, address.split('?')[0] ?? ''));
      bytes += gzipSync(content).length;
      return { ok: true, text: async () => content.toString() };
    } catch {
      return { ok: false, text: async () => '<h1>Not found</h1>' };
    }
  };
  return {
    folder,
    report,
    fetch,
    fetched,
    bytes: () => bytes,
    search: () => createSearch(fetch, ''),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A record with everything but what is given. */
export function record(given: Partial<SearchRecord> & { readonly name: string }): SearchRecord {
  return {
    slug: given.name.toLowerCase(),
    server: 'github/orchard/pears',
    serverTitle: 'Pears',
    category: 'Read',
    level: 'low',
    effects: [],
    ecosystem: 'github',
    score: 1,
    ...given,
  };
}
