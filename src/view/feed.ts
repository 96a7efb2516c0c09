// Atom feeds of what moved between crawls (RFC 4287).
import type { ChangeRow } from '../model/rows.ts';
import { serverUrl } from './address.ts';
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
${changes.map((change) => entryOf(change, origin)).join('\n')}
</feed>
`;
}

function entryOf(change: ChangeRow, origin: string): string {
  const page = `${origin}${serverUrl(change.server)}`;
  const id = `${page}#${change.date}-${change.kind}-${encodeURIComponent(change.tool.toWellFormed())}`;
  const { level } = change.after ?? {};
  return [
    '<entry>',
    `<title>${xml(`${serverLabel(change.server, change.serverTitle)}: ${plain(changeText(change))}`)}</title>`,
    `<id>${xml(id)}</id>`,
    `<link href="${xml(`${page}#changes`)}"/>`,
    `<updated>${xml(change.date)}T00:00:00Z</updated>`,
    `<category term="${change.kind}"/>`,
    ...(level === undefined ? [] : [`<category term="${level}"/>`]),
    '</entry>',
  ].join('\n');
}
