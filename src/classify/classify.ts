// The engine `rules`: definitions in, verdicts out. Pure: no clock, no chance, no disk.
import { definitionHash } from '../model/canonical.ts';
import type { Assessment, Subject, Verdict } from '../model/verdict.ts';
import type { JudgedAction } from './rules/actions.ts';
import { Case, type Step } from './steps/case.ts';
import { decidingSteps } from './steps/decide.ts';
import { readingSteps } from './steps/read.ts';
import { tellingSteps } from './steps/tell.ts';

/**
 * Judges tools, and ties each verdict to its definition. Equal subjects give equal verdicts, whatever is judged with
 * them. `hashes` are those of the definitions, where a crawl has made them already.
 */
export function classifyAll(
  subjects: readonly Subject[],
  hashes: readonly (string | undefined)[] = [],
): Verdict[] {
  const said = assessAll(subjects);
  return subjects.map(({ definition }, at) => ({
    ...(said[at] as Assessment),
    definitionHash: hashes[at] ?? definitionHash(definition),
  }));
}

/** Judges one tool, as `classifyAll` judges many. */
export function classify(subject: Subject, hash = definitionHash(subject.definition)): Verdict {
  return { ...assess(subject), definitionHash: hash };
}

const steps: readonly Step[] = [...readingSteps, ...decidingSteps, ...tellingSteps];

/**
 * How many tools go through the steps side by side. The steps are more code than the caches of a processor hold: to do
 * one step for many tools is about a sixth quicker than to do all of them tool by tool (`scripts/bench/classify.ts`).
 */
const together = 128;

/** All that the rules say of each tool. */
export function assessAll(subjects: readonly Subject[]): Assessment[] {
  const said: Assessment[] = [];
  for (let from = 0; from < subjects.length; from += together) {
    const cases = subjects.slice(from, from + together).map((subject) => new Case(subject));
    for (const step of steps) for (const one of cases) step(one);
    for (const one of cases) said.push(assessmentOf(one));
  }
  return said;
}

/** All that the rules say of one tool. */
export function assess(subject: Subject): Assessment {
  const one = new Case(subject);
  for (const step of steps) step(one);
  return assessmentOf(one);
}

/** Every shape is spelled out: an object that begins as a copy of another is slow to make, and slow to read. */
function assessmentOf(one: Case): Assessment {
  const { neighbor, categoryReason, levelReason, effects, factors, rationale, findings, actions } = one;
  const { confidence, decidedBy } = one;
  const { category } = one.decision;
  const { level } = one.level;
  const evidence = one.evidence.found;
  const said: Assessment =
    neighbor === undefined
      ? {
          category,
          level,
          categoryReason,
          levelReason,
          effects,
          factors,
          rationale,
          evidence,
          findings,
          confidence,
          decidedBy,
        }
      : {
          category,
          level,
          neighbor,
          categoryReason,
          levelReason,
          effects,
          factors,
          rationale,
          evidence,
          findings,
          confidence,
          decidedBy,
        };
  return actions.length === 0 ? said : withActions(said, actions);
}

function withActions(said: Assessment, actions: readonly JudgedAction[]): Assessment {
  const { confidence, decidedBy, ...rest } = said;
  return { ...rest, actions: actions.map(({ action }) => action), confidence, decidedBy };
}
