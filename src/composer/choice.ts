// From a person's choice to a decision.
import type { Decision } from '../policy/decision.ts';
import { decisionLabels } from '../policy/decision-words.ts';
import type { Choice } from './state.ts';

const { allow, ask, deny, hide } = decisionLabels;
/** The choices of a tool, mildest first. */
export const choiceLabels = { allow, limit: 'Limit', ask, deny, hide, omit: 'Leave out' } as const;
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
