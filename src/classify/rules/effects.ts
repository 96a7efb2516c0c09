// What a call does besides its category: each effect with the quotation that shows it.
import { type Effect, effects as effectTable } from '../../model/vocabulary.ts';
import { holdsAny } from './clause.ts';
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
  const found: Effect[] = [];
  const { category, by } = decision;
  const clause = by?.clause;
  const acts = category !== 'Read' && category !== 'Unknown';
  const byClause = (effect: Effect) => {
    if (clause === undefined) return;
    quoteClause(evidence, clause, effect);
    found.push(effect);
  };
  const bySignal = (effect: Effect, signal: number) => {
    const argument = reading.schema.bySignal(signal);
    if (argument === undefined || !argument.free) return false;
    quoteWhole(evidence, 'parameterName', effect, argument.name);
    found.push(effect);
    return true;
  };
  const byMark = (effect: Effect, kind: MarkKind) => {
    const mark = firstMark(reading.text.marks, kind);
    if (mark === undefined) return;
    quoteRead(evidence, mark.start, mark.end, effect);
    found.push(effect);
  };

  if (decision.promise === undefined) for (const effect of by?.sense.effects ?? []) byClause(effect);
  const bits = clause?.objectBits ?? 0;
  if (category === 'Read') {
    if (levelReason === 'secret') byClause('reads-secrets');
    if (levelReason === 'private') byClause('reads-private-data');
    if (clause !== undefined && holdsAny(clause.object, outsideContent)) byClause('reads-untrusted-content');
    if (clause !== undefined && (bits & nounClass.file) !== 0) bySignal('reads-local-files', signalBit.path);
    if (by?.sense.id === 'web-look') byClause('reads-untrusted-content');
  }
  if ((reading.signals & signalBit.url) !== 0 && (category === 'Read' || category === 'Execute')) {
    bySignal('calls-any-address', signalBit.url);
  }
  if (category === 'Execute' && decision.promise === undefined) {
    if (!bySignal('runs-code', signalBit.code)) bySignal('runs-code', signalBit.command);
    if (levelReason === 'agent') byMark('delegates-to-agents', 'agent');
  }
  if (acts) {
    if (levelReason === 'access') byClause('changes-access');
    if ((bits & nounClass.memory) !== 0 && category === 'Write') byClause('writes-memory');
    if ((bits & nounClass.versioned) !== 0 && category === 'Write') byClause('changes-code');
    if (category === 'Write' && clause !== undefined && holdsAny(clause.object, settingWords))
      byClause('changes-settings');
    if (levelReason === 'audience' && clause !== undefined && holdsAny(clause.object, publicWords))
      byClause('publishes');
    byMark('overwrites-data', 'overwrite');
  }
  byMark('incurs-cost', 'paid');
  return found.length < 2 ? found : worstFirst.filter((id) => found.includes(id));
}

const worstFirst = effectTable.map((row) => row.id);
