// Whether a change is whole or wide: a file written over, many records at once.

import { holdsAny } from '../../clause.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { markBit } from '../../lexicon/phrases.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { isOf, marked, objectHas, type Seen, signaled } from '../seen.ts';

/** Whole files and full replacements, or many records changed in one call. */
export function overwrites(seen: Seen): boolean {
  const { verb, object } = seen;
  if (verb === 'write' && isOf(object, nounClass.file)) return true;
  if (verb === 'push' && signaled(seen, signalBit.path) && !isOf(seen.beyond, nounClass.device)) return true;
  const rewrites = changesMany.has(verb) && verb !== 'edit' && verb !== 'patch';
  if (rewrites && objectHas(seen, wholeText) && isOf(object | seen.beyond, nounClass.file)) return true;
  if (verb === 'replace' && !marked(seen, markBit.many) && !objectHas(seen, pieces))
    return seen.decision.by?.clause.field === 'name';
  if (marked(seen, markBit.overwrite) && verb !== 'create' && verb !== 'copy') return true;
  if (!changesMany.has(verb)) return false;
  return (
    manyWords.has(seen.reading.text.words[0]?.text ?? '') ||
    actsOnAll(seen) ||
    actsOnMatching(seen) ||
    objectHas(seen, manyWords) ||
    holdsAny(seen.reading.name.words, manyWords)
  );
}

/** "Changes all rows ...": the word right behind the verb of the description. */
function actsOnAll({ decision, reading }: Seen): boolean {
  const clause = decision.text?.clause;
  if (clause?.field !== 'description') return false;
  const verb = reading.text.words.findIndex((word) => word.start === clause.word.start);
  const next = reading.text.words[verb + 1]?.text ?? '';
  return next === 'all' || next === 'every';
}

/** Records that a condition of the caller's picks out. */
function actsOnMatching(seen: Seen): boolean {
  return objectHas(seen, records) && seen.reading.schema.arguments.some(({ plain }) => conditions.has(plain));
}

const records = wordSet('record records row rows document documents'.split(' '));
const conditions = wordSet('where whereclause condition conditions filter filters'.split(' '));

/** One message to many people. */
export function toMany(seen: Seen): boolean {
  const clause = seen.decision.text?.clause;
  return (
    holdsAny(seen.reading.name.words, manyWords) ||
    (clause !== undefined && holdsAny(clause.object, manyWords))
  );
}

const pieces = wordSet('block blocks section line lines paragraph range text word words'.split(' '));
const wholeText = wordSet(['content', 'contents']);
const changesMany = wordSet(
  'change update edit modify patch replace set write move rename archive complete close assign enable disable mark'.split(
    ' ',
  ),
);
const manyWords = wordSet('all bulk batch mass many multiple'.split(' '));
