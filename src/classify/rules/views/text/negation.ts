// Whether a word of running text is denied by a word shortly before it.
import { gap, type Word } from '../../words.ts';

const negations = new Set(
  "not don't doesn't never cannot can't no without won't nor avoid isn't neither instead".split(' '),
);

/** True when a negation stands among the four words before, in the same clause and not before `first`. */
export function isNegated(words: readonly Word[], index: number, first: number): boolean {
  for (let before = index - 1; before >= first && before >= index - 4; before -= 1) {
    if ((words[before + 1]?.gap ?? 0) >= gap.clause) return false;
    if (negations.has(words[before]?.text ?? '')) return true;
  }
  return false;
}
