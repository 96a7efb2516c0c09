// Whether a word of running text is denied by a word shortly before it.
import { role } from '../../lexicon/roles.ts';
import { gap, plays, type Word } from '../../words.ts';

/** True when a negation stands among the four words before, in the same clause and not before `first`. */
export function isNegated(words: readonly Word[], index: number, first: number): boolean {
  for (let before = index - 1; before >= first && before >= index - 4; before -= 1) {
    if ((words[before + 1]?.gap ?? 0) >= gap.clause) return false;
    if (plays(words[before], role.negation)) return true;
  }
  return false;
}
