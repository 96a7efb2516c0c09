// Where package URLs lead, spread over files by hash.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { purlJson, purlShards } from '../../../../view/package-lookup.ts';
import { shards } from '../../../../view/package-url.ts';
import { serverRows, site, summary } from '../../../_catalog.ts';

const filled = purlShards(serverRows(), site.origin);

/** All of them, so that a missing file never means an unknown package. */
export function getStaticPaths() {
  return shards.map((shard) => ({ params: { shard } }));
}

export const GET: APIRoute = ({ params: { shard = '' } }) =>
  new Response(fileJson(purlJson(shard, filled.get(shard), summary, site.origin)));
