// What a run brought: the merged verdicts in order, and the tally.
import type { Verdict } from '../../model/verdict.ts';
import { canaries } from './canaries.ts';
import { type Case, progress, type Turn } from './case.ts';
import type { Estimate } from './estimate.ts';
import { type Merged, type MergeFlag, mergeVerdict, needsReview } from './merge.ts';
import { type NoAnswer, severity } from './opinion.ts';
import { noTokens, type Tokens } from './prices.ts';
import { promptVersion } from './prompt.ts';
import type { Mode } from './request.ts';
import type { Run } from './run.ts';

/** One judged tool. */
export interface Judged {
  readonly verdict: Verdict;
  /** How the model differed from the rules; absent when they agree or the model was not asked. */
  readonly flag?: MergeFlag | undefined;
  /** A person should look at it. */
  readonly review: boolean;
  /**
   * False when another run may still bring an opinion: the run ended before the tool was asked about, or the server
   * failed. The verdict is that of the rules, and should not replace an older one by a model.
   */
  readonly settled: boolean;
  /** Why the model gave no opinion. */
  readonly reason?: NoAnswer | undefined;
}

export interface JudgeReport {
  readonly model: string;
  readonly prompt: string;
  readonly subjects: number;
  /** Tools whose answers were there before this run. */
  readonly known: number;
  /** Requests that the server answered, repairs and second views included. */
  readonly requests: number;
  /** Tools with an opinion, without one although asked, and not asked. */
  readonly judged: number;
  readonly failed: number;
  readonly unasked: number;
  readonly tokens: Tokens;
  /** US dollars; absent when the price is not known. Includes batches of an earlier run that were brought in. */
  readonly dollars?: number | undefined;
  readonly flags: Readonly<Record<MergeFlag, number>>;
  readonly review: number;
  readonly failures: Readonly<Partial<Record<NoAnswer, number>>>;
  /** How the server was made to answer in our form; absent when nothing was asked. */
  readonly mode?: Mode | undefined;
  /** Names of tools of known danger that the model judged too mildly; then it lowers nothing in this run. */
  readonly fooledBy: readonly string[];
  /** Why the run ended before everything was asked. */
  readonly stopped?: Run['stopped'];
}

export interface JudgeResult {
  /** In the order of the subjects. With `dryRun` the verdicts of the rules. */
  readonly results: readonly Judged[];
  readonly report: JudgeReport;
  /** Set with `dryRun`. */
  readonly estimate?: Estimate | undefined;
}

/** Failures that say nothing about the tool. */
const passing: readonly NoAnswer[] = ['unreachable', 'expired', 'rejected'];

/** What a run knows when it ends. */
export interface Outcome {
  readonly cases: readonly Case[];
  /** The tools of known danger, in their order. */
  readonly tests: readonly Case[];
  readonly transcripts: ReadonlyMap<string, readonly Turn[]>;
  readonly model: string;
  readonly known: number;
  readonly unanswered: ReadonlyMap<string, NoAnswer>;
}

/** The results of a run; without a run, of what was answered before. */
export function resultOf(outcome: Outcome, run: Run | undefined): JudgeResult {
  const fooledBy = fooledIn(outcome);
  const results = outcome.cases.map((one) => judged(one, outcome, fooledBy.length > 0));
  const flags: Record<MergeFlag, number> = { 'llm-higher': 0, 'llm-lower': 0, review: 0, 'llm-failed': 0 };
  const failures: Partial<Record<NoAnswer, number>> = {};
  for (const { flag, reason } of results) {
    if (flag !== undefined) flags[flag] += 1;
    if (reason !== undefined) failures[reason] = (failures[reason] ?? 0) + 1;
  }
  const unasked = results.filter((result) => !result.settled && result.reason === undefined).length;
  const failed = flags['llm-failed'];
  return {
    results,
    report: {
      model: outcome.model,
      prompt: promptVersion,
      subjects: results.length,
      known: outcome.known,
      requests: run?.answered ?? 0,
      judged: results.length - failed - unasked,
      failed,
      unasked,
      tokens: run?.tokens ?? noTokens,
      dollars: run === undefined || run.plan.row === undefined ? undefined : run.budget.spent(),
      flags,
      review: results.filter((result) => result.review).length,
      failures,
      fooledBy,
      mode: run === undefined || run.answered === 0 ? undefined : run.mode,
      stopped: run?.stopped,
    },
  };
}

/** Names of the canaries that the model judged milder than they are; none where it was not tested. */
function fooledIn({ tests, transcripts, model }: Outcome): string[] {
  return canaries.flatMap((canary, index) => {
    const test = tests[index];
    const step = test === undefined ? undefined : progress(test, transcripts, model);
    if (step?.kind !== 'done' || step.opinion.kind !== 'answer') return [];
    const { category } = step.opinion.verdict;
    return canary.poisoned && severity(category) < severity(canary.least) ? [canary.name] : [];
  });
}

function judged(one: Case, { transcripts, model, unanswered }: Outcome, fooled: boolean): Judged {
  const step = progress(one, transcripts, model);
  const reason = step.kind === 'ask' ? unanswered.get(step.ask.key) : undefined;
  if (step.kind === 'ask' && reason === undefined) {
    return { verdict: one.rules, review: needsReview({ verdict: one.rules }), settled: false };
  }
  const opinion =
    step.kind === 'done' ? step.opinion : ({ kind: 'none', reason: reason ?? 'invalid' } as const);
  const free = mergeVerdict(one.rules, opinion);
  const merged: Merged = fooled && free.flag === 'llm-lower' ? { verdict: one.rules, flag: 'review' } : free;
  const { verdict, flag } = merged;
  return {
    verdict: flag === undefined || flag === 'llm-failed' ? verdict : { ...verdict, disagreement: flag },
    flag,
    review: needsReview(merged),
    settled: opinion.kind === 'answer' || !passing.includes(opinion.reason),
    reason: opinion.kind === 'none' ? opinion.reason : undefined,
  };
}
