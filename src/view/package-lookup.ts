// Where package URLs lead: small files of servers by package URL, spread by hash.
import { apiLicense, apiVersion, type PurlDocument } from '../model/api-documents.ts';
import type { ServerRow, Summary } from '../model/rows.ts';
import { schemaUrl, serverApiUrl, serverPolicyFileUrl, serverUrl } from './address.ts';
import { packageKeys, shardOf } from './package-url.ts';

type Target = PurlDocument['purls'][string][number];

/** Servers by canonical package URL, of one file. */
export type PurlShard = ReadonlyMap<string, readonly Target[]>;

/** Servers by canonical package URL, by shard; shards without any are left out. */
export function purlShards(servers: readonly ServerRow[], origin: string): ReadonlyMap<string, PurlShard> {
  const found = new Map<string, Map<string, Target[]>>();
  for (const row of servers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const keys = row.purl === undefined ? undefined : packageKeys(row.purl);
    if (keys === undefined) continue;
    const target = targetOf(row, keys.versioned, origin);
    for (const purl of new Set([keys.unversioned, keys.versioned])) {
      const shard = found.get(shardOf(purl)) ?? new Map<string, Target[]>();
      found.set(shardOf(purl), shard);
      shard.set(purl, [...(shard.get(purl) ?? []), target]);
    }
  }
  return found;
}

/** The file of one shard. */
export function purlJson(
  shard: string,
  purls: PurlShard | undefined,
  summary: Summary,
  origin: string,
): PurlDocument {
  const sorted = [...(purls ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: `${origin}${schemaUrl('purl-document')}`,
    version: apiVersion,
    license: apiLicense,
    built: summary.built,
    shard,
    // Every key begins with "pkg:", so that none is a name that objects know.
    purls: Object.fromEntries(sorted.map(([purl, targets]) => [purl, [...targets]])),
  };
}

function targetOf(row: ServerRow, purl: string, origin: string): Target {
  const { id, version, read, gone, tools, levels, worst } = row;
  return {
    id,
    purl,
    ...(version === undefined ? {} : { version }),
    read,
    ...(gone === undefined ? {} : { gone }),
    tools,
    levels,
    ...(worst === undefined ? {} : { worst }),
    page: `${origin}${serverUrl(id)}`,
    data: `${origin}${serverApiUrl(id)}`,
    policy: `${origin}${serverPolicyFileUrl(id, 'policy.json')}`,
  };
}
