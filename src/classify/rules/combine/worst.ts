// The gravest of several clauses, and the first that has a sense.
import { type Clause, senseOf } from '../clause.ts';
import { type Judged, severity } from '../decision.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';

/** The clause with the most severe sense here; what is put back or only summed up does not count. */
export function worst(all: readonly Clause[], reading: Reading): Judged | undefined {
  if (all.length < 2) return firstOf(all, reading);
  let found: Judged | undefined;
  for (const clause of all) {
    if (isSummed(clause, all) || isPutBack(clause, all)) continue;
    const sense = senseOf(clause, reading);
    if (sense === undefined) continue;
    // What is run decides; the statements that a text lists as examples do not.
    if (found === undefined && decidesAlone.has(sense.id)) return { clause, sense };
    if (found === undefined || severity(sense.category) > severity(found.sense.category)) {
      found = { clause, sense };
    }
  }
  return found;
}

/** "Manage teams: list, get": what is listed tells what managing means. */
function isSummed({ verb, listed }: Clause, all: readonly Clause[]): boolean {
  return !listed && summing.has(verb.base) && all.filter((clause) => clause.listed).length > 1;
}

const summing = wordSet(['manage', 'handle', 'perform', 'administer']);

/** "Add or remove bullets on paragraphs": what is taken off there can be added there. */
function isPutBack(clause: Clause, all: readonly Clause[]): boolean {
  const { verb, object, objectBits, preposition } = clause;
  // "Get, set, or clear a value": one field of something that stays.
  if (unsets.has(verb.base) && setsToo(all)) return true;
  if (verb.base !== 'remove' || !all.some((other) => other.verb.base === 'add')) return false;
  if ((objectBits & nounClass.link) === 0 && !['on', 'from', 'to'].includes(preposition ?? '')) return false;
  return object.length > 0 && all.every((other) => other.verb.base !== 'delete');
}

const unsets = wordSet(['clear', 'reset', 'unset', 'remove']);

function setsToo(all: readonly Clause[]): boolean {
  const has = (base: string) => all.some(({ verb }) => verb.base === base);
  return has('set') && !has('create') && !has('delete');
}

const decidesAlone = wordSet(['run-query', 'run-code', 'run-shell', 'run-log-query', 'run-metric-query']);

/** The first clause that has a sense here. */
export function firstOf(clauses: readonly Clause[], reading: Reading): Judged | undefined {
  for (const clause of clauses) {
    const sense = senseOf(clause, reading);
    if (sense !== undefined) return { clause, sense };
  }
  return undefined;
}
