// Facts for search engines (schema.org). Only plain text goes in; `embeddedJson` makes it fit to stand in a page.
import { plain } from './prose.ts';
import type { Question } from './questions.ts';

/** Questions whose answers stand alone; the others are about this site, or are tables in prose. */
const told: readonly string[] = ['what', 'enforce', 'risk', 'limit', 'block', 'server', 'undo'];

/** The questions of a page; nothing when there are none. */
export function questionsFact(
  questions: readonly Question[],
  about: readonly string[] = told,
): readonly unknown[] {
  if (questions.length === 0) return [];
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      mainEntity: questions
        .filter(({ id }) => about.includes(id))
        .map(({ question, answer }) => ({
          '@type': 'Question',
          name: plain(question),
          // Search engines render an answer as HTML.
          acceptedAnswer: { '@type': 'Answer', text: asHtml(plain(answer)) },
        })),
    },
  ];
}

/** The way from the home page to a page. */
export function breadcrumbFact(
  crumbs: readonly { readonly text: string; readonly href?: string }[],
  origin: string,
): unknown {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ text, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: text,
      ...(href === undefined ? {} : { item: `${origin}${href}` }),
    })),
  };
}

/** The data of the whole catalog, with what may be done with it. */
export function datasetFact(about: {
  readonly origin: string;
  readonly page: string;
  readonly description: string;
  readonly license: string;
  readonly version: string;
  /** Day of the build, ISO date. */
  readonly built: string;
  readonly files: readonly { readonly href: string; readonly type: string }[];
}): unknown {
  const { origin, page, description, license, version, built, files } = about;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: 'toolrisk',
    description: `${description} ${license}`,
    url: `${origin}${page}`,
    license: 'https://spdx.org/licenses/MIT.html',
    version,
    dateModified: built,
    isAccessibleForFree: true,
    distribution: files.map(({ href, type }) => ({
      '@type': 'DataDownload',
      encodingFormat: type,
      contentUrl: `${origin}${href}`,
    })),
  };
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
