// What makes a loss milder: what is gone is small, short-lived, or a credential.

import { domainBits } from '../lexicon/domains.ts';
import type { LevelReason } from '../lexicon/levels.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { markBit } from '../lexicon/phrases.ts';
import { signalBit } from '../lexicon/signals.ts';
import { wordSet } from '../lexicon/word-set.ts';
import { gap } from '../words.ts';
import { isOf, marked, objectHas, type Seen, signaled } from './seen.ts';

/** A live store or machine replaced by an old state, or a reset that a switch makes hard. */
function losesMuch(seen: Seen): boolean {
  if (seen.sense === 'drop-index' || seen.sense === 'empty-content') return false;
  if (isOf(seen.object, nounClass.versioned) && signaled(seen, signalBit.force)) return true;
  return (
    isOf(seen.object, nounClass.store) ||
    isOf(seen.beyond, nounClass.store) ||
    objectHas(seen, machines) ||
    objectHas(seen, names) ||
    seen.decision.text?.clause.beyond.some((word) => machines.hasWord(word)) === true
  );
}

/** A pod outside a cluster is a machine; in one it is made again. */
function isMachinePod(seen: Seen): boolean {
  return objectHas(seen, pods) && (seen.reading.domains & clusters) === 0;
}

const pods = wordSet(['pod', 'pods']);
const clusters = domainBits(['infrastructure']);

const gear = domainBits(['gear']);
const remarks = wordSet('label labels tag tags note notes comment comments alert alerts'.split(' '));

/** On a firewall even a category or a rule keeps something out; only what is written about it is small. */
function guardsNetwork(seen: Seen): boolean {
  return (seen.reading.serverDomains & gear) !== 0 && !objectHas(seen, remarks);
}

const editors = domainBits(['editor']);
const parts = wordSet('node shape element object layer frame keyframe connector'.split(' '));

/** One element of a drawing, on a server that draws. */
function isPartOfDesign({ reading, decision }: Seen): boolean {
  if ((reading.serverDomains & editors) === 0) return false;
  return parts.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const indexes = wordSet(['index', 'indexes']);
const tables = wordSet('table tables collection collections column columns databases'.split(' '));

/** The index of a table can be made again; of a search engine it is the data. */
function isIndexOfTable({ decision, reading }: Seen): boolean {
  const { by, text } = decision;
  if (!indexes.has(by?.clause.object.at(-1)?.text ?? '')) return false;
  return [...reading.name.words, ...(text?.clause.beyond ?? [])].some((word) => tables.has(word.text));
}

/** What all of a domain is found by. */
const names = wordSet(['dns']);
const machines = wordSet('machine vm vms instance server virtualmachine'.split(' '));

/** Verbs after which nothing of the thing is left. */
const takesAll = wordSet(['wipe', 'nuke', 'obliterate']);
const cacheWords = wordSet(['cache', 'caches']);
const cachedWords = wordSet(['cached']);
const loginWords = wordSet(['auth', 'authentication']);
const severalWords = wordSet('all bulk batch multiple many'.split(' '));

/** Where the act is told; what a later sentence advises for many does not count. */
function saysMany({ text }: Seen['reading']): boolean {
  return text.marks.some(({ kind, sentence }) => kind === 'many' && sentence === 0);
}

/** "Deletes a project, a task or a comment": the largest thing of the row counts. */
function listsLarger({ decision: { text } }: Seen): boolean {
  const object = text?.clause.object ?? [];
  if (!object.some((word, at) => at > 0 && word.gap === gap.comma)) return false;
  return object.some(({ known }) => isOf(known.classes, nounClass.composed | nounClass.store));
}

/** An image of a container can be pulled again, a job in a queue be added again. */
function isMadeAgain(seen: Seen): boolean {
  // What was noted about a program can be noted again; the program is not touched.
  if ((seen.reading.serverDomains & studies) !== 0) return !losesMuch(seen);
  const last = seen.decision.by?.clause.object.at(-1)?.text ?? '';
  if (images.has(last)) return (seen.reading.domains & clusters) !== 0;
  if (seen.verb === 'clean' && (last === 'queue' || last === 'queues' || last === 'jobs')) return true;
  return last === 'job' && seen.decision.text?.clause.beyond.some(({ text }) => text === 'queue') === true;
}

const studies = domainBits(['forensics']);
const images = wordSet(['image', 'images']);
const savedWords = wordSet(['saved']);

export function destructiveReason(seen: Seen): LevelReason | undefined {
  const { head, own } = seen;
  if (own !== undefined && own !== 'small') return own;
  if (isOf(head, nounClass.secret) || objectHas(seen, loginWords)) return 'credential';
  const several =
    objectHas(seen, severalWords) ||
    saysMany(seen.reading) ||
    /bulk|all|batch|whole|every/.test(seen.reading.nameText.text.toLowerCase());
  if (
    isOf(head, nounClass.ephemeral) ||
    objectHas(seen, cachedWords) ||
    cacheWords.has(seen.reading.name.words.at(-1)?.text ?? '')
  )
    return several ? 'small' : 'ephemeral';
  if (several && objectHas(seen, cacheWords)) return 'small';
  if (several && isOf(seen.beyond, nounClass.ephemeral)) return 'small';
  if (own === 'small') return losesMuch(seen) ? undefined : own;
  if ((isPartOfDesign(seen) || isIndexOfTable(seen)) && !several) return 'small';
  if (listsLarger(seen)) return undefined;
  if ((isMadeAgain(seen) || objectHas(seen, savedWords)) && !several) return 'small';
  if (isOf(head, nounClass.small) && !several && !takesAll.has(seen.verb) && !isMachinePod(seen))
    return guardsNetwork(seen) ? undefined : 'small';
  if (
    marked(seen, markBit.commit) &&
    (isOf(seen.object, nounClass.file) || isOf(seen.object, nounClass.guidance))
  )
    return 'small';
  return undefined;
}
