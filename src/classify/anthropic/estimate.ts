// What a run would ask and cost, without asking.

import { answerSchema } from './answer.ts';
import type { Ask } from './case.ts';
import { dollars, noTokens, pricesDated, type Tokens, worstDollars } from './prices.ts';
import { systemPrompt } from './prompt.ts';
import { answerTokens, promptBound, type RequestPlan, requestOf, roughTokens } from './request.ts';

export interface Estimate {
  /** Questions to send; repairs and second views come on top, for a few tools in a hundred. */
  readonly questions: number;
  /** Rough figures, from bytes. The prefix is counted as read from the cache, once written. */
  readonly tokens: Tokens;
  /** US dollars expected and at the very worst; absent when the price is not known. */
  readonly dollars?: number | undefined;
  readonly worstDollars?: number | undefined;
  /** Month of the price table. */
  readonly prices: string;
}

/** Length of an ordinary answer in tokens, thinking included where it cannot be switched off. */
const ordinaryAnswer = { plain: 330, thinking: 600 };

export function estimate(asks: readonly Ask[], plan: RequestPlan): Estimate {
  const prefix = roughTokens(
    Buffer.byteLength(systemPrompt) + Buffer.byteLength(JSON.stringify(answerSchema)),
  );
  const output = plan.row?.thinking === 'always' ? ordinaryAnswer.thinking : ordinaryAnswer.plain;
  let input = 0;
  let usd = 0;
  let worst = 0;
  for (const [index, ask] of asks.entries()) {
    const request = requestOf(ask, plan, 'schema', '0'.repeat(16));
    if (request === undefined) continue;
    const own = roughTokens(Buffer.byteLength(JSON.stringify(request.messages)));
    input += own;
    if (plan.row === undefined) continue;
    const written = index === 0 ? prefix : 0;
    usd += dollars(
      plan.row,
      {
        input: own,
        output,
        cacheRead: prefix - written,
        cacheWrite: { ...noTokens.cacheWrite, [plan.batch ? '1h' : '5m']: written },
      },
      plan.batch,
    );
    worst += worstDollars(
      plan.row,
      { prompt: promptBound(request), answer: answerTokens(plan.row) },
      plan.batch,
    );
  }
  const written = asks.length === 0 ? 0 : prefix;
  return {
    questions: asks.length,
    tokens: {
      input,
      output: output * asks.length,
      cacheRead: prefix * asks.length - written,
      cacheWrite: { ...noTokens.cacheWrite, [plan.batch ? '1h' : '5m']: written },
    },
    ...(plan.row === undefined ? {} : { dollars: usd, worstDollars: worst }),
    prices: pricesDated,
  };
}
