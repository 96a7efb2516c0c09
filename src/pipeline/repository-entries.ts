// The entries of one repository: its own, and those of the servers that were found in its packages.
import fg from 'fast-glob';
import { idOfPath, readEntry, serversFolder } from '../catalog/entries.ts';
import type { Crawl, Entry } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';

/** The entry of an id and those below it, sorted by id. */
export async function entriesWithin(root: string, id: ServerId): Promise<readonly Entry[]> {
  const below = await fg(`${fg.escapePath(`${serversFolder}/${id}`)}/**/*.json`, {
    cwd: root,
    followSymbolicLinks: false,
  });
  const ids = [id, ...below.map(idOfPath)].sort();
  const entries = await Promise.all(ids.map((one) => readEntry(root, one)));
  return entries.filter((entry) => entry !== undefined);
}

/** The version or commit that the catalog holds of an id; of a repository with several servers that of any. */
export async function knownVersion(root: string, id: ServerId): Promise<string | undefined> {
  const own = await readEntry(root, id);
  const alive = own?.gone === undefined ? own : undefined;
  const entry = alive ?? (await entriesWithin(root, id)).find((one) => one.gone === undefined);
  return entry?.server.commit ?? entry?.server.version;
}

/** Entries of a repository that a full read of it did not give any more. None when the read was cut short. */
export async function vanishedWithin(
  root: string,
  id: ServerId,
  crawls: readonly Crawl[],
): Promise<readonly Entry[]> {
  const isCut = crawls.some(({ skips }) =>
    skips.some(({ reason, place }) => reason === 'budget-exhausted' && place === undefined),
  );
  if (isCut) return [];
  const found = new Set(crawls.map((crawl) => crawl.server.id));
  const entries = await entriesWithin(root, id);
  return entries.filter((entry) => entry.gone === undefined && !found.has(entry.server.id));
}
