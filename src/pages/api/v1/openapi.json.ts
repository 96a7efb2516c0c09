// The description of these addresses for programs.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../kit/json.ts';
import { openApi } from '../../../view/openapi.ts';
import { site } from '../../_catalog.ts';

export const GET: APIRoute = () => new Response(fileJson(openApi(site.origin)));
