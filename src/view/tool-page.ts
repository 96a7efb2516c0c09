// Everything that a tool page shows, put together from one entry and a few rows.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import type { Score } from '../model/score.ts';
import type { Action, Verdict } from '../model/verdict.ts';
import { effectOf, findingKinds, levelOf, levelRank } from '../model/vocabulary.ts';
import { count, serverPhrase, visible } from '../model/wording.ts';
import {
  categoryUrl,
  compareUrl,
  effectUrl,
  methodologyUrl,
  riskUrl,
  serversUrl,
  serverUrl,
  toolApiUrl,
} from './address.ts';
import { type Applying, attacksOnTool, type Pattern } from './attacks/applying.ts';
import { type AuthorText, authorText, oneLine } from './author-text.ts';
import { type Control, toolControl, toolDecision } from './control.ts';
import { firstSentence, whatItDoes } from './does.ts';
import { type Quotation, quotations } from './evidence.ts';
import { definitionFacts, type Fact, verdictFacts } from './facts.ts';
import { fitPage } from './fit-page.ts';
import type { Frame } from './frame.ts';
import {
  confidenceSentence,
  contradictsDestructive,
  contradictsReadOnly,
  decidedSentence,
  declaredSentence,
  sureness,
} from './judgement.ts';
import { type ParameterTable, parameterTable } from './parameters.ts';
import { code, fromBackticks, type Prose, plain, prose, sentences } from './prose.ts';
import { type Question, questionsAbout } from './questions.ts';
import { comparisonOf, type Reference, toolReference } from './reference.ts';
import { type Report, reportOf } from './report.ts';
import { breadcrumbFact, questionsFact } from './structured.ts';
import { linesOfRows, linesOfTools, type ToolLine, worstFirst } from './tool-lines.ts';

export interface ToolPage {
  readonly title: string;
  readonly description: string;
  readonly facts: readonly unknown[];
  readonly json: string;
  readonly crumbs: readonly { readonly text: string; readonly href?: string }[];
  readonly name: string;
  /** The author's title, when it says more than the name. */
  readonly authorTitle?: string | undefined;
  readonly badges: readonly Badge[];
  readonly authorText?: AuthorText | undefined;
  readonly serverName: string;
  readonly does?: Prose;
  readonly why?: Why;
  readonly suspicions: readonly Suspicion[];
  readonly parameters: ParameterTable;
  readonly partial: boolean;
  readonly actions: readonly Action[];
  /** Actions that are not shown. */
  readonly moreActions: number;
  /** Attack patterns whose precondition the tool meets. */
  readonly attacks: readonly Applying[];
  /** Patterns that apply and are not shown. */
  readonly moreAttacks: number;
  readonly control: Control;
  readonly related: Related;
  readonly questions: readonly Question[];
  readonly report?: Report;
  readonly closing: string;
  readonly verdictFacts: readonly Fact[];
  readonly definitionFacts: readonly Fact[];
}

export interface Badge {
  readonly text: string;
  readonly href: string;
  /** The level whose disc and color it carries; absent for plain badges. */
  readonly level?: Verdict['level'];
  readonly strong?: boolean;
}

export interface Why {
  readonly heading: Prose;
  readonly level: Verdict['level'];
  readonly paragraphs: readonly Prose[];
  readonly quotes: readonly Quotation[];
  /** What the author declares, and whether it contradicts the verdict. */
  readonly declared: string;
  readonly contradiction: boolean;
  readonly sure: string;
}

export interface Suspicion {
  readonly kind: string;
  readonly detail: Prose;
  readonly quotes: readonly Quotation[];
}

export interface Related {
  readonly hereHeading: string;
  readonly here: readonly ToolLine[];
  readonly serverTools: number;
  readonly serverHref: string;
  /** Where this tool is put beside another. */
  readonly compareHref: string;
  readonly sameName: readonly ToolLine[];
  readonly similar: readonly ToolLine[];
}

export interface ToolPageInput {
  readonly entry: Entry;
  readonly tool: CatalogedTool;
  readonly slugs: ReadonlyMap<string, string>;
  /** Tools of this name, on any server. */
  readonly sameName: readonly ToolRow[];
  /** Tools of other servers that do the same. */
  readonly similar: readonly ToolRow[];
  readonly frame: Frame;
  /** The attack patterns to check, in the order in which they are shown. */
  readonly patterns?: readonly Pattern[];
  /** The score on labeled tools, when there is one. */
  readonly score?: Score | undefined;
}

