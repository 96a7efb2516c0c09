// How a verdict is put into words: confidence, who decided, factors, declared hints.

import type { CatalogedTool } from '../model/entry.ts';
import type { Annotations } from '../model/tool.ts';
import type { Factors, Verdict } from '../model/verdict.ts';
import { categoryOf, disagreements, factors, guards } from '../model/vocabulary.ts';
import { listOf, visible } from '../model/wording.ts';
import { oneLine } from './author-text.ts';
import { missingFrom } from './does.ts';
import { lowerFirst } from './lower-first.ts';

export type Sureness = 'high' | 'medium' | 'low';

/** The three steps in which confidence is told. */
export function sureness(confidence: number): Sureness {
  return confidence >= 0.85 ? 'high' : confidence >= 0.6 ? 'medium' : 'low';
}

/** What the confidence rests on. */
export function confidenceSentence(tool: CatalogedTool, verdict: Verdict): string {
  switch (sureness(verdict.confidence)) {
    case 'high':
      return 'The definition says it directly.';
    case 'medium':
      return 'The definition implies it.';
    case 'low':
      return `This rests on little: ${missingFrom(tool, verdict)}.`;
  }
}

/** "Decided by rules (read-verb, path-free)." With what a person should look at: a disagreement, an expired correction. */
export function decidedSentence(verdict: Verdict): string {
  const { disagreement, expiredCorrection } = verdict;
  const sentences = [whoDecided(verdict)];
  if (disagreement !== undefined) {
    sentences.push(`Marked for review: ${lowerFirst(disagreements[disagreement])}`);
  }
  if (expiredCorrection !== undefined) {
    const { reviewer, date } = expiredCorrection;
    sentences.push(
      `A correction by ${visible(reviewer, 60)} of ${date} was for an earlier definition and has expired.`,
    );
  }
  return sentences.join(' ');
}

function whoDecided({ decidedBy }: Verdict): string {
  switch (decidedBy.kind) {
    case 'rules':
      return decidedBy.rules.length === 0
        ? `Decided by rules, rubric ${decidedBy.rubric}.`
        : `Decided by rules (${listOf(decidedBy.rules.map((rule) => visible(rule, 60)))}), rubric ${decidedBy.rubric}.`;
    case 'model':
      return `Decided by ${visible(decidedBy.model, 60)} with prompt ${visible(decidedBy.prompt, 60)}.`;
    case 'review':
      return `Corrected by ${visible(decidedBy.reviewer, 60)} on ${decidedBy.date}: ${oneLine(decidedBy.reason).replace(/\.$/, '')}.`;
  }
}

/** Who decided, in two or three words. */
export function decidedShort(verdict: Verdict): string {
  const { decidedBy } = verdict;
  switch (decidedBy.kind) {
    case 'rules':
      return `rules, rubric ${decidedBy.rubric}`;
    case 'model':
      return visible(decidedBy.model, 40);
    case 'review':
      return `${visible(decidedBy.reviewer, 40)}, a person`;
  }
}

/** Label and phrase of each factor. */
export function factorRows(of: Factors): readonly { readonly label: string; readonly phrase: string }[] {
  const row = <Key extends keyof typeof factors>(key: Key) => ({
    label: factors[key].label,
    phrase: (factors[key].values as Readonly<Record<string, string>>)[of[key]] ?? 'not stated',
  });
  return [
    row('reversibility'),
    row('blastRadius'),
    row('reach'),
    row('data'),
    row('arguments'),
    {
      label: 'Guards',
      phrase: of.guards.length === 0 ? 'none stated' : of.guards.map((guard) => guards[guard]).join('; '),
    },
  ];
}

/** What the author declares, each as a phrase. */
export function declaredHints(annotations: Annotations | undefined): readonly string[] {
  const hint = (value: boolean | undefined, yes: string, no: string): readonly string[] =>
    value === undefined ? [] : [value ? yes : no];
  return [
    ...hint(annotations?.readOnlyHint, 'reads only', 'does not only read'),
    ...hint(annotations?.destructiveHint, 'may destroy', 'does not destroy'),
    ...hint(
      annotations?.idempotentHint,
      'can be repeated without further effect',
      'repeating has further effect',
    ),
    ...hint(annotations?.openWorldHint, 'reaches outside systems', 'stays within its own system'),
  ];
}

/** True when the author declares that the tool only reads, and we class it otherwise. */
export function contradictsReadOnly(annotations: Annotations | undefined, verdict: Verdict): boolean {
  return annotations?.readOnlyHint === true && !['Read', 'Unknown'].includes(verdict.category);
}

/** True when the author declares no destruction, and we class it as Destructive. */
export function contradictsDestructive(annotations: Annotations | undefined, verdict: Verdict): boolean {
  return annotations?.destructiveHint === false && verdict.category === 'Destructive';
}

/** "The author declares: reads only." with the contradiction, when there is one. */
export function declaredSentence(tool: CatalogedTool, verdict: Verdict | undefined): string {
  const declared = declaredHints(tool.annotations);
  if (declared.length === 0) return 'The author declares no hints.';
  const article = verdict === undefined ? '' : categoryOf(verdict.category).article;
  const quote = verdict?.evidence.find(({ carries }) => carries.includes('category'))?.quote;
  const because = quote === undefined ? '' : ` because of “${oneLine(quote, 80)}”`;
  if (verdict !== undefined && contradictsReadOnly(tool.annotations, verdict)) {
    return `The author declares that it only reads; we class it as ${article}${because}.`;
  }
  if (verdict !== undefined && contradictsDestructive(tool.annotations, verdict)) {
    return `The author declares that it does not destroy; we class it as ${article}${because}.`;
  }
  return `The author declares: ${listOf(declared)}.`;
}
