// Everything that a server page shows: profile, tools, policy, coverage, hints, token cost, changes.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import { ecosystemOf } from '../model/server.ts';
import { type Level, levels } from '../model/vocabulary.ts';
import { capital, count, serverPhrase, visible } from '../model/wording.ts';
import {
  badgeUrl,
  compareUrl,
  serverApiUrl,
  serverFeedUrl,
  serverMarkdownUrl,
  serversUrl,
  serverUrl,
} from './address.ts';
import { type Applying, attacksOnServer, attacksOnTool, type Pattern } from './attacks/applying.ts';
import { type AuthorText, authorText, oneLine, safeHref } from './author-text.ts';
import { type ChangeLine, changeLines } from './change-lines.ts';
import { type Combination, combinationOf } from './combination.ts';
import { type PolicyFile, serverFiles } from './control.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { definitionDiffs } from './definition-diff.ts';
import { ecosystemNames } from './ecosystems.ts';
import type { Fact } from './facts.ts';
import type { Frame } from './frame.ts';
import { contradictsDestructive, contradictsReadOnly } from './judgement.ts';
import { versionText } from './place.ts';
import { countsOf, type Matrix, matrixOf } from './profile.ts';
import { comparisonOf, serverReference } from './reference.ts';
import { breadcrumbFact } from './structured.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import { type TokenCost, tokenCost } from './tokens.ts';
import { linesOfTools, serverLabel, type ToolLine } from './tool-lines.ts';

export interface ServerPage {
  readonly title: string;
  readonly description: string;
  readonly facts: readonly unknown[];
  readonly json: string;
  readonly crumbs: readonly { readonly text: string; readonly href?: string }[];
  readonly name: string;
  readonly phrase: string;
  readonly id: string;
  readonly authorText?: AuthorText | undefined;
  /** "45 tools: 3 critical, 12 high, 20 medium, 10 low." */
  readonly headline: string;
  readonly gone?: string;
  /** The worst level of any tool; absent when none was judged. */
  readonly worst?: Level | undefined;
  readonly matrix: Matrix;
  readonly tools: readonly ToolLine[];
  readonly files: readonly PolicyFile[];
  readonly coverage: Coverage;
  readonly combination?: Combination | undefined;
  /** Attack patterns that the server meets as a whole. */
  readonly attacks: readonly Applying[];
  /** Patterns that its tools meet, with how many of them, the most frequent first. */
  readonly toolAttacks: readonly { readonly pattern: Pattern; readonly tools: number }[];
  readonly hints: Hints;
  readonly cost: TokenCost;
  readonly changes: readonly ChangeLine[];
  readonly moreChanges: number;
  /** All changes that the entry keeps, over time. */
  readonly timeline: Timeline | undefined;
  readonly about: readonly Fact[];
  /** The badge and what to write for it in a readme. */
  readonly badge: { readonly href: string; readonly markdown: string };
  /** Parts of the page that a reader may want to jump to. */
  readonly parts: readonly { readonly id: string; readonly text: string }[];
}

/** What the author declares, beside what we found. */
export interface Hints {
  readonly declared: number;
  readonly readOnly: number;
  readonly destructive: number;
  /** Tools whose hints contradict the verdict. */
  readonly contradictions: readonly ToolLine[];
}

const shownChanges = 20;

export function serverPage(
  entry: Entry,
  slugs: ReadonlyMap<string, string>,
  frame: Frame,
  patterns: readonly Pattern[] = [],
): ServerPage {
  const { server, tools } = entry;
  const phrase = serverPhrase(server);
  const name = serverLabel(server.id, server.title);
  const crumbs = [
    { text: 'Servers', href: serversUrl },
    { text: server.id.slice(server.id.indexOf('/') + 1) },
  ];
  const headline = headlineOf(tools);
  return {
    title: `${capital(phrase)}: ${count(tools.length, 'tool')}, risks and policy`,
    description: oneLine(`${headline} ${server.description}`, 200),
    facts: [breadcrumbFact(crumbs, frame.site.origin)],
    json: serverApiUrl(server.id),
    crumbs,
    name,
    phrase,
    id: server.id,
    authorText: authorText(server.description),
    headline,
    ...(entry.gone === undefined
      ? {}
      : { gone: `This server can no longer be found since ${entry.gone}. The last known state is kept.` }),
    worst: levels.findLast(({ id }) => tools.some(({ verdict }) => verdict?.level === id))?.id,
    matrix: matrixOf(countsOf(tools), true),
    tools: linesOfTools(entry, tools, slugs, true),
    files: tools.length === 0 ? [] : serverFiles(entry),
    coverage: coverageOf(entry),
    combination: combinationOf(tools),
    attacks: attacksOnServer(patterns, entry),
    toolAttacks: toolAttacks(patterns, entry),
    hints: hintsOf(entry, slugs),
    cost: tokenCost(tools),
    timeline: timelineOf(entry.changes),
    changes: changeLines(
      entry.changes.slice(0, shownChanges),
      server.id,
      slugs,
      definitionDiffs(entry.changes, tools),
    ),
    moreChanges: Math.max(0, entry.changes.length - shownChanges),
    about: aboutOf(entry),
    badge: {
      href: badgeUrl(server.id),
      markdown: `[![toolrisk](${frame.site.origin}${badgeUrl(server.id)})](${frame.site.origin}${serverUrl(server.id)})`,
    },
    parts: partsOf(entry),
  };
}

