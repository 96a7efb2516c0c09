// From a person's choice to a decision, and decisions in a few words.
import { listOf } from '../model/wording.ts';
import { codeSpan } from '../policy/code-span.ts';
import type { Bound, Decision } from '../policy/decision.ts';
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

/** A recommended decision in a few words: "Limit to 10 per minute". */
export function decisionText({ kind, limit }: Decision): string {
  if (kind !== 'allow') return choiceLabels[kind];
  return limit === undefined
    ? choiceLabels.allow
    : `${choiceLabels.limit} to ${limit.max.toLocaleString('en-US')} per ${limit.window}`;
}

/** What an argument is held to: "`force` false", "`action` list or read"; names between backticks. */
export function boundText({ argument, allowed }: Bound): string {
  const values = allowed.map((value) => (typeof value === 'boolean' ? String(value) : codeSpan(value)));
  return `${codeSpan(argument)} ${listOf(values, 4, 'or')}`;
}
