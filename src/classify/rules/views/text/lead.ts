// What leads a sentence: its verb behind "This tool allows you to ...", with the verbs in a row with it.
import { endsWith, includes } from '../../../../kit/text.ts';
import type { Clause, Strength } from '../../clause.ts';
import { role } from '../../lexicon/roles.ts';
import type { Verb } from '../../lexicon/verbs.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { gap, plays, type Word, wordFor } from '../../words.ts';
import { clauseAt, withThingOf } from './clause-at.ts';
import { listed } from './listed.ts';
import { isNegated } from './negation.ts';

/** "item selling price", but not "rules for selling" or "systematic reasoning". */
function tellsOfNoun(word: string, before: string | undefined, verb: Verb): boolean {
  return (
    word.endsWith('ing') &&
    before !== 'for' &&
    before !== 'by' &&
    verb.senses.every((sense) => sense.category !== 'Read')
  );
}

/** "Check which rights a user has": a question after the plain verb. */
function asks(words: readonly Word[], index: number, verb: Verb): boolean {
  return words[index]?.text === verb.base && words[index + 1]?.text === 'which';
}

/** The clauses of the sentence from `first` to `end` (exclusive), the lead first. */
export function leadOf(words: readonly Word[], first: number, end: number): Clause[] {
  let plain = true;
  let condition = false;
  for (let index = first; index < end && index < first + 14; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    if (plays(word, role.condition)) condition = true;
    else if (word.gap >= gap.comma) condition = false;
    const phrasal = plain && !condition ? phrasalAt(words, index, end) : undefined;
    if (phrasal !== undefined && !isNegated(words, index, first)) return [phrasal];
    const { verb } = word.known;
    // Nothing stands at -1, and an array is slow to say so.
    const before = index > 0 ? words[index - 1]?.text : undefined;
    const opens = plain || (index > 1 && plays(words[index - 2], role.leadIn));
    const afterTo =
      index > first && opens && (before === 'to' || (before === 'for' && endsWith(word.text, 'ing')));
    if (
      verb !== undefined &&
      (!condition || afterTo) &&
      !(plays(word, role.leadIn) && isLeadIn(words, index, end, first)) &&
      !isNegated(words, index, first) &&
      !(index > first && plays(words[index - 1], role.determiner)) &&
      !(verb.noun && plays(words[index + 1], role.relative) && !asks(words, index, verb)) &&
      !(plays(word, role.thingFirst) && !plays(words[index + 1], role.determiner))
    ) {
      const purpose = verb.base === 'interact' ? purposeAfter(words, index, end) : -1;
      if (purpose > index) return leadOf(words, purpose, end);
      const isFirst = index === first || words[index - 1]?.gap === gap.sentence;
      if (plain || afterTo) {
        const isPlainVerb = !verb.noun || word.text !== verb.base || plays(words[index + 1], role.determiner);
        const strength: Strength = plain || isFirst || afterTo ? (isPlainVerb ? 'strong' : 'noun') : 'weak';
        return withList(words, index, end, verb, strength);
      }
      // "item selling price": a form in -ing before a noun tells of the noun.
      if (!verb.noun && word.text !== verb.base && !tellsOfNoun(word.text, before, verb)) {
        return withList(words, index, end, verb, 'weak');
      }
    }
    if (isHeading(words, index)) continue;
    if (!plays(word, role.leadIn) && !(endsWith(word.text, 'ly') && word.text.length > 4)) plain = false;
  }
  return [];
}

/** "DESTRUCTIVE: removes ...": a word that stands in front of the first sentence. */
function isHeading(words: readonly Word[], index: number): boolean {
  if (index > 0 || words[1]?.gap !== gap.clause) return false;
  const text = words[0]?.text ?? '';
  return !asides.has(text) && !includes(text, '_');
}

/** What follows them speaks to the reader, or of another tool. */
const asides = wordSet(
  'important note notice attention warning caution reminder system deprecated'.split(' '),
);

/** "Interacts with the camera to get pictures": what it is for says what it does. The place of that verb, or -1. */
function purposeAfter(words: readonly Word[], from: number, end: number): number {
  for (let at = from + 1; at < end - 1 && at < from + 14; at += 1) {
    if (words[at]?.text === 'to' && words[at + 1]?.known.verb !== undefined) return at + 1;
  }
  return -1;
}

