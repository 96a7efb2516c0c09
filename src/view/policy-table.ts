// A stance of the decision table in a few words.
import type { Stance } from '../policy/decision.ts';

/** "open", "30 a minute", "ask", "deny", "hide". */
export function stanceText({ kind, limit }: Stance): string {
  if (kind !== 'allow') return kind;
  return limit === undefined ? 'open' : `${limit.max.toLocaleString('en-US')} a ${limit.window}`;
}
