// What the server is about, from its own words and those of the definition; and the prefixes that its names share.
import { includes } from '../../../kit/text.ts';
import type { Subject } from '../../../model/verdict.ts';
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
    const known = words[index]?.known;
    if (known === undefined) break;
    bits |= known.domains;
    if (known.domainsWith !== undefined) bits |= known.domainsWith.get(words[index + 1]?.text ?? '') ?? 0;
  }
  return bits;
}

/** How many leading words of a name are a product prefix: words of the server's name that are no verbs. */
export function prefixLength(
  words: readonly Word[],
  serverName: string,
  siblings: readonly string[] = [],
): number {
  const product = productLength(words, serverName);
  if (words[product]?.text !== 'post' || !followHttp(siblings)) return product;
  return words.slice(product + 1).some(changes) ? product + 1 : product;
}

/** A plain verb that never only reads: `post_cancel` cancels, while `post_search` stays a change. */
function changes({ known: { plainVerb: verb } }: Word): boolean {
  return verb?.noun === false && verb.senses.every((sense) => sense.category !== 'Read');
}

const methods = new Set(['post', 'put', 'patch']);
const patterns = new WeakMap<readonly string[], boolean>();

/** The names of a server begin with the methods of HTTP: `get_`, `post_`, `delete_`; then the rest of a name says what is done. */
function followHttp(siblings: readonly string[]): boolean {
  const known = patterns.get(siblings);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  for (const name of siblings.slice(0, 500)) {
    for (const { text } of wordsOfName(name.slice(0, 80)).slice(0, 2)) {
      if (methods.has(text) || text === 'get' || text === 'delete') seen.add(text);
    }
  }
  const follow =
    seen.has('get') && [...methods].filter((method) => seen.has(method)).length > 0 && seen.size > 2;
  patterns.set(siblings, follow);
  return follow;
}

/** How many leading words are the product's name. */
function productLength(words: readonly Word[], serverName: string): number {
  let length = 0;
  while (length < words.length - 1) {
    const word = words[length];
    if (word === undefined || word.known.plainVerb?.noun === false || word.text.length < 2) break;
    if (!includes(serverName, word.text)) break;
    length += 1;
  }
  return length;
}
