// A server's page in Markdown.
import type { APIRoute } from 'astro';
import { serverMarkdown } from '../../../view/markdown/server.ts';
import { serverPage } from '../../../view/server-page.ts';
import { patterns } from '../../_attacks.ts';
import { entryAt, frame, serverIds, slugsAt } from '../../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) => {
  const entry = entryAt(id);
  const page = serverPage(entry, slugsAt(id), frame, patterns);
  return new Response(serverMarkdown(page, entry, frame.site.origin));
};
