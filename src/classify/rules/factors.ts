// The factors behind a level. What the definition does not settle stays `unknown`.
import type { Factors } from '../../model/verdict.ts';
import type { ArgumentKind, Guard } from '../../model/vocabulary.ts';
import type { Decision } from './decision.ts';
import { type EvidenceList, quoteRead, quoteWhole } from './evidence.ts';
import type { LevelReason } from './lexicon/levels.ts';
import { nounClass } from './lexicon/nouns.ts';
import { type MarkKind, markBit } from './lexicon/phrases.ts';
import { signalBit, signalBits } from './lexicon/signals.ts';
import type { Reading } from './reading.ts';
import { asRecord } from './views/schema-view.ts';
import { firstMark } from './views/text/marks.ts';

export function factorsOf(
  reading: Reading,
  decision: Decision,
  reason: LevelReason | undefined,
  evidence: EvidenceList,
): Factors {
  return {
    reversibility: reversibilityOf(reading, decision, evidence),
    blastRadius: blastRadiusOf(reading, decision, reason),
    reach: reachOf(reading, decision, reason),
    data: dataOf(reading, decision, reason),
    arguments: argumentsOf(reading),
    guards: guardsOf(reading, decision, evidence),
  };
}

function reversibilityOf(
  reading: Reading,
  decision: Decision,
  evidence: EvidenceList,
): Factors['reversibility'] {
  const { category } = decision;
  if (category === 'Read') return 'nothing-to-undo';
  const permanent = firstMark(reading.text.marks, 'permanent');
  if (permanent !== undefined && (category === 'Destructive' || category === 'Financial')) {
    quoteRead(evidence, permanent.start, permanent.end, 'level');
    return 'permanent';
  }
  if (category === 'Write')
    return decision.by?.sense.effects?.includes('sends-messages') === true ? 'unknown' : 'undoable';
  const effects = decision.by?.sense.effects ?? [];
  if (category === 'Execute' && (effects.includes('controls-systems') || effects.includes('deploys'))) {
    return decision.by?.sense.id === 'control' || decision.by?.sense.id === 'deploy' ? 'undoable' : 'unknown';
  }
  return 'unknown';
}

const manySignals = signalBits(['bulk', 'all']);
const pathSignals = signalBits(['path', 'output-path']);

function blastRadiusOf(
  reading: Reading,
  decision: Decision,
  reason: LevelReason | undefined,
): Factors['blastRadius'] {
  if (reason === 'unrestricted' || reason === 'agent') return 'account';
  if ((reading.signals & manySignals) !== 0) return 'bulk';
  const words = decision.by?.clause.object ?? [];
  if (words.some((word) => word.text === 'all' || word.text === 'bulk' || word.text === 'batch'))
    return 'bulk';
  if (decision.category !== 'Read' && (reading.marks & markBit.many) !== 0) return 'bulk';
  return reading.schema.arguments.some((argument) => argument.required && argument.kind === 'identifier')
    ? 'one'
    : 'unknown';
}

function reachOf(reading: Reading, decision: Decision, reason: LevelReason | undefined): Factors['reach'] {
  const clause = decision.by?.clause;
  const effects = decision.by?.sense.effects ?? [];
  if (effects.includes('publishes')) return 'public';
  if (reason === 'audience') return 'outside';
  const bits = clause?.objectBits ?? 0;
  if ((bits & nounClass.file) !== 0 && (reading.signals & pathSignals) !== 0) return 'local';
  if (reason === 'unrestricted') return 'local';
  return decision.category === 'Read' || decision.category === 'Unknown' ? 'unknown' : 'service';
}

function dataOf(reading: Reading, decision: Decision, reason: LevelReason | undefined): Factors['data'] {
  const bits = decision.by?.clause.objectBits ?? reading.name.bits;
  if (reason === 'secret' || (bits & nounClass.secret) !== 0) return 'secret';
  if (reason === 'private' || (bits & (nounClass.person | nounClass.private)) !== 0) return 'personal';
  if ((bits & nounClass.versioned) !== 0) return 'source';
  if (decision.by?.sense.id === 'web-look') return 'public';
  return 'unknown';
}

function argumentsOf(reading: Reading): Factors['arguments'] {
  const list = reading.schema.arguments;
  if (list.length === 0) {
    return asRecord(reading.subject.definition.inputSchema['properties']) === undefined ? 'unknown' : 'none';
  }
  let most = 0;
  for (const { free, kind } of list) if (free) most = Math.max(most, freedomOf[kind]);
  return freedoms[most] ?? 'unknown';
}

/** What a caller can do with a free argument, from little to much, and the kinds of arguments that allow it. */
const freedoms = ['choice', 'identifier', 'free', 'code'] as const;
const kindsOfFreedom: Readonly<Record<(typeof freedoms)[number], readonly ArgumentKind[]>> = {
  choice: ['number', 'amount', 'switch', 'choice'],
  identifier: ['identifier'],
  free: ['text', 'path', 'url', 'recipient', 'credential', 'other'],
  code: ['code', 'command', 'query'],
};
const freedomOf = Object.fromEntries(
  freedoms.flatMap((freedom, rank) => kindsOfFreedom[freedom].map((kind) => [kind, rank])),
) as Readonly<Record<ArgumentKind, number>>;

const guardSources: readonly (readonly [Guard, MarkKind, number | undefined])[] = [
  ['dry-run', 'dry-run', signalBit['dry-run']],
  ['confirm-argument', 'confirmation', signalBit.confirm],
  ['human-approval', 'approval', signalBit.approval],
  ['read-only', 'read-only', signalBit['read-only']],
  ['trash', 'trash', undefined],
  ['bounded', 'bounded', undefined],
];

const guardSignals = signalBits(['dry-run', 'confirm', 'approval', 'read-only']);

function guardsOf(reading: Reading, decision: Decision, evidence: EvidenceList): Guard[] {
  const found: Guard[] = [];
  if (reading.text.marks.length === 0 && (reading.schema.signals & guardSignals) === 0) return found;
  for (const [guard, kind, signal] of guardSources) {
    if (decision.category === 'Read' && guard !== 'read-only' && guard !== 'bounded') continue;
    if (guard === 'read-only' && decision.category !== 'Read') continue;
    const argument = signal === undefined ? undefined : reading.schema.bySignal(signal);
    if (argument !== undefined) {
      quoteWhole(evidence, 'parameterName', guard, argument.name);
      found.push(guard);
      continue;
    }
    const mark = firstMark(reading.text.marks, kind);
    if (mark === undefined) continue;
    quoteRead(evidence, mark.start, mark.end, guard);
    found.push(guard);
  }
  return found;
}
