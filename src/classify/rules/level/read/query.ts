// Whether the caller writes a query in a language of its own.
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { isOf, leadHas, leadPairs, objectHas, type Seen, signaled } from '../seen.ts';

const databases = domainBits(['database']);
const series = domainBits(['monitoring']);

/** A query in a language of its own, over data that is not the tool's. */
export function queries(seen: Seen): boolean {
  if (signaled(seen, signalBit.statement) && !respells.has(seen.verb) && !objectHas(seen, accounts))
    return true;
  if (asksInLanguage(seen)) return true;
  if (!asking.has(seen.verb)) return false;
  const text = seen.decision.text?.clause;
  // "Answers natural language queries": said of what is asked, not of a language of queries.
  const asks = text === undefined || asking.has(text.verb.base) || text.verb.base === 'search';
  if (isOf(asks ? seen.object : (seen.decision.by?.clause.objectBits ?? 0), nounClass.query)) return true;
  if (seen.verb !== 'query' || signaled(seen, signalBit.paging) || leadHas(seen.reading, listing))
    return false;
  if ((seen.reading.domains & series) !== 0 && signaled(seen, signalBit.query)) return true;
  return (seen.reading.domains & databases) !== 0;
}

/** "With optional filtering and pagination": a listing, and no language. */
const listing = wordSet(['filtering', 'pagination', 'paging']);
const asking = wordSet(['query', 'read', 'select', 'run', 'execute']);
/** `search(jql)`: the field takes a language of queries, and is more than one filter among others. */
function asksInLanguage({ reading, verb }: Seen): boolean {
  if (verb === 'search' && isAskedIn(reading)) return true;
  const field = reading.schema.bySignal(signalBit['query-language']);
  return field?.free === true && (field.required || verb === 'search' || asking.has(verb));
}

/** "Searches issues using JQL": the text says so where the schema has but a "query", or nothing. */
function isAskedIn(reading: Seen['reading']): boolean {
  return leadPairs(reading, via, spokenLanguages);
}

const spokenLanguages = wordSet('jql cql wiql soql spl lucene gaql'.split(' '));
const via = wordSet('using with custom via or a in raw'.split(' '));

/** Statements of money, not of a language. */
const accounts = wordSet('financial income bank balance cash account statements'.split(' '));
/** Verbs that only spell a given statement anew, or write one. */
const respells = wordSet(
  'format generate build beautify convert translate parse lint optimize minify prettify compose suggest'.split(
    ' ',
  ),
);
