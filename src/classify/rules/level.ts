// How bad it can get: the category's base, moved one step by the strongest reason that holds.

import { type Category, categories, type Level, levelRank } from '../../model/vocabulary.ts';
import type { Decision } from './decision.ts';
import { destructiveReason } from './level/destructive-reason.ts';
import { executeReason } from './level/execute-reason.ts';
import { readReason } from './level/read-reason.ts';
import { marked, type Seen, seenOf, signaled } from './level/seen.ts';
import { writeReason } from './level/write-reason.ts';
import { type LevelReason, levelReasons } from './lexicon/levels.ts';
import { markBit } from './lexicon/phrases.ts';
import { signalBit } from './lexicon/signals.ts';
import type { Reading } from './reading.ts';

export interface LevelDecision {
  readonly level: Level;
  readonly base: Level;
  readonly reason: LevelReason | undefined;
}

/** The level of a decided category. `lowering` is false when the definition tries to talk its reader into a verdict. */
export function levelOfDecision(reading: Reading, decision: Decision, lowering: boolean): LevelDecision {
  const base = bases[decision.category];
  const reason = reasonOf(decision.category, seenOf(reading, decision));
  if (reason === undefined) return { level: base, base, reason };
  const level = levelReasons[reason].level;
  if (!lowering && levelRank(level) < levelRank(base)) return { level: base, base, reason: undefined };
  return { level, base, reason };
}

const bases = Object.fromEntries(categories.map(({ id, base }) => [id, base])) as Readonly<
  Record<Category, Level>
>;

function reasonOf(category: Category, seen: Seen): LevelReason | undefined {
  switch (category) {
    case 'Read':
      return readReason(seen);
    case 'Write':
      return writeReason(seen);
    case 'Execute':
      return executeReason(seen);
    case 'Destructive':
      return destructiveReason(seen);
    case 'Financial':
      return marked(seen, markBit.approval) || signaled(seen, signalBit.approval) ? 'approval' : seen.own;
    case 'Unknown':
      return undefined;
  }
}
