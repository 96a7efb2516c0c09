// Atom feeds of what moved between crawls (RFC 4287).
import { apiLicense, apiVersion } from '../model/api-documents.ts';
import type { ChangeRow } from '../model/rows.ts';
import { homeUrl, serverUrl } from './address.ts';
import { changeText } from './change-lines.ts';
import { plain } from './prose.ts';
import { serverLabel } from './tool-lines.ts';
import { xml } from './xml.ts';

export interface FeedAbout {
  readonly title: string;
  /** Whole address of the feed itself. */
  readonly self: string;
  /** Whole address of the page that shows the same. */
  readonly page: string;
  /** Day that stands when there is no change. */
  readonly since: string;
}

/** A feed of these changes, newest first; `origin` is the site's. */
export function atomFeed(about: FeedAbout, changes: readonly ChangeRow[], origin: string): string {
  const updated = changes[0]?.date ?? about.since;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xml(about.title)}</title>
<id>${xml(about.self)}</id>
<link rel="self" type="application/atom+xml" href="${xml(about.self)}"/>
<link rel="alternate" type="text/html" href="${xml(about.page)}"/>
<updated>${xml(updated)}T00:00:00Z</updated>
<author><name>toolrisk</name></author>
<generator uri="${xml(`${origin}${homeUrl}`)}" version="${apiVersion}">toolrisk</generator>
<rights>${xml(apiLicense)}</rights>
${changes.map((change) => entryOf(change, origin)).join('\n')}
</feed>
`;
}

function entryOf(change: ChangeRow, origin: string): string {
  const page = `${origin}${serverUrl(change.server)}`;
  const id = `${page}#${change.date}-${change.kind}-${encodeURIComponent(change.tool.toWellFormed())}`;
  const { level } = change.after ?? {};
  const version = change.version === undefined ? '' : `Version ${change.version.slice(0, 60)}. `;
  return [
    '<entry>',
    `<title>${xml(`${serverLabel(change.server, change.serverTitle)}: ${plain(changeText(change))}`)}</title>`,
    `<id>${xml(id)}</id>`,
    `<link href="${xml(`${page}#changes`)}"/>`,
    `<updated>${xml(change.date)}T00:00:00Z</updated>`,
    `<summary>${xml(`${version}Read ${change.date}.`)}</summary>`,
    `<category term="${change.kind}"/>`,
    ...(level === undefined ? [] : [`<category term="${level}"/>`]),
    '</entry>',
  ].join('\n');
}
