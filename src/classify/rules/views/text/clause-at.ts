// A verb of running text with what it acts on.
import type { Clause, Strength } from '../../clause.ts';
import type { Verb } from '../../lexicon/verbs.ts';
import { gap, type TextWord } from '../../words.ts';
import { objectOf } from '../object.ts';

/** The clause of the verb at `index`, up to `end` (exclusive). */
export function clauseAt(
  words: readonly TextWord[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause {
  const word = words[index] as TextWord;
  const stops = (at: number) => {
    const between = words[at]?.gap ?? 0;
    return between >= gap.clause;
  };
  return {
    field: 'description',
    verb,
    word,
    strength,
    ...objectOf(words, index + 1, end, stops),
    tail: undefined,
    listed: false,
  };
}
