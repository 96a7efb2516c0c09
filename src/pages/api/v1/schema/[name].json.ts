// The JSON Schemas of what the site serves and of the catalog's own files.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { servedSchemas } from '../../../../view/schemas.ts';
import { site } from '../../../_catalog.ts';

export function getStaticPaths() {
  return servedSchemas(site.origin).map(({ name, schema }) => ({ params: { name }, props: { schema } }));
}

export const GET: APIRoute<{ readonly schema: unknown }> = ({ props: { schema } }) =>
  new Response(fileJson(schema));
