// A server for programs.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { serverJson } from '../../../../view/api.ts';
import { patterns } from '../../../_attacks.ts';
import { entryAt, serverIds, site, slugsAt } from '../../../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) =>
  new Response(fileJson(serverJson(entryAt(id), slugsAt(id), site.origin, patterns)));
