// The third sentence of a rationale: what a misled agent could cause.
import { endsWith, includes, slice, startsWith } from '../../kit/text.ts';
import type { Clause } from '../rules/clause.ts';
import type { Decision } from '../rules/decision.ts';
import { domainsOf } from '../rules/lexicon/domains.ts';
import {
  harmsByCategory,
  harmsByChange,
  harmsByReason,
  harmsBySense,
  harmsByVerb,
  outsideWords,
} from '../rules/lexicon/harms.ts';
import { spokenNouns, withArticle } from '../rules/lexicon/spoken.ts';
import { type WordMap, wordMap } from '../rules/lexicon/word-set.ts';
import { isOrdinaryPhrase, isOtherLanguage, touchesItsThing } from '../rules/phrase.ts';
import { gap } from '../rules/words.ts';
import type { Told } from './told.ts';

/** A clause of the lexicon, cut at the thing that it tells of. */
interface Harm {
  readonly before: string;
  readonly behind: string;
  readonly ofThing: boolean;
  /** It tells of more than one thing. */
  readonly ofMany: boolean;
  /** It brings the words in front of the thing. */
  readonly withoutArticle: boolean;
}

function harmOf(clause: string): Harm {
  const at = clause.indexOf(slot);
  const ofMany = clause.startsWith('list more');
  return {
    before: at < 0 ? clause : clause.slice(0, at),
    behind: at < 0 ? '' : clause.slice(at + slot.length),
    ofThing: at >= 0,
    ofMany,
    withoutArticle: ofMany || clause.startsWith('return the wrong'),
  };
}

const slot = '{thing}';

type Harms = WordMap<readonly Harm[]>;

function harmsIn(table: Readonly<Record<string, readonly string[]>>): Harms {
  return wordMap(Object.entries(table).map(([key, clauses]) => [key, clauses.map(harmOf)]));
}

const byReason = harmsIn(harmsByReason);
const byChange = harmsIn(harmsByChange);
const bySense = harmsIn(harmsBySense);
const byVerb = harmsIn(harmsByVerb);
const byCategory = harmsIn(harmsByCategory);
const ofOutsideWords = [harmOf(outsideWords)];

/** What a wrong call could do. */
export function whatCouldHappen(told: Told): string {
  const { decision, reading } = told;
  const harms = harmsOf(told);
  // One that tells of no thing always fits.
  const thing = harms[0]?.ofThing === true ? thingOfHarm(decision, reading.serverName) : '';
  const harm = harms.find((each) => fits(each, thing)) ?? harms.at(-1);
  if (harm === undefined || !harm.ofThing) return `Called wrongly, it could ${harm?.before ?? ''}.`;
  const said = harm.withoutArticle ? withoutArticle(thing) : thing;
  return `Called wrongly, it could ${harm.before}${said === '' ? 'it' : said}${harm.behind}.`;
}

function withoutArticle(thing: string): string {
  const article = articles.find((each) => startsWith(thing, each)) ?? '';
  return slice(thing, article.length);
}

const articles = ['a ', 'an ', 'the '];

function fits({ ofThing, ofMany }: Harm, thing: string): boolean {
  return !ofThing || (thing !== '' && (!ofMany || endsWith(thing, 's')));
}

/** What is told of the reason for the level, else of the sense, the verb or the category. */
function harmsOf({ decision, level, effects }: Told): readonly Harm[] {
  const { by, category, rules } = decision;
  const verb = by?.clause.verb.base ?? '';
  const reads = category === 'Read';
  return (
    (level.reason === undefined ? undefined : byReason.get(level.reason)) ??
    (reads && effects.includes('reads-untrusted-content') ? ofOutsideWords : undefined) ??
    (category === 'Write' ? byChange.get(verb) : undefined) ??
    bySense.get(rules[0] === 'crud' ? 'crud' : (by?.sense.id ?? '')) ??
    (reads ? byVerb.get(verb) : undefined) ??
    byCategory.get(category) ??
    []
  );
}

function thingOfHarm(decision: Decision, serverName: string): string {
  const clause =
    decision.name?.sense.category === decision.category ? decision.name.clause : decision.by?.clause;
  if (clause === undefined) return '';
  const words = thingWords(clause, serverName);
  if (words.length === 0 || words.length > 4) return '';
  // Only nouns that we know are in English here.
  if (isOtherLanguage(clause.word) && !clause.object.every(({ known }) => known.classes !== 0)) return '';
  const text = spokenNouns(words);
  return isOrdinaryPhrase(text) && isLatin(text) ? withArticle(text, true) : '';
}

/** The thing up to a comma, without the product's name before it: `kubectl_delete` deletes no kubectl. */
function thingWords(clause: Clause, serverName: string): string[] {
  const { object, word, field } = clause;
  const words: string[] = [];
  if (!touchesItsThing(clause)) return words;
  const before = field === 'name' && (object[0]?.start ?? 0) < word.start;
  for (let at = 0; at < object.length; at += 1) {
    const each = object[at];
    if (each === undefined || (at > 0 && each.gap !== gap.space)) break;
    const { text } = each;
    if (text === 'tool' || text === 'tools' || isVersion(text)) continue;
    if (before && (includes(serverName, text) || domainsOf(text) !== 0)) continue;
    words.push(text);
  }
  return words;
}

/** "v1": part of the name of an address, not of the thing. */
function isVersion(word: string): boolean {
  return word.length < 4 && /^v\d+$/.test(word);
}

function isLatin(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x24f) return false;
  return true;
}
