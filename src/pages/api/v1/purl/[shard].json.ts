// Where package URLs lead, spread over files by hash.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { type PurlShard, purlJson, purlShards } from '../../../../view/package-lookup.ts';
import { shards } from '../../../../view/package-url.ts';
import { listPages, serverRows, site, summary } from '../../../_catalog.ts';

/** All of them, so that a missing file never means an unknown package. */
export function getStaticPaths() {
  return listPages(() => {
    const filled = purlShards(serverRows(), site.origin);
    return shards.map((shard) => ({ params: { shard }, props: { purls: filled.get(shard) } }));
  });
}

export const GET: APIRoute<{ readonly purls: PurlShard | undefined }, { shard: string }> = ({
  params: { shard },
  props: { purls },
}) => new Response(fileJson(purlJson(shard, purls, summary, site.origin)));
