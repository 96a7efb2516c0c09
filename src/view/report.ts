// "Report a mistake": a correction is a small file; this is the file, filled in, and where to propose it.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { Verdict } from '../model/verdict.ts';
import type { SiteSettings } from './site.ts';

export interface Report {
  /** Path of the review file in the repository. */
  readonly path: string;
  /** The file, to be changed where it is wrong. */
  readonly text: string;
  /** Opens an editor with the file, on hosts where that works. */
  readonly href?: string;
  /** Takes the report from the form, when the operator set one up. */
  readonly contact?: string;
}

/** A review of one tool with today's verdict in it. */
export function reportOf(
  entry: Entry,
  tool: CatalogedTool,
  verdict: Verdict,
  site: SiteSettings,
  built: string,
): Report {
  const path = `catalog/reviews/${entry.server.id}.md`;
  // JSON strings are YAML strings, whatever is in them.
  const text = [
    '---',
    'reviewer: your name',
    `date: ${built}`,
    'tools:',
    `  ${yaml(tool.name)}:`,
    `    category: ${verdict.category}`,
    `    level: ${verdict.level}`,
    '    reason: one sentence, with the words of the definition that show it',
    `    definitionHash: ${yaml(tool.definitionHash)}`,
    '---',
    'What is wrong, and how you know.',
    '',
  ].join('\n');
  const reviewed = entry.tools.some((one) => one.verdict?.decidedBy.kind === 'review');
  const href = editUrl(site, path, text, reviewed);
  return {
    path,
    text,
    ...(href === undefined ? {} : { href }),
    ...(site.contact === undefined ? {} : { contact: site.contact }),
  };
}

function editUrl(site: SiteSettings, path: string, text: string, exists: boolean): string | undefined {
  if (site.repository === undefined) return undefined;
  if (new URL(site.repository).hostname !== 'github.com') return site.repository;
  const branch = encodeURIComponent(site.branch);
  return exists
    ? `${site.repository}/edit/${branch}/${path}`
    : `${site.repository}/new/${branch}?filename=${encodeURIComponent(path)}&value=${encodeURIComponent(text)}`;
}

function yaml(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