const shownHere = 5;
const shownElsewhere = 5;

/** What is said of a tool itself, without its relatives, the other formats of its policy, and answers to questions. */
export type ToolStatement = Omit<
  ToolPage,
  | 'control'
  | 'related'
  | 'questions'
  | 'report'
  | 'facts'
  | 'crumbs'
  | 'closing'
  | 'parameters'
  | 'authorText'
> & { readonly control: ReturnType<typeof toolDecision> };

/** The statement on a tool of this slug, for a page that tells no more. */
export function toolStatement(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  patterns?: readonly Pattern[],
): ToolStatement {
  return statementOf(entry, tool, slug, toolDecision(entry, tool, slug), patterns);
}

/** The page of one tool, as small as a page has to be. Without a verdict it shows the definition alone. */
export function toolPage(input: ToolPageInput): ToolPage {
  return fitPage(wholePage(input), input.tool.description);
}

function wholePage(input: ToolPageInput): ToolPage {
  const { entry, tool, slugs, sameName, similar, frame, score, patterns } = input;
  const { server } = entry;
  const { verdict } = tool;
  const slug = slugs.get(tool.name) ?? '';
  const phrase = serverPhrase(server);
  const name = visible(tool.name, 60);
  const crumbs = [
    { text: 'Servers', href: serversUrl },
    { text: server.id.slice(server.id.indexOf('/') + 1), href: serverUrl(server.id) },
    { text: name },
  ];
  const control = toolControl(entry, tool, slug);
  const elsewhere = sameName.filter((row) => row.server !== server.id);
  const attacks = patterns === undefined ? undefined : attacksOnTool(patterns, entry, tool);
  const report = verdict === undefined ? undefined : reportOf(entry, tool, verdict, frame.site, frame.built);
  const questions =
    verdict === undefined
      ? []
      : questionsAbout({
          entry,
          tool,
          verdict,
          control,
          sameName: elsewhere,
          attacks,
          score,
          reportUrl: report?.href,
        });
  return {
    ...statementOf(entry, tool, slug, control, patterns),
    ...(report === undefined ? {} : { report }),
    facts: [breadcrumbFact(crumbs, frame.site.origin), ...questionsFact(questions)],
    crumbs,
    authorText: authorText(tool.description),
    parameters: parameterTable(tool.inputSchema),
    control,
    related: {
      ...here(entry, tool, slugs),
      serverTools: entry.tools.length,
      serverHref: serverUrl(server.id),
      compareHref: comparisonOf(compareUrl, toolReference(server.id, slug)),
      sameName: withComparison(elsewhere.slice(0, shownElsewhere), toolReference(server.id, slug)),
      similar: withComparison(similar, toolReference(server.id, slug)),
    },
    questions,
    closing: `${count(entry.tools.length, 'tool')} of ${phrase} ${entry.tools.length === 1 ? 'is' : 'are'} in the catalog, out of ${count(frame.tools, 'tool')} on ${count(frame.servers, 'server')}. Built ${frame.built}.`,
  };
}

function statementOf(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  control: ToolStatement['control'],
  patterns: readonly Pattern[] | undefined,
): ToolStatement {
  const { server } = entry;
  const { verdict } = tool;
  return {
    ...head(entry, tool),
    ...(verdict === undefined ? {} : judged(entry, tool, verdict, control)),
    json: toolApiUrl(server.id, slug),
    name: visible(tool.name),
    authorTitle: authorTitle(tool),
    badges: badges(verdict),
    serverName: serverPhrase(server),
    suspicions: suspicions(entry, tool, verdict),
    partial: tool.partial === true,
    actions: verdict?.actions ?? [],
    moreActions: 0,
    attacks: patterns === undefined ? [] : attacksOnTool(patterns, entry, tool),
    moreAttacks: 0,
    control,
    verdictFacts: verdict === undefined ? [] : verdictFacts(verdict, control.decision),
    definitionFacts: definitionFacts(entry, tool, slug),
  };
}

function head(entry: Entry, tool: CatalogedTool): Pick<ToolPage, 'title' | 'description'> {
  const { server } = entry;
  const { verdict } = tool;
  const on = `${visible(tool.name, 60)} on ${serverPhrase(server)}`;
  return verdict === undefined
    ? { title: on, description: `The definition of ${on}. It was not judged yet.` }
    : {
        title: `${on}: ${verdict.category}, ${verdict.level} risk`,
        description: `${plain(firstSentence({ server, tool, verdict }))} ${visible(verdict.levelReason)}`,
      };
}

