// A decision: what a policy should do with the calls of one tool, before any format has its say.
import type { LimitWindow } from './document.ts';

/** At most `max` calls in one calendar window, for each grant or client. */
export interface Limit {
  readonly max: number;
  readonly window: LimitWindow;
}

/** An argument that is held to harmless values. A call without the argument is denied. */
export interface Bound {
  /** `action` keeps harmful actions of a tool out, `switch` keeps what makes a call worse turned off. */
  readonly kind: 'action' | 'switch';
  readonly argument: string;
  /** The values that may pass, at least one. */
  readonly allowed: readonly (string | boolean)[];
}

/** One reason on the way to a decision, for the page and the command line. */
export interface Step {
  /** `table`, `effect`, `factors`, `action` or `switch`: which part of the mapping spoke. */
  readonly from: 'table' | 'effect' | 'factors' | 'action' | 'switch';
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
