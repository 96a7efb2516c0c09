// One sitemap.
import type { APIRoute } from 'astro';
import { pageNumbers } from '../../view/paging.ts';
import { sitemapSize, sitemapXml } from '../../view/sitemap.ts';
import { summary } from '../_catalog.ts';
import { locations } from '../_locations.ts';

export function getStaticPaths() {
  return pageNumbers(locations().length, sitemapSize).map((part) => ({
    params: { part: `${part}` },
    props: { part },
  }));
}

export const GET: APIRoute<{ readonly part: number }> = ({ props: { part } }) =>
  new Response(sitemapXml(locations().slice((part - 1) * sitemapSize, part * sitemapSize), summary.built));
