// The engine `rules`: one definition in, one verdict out. Pure: no clock, no chance, no disk.
import { definitionHash } from '../model/canonical.ts';
import type { Subject, Verdict } from '../model/verdict.ts';
import { contradictionFindings, hiddenFindings, instructionFindings } from './guard.ts';
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

/** Judges one tool. Equal subjects give equal verdicts. `hash` is that of the definition, where a crawl has made it already. */
export function classify(subject: Subject, hash = definitionHash(subject.definition)): Verdict {
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
  const level = chosen?.level ?? wholeLevel;

  const evidence = evidenceList(reading);
  if (decision.by !== undefined) {
    quoteClause(evidence, decision.by.clause, 'category');
    const other = decision.by === decision.name ? decision.text : decision.name;
    if (other?.sense.category === decision.category) quoteClause(evidence, other.clause, 'category');
  }
  const effects = effectsOf(reading, decision, level.reason, evidence);
  const factors = factorsOf(reading, decision, level.reason, evidence);
  const findings = [...instructions, ...hiddenFindings(reading), ...contradictionFindings(reading, decision)];
  const neighbor = neighborOf(decision);
  const categoryReason = categoryReasonOf(decision, neighbor);
  const decidedBy = { kind: 'rules' as const, rubric: rubricVersion, rules: [...decision.rules] };
  const confidence = confidenceOf({ category: decision.category, decidedBy, findings });
  const rationale = rationaleOf(
    {
      reading,
      decision,
      level,
      categoryReason,
      effects,
      confidence,
      worstAction: chosen,
      steered: !lowering,
    },
    evidence,
  );
  // A spread is quick only where it comes first.
  const said = {
    ...(neighbor === undefined
      ? { category: decision.category, level: level.level }
      : { category: decision.category, level: level.level, neighbor }),
    categoryReason,
    levelReason: levelReasonOf(decision, level),
    effects,
    factors,
    rationale,
    evidence: evidence.found,
    findings,
  };
  return {
    ...(actions.length === 0 ? said : { ...said, actions: actions.map((judged) => judged.action) }),
    confidence,
    decidedBy,
    definitionHash: hash,
  };
}
