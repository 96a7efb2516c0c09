// Everything that a tool page shows, put together from one entry and a few rows.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import type { Score } from '../model/score.ts';
import type { Action } from '../model/verdict.ts';
import { count, serverPhrase, visible } from '../model/wording.ts';
import { serversUrl, serverUrl, toolApiUrl } from './address.ts';
import { type Applying, attacksOnTool, type Pattern } from './attacks/applying.ts';
import { type AuthorText, authorText } from './author-text.ts';
import { type Control, toolControl, toolDecision } from './control.ts';
import { whatItDoes } from './does.ts';
import { definitionFacts, type Fact, verdictFacts } from './facts.ts';
import { fitPage } from './fit-page.ts';
import type { Frame } from './frame.ts';
import { type ParameterTable, parameterTable } from './parameters.ts';
import type { Prose } from './prose.ts';
import { type Question, questionsAbout } from './questions.ts';
import { type Report, reportOf } from './report.ts';
import { breadcrumbFact, questionsFact } from './structured.ts';
import { authorTitle, type Badge, badgesOf, headOf } from './tool-page/head.ts';
import { type Related, relatedOf } from './tool-page/related.ts';
import { type Suspicion, suspicionsOf, type Why, whyOf } from './tool-page/why.ts';

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
    related: relatedOf(entry, tool, slugs, { sameName: elsewhere, similar }),
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
    ...headOf(entry, tool),
    ...(verdict === undefined
      ? {}
      : {
          does: whatItDoes({ server, tool, verdict }),
          why: whyOf(entry, tool, verdict, control),
        }),
    json: toolApiUrl(server.id, slug),
    name: visible(tool.name),
    authorTitle: authorTitle(tool),
    badges: badgesOf(verdict),
    serverName: serverPhrase(server),
    suspicions: suspicionsOf(entry, tool, verdict),
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
