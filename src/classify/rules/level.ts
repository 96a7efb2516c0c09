// How bad it can get: the category's base, moved one step by the strongest reason that holds.
import { type Category, categoryOf, type Level, levelRank } from '../../model/vocabulary.ts';
import { senseOf } from './clause.ts';
import type { Decision } from './combine.ts';
import { domainBits } from './lexicon/domains.ts';
import { type LevelReason, levelReasons } from './lexicon/levels.ts';
import { type NounClass, nounClass } from './lexicon/nouns.ts';
import { type MarkKind, markBit } from './lexicon/phrases.ts';
import { type Signal, signalBit, signalBits } from './lexicon/signals.ts';
import type { Reading } from './reading.ts';

export interface LevelDecision {
  readonly level: Level;
  readonly base: Level;
  readonly reason: LevelReason | undefined;
}

/** The level of a decided category. `lowering` is false when the definition tries to talk its reader into a verdict. */
export function levelOfDecision(reading: Reading, decision: Decision, lowering: boolean): LevelDecision {
  const base = categoryOf(decision.category).base;
  const reason = finders[decision.category]?.(seenOf(reading, decision));
  if (reason === undefined) return { level: base, base, reason };
  const level = levelReasons[reason].level;
  if (!lowering && levelRank(level) < levelRank(base)) return { level: base, base, reason: undefined };
  return { level, base, reason };
}

/** What the reasons look at. */
interface Seen {
  readonly reading: Reading;
  readonly decision: Decision;
  /** The reason that the sense of the verb brings. */
  readonly own: LevelReason | undefined;
  readonly verb: string;
  readonly sense: string;
  /** Classes of the thing acted on, in name and description. */
  readonly object: number;
  /** Classes of its last word. */
  readonly head: number;
  readonly beyond: number;
}

function seenOf(reading: Reading, decision: Decision): Seen {
  const { by, name, text } = decision;
  const level = by?.sense.level;
  const agreeing = [name, text].filter((judged) => judged?.sense.category === decision.category);
  let object = by?.clause.objectBits ?? reading.name.bits;
  let head = by?.clause.headBits ?? reading.name.bits;
  let beyond = by?.clause.beyondBits ?? 0;
  for (const judged of agreeing) {
    object |= judged?.clause.objectBits ?? 0;
    head |= judged?.clause.headBits ?? 0;
    beyond |= judged?.clause.beyondBits ?? 0;
  }
  return {
    reading,
    decision,
    own: level !== undefined && levelReasons[level].category === decision.category ? level : undefined,
    verb: by?.clause.verb.base ?? '',
    sense: by?.sense.id ?? '',
    object,
    head,
    beyond,
  };
}

const isOf = (bits: number, name: NounClass) => (bits & nounClass[name]) !== 0;
const marked = (seen: Seen, kind: MarkKind) => (seen.reading.marks & markBit[kind]) !== 0;
const signaled = (seen: Seen, name: Signal) => (seen.reading.signals & signalBit[name]) !== 0;
const objectHas = (seen: Seen, words: ReadonlySet<string>) =>
  [seen.decision.by, seen.decision.name, seen.decision.text].some((judged) =>
    judged?.clause.object.some((word) => words.has(word.text)),
  );

const finders: Partial<Record<Category, (seen: Seen) => LevelReason | undefined>> = {
  Read: readReason,
  Write: writeReason,
  Execute: executeReason,
  Destructive: destructiveReason,
  Financial: (seen) => (marked(seen, 'approval') || signaled(seen, 'approval') ? 'approval' : seen.own),
};

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
const personalMoney = domainBits(['finance', 'payments']);
const publicMoney = domainBits(['crypto', 'trading']);

function readReason(seen: Seen): LevelReason | undefined {
  const { reading, decision, verb, sense } = seen;
  const own = decision.by?.clause.headBits ?? 0;
  const hasSecret = isOf(own, 'secret') || (isOf(seen.object, 'secret') && endsInValue(seen));
  if (hasSecret && (handsOut.has(verb) || objectHas(seen, lastingSecrets))) return 'secret';
  if (decision.promise === 'read-only' || queries(seen)) return 'chosen';
  if (holdsPrivate(seen) && handsOut.has(verb) && !isPublicTalk(seen)) return 'private';
  const ofPeople =
    (reading.serverDomains & personalMoney) !== 0 && (reading.serverDomains & publicMoney) === 0;
  if (objectHas(seen, moneyRecords) && (ofPeople || isOwned(seen))) return 'private';
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
  if (signaled(seen, 'none') && objectHas(seen, pageWords)) return true;
  return seen.sense === 'web-look' || (seen.verb === 'extract' && marked(seen, 'weblook'));
}

const pageWords = new Set('webpage webpages website'.split(' '));

/** Works out something about whatever address the caller must name, not about one item of a service. */
function requiresAddress(seen: Seen): boolean {
  const address = seen.reading.schema.bySignal('url');
  if (address?.required !== true || !address.free) return false;
  return !objectHas(seen, published) && !seen.reading.text.words.slice(0, longestLead).some(isItem);
}

