// Whether a change touches only the caller's own state: a mark, a choice for the session.

import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { isOf, longestLead, type Seen } from '../seen.ts';
import { overwrites } from './overwrite.ts';

/** Read marks, stars, the wiki of this session. */
export function isTrivial(seen: Seen): boolean {
  if (seen.verb === 'mark') return isOf(seen.head | seen.beyond, nounClass.trivial) || marksRead(seen);
  if (choosesForSession(seen) || marksFavorite(seen)) return true;
  return isOf(seen.head, nounClass.trivial) && !overwrites(seen) && !isOfDrawing(seen);
}

/** The mode of a layer is part of the drawing. */
function isOfDrawing({ reading, decision }: Seen): boolean {
  if ((reading.serverDomains & editors) === 0) return false;
  const object = decision.by?.clause.object ?? [];
  return parts.has(object.at(-1)?.text ?? '') && object.at(-2)?.text !== 'view';
}

const editors = domainBits(['editor']);
const parts = wordSet(['mode', 'theme', 'unit']);

/** "Set the wiki to use for the current session". */
function choosesForSession({ verb, reading }: Seen): boolean {
  if (!chooses.has(verb)) return false;
  const lead = reading.text.words.slice(0, longestLead);
  return lead.some(({ text }, at) => text === 'session' && current.has(lead[at - 1]?.text ?? ''));
}

/** "Removes a folder from the favorites". */
function marksFavorite({ verb, decision }: Seen): boolean {
  if (verb !== 'add' && verb !== 'remove') return false;
  const words = [...(decision.text?.clause.beyond ?? []), ...(decision.name?.clause.object ?? [])];
  return words.some(({ text }) => favorites.has(text));
}

const favorites = wordSet('favorites favourites starred'.split(' '));

const chooses = wordSet('set select switch choose use change'.split(' '));
const current = wordSet('current this'.split(' '));

/** "Marks a channel or a thread as read". */
function marksRead({ reading }: Seen): boolean {
  const lead = reading.text.words.slice(0, longestLead);
  return lead.some(({ text }, at) => text === 'as' && readStates.has(lead[at + 1]?.text ?? ''));
}

const readStates = wordSet(['read', 'unread', 'seen']);
