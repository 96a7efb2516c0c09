// What a call does besides its category: each effect with the quotation that shows it.
import { type Effect, effects as effectTable } from '../../model/vocabulary.ts';
import { type Clause, holdsAny } from './clause.ts';
import type { Decision } from './decision.ts';
import { type EvidenceList, quoteClause, quoteRead, quoteWhole } from './evidence.ts';
import type { LevelReason } from './lexicon/levels.ts';
import { nounClass } from './lexicon/nouns.ts';
import type { MarkKind } from './lexicon/phrases.ts';
import { signalBit } from './lexicon/signals.ts';
import { wordSet } from './lexicon/word-set.ts';
import type { Reading } from './reading.ts';
import { firstMark } from './views/text/marks.ts';

const outsideContent = wordSet(
  'web webpage webpages website websites page pages url urls internet email emails message messages issue issues comment comments tweet tweets post posts news article articles thread threads review reviews feed inbox mail rss forum reddit blog conversation conversations chat html video transcript'.split(
    ' ',
  ),
);
const settingWords = wordSet(
  'config configuration setting settings preference preferences dns flag flags rule rules policy policies option options alert route'.split(
    ' ',
  ),
);
const publicWords = wordSet(
  'tweet post posts article blog release site page story video reel toot gist website public thread note'.split(
    ' ',
  ),
);

/** The effects of a decided verdict, worst first. Adds its quotations to the list. */
export function effectsOf(
  reading: Reading,
  decision: Decision,
  levelReason: LevelReason | undefined,
  evidence: EvidenceList,
): Effect[] {
  const { category, by } = decision;
  const clause = by?.clause;
  const seen: Seen = { reading, clause, evidence, found: [] };
  if (decision.promise === undefined && by?.sense.effects !== undefined)
    for (const effect of by.sense.effects) byClause(seen, effect);
  const bits = clause?.objectBits ?? 0;
  if (category === 'Read') {
    if (levelReason === 'secret') byClause(seen, 'reads-secrets');
    if (levelReason === 'private') byClause(seen, 'reads-private-data');
    if (clause !== undefined && holdsAny(clause.object, outsideContent))
      byClause(seen, 'reads-untrusted-content');
    if (clause !== undefined && (bits & nounClass.file) !== 0)
      bySignal(seen, 'reads-local-files', signalBit.path);
    if (by?.sense.id === 'web-look') byClause(seen, 'reads-untrusted-content');
  }
  if ((reading.signals & signalBit.url) !== 0 && (category === 'Read' || category === 'Execute')) {
    bySignal(seen, 'calls-any-address', signalBit.url);
  }
  if (category === 'Execute' && decision.promise === undefined) {
    if (!bySignal(seen, 'runs-code', signalBit.code)) bySignal(seen, 'runs-code', signalBit.command);
    if (levelReason === 'agent') byMark(seen, 'delegates-to-agents', 'agent');
  }
  if (category !== 'Read' && category !== 'Unknown') {
    if (levelReason === 'access') byClause(seen, 'changes-access');
    if ((bits & nounClass.memory) !== 0 && category === 'Write') byClause(seen, 'writes-memory');
    if ((bits & nounClass.versioned) !== 0 && category === 'Write') byClause(seen, 'changes-code');
    if (category === 'Write' && clause !== undefined && holdsAny(clause.object, settingWords))
      byClause(seen, 'changes-settings');
    if (levelReason === 'audience' && clause !== undefined && holdsAny(clause.object, publicWords))
      byClause(seen, 'publishes');
    byMark(seen, 'overwrites-data', 'overwrite');
  }
  byMark(seen, 'incurs-cost', 'paid');
  const { found } = seen;
  return found.length < 2 ? found : worstFirst.filter((id) => found.includes(id));
}

/** What shows effects, and those shown so far. */
interface Seen {
  readonly reading: Reading;
  readonly clause: Clause | undefined;
  readonly evidence: EvidenceList;
  readonly found: Effect[];
}

function byClause({ clause, evidence, found }: Seen, effect: Effect): void {
  if (clause === undefined) return;
  quoteClause(evidence, clause, effect);
  found.push(effect);
}

/** False when no free argument shows it. */
function bySignal({ reading, evidence, found }: Seen, effect: Effect, signal: number): boolean {
  if ((reading.schema.signals & signal) === 0) return false;
  const argument = reading.schema.bySignal(signal);
  if (argument === undefined || !argument.free) return false;
  quoteWhole(evidence, 'parameterName', effect, argument.name);
  found.push(effect);
  return true;
}

function byMark({ reading, evidence, found }: Seen, effect: Effect, kind: MarkKind): void {
  const mark = firstMark(reading.text.marks, kind);
  if (mark === undefined) return;
  quoteRead(evidence, mark.start, mark.end, effect);
  found.push(effect);
}

const worstFirst = effectTable.map((row) => row.id);
