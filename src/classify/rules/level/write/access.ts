// Whether a change touches who may do what: permissions, credentials, accounts, membership.

import { holdsAny } from '../../clause.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { isOf, objectHas, type Seen } from '../seen.ts';

const admits = wordSet(
  'create add invite remove delete set assign update change approve deny reject'.split(' '),
);
const signIn = wordSet('two-factor 2fa mfa sso sign-in otp captcha'.split(' '));

/** Access, credentials, sign-in, or users that are made. */
export function changesAccess(seen: Seen): boolean {
  const { object, head, verb } = seen;
  const named =
    isOf(head, nounClass.access) ||
    (isOf(object, nounClass.access) && admits.has(verb) && !isOf(head, nounClass.small));
  if (named && !isOfFileShare(seen) && !assignsWork(seen)) return true;
  if (isOf(object, nounClass.secret) || objectHas(seen, signIn) || setsToken(seen)) return true;
  return (isOf(head, nounClass.person) && makesUsers(seen)) || changesIdentity(seen) || changesAddress(seen);
}

/** A member of a card is who works on it. */
function assignsWork({ decision: { by } }: Seen): boolean {
  if (by === undefined || !holdsAny(by.clause.object, workers)) return false;
  return holdsAny(by.clause.beyond, work) || holdsAny(by.clause.object, work);
}

const workers = wordSet('member members owner owners'.split(' '));
const work = wordSet('card cards issue issues task tasks ticket tickets'.split(' '));

/** `set_harbor_token`: where no coins are about, a token is a key. */
function setsToken({ verb, decision, reading }: Seen): boolean {
  if (!keeps.has(verb) || (reading.domains & coins) !== 0) return false;
  return decision.by?.clause.object.at(-1)?.text === 'token';
}

const keeps = wordSet('set save store configure update'.split(' '));
const coins = domainBits(['crypto', 'trading']);
const books = domainBits(['finance', 'payments']);

/** A share of files is a store, and shares nothing with anybody. */
function isOfFileShare({ decision }: Seen): boolean {
  const object = decision.by?.clause.object ?? [];
  const share = object.findIndex(({ text }) => text === 'share' || text === 'shares');
  if (share < 1 || !(object[share - 1]?.text ?? '').startsWith('file')) return false;
  return share === object.length - 1 || object.at(-1)?.text.startsWith('snapshot') === true;
}

const makes = wordSet(['create', 'add', 'register', 'provision', 'invite']);

function makesUsers(seen: Seen): boolean {
  const last = seen.decision.by?.clause.object.at(-1)?.text ?? '';
  // An account in a ledger is a heading, and nobody signs in to it.
  const isLogin = (seen.reading.serverDomains & books) === 0;
  return (
    (makes.has(seen.verb) || makes.has(seen.decision.text?.clause.verb.base ?? '')) &&
    (last === 'user' || last === 'users' || (isLogin && (last === 'account' || last === 'accounts')))
  );
}

const directories = domainBits(['identity']);
const accounts = wordSet('user users group groups member members application app apps'.split(' '));

/** A user or a group of a directory that other systems trust. */
function changesIdentity(seen: Seen): boolean {
  if ((seen.reading.serverDomains & directories) === 0) return false;
  return accounts.has(seen.decision.by?.clause.object.at(-1)?.text ?? '');
}

/** The address that a user signs in with. */
function changesAddress(seen: Seen): boolean {
  return keeps.has(seen.verb) && objectHas(seen, addresses) && objectHas(seen, users);
}

const addresses = wordSet(['email']);
const users = wordSet("user user's users".split(' '));

const groups = wordSet(
  'group groups team teams organization organizations org workspace role project class classes'.split(' '),
);
const people = wordSet(
  'user users member members person people account collaborator recipient participant participants tester testers'.split(
    ' ',
  ),
);
const membership = wordSet([
  'take-out',
  'end-membership',
  'end-link',
  'delete-link',
  'keep-thing',
  'unlink',
  'end-relation',
  'create',
  'create-noun',
  'grant',
]);

/** A person put into or taken out of what gives access. */
export function changesMembership(seen: Seen): boolean {
  if (!membership.has(seen.sense)) return false;
  return [seen.decision.by, seen.decision.text].some(
    (judged) =>
      judged?.clause.object.some((word) => people.has(word.text)) === true &&
      judged.clause.beyond.some((word) => groups.has(word.text)),
  );
}

/** "Changes the privacy of a film", `set_public_page`: whether everyone may see it. */
export function opensToPublic({ verb, reading, decision }: Seen): boolean {
  if (!switches.has(verb)) return false;
  const object = decision.name?.clause.object ?? [];
  return (
    object.some(({ text }, at) => text === 'public' && object[at + 1]?.text !== 'key') ||
    reading.text.words.slice(0, longestLead).some(({ text }) => text === 'privacy')
  );
}

const longestLead = 12;
const switches = wordSet('set make toggle enable disable change update edit modify'.split(' '));

/** "Allows anyone with the link": the text names what makes it worse, where the name says only "add". */
export function opensByText({ decision: { text } }: Seen): boolean {
  return (
    text?.sense.category === 'Write' && text.clause.strength === 'strong' && text.sense.level === 'access'
  );
}
