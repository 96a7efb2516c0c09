// The page of a tool in Markdown: the same facts, for agents and notes. What its author wrote stands in code.
import { apiLicense } from '../../model/api-documents.ts';
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import { capital } from '../../model/wording.ts';
import { toolUrl } from '../address.ts';
import { versionRead } from '../api.ts';
import type { Quotation } from '../evidence.ts';
import type { Fact } from '../facts.ts';
import { type Parameter, parametersOf } from '../parameters.ts';
import { fromBackticks } from '../prose.ts';
import type { ToolStatement } from '../tool-page.ts';
import { authorBlock, block, code, document, frontMatter, link, list, sentence, text } from './write.ts';

/** The file beside a tool's page. */
export function toolMarkdown(
  page: ToolStatement,
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  origin: string,
): string {
  const { server } = entry;
  const name = code(page.name);
  const { why, control } = page;
  const policy = control.file.tokens.map((token) => token.text).join('');
  return document([
    frontMatter({
      title: page.title,
      page: `${origin}${toolUrl(server.id, slug)}`,
      data: `${origin}${page.json}`,
      server: server.id,
      version: versionRead(entry),
      read: entry.read,
      definitionHash: tool.definitionHash,
      license: apiLicense,
    }),
    `# ${name}`,
    page.badges.map(({ text: words, href }) => link(text(words), `${origin}${href}`)).join(' · '),
    ...(page.authorTitle === undefined ? [] : [`Its author’s title: ${code(page.authorTitle)}`]),
    ...(tool.description.trim() === ''
      ? ['Its author gives no description.']
      : ['Its author, in the tool’s description:', authorBlock(tool.description)]),
    ...page.suspicions.flatMap(({ kind, detail, quotes }, index) => [
      index === 0 ? '## Suspicious definition' : '',
      `${text(kind)} ${sentence(detail, origin)}`,
      quoted(quotes),
    ]),
    `## What ${name} does on ${text(page.serverName)}`,
    page.does === undefined
      ? 'This definition was not judged yet. Until it is, it counts as a tool of unknown category.'
      : sentence(page.does, origin),
    ...(why === undefined
      ? []
      : [
          `## ${sentence(why.heading, origin)}`,
          ...why.paragraphs.map((paragraph) => sentence(paragraph, origin)),
          quoted(why.quotes),
          sentence(fromBackticks(`${why.declared} ${why.sure}`), origin),
        ]),
    ...(page.actions.length < 2
      ? []
      : [
          '## Verdict per action',
          list(
            page.actions.map(
              ({ argument, value, category, level }) =>
                `${code(argument)} = ${code(value)}: ${category}, ${level}`,
            ),
          ),
        ]),
    ...(page.attacks.length === 0
      ? []
      : [
          '## Attack patterns whose conditions it meets',
          list(
            page.attacks.map(
              ({ pattern, href, because }) =>
                `${link(text(pattern.title), `${origin}${href}`)}. ${text(pattern.line)} Applies because ${sentence(because, origin)}.`,
            ),
          ),
        ]),
    `## How to control ${name}`,
    sentence(control.why, origin),
    policy === '' ? '' : block(policy, 'json'),
    `Effect: ${sentence(control.file.effect, origin)}`,
    list(control.file.gaps.map((gap) => `Gap: ${sentence(gap, origin)}`)),
    link(`Download ${text(control.file.file)}`, `${origin}${control.file.href}`),
    `## Arguments of ${name}`,
    page.partial
      ? 'A part of the arguments could not be worked out from the source; what stands here is right, but not all.'
      : '',
    argumentsOf(tool, page.partial),
    '## Facts',
    facts([...page.verdictFacts, ...page.definitionFacts], origin),
  ]);
}

/** A list of labels and values, linked. */
export function facts(of: readonly Fact[], origin: string): string {
  return list(
    of.map(({ label, text: words, href }) => {
      const value = code(words);
      if (href === undefined || href.startsWith('#')) return `${text(label)}: ${value}`;
      return `${text(label)}: ${link(value, href.startsWith('/') ? `${origin}${href}` : href)}`;
    }),
  );
}

function quoted(quotes: readonly Quotation[]): string {
  return list(
    quotes.map(
      ({ label, at, pieces }) =>
        `${capital(label)}${at === undefined ? '' : ` ${code(at)}`}: ${code(pieces.map((piece) => piece.text).join(''))}`,
    ),
  );
}

function argumentsOf(tool: CatalogedTool, partial: boolean): string {
  const { rows, more } = parametersOf(tool.inputSchema);
  if (rows.length === 0) return partial ? 'None could be read.' : 'It takes none.';
  const rest = more === 0 ? [] : [`and ${more.toLocaleString('en-US')} more`];
  return list([...rows.map(argument), ...rest]);
}

function argument(row: Parameter): string {
  const { name, type, required, bounds, choices, moreChoices, fallback, description } = row;
  const rest = [
    description === '' ? '' : `: ${code(description)}`,
    choices.length === 0
      ? ''
      : `; one of ${choices.map(code).join(', ')}${moreChoices > 0 ? ` and ${moreChoices} more` : ''}`,
    fallback === undefined ? '' : `; default ${code(fallback)}`,
  ].join('');
  return `${code(name)} (${[type, required ? 'required' : 'optional', ...bounds].map(text).join(', ')})${rest}`;
}
