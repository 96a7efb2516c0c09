// The description: its lead verb, the verbs listed beside it, and the phrases that carry something.
import { endsWith } from '../../../../kit/text.ts';
import type { Clause } from '../../clause.ts';
import { markBit } from '../../lexicon/phrases.ts';
import { role } from '../../lexicon/roles.ts';
import { gap, plays, type Word } from '../../words.ts';
import { foreignLead, hasJoinedScript } from '../foreign-view.ts';
import { leadOf } from './lead.ts';
import type { Mark } from './marks.ts';

export interface TextView {
  readonly words: readonly Word[];
  /** The lead verb first, then the verbs listed with it. */
  readonly clauses: readonly Clause[];
  readonly marks: readonly Mark[];
  /** It begins as a sentence about an act does, with a verb or a word that we do not know. */
  readonly opensWithAct: boolean;
  /** Bits of the kinds of marks. */
  readonly bits: number;
}

/** Bits of the kinds of marks; what is said of reading among arguments and results tells nothing of the act. */
export function bitsOfMarks(marks: readonly Mark[]): number {
  let bits = 0;
  for (const { bit, body } of marks) if (body || bit !== markBit['read-only']) bits |= bit;
  return bits;
}

/** "Scrap a boat", "Isolates the host": a first word before a determiner is a verb in an author's summary. */
export function opensWithAct(words: readonly Word[]): boolean {
  const [first, second] = words;
  if (first === undefined || second === undefined || second.gap >= gap.comma) return false;
  if (!plays(second, role.article) || first.text.length < 3) return false;
  return !plays(first, role.question) && !plays(first, role.leadIn) && !endsWith(first.text, 'ing');
}

/** How many words stand before "Args:" and the like. */
export function bodyLength(words: readonly Word[], text: string): number {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || word.gap !== gap.sentence || !plays(word, role.part)) continue;
    if (text.charCodeAt(word.end) === 58) return index;
  }
  return words.length;
}

/** How many sentences are read to the end when one of them speaks to the reader. */
const mostAddressed = 8;

/** A sentence that speaks to the reader of the definition pushes no other out of view: then all are read. */
export function clausesOf(words: readonly Word[], body: number, marks: number): Clause[] {
  const addressed = (marks & markBit.instruction) !== 0;
  const found: Clause[] = [];
  for (let sentence = 0; sentence < (addressed ? mostAddressed : 2); sentence += 1) {
    const clauses = clausesOfSentence(words, body, sentence);
    if (clauses.length > 0 && !addressed) return clauses;
    found.push(...clauses);
  }
  return found;
}

/** "Note that ...", "NOTE THE USER ...": it speaks to the reader of what was told before. */
function isAside(words: readonly Word[], first: number): boolean {
  const next = words[first + 1];
  if (words[first]?.text !== 'note' || next === undefined) return false;
  return next.text === 'that' || next.gap === gap.clause || (words[first]?.sentence ?? 0) > 0;
}

function clausesOfSentence(words: readonly Word[], body: number, sentence: number): Clause[] {
  const first = words.findIndex((word) => word.sentence === sentence);
  if (first < 0 || first >= body || isAside(words, first)) return [];
  let end = first;
  while (end < body && words[end]?.sentence === sentence) end += 1;
  const clauses = leadOf(words, first, end);
  const [lead] = clauses;
  if (lead !== undefined && lead.strength !== 'weak' && !hasJoinedScript(words[first]?.text ?? '')) {
    return clauses;
  }
  const foreign = foreignLead(words, first, end);
  if (foreign !== undefined) return [foreign];
  // Behind the first sentence only a plain imperative says what a call does.
  return sentence === 0 || lead?.strength === 'strong' ? clauses : [];
}