function judged(
  entry: Entry,
  tool: CatalogedTool,
  verdict: Verdict,
  control: ToolStatement['control'],
): Required<Pick<ToolPage, 'does' | 'why'>> {
  const name = code(tool.name);
  const open = control.decision.kind === 'allow' && control.decision.limit === undefined;
  return {
    does: whatItDoes({ server: entry.server, tool, verdict }),
    why: {
      heading: open ? prose`Why ${name} needs no rule of its own` : prose`Why ${name} needs a policy`,
      level: verdict.level,
      paragraphs: whyParagraphs(tool, verdict),
      quotes: quotations(entry, tool, verdict.evidence),
      declared: declaredSentence(tool, verdict),
      contradiction:
        contradictsReadOnly(tool.annotations, verdict) || contradictsDestructive(tool.annotations, verdict),
      sure: `${confidenceSentence(tool, verdict)} ${decidedSentence(verdict)} For definition ${verdict.definitionHash.slice(0, 7)}, read ${entry.read}.`,
    },
  };
}

/** The rationale, then the two reasons where it does not already say them. */
function whyParagraphs(tool: CatalogedTool, verdict: Verdict): readonly Prose[] {
  const { rationale, categoryReason, levelReason, correctedFrom } = verdict;
  const unsaid = [categoryReason, levelReason].filter(
    (reason) => reason !== '' && !rationale.includes(reason),
  );
  const missing = sureness(verdict.confidence) === 'low' ? confidenceSentence(tool, verdict) : '';
  return [
    fromBackticks(rationale),
    sentences(...unsaid.map(fromBackticks)),
    [missing],
    correctedFrom === undefined
      ? []
      : [`Before the correction it was judged ${correctedFrom.category}, ${correctedFrom.level}.`],
  ].filter((paragraph) => plain(paragraph) !== '');
}

/** Level, category, then the effects, worst first. */
function badges(verdict: Verdict | undefined): readonly Badge[] {
  if (verdict === undefined) return [{ text: 'Not judged yet', href: methodologyUrl }];
  const { level, category, effects } = verdict;
  return [
    { text: levelOf(level).badge, href: riskUrl(level), level },
    { text: category, href: categoryUrl(category), strong: true },
    ...effects.map((effect) => ({ text: effectOf(effect).label, href: effectUrl(effect) })),
  ];
}

function suspicions(entry: Entry, tool: CatalogedTool, verdict: Verdict | undefined): readonly Suspicion[] {
  return (verdict?.findings ?? []).map((finding) => ({
    kind: findingKinds[finding.id],
    detail: fromBackticks(finding.detail),
    quotes: quotations(entry, tool, finding.evidence ?? []),
  }));
}

/** Other tools of the server at the same or a worse level, worst first; milder ones when there are none. */
function here(
  entry: Entry,
  tool: CatalogedTool,
  slugs: ReadonlyMap<string, string>,
): Pick<Related, 'here' | 'hereHeading'> {
  const rank = (one: CatalogedTool) => (one.verdict === undefined ? -1 : levelRank(one.verdict.level));
  const rest = worstFirst(entry.tools).filter((one) => one.name !== tool.name);
  const worse = rest.filter((one) => rank(one) >= rank(tool));
  const shown = (worse.length > 0 ? worse : rest).slice(0, shownHere);
  return {
    hereHeading:
      worse.length > 0 ? 'On the same server, at least as risky' : 'On the same server, less risky',
    here: brief(linesOfTools(entry, shown, slugs)),
  };
}

/** Related tools of other servers, each with a link that puts it beside this one. */
function withComparison(rows: readonly ToolRow[], self: Reference): readonly ToolLine[] {
  return brief(linesOfRows(rows)).map((line, index) => {
    const row = rows[index];
    if (row === undefined) return line;
    return { ...line, compare: comparisonOf(compareUrl, self, toolReference(row.server, row.slug)) };
  });
}

/** A related tool is told by its name; its author's first words are only a reminder. */
function brief(lines: readonly ToolLine[]): readonly ToolLine[] {
  return lines.map((line) => ({ ...line, what: oneLine(line.what, 80) }));
}

/** The author's title when it is more than the name spelled apart. */
function authorTitle(tool: CatalogedTool): string | undefined {
  const title = oneLine(tool.title ?? tool.annotations?.title ?? '', 120);
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return title === '' || letters(title) === letters(tool.name) ? undefined : title;
}
