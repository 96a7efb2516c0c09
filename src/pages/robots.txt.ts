// Robots may read everything.
import type { APIRoute } from 'astro';
import { at } from '../view/address.ts';
import { site } from './_catalog.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${site.origin}${at('sitemap.xml')}\n`);
