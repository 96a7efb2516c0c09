// A tool's page in Markdown.
import type { APIRoute } from 'astro';
import { toolMarkdown } from '../../../view/markdown/tool.ts';
import { toolStatement } from '../../../view/tool-page.ts';
import { patterns } from '../../_attacks.ts';
import { frame, toolAt, toolRefs } from '../../_catalog.ts';

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
  const page = toolStatement(entry, tool, slug, patterns);
  return new Response(toolMarkdown(page, entry, tool, slug, frame.site.origin));
};
