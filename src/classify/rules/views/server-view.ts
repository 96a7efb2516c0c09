// What the server is about, from its own words and those of the definition; and the prefixes that its names share.
import type { Subject } from '../../../model/verdict.ts';
import { domainsOf } from '../lexicon/domains.ts';
import { verbs } from '../lexicon/verbs.ts';
import { type Word, wordsOfName, wordsOfText } from '../words.ts';

/** Servers are judged tool by tool; their words are read once. */
const known = new WeakMap<Subject['server'], ServerView>();

export interface ServerView {
  readonly domains: number;
  /** Id and title in lower case. */
  readonly name: string;
}

/** What the server's own words tell. */
export function serverView(server: Subject['server']): ServerView {
  const seen = known.get(server);
  if (seen !== undefined) return seen;
  const view = { domains: serverDomains(server), name: `${server.id} ${server.title}`.toLowerCase() };
  known.set(server, view);
  return view;
}

/** Domains that the server's words point to. The description is read only in its beginning. */
function serverDomains(server: Subject['server']): number {
  let bits = 0;
  for (const text of [server.id, server.title]) {
    bits |= domainsOfAll(wordsOfName(text));
  }
  return bits | domainsOfAll(wordsOfText(server.description.slice(0, 400)));
}

/** The domains that words point to, one by one and in pairs. */
export function domainsOfAll(words: readonly Word[]): number {
  let bits = 0;
  for (let index = 0; index < words.length; index += 1) {
    bits |= domainsOf(words[index]?.text ?? '', words[index + 1]?.text);
  }
  return bits;
}

/** How many leading words of a name are a product prefix: words of the server's name that are no verbs. */
export function prefixLength(words: readonly Word[], serverName: string): number {
  let length = 0;
  while (length < words.length - 1) {
    const word = words[length]?.text ?? '';
    if (verbs.get(word)?.noun === false || word.length < 2) break;
    if (!serverName.includes(word)) break;
    length += 1;
  }
  return length;
}
