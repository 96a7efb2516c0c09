// Whether a change reaches people outside: mail, text messages, posts that everyone sees.

import { senseOf } from '../../clause.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { type WordSet, wordSet } from '../../lexicon/word-set.ts';
import type { Reading } from '../../reading.ts';
import { isOf, objectHas, type Seen } from '../seen.ts';

/** Senses that send something. */
export const sends: WordSet = wordSet(['send', 'send-in', 'send-out', 'mail', 'publish']);

const wide = domainBits(['outreach', 'social']);
const closed =
  'google-chat google_chat googlechat gchat webex dingtalk feishu lark wecom rocket slack discord zulip mattermost teams jira confluence github gitlab linear notion asana clickup trello'.split(
    ' ',
  );
const speaks = wordSet(['post', 'comment', 'answer']);

/** Something said on a server whose messages leave the house. */
export function speaksOutside({ reading, sense, verb, head }: Seen): boolean {
  if ((reading.serverDomains & wide) === 0 || isOf(head, nounClass.trivial)) return false;
  return (sends.has(sense) || speaks.has(verb)) && !isClosedSpace(reading);
}

/** Mail and posts by what they are, replies to posts, and messages to a phone. */
export function reachesPublic(seen: Seen): boolean {
  if (answersInPublic(seen) || postsInPublic(seen)) return true;
  if (!sends.has(seen.sense)) return false;
  return (
    isOf(seen.head | seen.beyond, nounClass.outside) ||
    seen.reading.text.words.some((word) => phones.has(word.text))
  );
}

const phones = wordSet('phone phones sms e.164'.split(' '));

/** A reply to a post: seen by everyone who sees the post. */
function answersInPublic({ decision, reading, sense }: Seen): boolean {
  if (!sends.has(sense) && sense !== 'create') return false;
  const clauses = [decision.name?.clause, decision.text?.clause];
  return (
    clauses.some((clause) => clause?.beyond.some((word) => word.text === 'post' || word.text === 'tweet')) &&
    clauses.some(
      (clause) => clause?.verb.base === 'reply' || clause?.object.some((word) => word.text === 'reply'),
    ) &&
    !isClosedSpace(reading)
  );
}

const social = domainBits(['social']);
const posts = wordSet('post tweet toot reel story video short thread poll carousel'.split(' '));

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

const scheduled = wordSet('post posts tweet tweets reel reels'.split(' '));
const drafts = wordSet(['draft', 'drafts']);
const networks = wordSet(
  'youtube tiktok instagram twitter linkedin facebook reddit mastodon bluesky'.split(' '),
);
const puts = wordSet('create add upload make share submit schedule'.split(' '));

/** Beside what it changes, the call writes to people outside: "... and sends a text message to all passengers". */
export function alsoSendsOut({ reading }: Seen): boolean {
  return reading.text.clauses.some(
    (clause) =>
      clause.listed && clause.strength === 'strong' && senseOf(clause, reading)?.level === 'audience',
  );
}

/** A message from one to another in a workspace: seen by nobody outside, also where it is called direct. */
export function staysInside(seen: Seen): boolean {
  if (seen.sense !== 'send-out' || !isClosedSpace(seen.reading)) return false;
  const { by, name, text } = seen.decision;
  return [by, name, text].every(
    (judged) => judged === undefined || spoken.has(judged.clause.object.at(-1)?.text ?? ''),
  );
}

const spoken = wordSet('message messages dm dms'.split(' '));

function isClosedSpace({ serverName }: Reading): boolean {
  return closed.some((name) => serverName.includes(name));
}