/** How far behind its verb a particle may stand. */
const farthestParticle = 6;

/** "Takes a label off an issue": verb and particle as one verb, and what stands between and behind them. */
function phrasalAt(words: readonly Word[], index: number, end: number): Clause | undefined {
  const phrasals = words[index]?.known.phrasals;
  if (phrasals === undefined) return undefined;
  for (let at = index + 1; at < end && at <= index + farthestParticle; at += 1) {
    const word = words[at];
    if (word === undefined || word.gap >= gap.clause) return undefined;
    const found = phrasals.find(
      (each) => each.particle === word.text && (at === index + 1 || !plays(word, role.adjoining)),
    );
    if (found !== undefined) return clauseAt(withoutParticle(words, at), index, end, found.verb, 'strong');
    if (plays(word, role.barrier)) return undefined;
  }
  return undefined;
}

/** "Takes a label off an issue" as "takes a label from an issue"; other particles say nothing about the thing. */
function withoutParticle(words: readonly Word[], at: number): Word[] {
  const particle = words[at];
  const parts = particle !== undefined && (particle.text === 'off' || particle.text === 'out');
  const next = words[at + 1]?.text === 'of' ? at + 2 : at + 1;
  return [
    ...words.slice(0, at),
    ...(parts && at > 0
      ? [wordFor('from', particle.start, particle.end, particle.gap, particle.sentence)]
      : []),
    ...words.slice(next),
  ];
}

/** The lead clause and those in a row with it; verbs in a row share the thing that the last of them names. */
function withList(
  words: readonly Word[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause[] {
  const light = lightened(words, index, end, verb, strength);
  if (light !== undefined) return light;
  const lead = clauseAt(words, index, end, verb, strength);
  const others = listed(words, index, end, strength);
  if (others.length === 0) return [lead];
  const clauses = [lead, ...others];
  const shared = clauses.findLast((clause) => clause.object.length > 0);
  if (shared === undefined) return clauses;
  return clauses.map((clause) => (clause.object.length > 0 ? clause : withThingOf(clause, shared)));
}

/** "Perform a search of ...": the noun says what is done, the verb nothing. */
function lightened(
  words: readonly Word[],
  index: number,
  end: number,
  verb: Verb,
  strength: Strength,
): Clause[] | undefined {
  if (!lightVerbs.has(verb.base)) return undefined;
  for (let at = index + 1; at < end && at < index + 12; at += 1) {
    const word = words[at];
    if (word === undefined || word.gap >= gap.clause) break;
    const meant = word.known.nominal ?? word.known.plainVerb;
    if (meant === undefined || lightVerbs.has(meant.base) || plays(word, role.thing)) continue;
    const noun: Strength = strength === 'strong' && meant.noun ? 'noun' : strength;
    return [clauseAt(words, at, end, meant, noun, false, words[index]), ...listed(words, at, end, strength)];
  }
  return [clauseAt(words, index, end, verb, 'weak'), ...listed(words, index, end, strength)];
}

/** "perform", "conduct": what is done stands in the noun behind it. */
export function isLightVerb({ known }: Word): boolean {
  return known.verb !== undefined && lightVerbs.has(known.verb.base);
}

const lightVerbs = wordSet('perform conduct do make carry engage initiate undertake'.split(' '));

/** "Use this tool to ...", "Allows you to ...": the word introduces, unless nothing else does the work. */
function isLeadIn(words: readonly Word[], index: number, end: number, first: number): boolean {
  if (!plays(words[index], role.offer)) return index > first;
  if (offersGuidance(words, index)) return false;
  for (let next = index + 1; next < end && next < index + 6; next += 1) {
    const text = words[next]?.text ?? '';
    if (
      text === 'to' ||
      text === 'for' ||
      text === 'when' ||
      (endsWith(text, 'ing') && next === index + 1) ||
      text === 'tool' ||
      text === 'you'
    )
      return true;
  }
  return false;
}

/** "Provides instructions for ...": what is provided is text, not the act. */
function offersGuidance(words: readonly Word[], index: number): boolean {
  for (let next = index + 1; next < index + 4; next += 1) {
    const word = words[next]?.text ?? '';
    if (word === 'to' || word === 'for' || word === 'you') return false;
    if (plays(words[next], role.guidance)) return true;
  }
  return false;
}