const isItem = ({ text }: { readonly text: string }) => items.has(text) || published.has(text);
const items = new Set('post posts tweet tweets profile repository repo product channel playlist'.split(' '));

const wide = domainBits(['outreach', 'social']);
const closed = new Set(
  'slack discord zulip mattermost teams jira confluence github gitlab linear notion asana clickup trello'.split(
    ' ',
  ),
);
/** "The last lines from a file". */
function isPart(word: string): boolean {
  return parts.has(word);
}

const parts = new Set('line lines part section range chunk lines-of bytes fragment text'.split(' '));
const admits = new Set('create add invite remove delete set assign update change'.split(' '));
const signIn = new Set('two-factor 2fa mfa sso sign-in otp captcha'.split(' '));
const envWords = new Set('env environment'.split(' '));

function writeReason(seen: Seen): LevelReason | undefined {
  const { reading, own, object, verb, sense } = seen;
  if (own !== undefined && levelReasons[own].level === 'high') return own;
  if (own === 'trivial' && (sense === 'mark-trivially' || !isOf(seen.head, 'access'))) return own;
  // A session goes on as before.
  if (sense === 'refresh-session') return undefined;
  if (
    (sends.has(sense) || verb === 'post' || verb === 'comment' || verb === 'answer') &&
    (reading.serverDomains & wide) !== 0 &&
    !isClosedSpace(reading)
  )
    return 'audience';
  if (isOf(seen.head, 'access') || (isOf(object, 'access') && admits.has(verb) && !isOf(seen.head, 'small')))
    return 'access';
  if (isOf(object, 'secret') || objectHas(seen, signIn) || (isOf(seen.head, 'person') && makesUsers(seen)))
    return 'access';
  if (isOf(seen.head, 'outside') && sends.has(sense)) return 'audience';
  if (changesMembership(seen)) return 'access';
  if (answersInPublic(seen) || postsInPublic(seen)) return 'audience';
  if (sends.has(sense) && toMany(seen)) return 'overwrite';
  if ((isOf(object, 'production') && !isOf(seen.head, 'chat')) || objectHas(seen, envWords))
    return 'production';
  if (sense !== 'create' && isOf(seen.beyond, 'production') && seen.verb === 'put') return 'production';
  if (alsoSendsOut(seen)) return 'audience';
  if (overwrites(seen)) return 'overwrite';
  if (isOf(seen.head, 'trivial') || (verb === 'mark' && isOf(seen.beyond, 'trivial'))) return 'trivial';
  return own;
}

const groups = new Set('group groups team teams organization org workspace role project'.split(' '));
const people = new Set(
  'user users member members person people account collaborator recipient participant participants'.split(
    ' ',
  ),
);
const membership = new Set([
  'take-out',
  'end-link',
  'delete-link',
  'keep-thing',
  'unlink',
  'end-relation',
  'create',
  'grant',
]);

/** A person put into or taken out of what gives access. */
function changesMembership(seen: Seen): boolean {
  if (!membership.has(seen.sense)) return false;
  const clause = seen.decision.by?.clause;
  return (
    clause?.object.some((word) => people.has(word.text)) === true &&
    clause.beyond.some((word) => groups.has(word.text))
  );
}

/** A reply to a post: seen by everyone who sees the post. */
function answersInPublic({ decision, reading, sense }: Seen): boolean {
  if (!sends.has(sense) && sense !== 'create') return false;
  const clauses = [decision.name?.clause, decision.text?.clause];
  return (
    !isClosedSpace(reading) &&
    clauses.some((clause) => clause?.beyond.some((word) => word.text === 'post' || word.text === 'tweet')) &&
    clauses.some(
      (clause) => clause?.verb.base === 'reply' || clause?.object.some((word) => word.text === 'reply'),
    )
  );
}

const social = domainBits(['social']);
const posts = new Set('post tweet toot reel story video short thread poll carousel'.split(' '));

/** A post that a social network shows to everyone. */
function postsInPublic(seen: Seen): boolean {
  if (!puts.has(seen.verb)) return false;
  if (seen.decision.by?.clause.beyond.some((word) => networks.has(word.text)) === true) return true;
  if ((seen.reading.serverDomains & social) === 0) return false;
  return (
    objectHas(seen, posts) &&
    !['wordpress', 'ghost', 'blog'].some((name) => seen.reading.serverName.includes(name))
  );
}

const networks = new Set(
  'youtube tiktok instagram twitter linkedin facebook reddit mastodon bluesky'.split(' '),
);
const puts = new Set('create add upload make share submit schedule'.split(' '));

/** One message to many people. */
function toMany(seen: Seen): boolean {
  const clause = seen.decision.text?.clause;
  return (
    seen.reading.name.words.some((word) => manyWords.has(word.text)) ||
    clause?.object.some((word) => manyWords.has(word.text)) === true
  );
}

/** Beside what it changes, the call writes to people outside: "... and sends a text message to all passengers". */
function alsoSendsOut({ reading }: Seen): boolean {
  return reading.text.clauses.some(
    (clause) =>
      clause.listed && clause.strength === 'strong' && senseOf(clause, reading)?.level === 'audience',
  );
}

