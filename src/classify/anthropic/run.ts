// What a run has in hand while it asks: connection, purse, memory, pace, and a tally.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import type { Talk } from '../../kit/talk.ts';
import type { Budget } from './budget.ts';
import type { Ask } from './case.ts';
import type { NoAnswer } from './opinion.ts';
import type { Pace, PaceClock } from './pace.ts';
import { addTokens, dollars, type Tokens, worstDollars } from './prices.ts';
import { answerTokens, type Mode, promptBound, type RequestPlan } from './request.ts';
import type { Store } from './store.ts';

/** The edges of the world, handed in by tests. */
export interface Edges extends PaceClock {
  readonly fetch: typeof globalThis.fetch;
  /** A code of `bytes` bytes in hex that nobody can guess. */
  random(bytes: number): string;
  /** How long one request may take. */
  readonly timeoutMs: number;
  /** Pause before a batch is looked at again; it grows up to sixty times that. */
  readonly pollMs: number;
  readonly concurrency: number;
  /** From so many questions on, the model is first tested with tools of known danger. */
  readonly canariesFrom: number;
  /** Limits of one batch. Servers take 256 MB and 100,000 requests; the smaller figure keeps our own memory small. */
  readonly batch: { readonly bytes: number; readonly requests: number };
}

export const realEdges: Edges = {
  fetch: (input, init) => globalThis.fetch(input, init),
  now: () => Date.now(),
  wait: async (ms, signal) => {
    await sleep(Math.min(ms, 2 ** 31 - 1), undefined, { signal });
  },
  random: (bytes) => randomBytes(bytes).toString('hex'),
  timeoutMs: 120_000,
  pollMs: 5_000,
  concurrency: 8,
  canariesFrom: 500,
  batch: { bytes: 96_000_000, requests: 100_000 },
};

export interface Run {
  readonly client: Anthropic;
  readonly baseUrl: string;
  /** It is Anthropic's own server. */
  readonly official: boolean;
  readonly plan: RequestPlan;
  readonly store: Store;
  readonly budget: Budget;
  readonly pace: Pace;
  readonly edges: Edges;
  readonly signal: AbortSignal;
  readonly talk: Talk;
  /** Questions that will not be answered in this run. */
  readonly unanswered: Map<string, NoAnswer>;
  /** Bytes of the prefix that all requests share, and the tokens they come to, as counted by the server. */
  prefix: { readonly bytes: number; readonly tokens: number } | undefined;
  mode: Mode;
  tokens: Tokens;
  /** Requests that were answered. */
  answered: number;
  stopped: 'budget' | 'unreachable' | 'aborted' | undefined;
}

/** Writes down what an answer used and gives its price; an answer that does not say is charged at the worst. */
export function charge(run: Run, tokens: Tokens | undefined, worst: number, batch: boolean): number {
  if (tokens === undefined) return worst;
  run.tokens = addTokens(run.tokens, tokens);
  return run.plan.row === undefined ? 0 : dollars(run.plan.row, tokens, batch);
}

/** The most that a request can cost; 0 where no price is known. */
export function worstOf(run: Run, request: Parameters<typeof promptBound>[0], batch: boolean): number {
  const { row } = run.plan;
  if (row === undefined) return 0;
  const bytes = promptBound(request);
  const prompt = run.prefix === undefined ? bytes : bytes - run.prefix.bytes + run.prefix.tokens;
  return worstDollars(row, { prompt: Math.max(prompt, 0), answer: answerTokens(row) }, batch);
}

/** The name of a question in a set. */
export function askId({ key, turn }: Pick<Ask, 'key' | 'turn'>): string {
  return `${key}-${turn}`;
}
