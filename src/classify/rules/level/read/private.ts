// Whether a look-up returns what people wrote in private, or the money and health of somebody.
import { type Clause, holdsAny } from '../../clause.ts';
import type { Judged } from '../../decision.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { classesBefore } from '../../lexicon/lexemes.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import type { Word } from '../../words.ts';
import { leadHas, objectHas, type Seen, saysEarly } from '../seen.ts';
import { handsOut } from './hands-out.ts';

/** Private messages, a person's money, or a person's health. */
export function holdsPrivate(seen: Seen): boolean {
  const hands = handsOut.has(seen.verb);
  if (!hands && !ownWorkings.has(seen.verb)) return false;
  return (
    ((hands && namesPrivate(seen) && !listsTitles(seen)) ||
      isToldInConfidence(seen, hands) ||
      ofMoney(seen) ||
      ofHealth(seen)) &&
    !isPublicTalk(seen)
  );
}

/** "Lists conversations. Returns their titles": not what was said. */
function listsTitles({ verb, reading }: Seen): boolean {
  return verb === 'list' && leadHas(reading, titles);
}

const titles = wordSet(['titles']);

/** Verbs that hand out what they verify or add up, where it is money or health. */
const ownWorkings = wordSet([
  '',
  ...'verify check query summarize summarise analyze analyse total'.split(' '),
]);

/** One of the clauses that stand for the decision, none that another category has. */
function namesPrivate({ decision: { by, name, text }, verb, reading }: Seen): boolean {
  const isOne = (judged: Judged | undefined) =>
    judged?.sense.category === 'Read' && isPrivate(judged.clause, verb, reading.domains);
  return isOne(by) || (name !== by && isOne(name)) || (text !== by && isOne(text));
}

/** Private by its last word, or by the word before one that only says how much of it: "chat history", "message details". */
function isPrivate({ object, verb }: Clause, lead: string, domains: number): boolean {
  if (object.length === 0 || holdsAny(object, templates)) return false;
  const last = topicOf(object);
  const word = object[last] as Word;
  const before = last > 0 ? object[last - 1] : undefined;
  const bits =
    classesBefore(word.known, object[last + 1]?.text) | (before?.known.classesWith?.get(word.text) ?? 0);
  if (drafts.hasWord(word)) return (domains & mailing) !== 0;
  if ((bits & nounClass.private) === 0 || (threads.has(word.text) && (domains & calls) === 0)) return false;
  // A list of chats gives their titles, not what was said.
  return !(containers.has(word.text) && (verb.base === 'list' || lead === 'list'));
}

/** The place of the last word that is more than a measure of the thing before it. */
function topicOf(object: readonly Word[]): number {
  let at = object.length - 1;
  while (at > 0 && wholes.hasWord(object[at] as Word)) at -= 1;
  return at;
}

/** Of mail that was not sent yet; elsewhere they are work. */
const drafts = wordSet(['draft', 'drafts']);
const mailing = domainBits(['outreach']);
/** Of mail or messages; elsewhere they run in a program, or everyone reads them. */
const threads = wordSet(['thread', 'threads']);
const containers = wordSet('chats threads'.split(' '));
const wholes = wordSet(
  'history histories content contents context body replies detail details data record records log logs entry entries feed tool full text by id ids'.split(
    ' ',
  ),
);
/** Messages of programs, and forms for messages. */
const templates = wordSet(
  'template templates push in-app app error errors commit log campaign campaigns broadcast marketing queue system welcome prompt prompts webhook console debug toast snackbar dead-letter kafka protocol metrics'.split(
    ' ',
  ),
);

const transcripts = wordSet('transcript transcripts'.split(' '));
const meetings = wordSet('meeting meetings call calls'.split(' '));
const calls = domainBits(['messaging', 'outreach']);
const broadcasts = domainBits(['social', 'trading']);
const published = wordSet('video videos youtube earnings podcast episode space spaces'.split(' '));

/** What people said in a call or a meeting. */
function isToldInConfidence({ reading }: Seen, hands: boolean): boolean {
  if (holdsAny(reading.name.words, transcripts)) return hands && (reading.serverDomains & calls) !== 0;
  return holdsAny(reading.name.words, meetings) && leadHas(reading, transcripts);
}

/** Transcripts of published videos and of companies' calls are no private conversation. */
function isPublicTalk(seen: Seen): boolean {
  return (
    objectHas(seen, transcripts) && ((seen.reading.domains & broadcasts) !== 0 || objectHas(seen, published))
  );
}

const personalMoney = domainBits(['finance', 'payments']);
const market = domainBits(['trading']);
const onChain = domainBits(['crypto']);
const ofMoneyDomains = domainBits(['trading', 'payments', 'finance', 'commerce', 'advertising', 'crypto']);

