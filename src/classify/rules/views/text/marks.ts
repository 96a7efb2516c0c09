// Phrases of a description that carry something, whatever its verbs say.
import type { MarkKind } from '../../lexicon/phrases.ts';
import { gap, type Word, wordsOfText } from '../../words.ts';
import { isNegated } from './negation.ts';

/** A phrase found in the description. */
export interface Mark {
  readonly kind: MarkKind;
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
    const { phrases } = word.known;
    if (phrases === undefined) continue;
    let seen = 0;
    for (const phrase of phrases) {
      if ((seen & phrase.bit) !== 0 || (only !== undefined && phrase.kind !== only)) continue;
      const last = matchEnd(words, index, phrase.words);
      if (last < 0) continue;
      seen |= phrase.bit;
      if (index >= body && !afterBody.has(phrase.kind)) continue;
      if (!unnegated.has(phrase.kind) && isNegated(words, index, Math.max(0, index - 4))) continue;
      marks.push({
        kind: phrase.kind,
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
const afterBody = new Set<MarkKind>([
  'dry-run',
  'approval',
  'confirmation',
  'permanent',
  'secret',
  'instruction',
  'read-only',
]);
/** Kinds whose phrases hold their own negation. */
const unnegated = new Set<MarkKind>(['read-only', 'dry-words', 'trash', 'kept', 'instruction']);

function matchEnd(words: readonly Word[], from: number, phrase: readonly string[]): number {
  let at = from;
  for (let part = 1; part < phrase.length; part += 1) {
    const wanted = phrase[part];
    if (wanted === '*') {
      const next = phrase[part + 1];
      if (words[at + 1]?.text === next) continue;
      at += 1;
      if (words[at + 1]?.text !== next) at += 1;
      continue;
    }
    at += 1;
    const word = words[at];
    if (word === undefined || word.text !== wanted || word.gap >= gap.clause) return -1;
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
