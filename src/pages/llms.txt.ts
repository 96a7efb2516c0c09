// What an agent should know of this site, made with it so that it cannot go stale.
import type { APIRoute } from 'astro';
import { llmsText } from '../view/llms-text.ts';
import { site, summary } from './_catalog.ts';

export const GET: APIRoute = () => new Response(llmsText(summary, site.origin));
