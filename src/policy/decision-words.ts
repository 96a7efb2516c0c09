// Decisions in a few words, for lists, options and tables.
import { capital, listOf } from '../model/wording.ts';
import { placeholders } from './bounds.ts';
import { codeSpan } from './code-span.ts';
import { type Bound, type Decision, type DecisionKind, isValues, type Stance } from './decision.ts';

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

/** What an argument is held to: "`force` false", "`action` list or read", "`sql` one SELECT"; names between backticks. */
export function boundText(bound: Bound): string {
  const argument = codeSpan(bound.argument);
  if (bound.kind === 'amount') return `${argument} up to ${bound.max.toLocaleString('en-US')}`;
  if (!isValues(bound))
    return `${argument} ${{ query: 'one SELECT', address: 'your hosts', path: 'your folder' }[bound.kind]}`;
  const values = bound.allowed.map((value) => (typeof value === 'boolean' ? String(value) : codeSpan(value)));
  return `${argument} ${listOf(values, 4, 'or')}`;
}

/** What a caller is told who goes beyond a bound. */
export function boundMessage(bound: Bound): string {
  const { argument } = bound;
  switch (bound.kind) {
    case 'switch':
      return `Pass ${argument} as ${bound.allowed.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'action':
      return `Only these values of ${argument} are allowed: ${bound.allowed.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'query':
      return `Only one SELECT is allowed as ${argument}.`;
    case 'address':
      return `To be filled in: put your own hosts in place of ${placeholders.host}; ${argument} has to begin with one of them.`;
    case 'path':
      return `To be filled in: put your own folder in place of ${placeholders.folder}; ${argument} has to lie in it.`;
    case 'amount':
      return `To be filled in: raise the cap; ${argument} is at most ${bound.max}.`;
  }
}
