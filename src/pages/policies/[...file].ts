// Policies as files: the recommended document of every server in every format, and of every tool.
import type { APIRoute } from 'astro';
import { type ToolFile, toolFiles, toolPolicy } from '../../policy/documents.ts';
import { fileNameOf, formats } from '../../policy/formats.ts';
import { serverPolicy } from '../../view/control.ts';
import { entryAt, serverIds, toolAt, toolRefs } from '../_catalog.ts';

export function getStaticPaths() {
  const servers = serverIds().flatMap((server) =>
    entryAt(server).tools.length === 0
      ? []
      : formats.map((format) => ({
          params: { file: `${server}/${fileNameOf(format)}` },
          props: { server, format: format.id },
        })),
  );
  const tools = toolRefs().flatMap(({ server, slug }) => {
    const { tool } = toolAt(server, slug);
    return (Object.keys(toolFiles) as ToolFile[])
      .filter((file) => toolPolicy(tool, file) !== undefined)
      .map((file) => ({ params: { file: `${server}/${slug}/${file}` }, props: { server, slug, file } }));
  });
  return [...servers, ...tools];
}

type Props =
  | { readonly server: string; readonly format: string }
  | { readonly server: string; readonly slug: string; readonly file: ToolFile };

export const GET: APIRoute<Props> = ({ props }) => new Response(textOf(props));

function textOf(props: Props): string {
  if ('slug' in props) return toolPolicy(toolAt(props.server, props.slug).tool, props.file)?.text ?? '';
  const entry = entryAt(props.server);
  const format = formats.find(({ id }) => id === props.format);
  if (entry === undefined || format === undefined)
    throw new Error(`There is no policy ${JSON.stringify(props)}.`);
  return serverPolicy(entry, format);
}
