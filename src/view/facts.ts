// The facts beside a tool: its verdict in factors, and its definition.

import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { Verdict } from '../model/verdict.ts';
import { capital, count, visible } from '../model/wording.ts';
import type { Decision } from '../policy/decision.ts';
import { decisionLabel } from '../policy/decision-words.ts';
import { categoryUrl, riskUrl, serverUrl, toolApiUrl, toolMarkdownUrl } from './address.ts';
import { decidedShort, declaredHints, factorRows, sureness } from './judgement.ts';
import { placeHref, placeText, versionText } from './place.ts';
import { definitionTokens } from './tokens.ts';
import { serverLabel } from './tool-lines.ts';

/** One line of a list of facts. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly href?: string | undefined;
  /** Level whose color the value carries. */
  readonly level?: Verdict['level'];
}

/** Level, category, factors, confidence, and what a policy makes of them. */
export function verdictFacts(verdict: Verdict, decision: Decision): readonly Fact[] {
  return [
    { label: 'Level', text: capital(verdict.level), href: riskUrl(verdict.level), level: verdict.level },
    { label: 'Category', text: verdict.category, href: categoryUrl(verdict.category) },
    ...factorRows(verdict.factors).map(({ label, phrase }) => ({ label, text: phrase })),
    {
      label: 'Confidence',
      text: `${sureness(verdict.confidence)} (${Math.round(verdict.confidence * 100)}%)`,
    },
    { label: 'Policy', text: decisionLabel(decision), href: '#control' },
    { label: 'Decided by', text: decidedShort(verdict) },
  ];
}

/** Where the definition comes from and what it is. */
export function definitionFacts(entry: Entry, tool: CatalogedTool, slug: string): readonly Fact[] {
  const { server } = entry;
  const version = versionText(server);
  const declared = declaredHints(tool.annotations);
  const optional = (label: string, text: string | undefined): readonly Fact[] =>
    text === undefined ? [] : [{ label, text: visible(text, 200) }];
  return [
    { label: 'Server', text: serverLabel(server.id, server.title), href: serverUrl(server.id) },
    ...optional('Version', version),
    { label: 'Place', text: placeText(tool.place), href: placeHref(server, tool.place) },
    ...optional('Listed only', tool.gated),
    ...optional('Made at run time', tool.dynamic),
    { label: 'Declares', text: declared.length === 0 ? 'no hints' : declared.join('; ') },
    { label: 'Costs', text: `${count(definitionTokens(tool), 'token')} to offer` },
    { label: 'Hash', text: tool.definitionHash.slice(0, 7) },
    { label: 'Read on', text: entry.read },
    { label: 'Data', text: 'JSON', href: toolApiUrl(server.id, slug) },
    { label: 'Page as text', text: 'Markdown', href: toolMarkdownUrl(server.id, slug) },
  ];
}