/** What was paid, owed or earned. */
const moneyRecords = wordSet(
  'transaction transactions invoice invoices payment payments charge charges payout payouts payroll salary expense expenses refund refunds bill bills billing spending'.split(
    ' ',
  ),
);
/** Bills and wages: somebody owes or is owed, whatever the server is called. */
const owedRecords = wordSet('invoice invoices payslip payslips payroll'.split(' '));
/** What an account holds, or what a merchant sold; elsewhere the same words are plain. */
const holdings = wordSet(
  'balance balances account accounts statement statements card cards loan loans budget budgets payee payees sale sales subscription subscriptions deposit deposits worth cashflow income debt debts'.split(
    ' ',
  ),
);
/** What an account at a broker holds or has asked for. */
const brokerage = wordSet(
  'positions holdings portfolio balance balances orders funds margins margin pnl buying'.split(' '),
);
const ownMoneyWords = wordSet([
  ...moneyRecords,
  ...[...brokerage].filter((word) => word !== 'orders'),
  ...'position purchase purchases spend spent bought paid trades'.split(' '),
]);
const held = wordSet('open active available my account user your'.split(' '));
const ownership = wordSet("account account's my user's customer customer's your".split(' '));
/** "All transactions of the user", "my payments". */
const owners = wordSet(
  "my user user's customer customer's your account account's client client's".split(' '),
);
/** What an argument names when the thing asked for is public: a listed company, an address on a chain. */
const publicKeys = wordSet(
  'symbol symbols ticker tickers isin cik code address walletaddress wallet contractaddress market pair company'.split(
    ' ',
  ),
);
const publicMoney = wordSet('insider institutional congress etf fund market public sheet'.split(' '));
/** Words about books, boards and kinds, not about what somebody owns. */
const plainMoney = wordSet(
  'book sheet type types category categories method methods status statuses condition conditions rate rates currency currencies provider providers industries calculator gateway gateways pages name names growth forecast trend trends'.split(
    ' ',
  ),
);

function saysPlainMoney(seen: Seen): boolean {
  const { by, name, text } = seen.decision;
  return endsPlainly(by) || endsPlainly(name) || endsPlainly(text) || objectHas(seen, publicMoney);
}

function endsPlainly(judged: Judged | undefined): boolean {
  return plainMoney.has(judged?.clause.object.at(-1)?.text ?? '');
}

/** What a person or a merchant has, owes, or paid; public market and on-chain data is not. */
function ofMoney(seen: Seen): boolean {
  return namesMoney(seen) && !saysPlainMoney(seen);
}

function namesMoney(seen: Seen): boolean {
  const { reading, decision } = seen;
  const isOfPeople =
    (reading.serverDomains & personalMoney) !== 0 && (reading.serverDomains & (market | onChain)) === 0;
  const isChain = (reading.serverDomains & onChain) !== 0;
  const names = decision.by === undefined ? reading.name.words : [];
  if (isOfPeople && names.some(({ text }) => moneyRecords.has(text) || holdings.has(text))) return true;
  if (!isChain && objectHas(seen, owedRecords)) return true;
  if (objectHas(seen, moneyRecords) && (isOfPeople || (!isChain && leadHas(reading, owners)))) return true;
  if ((reading.serverDomains & ofMoneyDomains) === 0 || reading.schema.arguments.some(isPublicKey))
    return false;
  if (isOfPeople && objectHas(seen, holdings)) return true;
  const trades = (reading.serverDomains & market) !== 0;
  if (trades && leadHas(reading, notPublic)) return true;
  // An exchange for coins: what is open or available there is somebody's.
  if (isChain) return trades && objectHas(seen, brokerage) && saysEarly(reading, held);
  if (trades && objectHas(seen, brokerage)) return true;
  if (!saysEarly(reading, ownership)) return false;
  // What was ordered in a shop is a record of trade; what was ordered at a broker is somebody's money.
  return saysEarly(reading, ownMoneyWords) || (trades && saysEarly(reading, brokerage));
}

const notPublic = wordSet(['private']);

const isPublicKey = ({ name }: { readonly name: string }) =>
  publicKeys.has(name.slice(0, 24).toLowerCase().replaceAll('_', ''));

const publicHealth = wordSet(
  'trial trials study studies article articles literature publications drug drugs guideline guidelines topic topics recipe recipes'.split(
    ' ',
  ),
);
const health = domainBits(['health']);
const healthOwners = wordSet(
  "user user's users patient patient's patients my your personal athlete athlete's".split(' '),
);
const healthRecords = wordSet(
  'sleep heart hrv readiness resilience recovery workout workouts steps weight glucose calories nutrition stress spo2 temperature medication medications prescription prescriptions diagnosis diagnoses allergies immunizations vitals health body water hydration exercise exercises activity activities meals'.split(
    ' ',
  ),
);

/** The health of a person who is named or meant. */
function ofHealth({ reading, decision }: Seen): boolean {
  if ((reading.serverDomains & health) === 0) return false;
  if (holdsAny(reading.name.words, publicHealth)) return false;
  if (leadHas(reading, healthOwners)) return true;
  const object = decision.by?.clause.object ?? [];
  return healthRecords.has(object[topicOf(object)]?.text ?? '') || isHealthSummary(object);
}

function isHealthSummary(object: readonly Word[]): boolean {
  return object.at(-2)?.text === 'health' && object.at(-1)?.text === 'summary';
}
