// The engine `rules`: one definition in, one verdict out. Pure: no clock, no chance, no disk.
import { definitionHash } from '../model/canonical.ts';
import type { Action, Assessment, Subject, Verdict } from '../model/verdict.ts';
import { findingsOf, instructionFindings } from './guard.ts';
import { rationaleOf } from './rationale.ts';
import { actionsOf, worstAction } from './rules/actions.ts';
import { declared } from './rules/combine/promises.ts';
import { combine } from './rules/combine.ts';
import { confidenceOf } from './rules/confidence.ts';
import { severity } from './rules/decision.ts';
import { effectsOf } from './rules/effects.ts';
import { evidenceList, quoteClause } from './rules/evidence.ts';
import { factorsOf } from './rules/factors.ts';
import { levelOfDecision } from './rules/level.ts';
import { read } from './rules/reading.ts';
import { categoryReasonOf, levelReasonOf, neighborOf } from './rules/reasons.ts';
import { rubricVersion } from './rules/rubric-version.ts';

/**
 * Judges one tool, and ties the verdict to its definition. Equal subjects give equal verdicts. `hash` is that of the
 * definition, where a crawl has made it already.
 */
export function classify(subject: Subject, hash = definitionHash(subject.definition)): Verdict {
  return { ...assess(subject), definitionHash: hash };
}

/** All that the rules say of one tool. */
export function assess(subject: Subject): Assessment {
  const reading = read(subject);
  const instructions = instructionFindings(reading);
  const lowering = instructions.length === 0;
  const whole = declared(reading, combine(reading, reading.name, lowering));
  const wholeLevel = levelOfDecision(reading, whole, lowering);
  const actions = actionsOf(reading, whole, lowering);
  const worst = worstAction(actions);
  const chosen =
    worst !== undefined &&
    (severity(worst.decision.category) > severity(whole.category) ||
      (whole.by?.sense.id === 'change' && (worst.closed || whole.by.clause.verb.base === 'manage')))
      ? worst
      : undefined;
  const decision = chosen?.decision ?? whole;
  const { category } = decision;
  const rated = chosen?.level ?? wholeLevel;
  const { level } = rated;

  const quotes = evidenceList(reading);
  if (decision.by !== undefined) {
    quoteClause(quotes, decision.by.clause, 'category');
    const other = decision.by === decision.name ? decision.text : decision.name;
    if (other?.sense.category === category) quoteClause(quotes, other.clause, 'category');
  }
  const effects = effectsOf(reading, decision, rated.reason, quotes);
  const factors = factorsOf(reading, decision, rated.reason, quotes);
  const findings = findingsOf(reading, decision, instructions);
  const neighbor = neighborOf(decision);
  const categoryReason = categoryReasonOf(decision, neighbor);
  const decidedBy = { kind: 'rules' as const, rubric: rubricVersion, rules: [...decision.rules] };
  const confidence = confidenceOf({ category, decidedBy, findings });
  const rationale = rationaleOf(
    {
      reading,
      decision,
      level: rated,
      categoryReason,
      effects,
      confidence,
      worstAction: chosen,
      steered: !lowering,
    },
    quotes,
  );
  const levelReason = levelReasonOf(decision, rated);
  const evidence = quotes.found;
  // Both spelled out: an object that begins as a copy of another is slow to make, and slow to read.
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
  return actions.length === 0
    ? said
    : withActions(
        said,
        actions.map((judged) => judged.action),
      );
}

function withActions(said: Assessment, actions: Action[]): Assessment {
  const { confidence, decidedBy, ...rest } = said;
  return { ...rest, actions, confidence, decidedBy };
}
