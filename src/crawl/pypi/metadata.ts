// The core metadata inside a Python archive (https://packaging.python.org/en/latest/specifications/core-metadata/).
import type { SourceTree } from '../../model/source.ts';
import { defined, licenseOf, line, repositoryUrl, webUrl } from '../package-facts.ts';
import type { ManifestFacts } from '../read-manifest.ts';

const mostHeaders = 2_000;

/** The facts that PKG-INFO or METADATA give; empty when there is neither. */
export function metadataFacts(tree: SourceTree): ManifestFacts {
  const file = tree.files.find(
    ({ path }) => path === 'PKG-INFO' || /^[^/]+\.dist-info\/METADATA$/.test(path),
  );
  if (file === undefined) return {};
  const headers = headersOf(file.text);
  const one = (name: string) => headers.find(([key]) => key === name)?.[1];
  const urls = new Map(
    headers
      .filter(([key]) => key === 'project-url')
      .map(([, value]) => value.split(/,\s*(.*)/, 2))
      .map(([label = '', url]) => [label.trim().toLowerCase(), url]),
  );
  return defined<ManifestFacts>({
    title: line(one('name')),
    description: line(one('summary')),
    homepage: webUrl(urls.get('homepage') ?? one('home-page')),
    repository: repositoryUrl(
      urls.get('repository') ?? urls.get('source') ?? urls.get('source code') ?? urls.get('github'),
    ),
    license: licenseOf(one('license-expression') ?? shortLicense(one('license'))),
  });
}

/** Names lower-cased, up to the empty line in front of the long description. */
function headersOf(text: string): readonly (readonly [string, string])[] {
  const rows = text.split(/\r?\n\r?\n/, 1)[0]?.split(/\r?\n/, mostHeaders) ?? [];
  return rows
    .map(
      (row) =>
        [row.slice(0, row.indexOf(':')).toLowerCase(), row.slice(row.indexOf(':') + 1).trim()] as const,
    )
    .filter(([name]) => /^[a-z-]+$/.test(name));
}

/** Old packages put the whole text of the licence there. */
function shortLicense(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 60 ? text : undefined;
}
