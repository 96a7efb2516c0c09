// A verb of running text with what it acts on.
import type { Clause, Strength } from '../../clause.ts';
import type { Verb } from '../../lexicon/verbs.ts';
import { gap, type Word } from '../../words.ts';
import { objectOf } from '../object.ts';

/** The clause of the verb at `index`, up to `end` (exclusive). */
export function clauseAt(
  words: readonly Word[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause {
  const word = words[index] as Word;
  const thing = objectOf(words, index + 1, end, beginsClause);
  return {
    field: 'description',
    at: undefined,
    verb,
    word,
    strength,
    object: thing.object,
    objectBits: thing.objectBits,
    headBits: thing.headBits,
    preposition: thing.preposition,
    beyond: thing.beyond,
    beyondBits: thing.beyondBits,
    tail: undefined,
    listed: false,
  };
}

const beginsClause = (word: Word) => word.gap >= gap.clause;
