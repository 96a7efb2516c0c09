// A badge for each server.
import type { APIRoute } from 'astro';
import { badgeSvg } from '../../view/badge.ts';
import { levelsOf } from '../../view/profile.ts';
import { entryAt, serverIds } from '../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) => {
  const { tools } = entryAt(id);
  return new Response(badgeSvg(tools.length, levelsOf(tools)));
};
