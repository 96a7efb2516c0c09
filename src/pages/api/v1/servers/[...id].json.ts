// A server for programs.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { serverJson } from '../../../../view/api.ts';
import { db, serverIds, site } from '../../../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) => {
  const entry = db.server(id);
  if (entry === undefined) throw new Error(`The index has no server ${id}.`);
  return new Response(fileJson(serverJson(entry, db.slugs(id), site.origin)));
};
