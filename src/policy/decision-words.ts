// Decisions in a few words, for lists, options and tables.
import { capital, listOf } from '../model/wording.ts';
import { codeSpan } from './code-span.ts';
import type { Bound, Decision, DecisionKind, Stance } from './decision.ts';

/** What each kind is called. */
export const decisionLabels: Readonly<Record<DecisionKind, string>> = {
  allow: 'Leave open',
  ask: 'Ask first',
  deny: 'Deny',
  hide: 'Hide',
};

/** "Ask first", "Limit to 10 per minute", "Bound its arguments, limit to 10 per minute". */
export function decisionLabel({ kind, limit, bounds }: Decision): string {
  if (kind !== 'allow') return decisionLabels[kind];
  const bounded = bounds.length === 0 ? [] : ['bound its arguments'];
  const limited =
    limit === undefined ? [] : [`limit to ${limit.max.toLocaleString('en-US')} per ${limit.window}`];
  const deeds = [...bounded, ...limited];
  return deeds.length === 0 ? decisionLabels.allow : capital(deeds.join(', '));
}

/** A stance of the table: "open", "30 a minute", "ask", "deny", "hide". */
export function stanceText({ kind, limit }: Stance): string {
  if (kind !== 'allow') return kind;
  return limit === undefined ? 'open' : `${limit.max.toLocaleString('en-US')} a ${limit.window}`;
}

/** What an argument is held to: "`force` false", "`action` list or read"; names between backticks. */
export function boundText({ argument, allowed }: Bound): string {
  const values = allowed.map((value) => (typeof value === 'boolean' ? String(value) : codeSpan(value)));
  return `${codeSpan(argument)} ${listOf(values, 4, 'or')}`;
}
