// What makes reading worse: secrets, private text, and an address or query of the caller's choice.
import { domainBits } from '../lexicon/domains.ts';
import type { LevelReason } from '../lexicon/levels.ts';
import { envWords, isOf, marked, objectHas, type Seen, signaled } from './seen.ts';

const fetching = new Set(
  'fetch read download extract get scrape crawl visit browse open view load parse convert summarize retrieve curl'.split(
    ' ',
  ),
);
const anyPage = new Set(
  'url urls feed rss sitemap page pages webpage webpages website websites web content html markdown link site article text file files document pdf image contents screenshot'.split(
    ' ',
  ),
);
const handsOut = new Set(
  'get read show retrieve fetch reveal export view list describe decrypt dump download find print search return'.split(
    ' ',
  ),
);
const moneyRecords = new Set(
  'transaction transactions invoice invoices payment payments charge charges payout payouts payroll salary expense expenses refund refunds'.split(
    ' ',
  ),
);
/** What a merchant sold. */
const sales = new Set('order orders sale sales'.split(' '));
const personalMoney = domainBits(['finance', 'payments']);
const publicMoney = domainBits(['crypto', 'trading']);

export function readReason(seen: Seen): LevelReason | undefined {
  const { reading, decision, verb, sense } = seen;
  const own = decision.by?.clause.headBits ?? 0;
  const hasSecret = isOf(own, 'secret') || (isOf(seen.object, 'secret') && endsInValue(seen));
  if (hasSecret && (handsOut.has(verb) || objectHas(seen, lastingSecrets))) return 'secret';
  if (decision.promise === 'read-only' || queries(seen)) return 'chosen';
  if (holdsPrivate(seen) && handsOut.has(verb) && !isPublicTalk(seen)) return 'private';
  const ofPeople =
    (reading.serverDomains & personalMoney) !== 0 && (reading.serverDomains & publicMoney) === 0;
  if (objectHas(seen, moneyRecords) && (ofPeople || isOwned(seen))) return 'private';
  if (objectHas(seen, sales) && ofPeople) return 'private';
  if (ofOwnMoney(seen) || ofOwnHealth(seen) || isToldInConfidence(seen)) return 'private';
  if (handsOut.has(verb) && marked(seen, 'secret') && objectHas(seen, envWords)) return 'secret';
  if (fetching.has(verb) && takesAddress(seen)) return 'chosen';
  if (sense === 'work-out' && requiresAddress(seen)) return 'chosen';
  if (verb === 'explain' && isOf(seen.object, 'query') && signaled(seen, 'query')) return 'chosen';
  if (sense === 'run-forensic' && signaled(seen, 'path')) return 'chosen';
  return seen.own;
}

