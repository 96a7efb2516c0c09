// Whether the caller names the address, the file or the query: anything, not an item of one service.
import { holdsAny } from '../../clause.ts';
import { storedQuery } from '../../combine/stored.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { isOf, leadHas, objectHas, type Seen, signaled } from '../seen.ts';
import { fetching, scrapes, takesAddress, visitsAddress } from './address.ts';
import { readsFile } from './file.ts';
import { queries } from './query.ts';

/** The caller chooses what is read. */
export function isChosen(seen: Seen): boolean {
  const { decision, verb, sense } = seen;
  if (decision.rules[0] === storedQuery) return false;
  if (decision.promise === 'read-only') return !callsContract(seen);
  if (queries(seen)) return true;
  if (fetching.has(verb) && takesAddress(seen)) return true;
  if (readsFile(seen) || scrapes(seen) || visitsAddress(seen)) return true;
  if (plansQuery(seen) || mapsSite(seen)) return true;
  if (verb === 'explain' && isOf(seen.object, nounClass.query) && signaled(seen, signalBit.query))
    return true;
  return sense === 'run-forensic' && signaled(seen, signalBit.path);
}

/** A call of a contract that only reads: what stands on a chain is public. */
function callsContract(seen: Seen): boolean {
  return objectHas(seen, contracts) || holdsAny(seen.reading.name.words, contracts);
}

const contracts = wordSet(['contract', 'contracts']);

/** "Maps a website": it visits whatever the caller names. */
function mapsSite({ verb, reading }: Seen): boolean {
  const maps = verb === 'map' || reading.name.words.at(-1)?.text === 'map';
  return maps && leadHas(reading, sites);
}

const sites = wordSet('website websites urls sitemap'.split(' '));

/** "The execution plan of a SQL query". */
function plansQuery(seen: Seen): boolean {
  return isOf(seen.beyond, nounClass.query) && objectHas(seen, plans);
}

const plans = wordSet(['plan', 'plans']);
