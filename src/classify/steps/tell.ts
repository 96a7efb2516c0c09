// The last steps: what is told of a decided tool, with the quotations that carry it.
import { findingsOf } from '../guard.ts';
import { whatCouldHappen } from '../rationale/what-could-happen.ts';
import { whatItDoes } from '../rationale/what-it-does.ts';
import { rationaleOf } from '../rationale.ts';
import { confidenceOf } from '../rules/confidence.ts';
import { effectsOf } from '../rules/effects.ts';
import { evidenceList, quoteClause } from '../rules/evidence.ts';
import { factorsOf } from '../rules/factors.ts';
import { categoryReasonOf, levelReasonOf, neighborOf } from '../rules/reasons.ts';
import { rubricVersion } from '../rules/rubric-version.ts';
import type { Case, Step } from './case.ts';

function quoteDecision(one: Case): void {
  const { decision } = one;
  one.evidence = evidenceList(one.reading);
  if (decision.by === undefined) return;
  quoteClause(one.evidence, decision.by.clause, 'category');
  const other = decision.by === decision.name ? decision.text : decision.name;
  if (other?.sense.category === decision.category) quoteClause(one.evidence, other.clause, 'category');
}

function tellEffects(one: Case): void {
  one.effects = effectsOf(one.reading, one.decision, one.level.reason, one.evidence);
}

function tellFactors(one: Case): void {
  one.factors = factorsOf(one.reading, one.decision, one.level.reason, one.evidence);
}

function tellFindings(one: Case): void {
  one.findings = findingsOf(one.reading, one.decision, one.instructions);
}

function giveReasons(one: Case): void {
  one.neighbor = neighborOf(one.decision);
  one.categoryReason = categoryReasonOf(one.decision, one.neighbor);
  one.levelReason = levelReasonOf(one.decision, one.level);
}

function rateConfidence(one: Case): void {
  const { category, rules } = one.decision;
  one.decidedBy = { kind: 'rules', rubric: rubricVersion, rules: [...rules] };
  one.confidence = confidenceOf({ category, decidedBy: one.decidedBy, findings: one.findings });
}

function tellAct(one: Case): void {
  one.act = whatItDoes(one, one.evidence);
}

function tellHarm(one: Case): void {
  one.harm = whatCouldHappen(one);
}

function tellRationale(one: Case): void {
  one.rationale = rationaleOf(one, one.act, one.harm);
}

export const tellingSteps: readonly Step[] = [
  quoteDecision,
  tellEffects,
  tellFactors,
  tellFindings,
  giveReasons,
  rateConfidence,
  tellAct,
  tellHarm,
  tellRationale,
];
