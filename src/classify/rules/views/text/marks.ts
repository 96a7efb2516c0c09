// Phrases of a description that carry something, whatever its verbs say.
import type { KnownPhrase } from '../../lexicon/lexemes.ts';
import { anySecond, type MarkKind, markBit, markBits } from '../../lexicon/phrases.ts';
import { gap, type Word, wordsOfText } from '../../words.ts';
import { isNegated } from './negation.ts';

/** A phrase found in the description. */
export interface Mark {
  readonly kind: MarkKind;
  /** The bit of its kind. */
  readonly bit: number;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** It stands before the part about arguments and results. */
  readonly body: boolean;
}

/** The marks among words of which the first `body` stand before the part about arguments and results; all, or those of one kind. */
export function marksIn(words: readonly Word[], body: number, only?: MarkKind): Mark[] {
  const marks: Mark[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const { phrases, seconds } = word.known;
    const behind = index + 1 < words.length ? words[index + 1]?.known : undefined;
    if (phrases === undefined || (seconds & (behind?.asSecond ?? anySecond)) === 0) continue;
    let seen = only === undefined ? 0 : ~markBit[only];
    for (let at = 0; at < phrases.length; at += 1) {
      const { kind, bit, rest } = phrases[at] as KnownPhrase;
      if ((seen & bit) !== 0 || (rest[0] !== undefined && rest[0] !== behind)) continue;
      const last = matchEnd(words, index, rest);
      if (last < 0) continue;
      seen |= bit;
      if (index >= body && (afterBody & bit) === 0) continue;
      if ((unnegated & bit) === 0 && isNegated(words, index, Math.max(0, index - 4))) continue;
      marks.push({
        kind,
        bit,
        start: word.start,
        end: words[last]?.end ?? word.end,
        sentence: word.sentence,
        body: index < body,
      });
    }
  }
  return marks;
}

/** Kinds that count in the part about arguments and results as well. */
const afterBody = markBits([
  'dry-run',
  'approval',
  'confirmation',
  'permanent',
  'secret',
  'instruction',
  'read-only',
]);
/** Kinds whose phrases hold their own negation. */
const unnegated = markBits(['read-only', 'dry-words', 'trash', 'kept', 'instruction']);

/** The place of the phrase's last word when its rest stands behind `from`, else -1. */
function matchEnd(words: readonly Word[], from: number, rest: KnownPhrase['rest']): number {
  let at = from;
  for (let part = 0; part < rest.length; part += 1) {
    const wanted = rest[part];
    if (wanted === undefined) {
      const next = rest[part + 1];
      if (words[at + 1]?.known === next) continue;
      at += 1;
      if (words[at + 1]?.known !== next) at += 1;
      continue;
    }
    at += 1;
    const word = words[at];
    if (word === undefined || word.known !== wanted || word.gap >= gap.clause) return -1;
  }
  return at;
}

/** The marks of one kind from `from` on, however deep in the text. */
export function marksOfKind(kind: MarkKind, text: string, from: number): Mark[] {
  return marksIn(wordsOfText(text, from), 0, kind);
}

/** The first mark of a kind. */
export function firstMark(marks: readonly Mark[], kind: MarkKind): Mark | undefined {
  for (const mark of marks) if (mark.kind === kind) return mark;
  return undefined;
}
