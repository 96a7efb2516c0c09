// A badge for each server.
import type { APIRoute } from 'astro';
import { versionRead } from '../../view/api.ts';
import { badgeSvg } from '../../view/badge.ts';
import { levelsOf } from '../../view/profile.ts';
import { entryAt, serverIds } from '../_catalog.ts';

export function getStaticPaths() {
  return serverIds().map((id) => ({ params: { id }, props: { id } }));
}

export const GET: APIRoute<{ readonly id: string }> = ({ props: { id } }) => {
  const entry = entryAt(id);
  const { tools, read } = entry;
  const version = versionRead(entry);
  return new Response(
    badgeSvg({
      tools: tools.length,
      levels: levelsOf(tools),
      read,
      ...(version === undefined ? {} : { version }),
    }),
  );
};
