// A verb with what it acts on, as a name or a sentence states it, and the sense that this gives the verb.
import type { CompiledSense, Verb } from './lexicon/verbs.ts';
import { type WordSet, wordSet } from './lexicon/word-set.ts';
import type { Word } from './words.ts';

/** Where a clause was read. */
export type ClauseField = 'name' | 'title' | 'description' | 'parameterChoice' | 'parameterDescription';

/** How plainly the verb is a verb: `strong` no noun; `noun` a noun as well; `weak` deep in the sentence. */
export type Strength = 'strong' | 'noun' | 'weak';

export interface Clause {
  readonly field: ClauseField;
  /** Parameter that a choice belongs to. */
  readonly at: string | undefined;
  readonly verb: Verb;
  readonly word: Word;
  readonly strength: Strength;
  /** What the verb acts on, up to the first preposition. */
  readonly object: readonly Word[];
  readonly objectBits: number;
  /** Classes of the object's last word alone. */
  readonly headBits: number;
  /** The preposition behind the object, and the classes of what follows it. */
  readonly preposition: string | undefined;
  readonly beyond: readonly Word[];
  readonly beyondBits: number;
  /** The last word of the name, when that is not the verb. */
  readonly tail: string | undefined;
  /** It stands in a row behind the lead verb. */
  readonly listed: boolean;
}

/** What a sense may look at besides its clause. */
export interface Surroundings {
  readonly domains: number;
  /** Domains that the server's own words point to. */
  readonly serverDomains: number;
  /** The server's own name, in lower case. */
  readonly serverName: string;
  readonly signals: number;
  readonly marks: number;
}

/** The first sense of the clause's verb whose conditions hold. */
export function senseOf(clause: Clause, around: Surroundings): CompiledSense | undefined {
  for (const sense of clause.verb.senses) {
    if (!sense.conditional || holds(sense, clause, around)) return sense;
  }
  return undefined;
}

function holds(sense: CompiledSense, clause: Clause, around: Surroundings): boolean {
  return (!sense.byBits || holdsByBits(sense, clause, around)) && holdsByWords(sense, clause, around);
}

function holdsByBits(sense: CompiledSense, clause: Clause, around: Surroundings): boolean {
  if (sense.domain !== 0 && (sense.domain & around.domains) === 0) return false;
  if (sense.server !== 0 && (sense.server & around.serverDomains) === 0) return false;
  if ((sense.otherwise & around.serverDomains) !== 0) return false;
  if (sense.signal !== 0 && (sense.signal & around.signals) === 0) return false;
  if ((sense.signals & around.signals) !== sense.signals) return false;
  if ((sense.without & around.signals) !== 0) return false;
  if ((sense.unmarked & around.marks) !== 0) return false;
  if (sense.mark !== 0 && (sense.mark & around.marks) === 0) return false;
  if (sense.object !== 0 && (sense.object & clause.objectBits) === 0) return false;
  if ((sense.not & clause.objectBits) !== 0) return false;
  if (sense.beyond !== 0 && (sense.beyond & clause.beyondBits) === 0) return false;
  return !sense.alone || clause.object.length + clause.beyond.length === 0;
}

function holdsByWords(sense: CompiledSense, clause: Clause, around: Surroundings): boolean {
  if (
    sense.preposition !== undefined &&
    (clause.preposition === undefined || !sense.preposition.has(clause.preposition))
  )
    return false;
  if (sense.words !== undefined && !holdsAny(clause.object, sense.words)) return false;
  if (sense.head !== undefined && !headIn(sense.head, clause.object)) return false;
  if (sense.beyondWords !== undefined && !holdsAny(clause.beyond, sense.beyondWords)) return false;
  if (sense.notBeyond !== undefined && holdsAny(clause.beyond, sense.notBeyond)) return false;
  if (sense.tail !== undefined && (clause.tail === undefined || !sense.tail.has(clause.tail))) return false;
  if (sense.unless !== undefined && holdsAny(clause.object, sense.unless)) return false;
  return !sense.elsewhere || isElsewhere(clause, around);
}

/** What follows the preposition is more than the server itself. */
function isElsewhere({ beyond }: Clause, { serverName }: Surroundings): boolean {
  return beyond.some((word) => !holdsWord(serverName, word.text));
}

/** The word stands in the text, and not as a part of a longer one. */
function holdsWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && !isLetterAt(text, at - 1) && !isLetterAt(text, at + word.length);
}

function isLetterAt(text: string, at: number): boolean {
  const code = at < 0 ? 0 : text.charCodeAt(at);
  return code >= 97 && code <= 122;
}

/** True when one of the words is in the set. */
export function holdsAny(words: readonly Word[], set: WordSet): boolean {
  for (const word of words) if (set.hasWord(word)) return true;
  return false;
}

/** Words that only carry the thing before them: a payment link, an invoice item. */
const carriers = wordSet(
  'link links intent session request requests item items entry batch now v2 v1 beta id ids by all transaction instance instances object job resource confirmation'.split(
    ' ',
  ),
);

function headIn(words: WordSet, object: readonly Word[]): boolean {
  const last = object.at(-1);
  if (last === undefined) return false;
  if (words.hasWord(last)) return true;
  const before = object.at(-2);
  return before !== undefined && carriers.hasWord(last) && words.hasWord(before);
}