const sends = new Set(['send', 'send-in', 'send-out', 'mail', 'publish']);

function isClosedSpace(reading: Reading): boolean {
  return [...closed].some(
    (name) =>
      reading.subject.server.id.toLowerCase().includes(name) ||
      reading.subject.server.title.toLowerCase().includes(name),
  );
}

function makesUsers(seen: Seen): boolean {
  const last = seen.decision.by?.clause.object.at(-1)?.text ?? '';
  return (
    ['create', 'add', 'register', 'provision', 'invite'].includes(seen.verb) &&
    (last === 'user' || last === 'users' || last === 'account' || last === 'accounts')
  );
}

/** Whole files and full replacements, or many records changed in one call. */
function overwrites(seen: Seen): boolean {
  const { verb, object } = seen;
  if (verb === 'write' && isOf(object, 'file')) return true;
  if (changesMany.has(verb) && objectHas(seen, wholeText) && isOf(object | seen.beyond, 'file')) return true;
  if (verb === 'replace' && !marked(seen, 'many') && seen.decision.by?.clause.field === 'name') return true;
  if (marked(seen, 'overwrite') && verb !== 'create' && verb !== 'copy') return true;
  if (!changesMany.has(verb)) return false;
  return (
    actsOnAll(seen) ||
    objectHas(seen, manyWords) ||
    seen.reading.name.words.some((word) => manyWords.has(word.text))
  );
}

/** "Changes all rows ...": the word right behind the verb of the description. */
function actsOnAll({ decision, reading }: Seen): boolean {
  const clause = decision.text?.clause;
  if (clause?.field !== 'description') return false;
  const verb = reading.text.words.findIndex((word) => word.start === clause.word.start);
  const next = reading.text.words[verb + 1]?.text ?? '';
  return next === 'all' || next === 'every';
}

const wholeText = new Set(['content', 'contents']);
const changesMany = new Set('change update edit modify patch replace set'.split(' '));
const manyWords = new Set('all bulk batch mass many multiple'.split(' '));

const takesRaw = signalBits(['command', 'code', 'prompt', 'body']);

function executeReason(seen: Seen): LevelReason | undefined {
  const { reading, sense, decision } = seen;
  const open =
    reading.schema.arguments.length === 0 || (reading.signals & takesRaw) !== 0 || marked(seen, 'arbitrary');
  if (
    decision.rules[0] === 'agent-prompt' ||
    (marked(seen, 'agent') && signaled(seen, 'prompt') && seen.own === undefined)
  )
    return 'agent';
  if (isCommand(seen) && open)
    return marked(seen, 'sandbox') || marked(seen, 'bounded') ? undefined : 'unrestricted';
  return sense === 'run-shell' ? undefined : seen.own;
}

const shells = new Set(['run-shell', 'open-shell', 'approve-command', 'type-into-terminal']);

/** A shell, a command line, or a command inside a machine. */
function isCommand(seen: Seen): boolean {
  if (shells.has(seen.sense)) return true;
  if (seen.verb === 'type' && marked(seen, 'shell')) return true;
  const runs =
    seen.sense === 'run' || seen.sense === 'call-service' || seen.decision.rules[0] === 'raw-argument';
  return runs && (signaled(seen, 'command') || (marked(seen, 'shell') && !signaled(seen, 'none')));
}

/** A live store or machine replaced by an old state, or a reset that a switch makes hard. */
function losesMuch(seen: Seen): boolean {
  if (seen.sense === 'drop-index' || seen.sense === 'empty-content') return false;
  if (isOf(seen.object, 'versioned') && signaled(seen, 'force')) return true;
  return isOf(seen.object, 'store') || isOf(seen.beyond, 'store') || objectHas(seen, machines);
}

const machines = new Set('machine vm vms instance server virtualmachine'.split(' '));

const cacheWords = new Set(['cache', 'caches']);
const loginWords = new Set(['auth', 'authentication']);
const severalWords = new Set('all bulk batch multiple many'.split(' '));

function destructiveReason(seen: Seen): LevelReason | undefined {
  const { head, own } = seen;
  if (own !== undefined && own !== 'small') return own;
  if (isOf(head, 'secret') || objectHas(seen, loginWords)) return 'credential';
  const several =
    objectHas(seen, severalWords) ||
    marked(seen, 'many') ||
    /bulk|all|batch|whole|every/.test(seen.reading.nameText.text.toLowerCase());
  if (isOf(head, 'ephemeral')) return several ? 'small' : 'ephemeral';
  if (several && objectHas(seen, cacheWords)) return 'small';
  if (several && isOf(seen.beyond, 'ephemeral')) return 'small';
  if (own === 'small') return losesMuch(seen) ? undefined : own;
  if (isOf(head, 'small') && !several) return 'small';
  if (marked(seen, 'commit') && (isOf(seen.object, 'file') || isOf(seen.object, 'guidance'))) return 'small';
  return undefined;
}
