// A heading with a row of bare verbs behind it: "App lifecycle: launch, stop, install".
import type { Clause } from '../clause.ts';
import { role } from '../lexicon/roles.ts';
import { clauseAt } from '../views/text/clause-at.ts';
import { gap, plays, type Word } from '../words.ts';

/** How far into a description such a row is looked for, in words. */
const longestHeading = 60;

/** The verbs of the first sentence's row, each by itself; none when at most half of its items are verbs. */
export function rowOfVerbs(words: readonly Word[]): Clause[] {
  const items: number[] = [];
  for (let at = 1; at < words.length && at < longestHeading && words[at]?.sentence === 0; at += 1) {
    const between = words[at]?.gap ?? gap.space;
    if (between === gap.clause || (items.length > 0 && between === gap.comma)) items.push(at);
  }
  const found: Clause[] = [];
  let isPlain = false;
  for (const at of items) {
    const verb = words[at]?.known.plainVerb;
    if (verb === undefined || !endsItem(words[at + 1])) continue;
    isPlain ||= !verb.noun;
    found.push(clauseAt(words, at, at + 1, verb, 'noun'));
  }
  return isPlain && found.length > 1 && found.length * 2 > items.length ? found : [];
}

/** Behind a verb that is an item by itself. */
function endsItem(next: Word | undefined): boolean {
  return next === undefined || next.gap >= gap.comma || plays(next, role.joint);
}

/** The verbs of a tool with an action argument: the row, and "run: several steps", "location: set coordinates". */
export function labelledVerbs(words: readonly Word[]): Clause[] {
  const found = rowOfVerbs(words);
  for (let at = 0; at < words.length; at += 1) {
    const verb = words[at]?.known.plainVerb;
    if (verb !== undefined && (isLabel(words, at) || words[at]?.gap === gap.clause))
      found.push(clauseAt(words, at, sentenceEnd(words, at), verb, 'noun'));
  }
  return found;
}

/** "tap/press: ...": the words that a sentence begins with, up to a colon or bracket. */
function isLabel(words: readonly Word[], at: number): boolean {
  let first = at;
  while (first > 0 && words[first]?.gap === gap.comma) first -= 1;
  if (words[first]?.gap !== gap.sentence && words[first]?.gap !== gap.clause) return false;
  let next = at + 1;
  while (words[next]?.gap === gap.comma) next += 1;
  return words[next]?.gap === gap.clause;
}

function sentenceEnd(words: readonly Word[], at: number): number {
  let end = at + 1;
  while (end < words.length && words[end]?.sentence === words[at]?.sentence) end += 1;
  return end;
}
