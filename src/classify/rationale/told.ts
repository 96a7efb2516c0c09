// What the sentences of a rationale are made of.
import type { Effect } from '../../model/vocabulary.ts';
import type { JudgedAction } from '../rules/actions.ts';
import type { Decision } from '../rules/decision.ts';
import type { LevelDecision } from '../rules/level.ts';
import type { Reading } from '../rules/reading.ts';

export interface Told {
  readonly reading: Reading;
  readonly decision: Decision;
  readonly level: LevelDecision;
  readonly categoryReason: string;
  readonly effects: readonly Effect[];
  readonly confidence: number;
  /** The action that gave the verdict, when one did. */
  readonly worstAction: JudgedAction | undefined;
  /** The text tries to steer its reader; none of it is repeated. */
  readonly steered: boolean;
}
