// A verb of running text with what it acts on.
import type { Clause, Strength } from '../../clause.ts';
import type { Verb } from '../../lexicon/verbs.ts';
import { gap, type Word } from '../../words.ts';
import { objectOf } from '../object.ts';

/** The clause of the verb at `index`, up to `end` (exclusive); `word` is what stands for it, where another word does. */
export function clauseAt(
  words: readonly Word[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
  listed = false,
  word = words[index] as Word,
): Clause {
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
    listed,
  };
}

/** The clause with the thing that another one names; all clauses have one shape, which keeps reading them quick. */
export function withThingOf({ field, at, verb, word, strength, listed }: Clause, other: Clause): Clause {
  return {
    field,
    at,
    verb,
    word,
    strength,
    object: other.object,
    objectBits: other.objectBits,
    headBits: other.headBits,
    preposition: other.preposition,
    beyond: other.beyond,
    beyondBits: other.beyondBits,
    tail: other.tail,
    listed,
  };
}

const beginsClause = (word: Word) => word.gap >= gap.clause;
