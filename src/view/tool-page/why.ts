// Why a tool got its verdict: reasons, quotations, what is declared, how sure it is, what is suspicious.
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import type { Verdict } from '../../model/verdict.ts';
import { findingKinds } from '../../model/vocabulary.ts';
import type { toolDecision } from '../control.ts';
import { type Quotation, quotations } from '../evidence.ts';
import {
  confidenceSentence,
  contradictsDestructive,
  contradictsReadOnly,
  decidedSentence,
  declaredSentence,
  sureness,
} from '../judgement.ts';
import { code, fromBackticks, type Prose, plain, prose, sentences } from '../prose.ts';

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

/** The reasons of a verdict, under a heading that says whether the tool needs a policy. */
export function whyOf(
  entry: Entry,
  tool: CatalogedTool,
  verdict: Verdict,
  { decision }: Pick<ReturnType<typeof toolDecision>, 'decision'>,
): Why {
  const name = code(tool.name);
  const open = decision.kind === 'allow' && decision.limit === undefined;
  return {
    heading: open ? prose`Why ${name} needs no rule of its own` : prose`Why ${name} needs a policy`,
    level: verdict.level,
    paragraphs: whyParagraphs(tool, verdict),
    quotes: quotations(entry, tool, verdict.evidence),
    declared: declaredSentence(tool, verdict),
    contradiction:
      contradictsReadOnly(tool.annotations, verdict) || contradictsDestructive(tool.annotations, verdict),
    sure: `${confidenceSentence(tool, verdict)} ${decidedSentence(verdict)} For definition ${verdict.definitionHash.slice(0, 7)}, read ${entry.read}.`,
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

/** What in the definition is suspicious, each with the words that are. */
export function suspicionsOf(
  entry: Entry,
  tool: CatalogedTool,
  verdict: Verdict | undefined,
): readonly Suspicion[] {
  return (verdict?.findings ?? []).map((finding) => ({
    kind: findingKinds[finding.id],
    detail: fromBackticks(finding.detail),
    quotes: quotations(entry, tool, finding.evidence ?? []),
  }));
}
