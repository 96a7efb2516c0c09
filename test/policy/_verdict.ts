// A whole verdict made of the few words that a policy depends on.
import { type Action, EffectId, type Verdict } from '../../src/model/verdict.ts';
import { type Category, categoryOf, type Effect, type Level } from '../../src/model/vocabulary.ts';

export { type Category, type Effect, EffectId, type Level, type Verdict };

export function verdictWords(words: {
  readonly category: Category;
  readonly level: Level;
  readonly effects: readonly Effect[];
  readonly why?: string | undefined;
  readonly actions?: readonly Action[];
  readonly factors?: Partial<Verdict['factors']>;
}): Verdict {
  const { category, level, effects, why, actions = [], factors } = words;
  const { base } = categoryOf(category);
  return {
    category,
    level,
    categoryReason: '',
    levelReason:
      why === undefined
        ? `${category} tools start at ${base}, and nothing in this definition moves the level.`
        : `${category} tools start at ${base}. This one is ${level} because ${why}.`,
    effects: [...effects],
    factors: {
      reversibility: 'unknown',
      blastRadius: 'one',
      reach: 'service',
      data: 'unknown',
      arguments: 'identifier',
      guards: [],
      ...factors,
    },
    rationale: '',
    evidence: [],
    findings: [],
    ...(actions.length === 0 ? {} : { actions: [...actions] }),
    confidence: 1,
    decidedBy: { kind: 'rules', rubric: '1', rules: [] },
    definitionHash: '0'.repeat(64),
  };
}
