// Verbs in a row with the lead: "Create, update, and delete ...".
import { endsWith } from '../../../../kit/text.ts';
import type { Clause, Strength } from '../../clause.ts';
import { role } from '../../lexicon/roles.ts';
import type { Verb } from '../../lexicon/verbs.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { gap, plays, type Word } from '../../words.ts';
import { clauseAt } from './clause-at.ts';
import { isNegated } from './negation.ts';

/** "Create, update, and delete ...": the verbs in a row with the lead. */
export function listed(words: readonly Word[], lead: number, end: number, strength: Strength): Clause[] {
  const found: Clause[] = [];
  const leading = words[lead]?.known.verb;
  const manages = managing.has(leading?.base ?? '');
  // "Checks what a user can do: read, delete": what is asked about.
  if (plays(words[lead + 1], role.asks) && looks(leading)) return found;
  let aims = false;
  for (let index = lead + 1; index < end && index < lead + 40 && found.length < 8; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const joint = words[index - 1]?.text;
    const opens = manages && word.gap === gap.clause;
    const inRow = opens || word.gap === gap.comma || plays(words[index - 1], role.inRow);
    // "reports with counts like opens, clicks": examples of what is looked up.
    if ((word.text === 'such' || (word.text === 'like' && !inRow)) && looks(leading)) break;
    if (word.gap >= gap.comma) aims = false;
    else if (joint === 'to' && index > lead + 1 && word.known.verb !== undefined) aims = true;
    if (!inRow) continue;
    // "the channel (or DM)": it belongs to the thing, not to the row.
    if (word.gap === gap.space && (words[index - 1]?.gap ?? 0) >= gap.clause) continue;
    const { verb } = word.known;
    // "Applies a method to find and resolve issues": what it is good for.
    if (aims && looksOn(leading, verb)) continue;
    // Keeping a copy for itself is no act of its own.
    if (verb?.base === 'cache') continue;
    if (verb === undefined || plays(word, role.leadIn | role.filler) || isNegated(words, index, lead))
      continue;
    // A noun-verb in a row of nouns ("posts, comments, and likes") is no verb.
    if (manages) {
      // "text shapes and runs": a plural, behind a lead in its base form.
      if (word.text !== verb.base && !sameForm(words[lead]?.text ?? '', word.text)) continue;
      if (verb.noun ? !isItem(words, index, verb.base) : !listedVerbs.has(verb.base)) continue;
    } else if (
      (verb.noun && !plays(words[index + 1], role.pronoun)) ||
      !sameForm(words[lead]?.text ?? '', word.text)
    )
      continue;
    const own = !verb.noun && strength === 'noun' ? 'strong' : strength;
    found.push(clauseAt(words, index, end, verb, own, true));
  }
  return found;
}

/** An aim in a row with another, behind a lead that changes nothing by itself. */
function looksOn(leading: Verb | undefined, verb: Verb | undefined): boolean {
  return verb !== undefined && aimed.has(verb.base) && leading?.senses.some(isReading) === true;
}

/** It only reads, whatever it acts on. */
function looks(verb: Verb | undefined): boolean {
  return verb?.senses.every(isReading) === true;
}

const isReading = (sense: { readonly category: string }) => sense.category === 'Read';

/** What a look-up or a method is said to help with. */
const aimed = wordSet(
  'resolve fix improve adjust prioritize optimize mitigate enhance refine handle manage organize complete address correct'.split(
    ' ',
  ),
);

/** A word that makes up one item of a list: "list, copy, move". */
function isItem(words: readonly Word[], index: number, base: string): boolean {
  const next = words[index + 1];
  const ends = next === undefined || next.gap >= gap.comma || next.text === 'and' || next.text === 'or';
  return ends && words[index]?.text === base;
}

const managing = wordSet('manage handle administer maintain perform operate control'.split(' '));
/** Verbs that count in a list of operations, whatever their form. */
const listedVerbs = wordSet(
  'create add update edit delete remove send cancel start stop restart run execute purge drop revoke refund pay transfer move rename write insert enable disable merge push publish deploy get list search read undo drain cordon uncordon scale reset approve reject assign invite grant trigger reboot suspend resume install uninstall upgrade archive restore replace unpublish export import download upload reopen unlock duplicate mint burn set change apply save configure'.split(
    ' ',
  ),
);

function sameForm(a: string, b: string): boolean {
  const form = (text: string) =>
    endsWith(text, 'ing') ? 2 : endsWith(text, 's') && !endsWith(text, 'ss') ? 1 : 0;
  return form(a) === form(b);
}
