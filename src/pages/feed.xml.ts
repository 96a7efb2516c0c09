// What changed in the catalog, as Atom.
import type { APIRoute } from 'astro';
import { changesUrl, feedUrl } from '../view/address.ts';
import { atomFeed } from '../view/feed.ts';
import { db, site, summary } from './_catalog.ts';

const shown = 100;

export const GET: APIRoute = () =>
  new Response(
    atomFeed(
      {
        title: 'toolrisk: changes of MCP tools',
        self: `${site.origin}${feedUrl}`,
        page: `${site.origin}${changesUrl}`,
        since: summary.built,
      },
      db.changes(shown),
      site.origin,
    ),
  );
