// The list of sitemaps.
import type { APIRoute } from 'astro';
import { at } from '../view/address.ts';
import { pageNumbers } from '../view/paging.ts';
import { sitemapIndexXml, sitemapSize } from '../view/sitemap.ts';
import { site, summary } from './_catalog.ts';
import { locations } from './_locations.ts';

export const GET: APIRoute = () => {
  const parts = pageNumbers(locations().length, sitemapSize);
  return new Response(
    sitemapIndexXml(
      parts.map((part) => `${site.origin}${at(`sitemaps/${part}.xml`)}`),
      summary.built,
    ),
  );
};
