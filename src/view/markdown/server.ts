// The page of a server in Markdown: the same facts, for agents and notes. What its author wrote stands in code.
import { apiLicense } from '../../model/api-documents.ts';
import type { Entry } from '../../model/entry.ts';
import { count } from '../../model/wording.ts';
import { attackUrl, serverUrl } from '../address.ts';
import { versionRead } from '../api.ts';
import type { ServerPage } from '../server-page.ts';
import type { ToolLine } from '../tool-lines.ts';
import { facts } from './tool.ts';
import { authorBlock, block, code, document, frontMatter, link, list, sentence, text } from './write.ts';

/** The file beside a server's page. */
export function serverMarkdown(page: ServerPage, entry: Entry, origin: string): string {
  const { server } = entry;
  const [policy, ...formats] = page.files;
  const policyText = policy?.tokens.map((token) => token.text).join('') ?? '';
  return document([
    frontMatter({
      title: page.title,
      page: `${origin}${serverUrl(server.id)}`,
      data: `${origin}${page.json}`,
      server: server.id,
      version: versionRead(entry),
      read: entry.read,
      license: apiLicense,
    }),
    `# ${code(page.name)}`,
    page.headline,
    page.gone,
    ...(server.description.trim() === ''
      ? ['Its author gives no description.']
      : ['Its author, in the server’s description:', authorBlock(server.description)]),
    page.combination === undefined ? '' : `Together: ${sentence(page.combination.text, origin)}`,
    ...(page.tools.length === 0 ? [] : ['## Tools, worst first', tools(page.tools, origin)]),
    ...(page.attacks.length === 0
      ? []
      : [
          '## Attack patterns of the server as a whole',
          list(
            page.attacks.map(
              ({ pattern, href, because }) =>
                `${link(text(pattern.title), `${origin}${href}`)}. ${text(pattern.line)} Applies because ${sentence(because, origin)}.`,
            ),
          ),
        ]),
    ...(page.toolAttacks.length === 0
      ? []
      : [
          '## Attack patterns of its tools',
          list(
            page.toolAttacks.map(
              ({ pattern, tools: n }) =>
                `${link(text(pattern.title), `${origin}${attackUrl(pattern.slug)}`)}: ${count(n, 'tool')}`,
            ),
          ),
        ]),
    ...(policy === undefined
      ? []
      : [
          '## Policy for the whole server',
          policyText === '' ? '' : block(policyText, 'json'),
          `Effect: ${sentence(policy.effect, origin)}`,
          `${link(`Download ${text(policy.file)}`, `${origin}${policy.href}`)}. In other formats: ${formats.map(({ label, href }) => link(text(label), `${origin}${href}`)).join(', ')}.`,
        ]),
    '## What was read, and what was not',
    page.coverage.line,
    list(
      page.coverage.reasons.map(({ text: reason, count: n, places }) =>
        `${n.toLocaleString('en-US')} × ${text(reason)} ${places
          .flatMap(({ text: place }) => (place === '' ? [] : [code(place)]))
          .join(', ')}`.trimEnd(),
      ),
    ),
    ...(page.changes.length === 0
      ? []
      : [
          '## Changes',
          list(page.changes.map(({ date, text: change }) => `${date}: ${sentence(change, origin)}`)),
        ]),
    '## Facts',
    facts(page.about, origin),
  ]);
}

function tools(lines: readonly ToolLine[], origin: string): string {
  return list(
    lines.map(({ href, name, what, level, kind, decision }) =>
      [
        `${link(code(name), `${origin}${href}index.md`)}: ${level ?? 'not judged'}`,
        ...(kind === '' ? [] : [text(kind)]),
        ...(decision === undefined ? [] : [`policy: ${text(decision)}`]),
        ...(what === '' ? [] : [code(what)]),
      ].join(' · '),
    ),
  );
}
