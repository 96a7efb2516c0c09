// A tool for programs.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { toolJson } from '../../../../view/api.ts';
import { patterns } from '../../../_attacks.ts';
import { site, toolAt, toolRefs } from '../../../_catalog.ts';

export function getStaticPaths() {
  return toolRefs().map(({ server, slug }) => ({
    params: { path: `${server}/${slug}` },
    props: { server, slug },
  }));
}

export const GET: APIRoute<{ readonly server: string; readonly slug: string }> = ({
  props: { server, slug },
}) => {
  const { entry, tool } = toolAt(server, slug);
  return new Response(fileJson(toolJson(entry, tool, slug, site.origin, patterns)));
};
