// The search index of a catalog, built from the SQLite index: what a worker thread runs while the pages are rendered.

import type { Database } from '../catalog/database.ts';
import { openDatabase } from '../catalog/database.ts';
import { buildSearchIndex } from '../search/build/build.ts';
import type { SearchRecord } from '../search/format.ts';

export interface SearchTask {
  /** Path of the SQLite index. */
  readonly index: string;
  /** Folder of the search index. */
  readonly folder: string;
}

/** Builds the search index of every tool. */
export default async function buildSearch({ index, folder }: SearchTask): Promise<void> {
  const db = openDatabase(index);
  try {
    await buildSearchIndex(searchRecords(db), folder);
  } finally {
    db.close();
  }
}

function* searchRecords(db: Database): Iterable<SearchRecord> {
  const servers = new Map(db.servers().map((server) => [server.id, server]));
  for (const tool of db.eachTool()) {
    const server = servers.get(tool.server);
    if (server === undefined) continue;
    const { ecosystem, language } = server;
    yield { ...tool, ecosystem, ...(language === undefined ? {} : { language }), score: server.tools };
  }
}
