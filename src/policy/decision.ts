// A decision: what a policy should do with the calls of one tool, before any format has its say.
import type { LimitWindow } from './document.ts';

/** At most `max` calls in one calendar window, for each grant or client. */
export interface Limit {
  readonly max: number;
  readonly window: LimitWindow;
}

/** An argument that is held to harmless values. A call without the argument is denied. */
export type Bound = ValuesBound | PatternBound | CapBound;

/** Held to listed values. */
export interface ValuesBound {
  /** `action` keeps harmful actions of a tool out, `switch` keeps what makes a call worse turned off. */
  readonly kind: 'action' | 'switch';
  readonly argument: string;
  /** The values that may pass, at least one. */
  readonly allowed: readonly (string | boolean)[];
}

/** Held to texts that match a pattern, in the syntax that all regular expressions share. */
export interface PatternBound {
  /** `query` keeps raw SQL to one SELECT; the reader puts hosts and a folder into the other two. */
  readonly kind: 'query' | 'address' | 'path';
  readonly argument: string;
  /** Anchored at both ends. */
  readonly pattern: string;
  /** A text that matches. */
  readonly example: string;
}

/** Held to numbers from 0 to a cap, which the reader raises. */
export interface CapBound {
  readonly kind: 'amount';
  readonly argument: string;
  readonly max: number;
}

/** True for a bound that lets nothing useful through until the reader fills it in. */
export function isToFill({ kind }: Bound): boolean {
  return kind === 'address' || kind === 'path' || kind === 'amount';
}

export function isValues(bound: Bound): bound is ValuesBound {
  return bound.kind === 'action' || bound.kind === 'switch';
}

/** One reason on the way to a decision, for the page and the command line. */
export interface Step {
  /** Which part of the mapping spoke. */
  readonly from: 'table' | 'effect' | 'factors' | 'action' | 'switch' | 'argument';
  /** One sentence; code in backticks. */
  readonly text: string;
}

/** The fate of a call, mildest first. */
export const decisionKinds = ['allow', 'ask', 'deny', 'hide'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What happens to a call, without the reasons. */
export interface Stance {
  readonly kind: DecisionKind;
  /** Only beside `allow`. */
  readonly limit?: Limit;
  /** What comes nearest to the limit where calls cannot be counted. */
  readonly uncounted?: 'allow' | 'ask';
}

/** What a policy should do with one tool. */
export interface Decision extends Stance {
  /** Only beside `allow`. */
  readonly bounds: readonly Bound[];
  /** Only beside `ask`: what comes nearest where nobody can be asked and arguments can be held to patterns. */
  readonly instead?: { readonly limit: Limit; readonly bounds: readonly Bound[] };
  /** The decision for formats that cannot look at arguments, when it differs. */
  readonly unbounded?: Stance;
  readonly steps: readonly Step[];
}

/** The stricter of two stances; the first when they are equal. */
export function stricter(a: Stance, b: Stance): Stance {
  return strictness(b) > strictness(a) ? b : a;
}

/** True when `a` lets less through than `b`. */
export function isStricter(a: Stance, b: Stance): boolean {
  return strictness(a) > strictness(b);
}

const perDay: Readonly<Record<LimitWindow, number>> = { minute: 1440, hour: 24, day: 1 };

/** Whole numbers tell kinds apart; within `allow` a smaller limit is stricter. */
function strictness({ kind, limit }: Stance): number {
  const base = decisionKinds.indexOf(kind) * 2;
  return limit === undefined ? base : base + 1 / (1 + (limit.max * perDay[limit.window]) / 1e4);
}
