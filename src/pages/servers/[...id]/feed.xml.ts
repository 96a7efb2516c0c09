// What changed on one server, as Atom.
import type { APIRoute } from 'astro';
import { capital, serverPhrase } from '../../../model/wording.ts';
import { serverFeedUrl, serverUrl } from '../../../view/address.ts';
import { atomFeed } from '../../../view/feed.ts';
import { entryAt, serverIds, site } from '../../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) => {
  const { server, changes, read } = entryAt(id);
  return new Response(
    atomFeed(
      {
        title: `${capital(serverPhrase(server))}: changes of its tools`,
        self: `${site.origin}${serverFeedUrl(id)}`,
        page: `${site.origin}${serverUrl(id)}`,
        since: read,
      },
      changes.map((change) => ({ ...change, server: id, serverTitle: server.title })),
      site.origin,
    ),
  );
};