/** "7 tools: 2 critical, 3 high, 0 medium, 1 low, 1 not judged." Zero parts are left out. */
export function headlineOf(tools: readonly CatalogedTool[]): string {
  if (tools.length === 0) return 'No tools were found.';
  const at = (level: string) => tools.filter((tool) => tool.verdict?.level === level).length;
  const parts = [
    ...levels.toReversed().map(({ id }) => [at(id), id] as const),
    [tools.filter((tool) => tool.verdict?.category === 'Unknown').length, 'of unknown category'] as const,
    [tools.filter((tool) => tool.verdict === undefined).length, 'not judged yet'] as const,
  ].filter(([n]) => n > 0);
  return `${count(tools.length, 'tool')}: ${parts.map(([n, word]) => `${n.toLocaleString('en-US')} ${word}`).join(', ')}.`;
}

function partsOf({ tools, changes }: Entry): ServerPage['parts'] {
  const parts = [
    ['policy', 'Policy for the whole server', tools.length > 0],
    ['coverage', 'What was not read', true],
    ['hints', 'Declared and assessed', tools.length > 0],
    ['tokens', 'Token cost', tools.length > 0],
    ['changes', 'Changes', changes.length > 0],
    ['badge', 'Badge', true],
  ] as const;
  return parts.flatMap(([id, text, isThere]) => (isThere ? [{ id, text }] : []));
}

function toolAttacks(patterns: readonly Pattern[], entry: Entry): ServerPage['toolAttacks'] {
  const tools = new Map<Pattern, number>();
  for (const tool of entry.tools) {
    for (const { pattern } of attacksOnTool(patterns, entry, tool)) {
      tools.set(pattern, (tools.get(pattern) ?? 0) + 1);
    }
  }
  return [...tools]
    .map(([pattern, n]) => ({ pattern, tools: n }))
    .sort((a, b) => b.tools - a.tools || a.pattern.title.localeCompare(b.pattern.title, 'en'));
}

function hintsOf(entry: Entry, slugs: ReadonlyMap<string, string>): Hints {
  const { tools } = entry;
  const declares = ({ annotations }: CatalogedTool) =>
    annotations !== undefined && Object.values(annotations).some((hint) => typeof hint === 'boolean');
  const contradicted = tools.filter(
    ({ annotations, verdict }) =>
      verdict !== undefined &&
      (contradictsReadOnly(annotations, verdict) || contradictsDestructive(annotations, verdict)),
  );
  return {
    declared: tools.filter(declares).length,
    readOnly: tools.filter(({ annotations }) => annotations?.readOnlyHint === true).length,
    destructive: tools.filter(({ annotations }) => annotations?.destructiveHint === true).length,
    contradictions: linesOfTools(entry, contradicted, slugs),
  };
}

function aboutOf({ server, read }: Entry): readonly Fact[] {
  const optional = (label: string, text: string | undefined, href?: string): readonly Fact[] =>
    text === undefined || text === '' ? [] : [{ label, text: visible(text, 200), href: safeHref(href) }];
  const host = (address: string | undefined) => {
    const href = safeHref(address);
    return href === undefined ? undefined : href.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  };
  return [
    { label: 'Id', text: server.id },
    { label: 'Published on', text: ecosystemNames[ecosystemOf(server.id)] },
    ...optional('Version', versionText(server)),
    ...optional('Published', server.published),
    ...optional('License', server.license ?? 'none declared'),
    ...optional('Language', server.language),
    ...optional('Repository', host(server.repository), server.repository),
    ...optional('Folder', server.directory),
    ...optional('Home page', host(server.homepage), server.homepage),
    ...optional('Package URL', server.purl),
    { label: 'Read on', text: read },
    { label: 'Data', text: 'JSON', href: serverApiUrl(server.id) },
    { label: 'Page as text', text: 'Markdown', href: serverMarkdownUrl(server.id) },
    { label: 'Changes', text: 'Atom feed', href: serverFeedUrl(server.id) },
    { label: 'Badge', text: 'SVG', href: badgeUrl(server.id) },
    {
      label: 'Compare',
      text: 'with another server',
      href: comparisonOf(compareUrl, serverReference(server.id)),
    },
  ];
}
