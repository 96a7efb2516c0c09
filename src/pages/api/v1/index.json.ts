// The index for programs: counts and every server.
import type { APIRoute } from 'astro';
import { fileJson } from '../../../kit/json.ts';
import { indexJson } from '../../../view/api.ts';
import { serverRows, site, summary } from '../../_catalog.ts';

export const GET: APIRoute = () => new Response(fileJson(indexJson(summary, serverRows(), site.origin)));
