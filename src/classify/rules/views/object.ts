// What a verb acts on: the words behind it up to a preposition, and the words behind that.
import { classesBefore } from '../lexicon/lexemes.ts';
import type { Word } from '../words.ts';

const prepositions = new Set(
  'from to in into on onto of for by with via using at within inside that which and or then through as based if where so whose per given between against about while when without before after over under such including like'.split(
    ' ',
  ),
);
const holders = new Set(
  'list lists set sets number array collection batch series all any each one details information info copy contents content kind type types id ids name names value values pair group variety summary overview amount count state status version body text full history most rest instance instances piece'.split(
    ' ',
  ),
);
const particles = new Set('on in for with at through over as'.split(' '));
/** Where "from" stands behind a row of things, unless another act begins in between; else -1. */
function sourceAfter(words: readonly Word[], joint: number, end: number): number {
  for (let at = joint + 1; at < end && at < joint + 5; at += 1) {
    const word = words[at];
    if (word === undefined) return -1;
    if (word.text === 'from') return at;
    if (prepositions.has(word.text) || word.known.verb?.noun === false) return -1;
  }
  return -1;
}

const joints = new Set(['and', 'or']);
/** Words that carry nothing about the thing. */
const fillers = new Set(
  'a an the this these those your their its his her our my one any some new existing given specified specific single provided current all multiple more another'.split(
    ' ',
  ),
);

export interface Thing {
  readonly object: readonly Word[];
  readonly objectBits: number;
  readonly headBits: number;
  readonly preposition: string | undefined;
  readonly beyond: readonly Word[];
  readonly beyondBits: number;
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
    if (prepositions.has(word.text)) {
      // "list of items", "ids of users": what follows "of" is still the thing.
      // "a list of items": the items; "lines of a document": the lines.
      if (word.text === 'of' && preposition === undefined && holders.has(object.at(-1)?.text ?? 'list'))
        continue;
      // "turn on", "search for", "click on": part of the verb.
      if (index === from && particles.has(word.text)) continue;
      // "Removes users, groups, or roles from ...": the row goes on to where they are taken from.
      // "one or more columns"
      if (joints.has(word.text) && index > from && words[index - 1]?.text === 'one') continue;
      const source = joints.has(word.text) && preposition === undefined ? sourceAfter(words, index, end) : -1;
      if (source > index) {
        preposition = 'from';
        index = source;
        continue;
      }
      if (preposition !== undefined) break;
      preposition = word.text;
      continue;
    }
    if (fillers.has(word.text)) continue;
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
