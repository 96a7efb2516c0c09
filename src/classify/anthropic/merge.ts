// Two opinions, one verdict: the rules are the floor, the model may raise it, and may lower only what is named here.
import type { Verdict } from '../../model/verdict.ts';
import {
  type Disagreement,
  type Effect,
  type FindingKind,
  levelRank,
  worseLevel,
} from '../../model/vocabulary.ts';
import { levelReason, type Opinion, severity, withinRange } from './opinion.ts';

/** How the two differed; `review` and `llm-failed` keep the rules' verdict. */
export type MergeFlag = Disagreement | 'llm-failed';

export interface Merged {
  readonly verdict: Verdict;
  /** Absent when the two agree. */
  readonly flag?: MergeFlag;
}

/** Findings that make the definition itself suspicious: nothing is lowered on the word of such a text. */
const suspicions: readonly FindingKind[] = ['instruction-like-text', 'hidden-characters'];
/** Effects of a tool that does more than its verb says: not "generic". */
const plainEffects: readonly Effect[] = [
  'runs-code',
  'controls-systems',
  'deploys',
  'controls-devices',
  'installs-software',
  'delegates-to-agents',
  'calls-any-address',
];
/** Verbs that say that something happens, and not what. */
const genericVerbs = new Set(
  'run execute perform invoke process generate make ask query chat prompt scan analyze analyse audit check inspect test evaluate compute calculate'.split(
    ' ',
  ),
);

/** The published verdict. Pure: the same two opinions give the same verdict. */
export function mergeVerdict(rules: Verdict, model: Opinion): Merged {
  if (model.kind === 'none') return { verdict: rules, flag: 'llm-failed' };
  const said = model.verdict;
  const noticed = withFindings(rules, said);
  if (said.category === rules.category) return sameCategory(noticed, model);
  if (said.category === 'Unknown') return { verdict: noticed, flag: 'review' };
  if (severity(said.category) > severity(rules.category)) {
    return model.verified
      ? { verdict: atLeast(rules, said), flag: 'llm-higher' }
      : { verdict: noticed, flag: 'review' };
  }
  return mayLower(rules, model) ? { verdict: said, flag: 'llm-lower' } : { verdict: noticed, flag: 'review' };
}

/** Whether the model has to be asked again without the author's prose before its milder verdict counts. */
export function needsSecondView(rules: Verdict, model: Opinion): boolean {
  return (
    model.kind === 'answer' &&
    model.withheld === undefined &&
    severity(model.verdict.category) < severity(rules.category) &&
    rules.category === 'Execute' &&
    mayLowerAtAll(rules, model) &&
    isGeneric(rules)
  );
}

/** Whether a person should look at the tool. */
export function needsReview({ verdict, flag }: Merged): boolean {
  return flag !== undefined || verdict.findings.some((finding) => finding.id !== 'hollow-definition');
}

function sameCategory(rules: Verdict, model: Extract<Opinion, { kind: 'answer' }>): Merged {
  const said = model.verdict;
  const apart = levelRank(said.level) - levelRank(rules.level);
  if (!model.verified || apart < -1) return { verdict: rules, flag: 'review' };
  // A text that tries to steer its reader may have steered the model's wording too.
  if (isSuspicious(said) && apart <= 1) return { verdict: rules };
  const level = worseLevel(said.level, rules.level);
  const verdict: Verdict = {
    ...said,
    level,
    levelReason: level === rules.level ? rules.levelReason : said.levelReason,
    confidence: rules.confidence + (1 - rules.confidence) / 2,
  };
  return apart > 1
    ? { verdict: { ...verdict, confidence: said.confidence }, flag: 'llm-higher' }
    : { verdict };
}

/** A worse category never comes with a milder level than the rules saw. */
function atLeast(rules: Verdict, said: Verdict): Verdict {
  const level = withinRange(said.category, worseLevel(said.level, rules.level));
  return level === said.level
    ? said
    : { ...said, level, levelReason: levelReason(rules, said.category, level, '') };
}

function mayLower(rules: Verdict, model: Extract<Opinion, { kind: 'answer' }>): boolean {
  if (!mayLowerAtAll(rules, model)) return false;
  if (rules.category === 'Read' || rules.category === 'Write' || rules.category === 'Unknown') {
    // The claim may be all that the model goes by.
    return !rules.findings.some((finding) => finding.id === 'claims-read-only');
  }
  return isGeneric(rules) && model.withheld?.category === model.verdict.category;
}

/** The floor: money, destruction, raw commands and code, suspicious or cut definitions, and the worst listed action. */
function mayLowerAtAll(rules: Verdict, model: Extract<Opinion, { kind: 'answer' }>): boolean {
  if (!model.verified || model.cut || isFloor(rules)) return false;
  if (isSuspicious(model.verdict)) return false;
  return (rules.actions ?? []).every(
    (action) => severity(action.category) <= severity(model.verdict.category),
  );
}

function isSuspicious(verdict: Verdict): boolean {
  return verdict.findings.some((finding) => suspicions.includes(finding.id));
}

/** True for verdicts of the rules that no model may lower. */
function isFloor(rules: Verdict): boolean {
  return (
    rules.category === 'Destructive' ||
    rules.category === 'Financial' ||
    rules.level === 'critical' ||
    (rules.category === 'Execute' &&
      (rules.effects.includes('runs-code') || rules.factors.arguments === 'code'))
  );
}

/** Execute on the strength of a verb alone that says little: run, generate, ask, scan. */
function isGeneric(rules: Verdict): boolean {
  if (rules.effects.some((effect) => plainEffects.includes(effect))) return false;
  const carrying = rules.evidence.filter((item) => item.carries.includes('category'));
  const fields = carrying.filter((item) => item.field === 'name' || item.field === 'description');
  return (
    fields.length > 0 &&
    fields.every(({ field, quote }) => {
      const words = quote
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z]+/);
      return field === 'name'
        ? words.some((word) => genericVerbs.has(word))
        : words.slice(0, 1).some((word) => genericVerbs.has(stem(word)));
    })
  );
}

/** "runs" and "generates" are "run" and "generate". */
function stem(word: string): string {
  return genericVerbs.has(word) || !word.endsWith('s') ? word : word.slice(0, -1);
}

/** The rules' verdict, with what the model noticed about the text. */
function withFindings(rules: Verdict, said: Verdict): Verdict {
  const known = new Set(rules.findings.map((finding) => finding.id));
  const news = said.findings.filter((finding) => !known.has(finding.id));
  return news.length === 0 ? rules : { ...rules, findings: [...rules.findings, ...news] };
}
