// What a verb acts on: the words behind it up to a preposition, and the words behind that.
import { endsWith } from '../../../kit/text.ts';
import { classesBefore } from '../lexicon/lexemes.ts';
import { role } from '../lexicon/roles.ts';
import { plays, type Word } from '../words.ts';

/** Where "from" stands behind a row of things, unless another act begins in between; else -1. */
function sourceAfter(words: readonly Word[], joint: number, end: number): number {
  for (let at = joint + 1; at < end && at < joint + 5; at += 1) {
    const word = words[at];
    if (word === undefined) return -1;
    if (word.text === 'from' || word.text === 'to') return at;
    if (plays(word, role.preposition) || word.known.verb?.noun === false) return -1;
  }
  return -1;
}

export interface Thing {
  readonly object: readonly Word[];
  readonly objectBits: number;
  readonly headBits: number;
  readonly preposition: string | undefined;
  readonly beyond: readonly Word[];
  readonly beyondBits: number;
}

/** "A list of items" is about the items; so is "of items" right behind the verb. */
function holds(before: Word | undefined): boolean {
  return before === undefined || plays(before, role.holder);
}

/** "Run several queries simultaneously": how it is done is no part of the thing. */
function isManner({ text, known }: Word): boolean {
  return text.length > 6 && endsWith(text, 'ly') && known.classes === 0 && known.verb === undefined;
}

/** "For a given layer": between article and noun it stands in no relation. */
function isGiven(words: readonly Word[], index: number): boolean {
  return words[index]?.text === 'given' && plays(words[index - 1], role.article);
}

/** Reads the thing from `from` on, up to `until` (exclusive) or a later word that `stops` it. */
export function objectOf(
  words: readonly Word[],
  from: number,
  until: number,
  stops?: (word: Word) => boolean,
): Thing {
  const object: Word[] = [];
  const beyond: Word[] = [];
  let objectBits = 0;
  let headBits = 0;
  let beyondBits = 0;
  let preposition: string | undefined;
  const end = Math.min(words.length, until, from + 12);
  for (let index = from; index < end; index += 1) {
    const word = words[index];
    if (word === undefined || (index > from && stops?.(word) === true)) break;
    if (isManner(word) || isGiven(words, index)) continue;
    if (plays(word, role.preposition)) {
      // "list of items", "ids of users": what follows "of" is still the thing.
      // "a list of items": the items; "lines of a document": the lines.
      if (word.text === 'of' && preposition === undefined && holds(object.at(-1))) continue;
      // "turn on", "search for", "click on": part of the verb.
      if (index === from && plays(word, role.particle)) continue;
      // "Removes users, groups, or roles from ...": the row goes on to where they are taken from.
      // "one or more columns"
      if (plays(word, role.joint) && index > from && words[index - 1]?.text === 'one') continue;
      const source =
        plays(word, role.joint) && preposition === undefined ? sourceAfter(words, index, end) : -1;
      if (source > index) {
        preposition = words[source]?.text ?? 'from';
        index = source;
        continue;
      }
      if (preposition !== undefined) break;
      preposition = word.text;
      continue;
    }
    if (plays(word, role.filler)) continue;
    const bits = classesBefore(word.known, words[index + 1]?.text);
    if (preposition === undefined) {
      object.push(word);
      objectBits |= bits;
      headBits = bits;
      // The pair was counted with its first word; its last word is the head all the same.
      const before = object.at(-2);
      if (before?.known.classesWith !== undefined) headBits |= before.known.classesWith.get(word.text) ?? 0;
    } else {
      beyond.push(word);
      beyondBits |= bits;
    }
  }
  return { object, objectBits, headBits, preposition, beyond, beyondBits };
}
