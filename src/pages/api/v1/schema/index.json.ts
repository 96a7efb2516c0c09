// The list of schemas.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../../kit/json.ts';
import { apiLicense, apiVersion } from '../../../../model/api-documents.ts';
import { schemaUrl } from '../../../../view/address.ts';
import { servedSchemas } from '../../../../view/schemas.ts';
import { site } from '../../../_catalog.ts';

export const GET: APIRoute = () =>
  new Response(
    fileJson({
      version: apiVersion,
      license: apiLicense,
      schemas: servedSchemas(site.origin).map(({ name, about }) => ({
        name,
        about,
        schema: `${site.origin}${schemaUrl(name)}`,
      })),
    }),
  );