/** "The secret value": the thing itself, not a word about it. */
function endsInValue({ decision }: Seen): boolean {
  return valueWords.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const valueWords = new Set('value values string plaintext material'.split(' '));

const ownMoneyWords = new Set(
  'position positions order orders balance balances holdings portfolio payments payment purchases purchase spend spending spent bought paid trades'.split(
    ' ',
  ),
);
const ownership = new Set("account account's my user's customer customer's your".split(' '));
const moneyDomains = domainBits(['trading', 'payments', 'finance', 'commerce', 'advertising']);

/** What an account or a person has, owes, or paid; public market and on-chain data is not. */
function ofOwnMoney({ reading }: Seen): boolean {
  if ((reading.serverDomains & moneyDomains) === 0 || (reading.serverDomains & onChain) !== 0) return false;
  const words = [...reading.name.words, ...reading.text.words.slice(0, longestLead)];
  return words.some((word) => ownMoneyWords.has(word.text)) && words.some((word) => ownership.has(word.text));
}

/** "All transactions of the user", "my payments". */
function isOwned({ reading }: Seen): boolean {
  return reading.text.words.slice(0, longestLead).some((word) => possessives.has(word.text));
}

const possessives = new Set("my user's customer's your".split(' '));

/** Private by its last word, or by the word before one that only says how much of it: "chat history". */
function holdsPrivate({ head, object, decision, verb }: Seen): boolean {
  const last = decision.by?.clause.object.at(-1)?.text ?? '';
  // A list of chats gives their titles, not what was said.
  if (isOf(head, 'private')) return verb !== 'list' || !containers.has(last);
  return isOf(object, 'private') && wholes.has(last);
}

const containers = new Set('chats threads conversations'.split(' '));
const wholes = new Set('history content contents body replies transcript transcripts'.split(' '));

const longestLead = 16;
const onChain = domainBits(['crypto']);
const health = domainBits(['health']);
const healthOwners = new Set("user user's users patient patient's patients my your personal".split(' '));

/** The health of a person who is named or meant. */
function ofOwnHealth({ reading }: Seen): boolean {
  if ((reading.serverDomains & health) === 0) return false;
  return reading.text.words.slice(0, longestLead).some((word) => healthOwners.has(word.text));
}

/** What people said in a call or a meeting. */
function isToldInConfidence(seen: Seen): boolean {
  return (
    seen.reading.name.words.some((word) => transcripts.has(word.text)) &&
    (seen.reading.serverDomains & calls) !== 0 &&
    !isPublicTalk(seen)
  );
}

const calls = domainBits(['messaging', 'outreach']);

const lastingSecrets = new Set('mnemonic seed keypair private wallet'.split(' '));
const broadcasts = domainBits(['social', 'trading']);

/** Transcripts of published videos and of companies' calls are no private conversation. */
function isPublicTalk(seen: Seen): boolean {
  return (
    objectHas(seen, transcripts) && ((seen.reading.domains & broadcasts) !== 0 || objectHas(seen, published))
  );
}

const transcripts = new Set('transcript transcripts'.split(' '));
const published = new Set('video videos youtube earnings podcast episode'.split(' '));

const databases = domainBits(['database']);

/** A query in a language of its own, over data that is not the tool's. */
function queries(seen: Seen): boolean {
  if (!['query', 'read', 'select', 'run', 'execute'].includes(seen.verb)) return false;
  if (isOf(seen.object, 'query')) return true;
  return seen.verb === 'query' && (seen.reading.domains & databases) !== 0 && !signaled(seen, 'paging');
}

/** The caller names any address or file, not an item of one service. */
function takesAddress(seen: Seen): boolean {
  const clause = seen.decision.by?.clause;
  const generic =
    clause === undefined ||
    clause.object.length === 0 ||
    (clause.field === 'name' &&
      clause.tail === undefined &&
      clause.object.every((word) => seen.reading.serverName.includes(word.text))) ||
    clause.object.every((word) => anyPage.has(word.text)) ||
    anyPage.has(clause.object.at(-1)?.text ?? '') ||
    (isPart(clause.object.at(-1)?.text ?? '') && clause.beyond.some((word) => anyPage.has(word.text)));
  if (!generic) return false;
  if (signaled(seen, 'url')) return true;
  if (signaled(seen, 'path')) return isOf(seen.object, 'file') || isOf(seen.beyond, 'file');
  if (signaled(seen, 'none') && (objectHas(seen, pageWords) || namesAddress(seen))) return true;
  return seen.sense === 'web-look' || (seen.verb === 'extract' && marked(seen, 'weblook'));
}

const pageWords = new Set('webpage webpages website html'.split(' '));

/** `convert_pdf_url`, `get_url_content`, "a local file": where the schema says nothing, the words say that the caller names it. */
function namesAddress({ reading, verb }: Seen): boolean {
  const words = reading.name.words.map(({ text }) => text);
  const url = words.findIndex((word) => word === 'url' || word === 'urls');
  if (url >= 0 && (url < words.length - 1 || verb === 'convert' || verb === 'scrape')) return true;
  const lead = reading.text.words.slice(0, longestLead);
  return lead.some(({ text }, at) => text === 'local' && holdsFile(lead.slice(at + 1, at + 3)));
}

const holdsFile = (words: readonly { readonly text: string }[]) =>
  words.some(({ text }) => text === 'file' || text === 'files' || text === 'path');

/** Works out something about whatever address the caller must name, not about one item of a service. */
function requiresAddress(seen: Seen): boolean {
  const address = seen.reading.schema.bySignal('url');
  if (address?.required !== true || !address.free) return false;
  return !objectHas(seen, published) && !seen.reading.text.words.slice(0, longestLead).some(isItem);
}

const isItem = ({ text }: { readonly text: string }) => items.has(text) || published.has(text);
const items = new Set('post posts tweet tweets profile repository repo product channel playlist'.split(' '));

/** "The last lines from a file". */
function isPart(word: string): boolean {
  return parts.has(word);
}

const parts = new Set('line lines part section range chunk lines-of bytes fragment text'.split(' '));
