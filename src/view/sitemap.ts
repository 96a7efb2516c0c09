// Sitemaps: every page of the site once, in parts that the protocol allows.
import { xml } from './xml.ts';

/** Addresses that one part may hold. */
export const sitemapSize = 50_000;

/** A part: `locations` are whole addresses. */
export function sitemapXml(locations: readonly string[], date: string): string {
  const rows = locations.map(
    (location) => `<url><loc>${xml(location)}</loc><lastmod>${xml(date)}</lastmod></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>\n`;
}

/** The list of parts. */
export function sitemapIndexXml(parts: readonly string[], date: string): string {
  const rows = parts.map(
    (location) => `<sitemap><loc>${xml(location)}</loc><lastmod>${xml(date)}</lastmod></sitemap>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</sitemapindex>\n`;
}
