// How bad it can get: the category's base, moved one step by the strongest reason that holds.
import { type Category, categoryOf, type Level, levelRank } from '../../model/vocabulary.ts';
import type { Decision } from './combine.ts';
import { type LevelReason, levelReasons } from './lexicon/levels.ts';
import { nounClass } from './lexicon/nouns.ts';
import { markBits } from './lexicon/phrases.ts';
import { signalBits } from './lexicon/signals.ts';
import type { Reading } from './reading.ts';

export interface LevelDecision {
  readonly level: Level;
  readonly base: Level;
  readonly reason: LevelReason | undefined;
}

/** The level of a decided category. */
export function levelOfDecision(reading: Reading, decision: Decision, lowering: boolean): LevelDecision {
  const base = categoryOf(decision.category).base;
  const reason = reasonOf(reading, decision);
  if (reason === undefined) return { level: base, base, reason };
  const level = levelReasons[reason].level;
  if (!lowering && levelRank(level) < levelRank(base)) return { level: base, base, reason: undefined };
  return { level, base, reason };
}

function reasonOf(reading: Reading, decision: Decision): LevelReason | undefined {
  const own = decision.by?.sense.level;
  const mine = own !== undefined && levelReasons[own].category === decision.category ? own : undefined;
  const find = finders[decision.category];
  return find === undefined ? mine : find(reading, decision, mine);
}

type Finder = (reading: Reading, decision: Decision, own: LevelReason | undefined) => LevelReason | undefined;

const finders: Partial<Record<Category, Finder>> = {
  Read: readReason,
  Write: writeReason,
  Execute: executeReason,
  Destructive: destructiveReason,
  Financial: (reading, _decision, own) =>
    (reading.marks & markBits(['approval'])) !== 0 || (reading.signals & signalBits(['approval'])) !== 0
      ? 'approval'
      : own,
};

function readReason(
  reading: Reading,
  decision: Decision,
  own: LevelReason | undefined,
): LevelReason | undefined {
  const clause = decision.by?.clause;
  const head = clause?.headBits ?? 0;
  if ((head & nounClass.secret) !== 0) return 'secret';
  if (decision.promise === 'read-only') return 'chosen';
  if (((clause?.objectBits ?? reading.name.bits) & nounClass.private) !== 0) return 'private';
  const fetches =
    decision.by?.sense.id === 'web-look' ||
    ['fetch', 'read', 'download', 'extract', 'get'].includes(clause?.verb.base ?? '');
  if (fetches && (reading.signals & signalBits(['url', 'path'])) !== 0) return 'chosen';
  return own;
}

function writeReason(
  reading: Reading,
  decision: Decision,
  own: LevelReason | undefined,
): LevelReason | undefined {
  if (own !== undefined && levelReasons[own].level === 'high') return own;
  const bits = objectBitsOf(reading, decision);
  if ((bits & nounClass.access) !== 0) return 'access';
  if ((bits & nounClass.production) !== 0) return 'production';
  if ((reading.marks & markBits(['overwrite'])) !== 0) return 'overwrite';
  const clause = decision.by?.clause;
  if (clause?.verb.base === 'write' && (bits & nounClass.file) !== 0) return 'overwrite';
  if ((bits & nounClass.trivial) !== 0) return 'trivial';
  return own;
}

function executeReason(
  reading: Reading,
  decision: Decision,
  own: LevelReason | undefined,
): LevelReason | undefined {
  if ((reading.marks & markBits(['agent'])) !== 0) return 'agent';
  const commands = (reading.signals & signalBits(['command'])) !== 0;
  const shell = (reading.marks & markBits(['shell'])) !== 0;
  if (decision.by?.sense.id === 'run-shell' || (commands && shell)) return 'unrestricted';
  return own;
}

function destructiveReason(
  reading: Reading,
  decision: Decision,
  own: LevelReason | undefined,
): LevelReason | undefined {
  const bits = decision.by?.clause.headBits ?? 0;
  if (own !== undefined) return own;
  if ((bits & nounClass.secret) !== 0) return 'credential';
  if ((bits & nounClass.ephemeral) !== 0) return 'ephemeral';
  if ((bits & nounClass.small) !== 0) return 'small';
  void reading;
  return undefined;
}

/** The classes of what the deciding verb acts on, or of the whole name when the verb stands alone. */
function objectBitsOf(reading: Reading, decision: Decision): number {
  const clause = decision.by?.clause;
  if (clause === undefined) return reading.name.bits;
  const other = clause.field === 'name' ? decision.text : decision.name;
  return clause.objectBits | (other?.clause.objectBits ?? 0);
}
