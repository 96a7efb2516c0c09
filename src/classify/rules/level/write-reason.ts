// What makes a change worse or trivial: access, audience, overwriting, production, personal state.
import { senseOf } from '../clause.ts';
import { domainBits } from '../lexicon/domains.ts';
import { type LevelReason, levelReasons } from '../lexicon/levels.ts';
import type { Reading } from '../reading.ts';
import { envWords, isOf, marked, objectHas, type Seen } from './seen.ts';

const wide = domainBits(['outreach', 'social']);
const closed = new Set(
  'webex dingtalk feishu lark wecom rocket slack discord zulip mattermost teams jira confluence github gitlab linear notion asana clickup trello'.split(
    ' ',
  ),
);
const admits = new Set('create add invite remove delete set assign update change'.split(' '));
const signIn = new Set('two-factor 2fa mfa sso sign-in otp captcha'.split(' '));

export function writeReason(seen: Seen): LevelReason | undefined {
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
  if (changesIdentity(seen)) return 'access';
  if (isOf(seen.head, 'outside') && sends.has(sense)) return 'audience';
  if (changesMembership(seen)) return 'access';
  if (answersInPublic(seen) || postsInPublic(seen)) return 'audience';
  if (sends.has(sense) && reading.text.words.some((word) => phones.has(word.text))) return 'audience';
  if (sends.has(sense) && toMany(seen)) return 'overwrite';
  if (
    (isOf(object, 'production') && !isOf(seen.head, 'chat') && !isRemark(seen)) ||
    objectHas(seen, envWords)
  )
    return 'production';
  if (sense !== 'create' && isOf(seen.beyond, 'production') && seen.verb === 'put') return 'production';
  if (setsUpNetwork(seen)) return 'production';
  if (alsoSendsOut(seen)) return 'audience';
  const said = saidByText(seen);
  if (said !== undefined) return said;
  if (isTrivial(seen)) return 'trivial';
  if (overwrites(seen)) return 'overwrite';
  return own;
}

const directories = domainBits(['identity']);
const accounts = new Set('user users group groups member members application app apps'.split(' '));

/** A user or a group of a directory that other systems trust. */
function changesIdentity(seen: Seen): boolean {
  if ((seen.reading.serverDomains & directories) === 0) return false;
  return accounts.has(seen.decision.by?.clause.object.at(-1)?.text ?? '');
}

const groups = new Set(
  'group groups team teams organization organizations org workspace role project class classes'.split(' '),
);
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
  'create-noun',
  'grant',
]);

/** A person put into or taken out of what gives access. */
function changesMembership(seen: Seen): boolean {
  if (!membership.has(seen.sense)) return false;
  return [seen.decision.by, seen.decision.text].some(
    (judged) =>
      judged?.clause.object.some((word) => people.has(word.text)) === true &&
      judged.clause.beyond.some((word) => groups.has(word.text)),
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

const phones = new Set('phone phones sms e.164'.split(' '));

const social = domainBits(['social']);
const posts = new Set('post tweet toot reel story video short thread poll carousel'.split(' '));

/** A post that a social network shows to everyone. */
function postsInPublic(seen: Seen): boolean {
  if (seen.verb === 'schedule' && objectHas(seen, scheduled)) return !isClosedSpace(seen.reading);
  if (!puts.has(seen.verb)) return false;
  if (seen.decision.by?.clause.beyond.some((word) => networks.has(word.text)) === true) return true;
  if ((seen.reading.serverDomains & social) === 0) return false;
  return (
    objectHas(seen, posts) &&
    !objectHas(seen, drafts) &&
    !['wordpress', 'ghost', 'blog'].some((name) => seen.reading.serverName.includes(name))
  );
}

const scheduled = new Set('post posts tweet tweets reel reels'.split(' '));
const drafts = new Set(['draft', 'drafts']);
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

/** "Allows anyone with the link": the text names what makes it worse, where the name says only "add". */
function saidByText({ decision: { text } }: Seen): LevelReason | undefined {
  const level =
    text?.sense.category === 'Write' && text.clause.strength === 'strong' ? text.sense.level : undefined;
  return level === 'access' ? level : undefined;
}

const gear = domainBits(['gear']);

/** Objects of a firewall, a router or a load balancer, on a server for one; not the words written about them. */
function setsUpNetwork({ reading, sense, object }: Seen): boolean {
  if (sense !== 'create' && sense !== 'change') return false;
  if (
    isOf(object, 'chat') ||
    isOf(object, 'report') ||
    reading.name.words.some(({ text }) => aboutGear.has(text))
  )
    return false;
  return (reading.serverDomains & gear) !== 0 || reading.serverName.includes('firewall');
}

/** "Adds a note to an incident": what is written about it changes nothing in it. */
function isRemark({ decision }: Seen): boolean {
  return remarks.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const remarks = new Set('note notes comment comments label labels tag tags'.split(' '));

const aboutGear = new Set('label labels tag tags note notes ticket comment description case name'.split(' '));

const sends = new Set(['send', 'send-in', 'send-out', 'mail', 'publish']);

function isClosedSpace(reading: Reading): boolean {
  return [...closed].some(
    (name) =>
      reading.subject.server.id.toLowerCase().includes(name) ||
      reading.subject.server.title.toLowerCase().includes(name),
  );
}

const makes = new Set(['create', 'add', 'register', 'provision', 'invite']);

function makesUsers(seen: Seen): boolean {
  const last = seen.decision.by?.clause.object.at(-1)?.text ?? '';
  return (
    (makes.has(seen.verb) || makes.has(seen.decision.text?.clause.verb.base ?? '')) &&
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

/** "Set the wiki to use for the current session". */
function choosesForSession({ verb, reading }: Seen): boolean {
  if (!chooses.has(verb)) return false;
  const lead = reading.text.words.slice(0, longestLead);
  return lead.some(({ text }, at) => text === 'session' && current.has(lead[at - 1]?.text ?? ''));
}

const longestLead = 16;
const chooses = new Set('set select switch choose use change'.split(' '));
const current = new Set('current this'.split(' '));

function isTrivial(seen: Seen): boolean {
  if (seen.verb === 'mark') return isOf(seen.head | seen.beyond, 'trivial');
  return choosesForSession(seen) || (isOf(seen.head, 'trivial') && !overwrites(seen));
}

const wholeText = new Set(['content', 'contents']);
const changesMany = new Set(
  'change update edit modify patch replace set move rename archive complete close assign enable disable mark'.split(
    ' ',
  ),
);
const manyWords = new Set('all bulk batch mass many multiple'.split(' '));
