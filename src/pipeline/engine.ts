// Who judges: the rules, or a model with the rules as its floor.
import { type JudgeOptions, judgeWithModel } from '../classify/anthropic/judge.ts';
import { noAnswers } from '../classify/anthropic/opinion.ts';
import { promptVersion } from '../classify/anthropic/prompt.ts';
import type { JudgeReport } from '../classify/anthropic/report.ts';
import { classify, classifyAll } from '../classify/classify.ts';
import { rubricVersion } from '../classify/rules/rubric-version.ts';
import type { CatalogedTool } from '../model/entry.ts';
import type { Subject, Verdict } from '../model/verdict.ts';
import { count, listOf } from '../model/wording.ts';

/** What judging a list of tools gave. */
export interface Judgement {
  /** In the order of the subjects; undefined where the engine did not come to a verdict that should be kept. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** Lines for a person about cost, failures and what to look at. */
  readonly notes: readonly string[];
  /** The run ended before everything was judged. */
  readonly stopped: boolean;
}

export interface Engine {
  /** All tools in one call, since batches wait; otherwise entry by entry. */
  readonly atOnce: boolean;
  /** True when this engine would judge a tool anew: no verdict, or one by an older rubric, prompt or other engine. */
  isStale(tool: CatalogedTool): boolean;
  judge(subjects: readonly Subject[]): Promise<Judgement>;
}

/** The rules: no key, no network, no cost. */
export const rules: Engine = {
  atOnce: false,
  isStale: (tool) =>
    outdated(tool, ({ decidedBy }) => decidedBy.kind === 'review' || decidedBy.rubric === rubricVersion),
  judge: async (subjects) => ({
    verdicts: classifyAll(subjects),
    notes: [],
    stopped: false,
  }),
};

/** A model behind the messages API. Tools that it judged before cost nothing. */
export function anthropic(options: Omit<JudgeOptions, 'rulesVerdictOf'>): Engine {
  return {
    atOnce: true,
    isStale: (tool) =>
      outdated(
        tool,
        ({ decidedBy }) =>
          decidedBy.kind === 'review' ||
          (decidedBy.kind === 'model' &&
            decidedBy.prompt === promptVersion &&
            decidedBy.model.startsWith(options.model)),
      ),
    judge: async (subjects) => {
      const { results, report, estimate } = await judgeWithModel(subjects, {
        ...options,
        rulesVerdictOf: classify,
      });
      if (estimate !== undefined) {
        const cost =
          estimate.dollars === undefined
            ? 'the price of this model is not known'
            : `about $${estimate.dollars.toFixed(2)}, at the very worst $${(estimate.worstDollars ?? estimate.dollars).toFixed(2)} (prices of ${estimate.prices})`;
        const { input, output } = estimate.tokens;
        const tokens = `${count(input, 'token')} in and ${count(output, 'token')} out`;
        return {
          verdicts: results.map(() => undefined),
          notes: [
            `${count(report.known, 'tool')} known already; ${count(estimate.questions, 'question')}, ${tokens}: ${cost}.`,
          ],
          stopped: false,
        };
      }
      return {
        verdicts: results.map(({ verdict, settled }) => (settled ? verdict : undefined)),
        notes: notesOf(report),
        stopped: report.stopped !== undefined,
      };
    },
  };
}

function notesOf(report: JudgeReport): string[] {
  const { subjects, known, judged, failed, unasked, dollars, review, flags, failures, fooledBy, stopped } =
    report;
  const cost = dollars === undefined ? '' : ` for $${dollars.toFixed(4)}`;
  const notes = [
    `${count(subjects, 'tool')}: ${judged} judged by ${report.model} (${known} known already), ${failed} failed, ${unasked} not asked${cost}.`,
    `${count(review, 'verdict')} to review; the model was higher on ${flags['llm-higher']}, lower on ${flags['llm-lower']}.`,
  ];
  for (const [reason, n] of Object.entries(failures)) {
    notes.push(`${count(n, 'tool')}: ${noAnswers[reason as keyof typeof noAnswers]}`);
  }
  if (fooledBy.length > 0) {
    notes.push(`The model was fooled by test definitions (${listOf(fooledBy, 3)}), so it lowered nothing.`);
  }
  if (stopped !== undefined)
    notes.push(`The run ended early: ${endings[stopped]}. The same command goes on from there.`);
  return notes;
}

const endings = {
  budget: 'the budget is used up',
  unreachable: 'the server could not be reached',
  aborted: 'it was stopped',
} as const;

function outdated(tool: CatalogedTool, upToDate: (verdict: Verdict) => boolean): boolean {
  const { verdict } = tool;
  return verdict === undefined || verdict.definitionHash !== tool.definitionHash || !upToDate(verdict);
}
