// What a sense of a verb is: the verbs that have it, when it holds, and an example that is also its test.
import type { Category, Effect, Level } from '../../../model/vocabulary.ts';
import type { Domain } from './domains.ts';
import type { LevelReason } from './levels.ts';
import type { NounClass } from './nouns.ts';
import type { MarkKind } from './phrases.ts';
import type { Signal } from './signals.ts';

/** When a sense holds. Every given condition has to hold; within one, any item is enough. */
export interface When {
  /** Classes of the thing acted on. */
  readonly object?: readonly NounClass[];
  /** Classes that rule the sense out. */
  readonly not?: readonly NounClass[];
  /** Classes of what stands behind "from", "to", "in" or "on". */
  readonly beyond?: readonly NounClass[];
  /** The object's last word, or the one before a mere carrier such as "link" or "request". */
  readonly head?: string;
  /** Words behind the preposition. */
  readonly beyondWords?: string;
  /** Words behind the preposition that rule the sense out. */
  readonly notBeyond?: string;
  /** Words of the object. */
  readonly words?: string;
  /** The last word of the name. */
  readonly tail?: string;
  /** Words of the object that rule the sense out. */
  readonly unless?: string;
  readonly domain?: readonly Domain[];
  /** Domains that the server's own words point to. */
  readonly server?: readonly Domain[];
  /** Domains of the server that rule the sense out. */
  readonly otherwise?: readonly Domain[];
  readonly signal?: readonly Signal[];
  /** Signals of which none may be missing. */
  readonly signals?: readonly Signal[];
  /** What follows the preposition is another thing, not the server itself. */
  readonly elsewhere?: true;
  /** Signals that rule the sense out. */
  readonly without?: readonly Signal[];
  readonly mark?: readonly MarkKind[];
  /** Phrases that rule the sense out. */
  readonly unmarked?: readonly MarkKind[];
  /** The object is followed by one of these prepositions. */
  readonly preposition?: string;
  /** The verb stands alone, without an object. */
  readonly alone?: true;
}

/** A tool in our own words that has the sense, and the level it gets. */
export interface Example {
  readonly name: string;
  readonly description?: string;
  readonly params?: readonly string[];
  readonly server?: string;
  readonly level: Level;
}

export interface Sense {
  readonly id: string;
  readonly category: Category;
  /** Verbs in base form, separated by spaces. */
  readonly verbs: string;
  readonly when?: When;
  /** Moves the level, when nothing else does. */
  readonly level?: LevelReason;
  readonly effects?: readonly Effect[];
  readonly example: Example;
}
