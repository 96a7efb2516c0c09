// From a person's choice to a decision, and decisions in a few words.
import { capital } from '../model/wording.ts';
import type { Decision } from '../policy/decision.ts';
import type { Choice } from './state.ts';

/** The choices of a tool, mildest first; `recommended` stands for none. */
export const choiceLabels = {
  allow: 'Allow',
  limit: 'Limit',
  ask: 'Ask first',
  deny: 'Deny',
  hide: 'Hide',
  omit: 'Leave out',
} as const;
export type ChoiceKind = keyof typeof choiceLabels;

/** The decision that a choice makes of the recommended one. A limit keeps the bounds on arguments; `allow` drops them. */
export function decisionFor(
  choice: Exclude<Choice, { readonly kind: 'omit' }>,
  recommended: Decision,
): Decision {
  if (choice.kind !== 'limit') return { kind: choice.kind, bounds: [], steps: [] };
  const { bounds, unbounded, uncounted, kind } = recommended;
  return {
    kind: 'allow',
    limit: { max: choice.max, window: choice.window },
    // Where calls cannot be counted, a tool that was not to be open becomes one that asks.
    uncounted: uncounted ?? (kind === 'allow' ? 'allow' : 'ask'),
    bounds,
    ...(unbounded === undefined ? {} : { unbounded }),
    steps: [],
  };
}

/** A recommended decision in a few words: "Limit to 10 per minute", "Allow with bounded arguments". */
export function decisionText({ kind, limit, bounds }: Decision): string {
  if (kind !== 'allow') return choiceLabels[kind];
  const open =
    limit === undefined ? 'allow' : `limit to ${limit.max.toLocaleString('en-US')} per ${limit.window}`;
  return capital(bounds.length === 0 ? open : `${open}, arguments bounded`);
}
