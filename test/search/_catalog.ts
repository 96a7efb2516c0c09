// A catalog made of nothing: the same on every machine, of any size, shaped like real ones (few words are everywhere).

import { slugsOf } from '../../src/model/slug.ts';
import type { Category, Effect, Level } from '../../src/model/vocabulary.ts';
import type { SearchRecord } from '../../src/search/format.ts';

const verbs: readonly (readonly [verb: string, category: Category, level: Level, effect?: Effect])[] = [
  ['get', 'Read', 'low'],
  ['list', 'Read', 'low'],
  ['create', 'Write', 'medium'],
  ['search', 'Read', 'low', 'reads-untrusted-content'],
  ['update', 'Write', 'medium'],
  ['delete', 'Destructive', 'critical', 'deletes-data'],
  ['send', 'Write', 'high', 'sends-messages'],
  ['run', 'Execute', 'critical', 'runs-code'],
  ['stop', 'Execute', 'high', 'controls-systems'],
  ['start', 'Execute', 'high', 'controls-systems'],
  ['read', 'Read', 'low', 'reads-private-data'],
  ['export', 'Read', 'medium', 'reads-private-data'],
  ['pay', 'Financial', 'critical', 'moves-money'],
  ['deploy', 'Execute', 'high', 'deploys'],
  ['archive', 'Write', 'low'],
  ['compare', 'Read', 'low'],
  ['validate', 'Read', 'low'],
  ['grant', 'Write', 'high', 'changes-access'],
  ['purge', 'Destructive', 'critical', 'deletes-data'],
  ['convert', 'Read', 'low'],
];
const nouns =
  'user file project issue message database table record page image account order product event task comment channel repository branch invoice customer report document folder ticket contact calendar email network volume cluster instance machine snapshot secret token policy rule group role member dashboard metric alert log trace query schema index collection bucket object queue topic stream function pipeline workflow job schedule backup domain certificate device sensor camera vehicle route location weather forecast price stock trade wallet balance payment refund subscription campaign audience segment survey form template note bookmark playlist track album recipe ingredient patient appointment course lesson student exam grade'.split(
    ' ',
  );
const qualifiers =
  'all active recent archived public private remote local default primary shared nested pending failed'.split(
    ' ',
  );
const languages = ['typescript', 'python', 'go', 'rust', 'java', undefined];
const ecosystems = ['npm', 'github', 'pypi'];
const syllables =
  'ka lo mi ren tos vel dar fin gor hul jex nab pri qua sed tum wex yor zan blo cri dru fle gna'.split(' ');

/** A sequence of numbers from 0 to 1 that is the same every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `tools` records on about a fourteenth as many servers. */
export function* catalog(tools: number, seed = 7, descriptions = true): Generator<SearchRecord> {
  const next = random(seed);
  const pick = <Item>(items: readonly Item[], skew: number): Item =>
    items[Math.min(items.length - 1, Math.floor(items.length * next() ** skew))] as Item;
  const rareWords = Array.from({ length: Math.max(200, Math.floor(tools / 12)) }, (_, i) => rareWord(i));
  const owners = Array.from({ length: Math.max(20, Math.floor(tools / 28)) }, (_, i) => rareWord(i * 7 + 3));
  const taken = new Set<string>();
  let made = 0;

  while (made < tools) {
    const theme = next() < 0.5 ? pick(nouns, 1.6) : pick(rareWords, 2);
    const ecosystem = pick(ecosystems, 1.4);
    const path = `${pick(owners, 1.5)}/${theme}-${next() < 0.7 ? 'mcp' : 'mcp-server'}`;
    const server =
      ecosystem === 'npm'
        ? `npm/@${path}`
        : `${ecosystem}/${path.replace('/', ecosystem === 'pypi' ? '-' : '/')}`;
    if (taken.has(server)) continue;
    taken.add(server);
    const language = pick(languages, 1.5);
    const score = Math.floor(10 ** (5 * next() ** 2));
    const size = Math.min(tools - made, 400, Math.max(1, Math.round(Math.exp(1.9 + 0.9 * normal(next)))));
    const names = new Set<string>();
    const kinds = new Map<string, (typeof verbs)[number]>();
    for (let tries = 0; names.size < size && tries < size * 4; tries += 1) {
      const kind = pick(verbs, 1.7);
      const object = next() < 0.75 ? pick(nouns, 1.5) : pick(rareWords, 1.8);
      const words = [
        kind[0],
        ...(next() < 0.3 ? [pick(qualifiers, 1.3)] : []),
        object,
        ...(next() < 0.25 ? [theme] : []),
      ];
      const name = spelled(words, next());
      names.add(name);
      kinds.set(name, kind);
    }
    const slugs = slugsOf([...names]);
    for (const name of names) {
      const [, category, level, effect] = kinds.get(name) ?? verbs[0] ?? ['get', 'Read', 'low'];
      made += 1;
      yield {
        name,
        slug: slugs.get(name) ?? name,
        server,
        serverTitle: `${theme} MCP Server`,
        category,
        level,
        effects: effect === undefined ? [] : [effect],
        ecosystem,
        score,
        ...(language === undefined ? {} : { language }),
        ...(descriptions ? { description: sentence(name, pick, rareWords, next) } : {}),
      };
    }
  }
}

/** Five spellings of two ideas, each on a server of its own. */
export function planted(): SearchRecord[] {
  return ['stop_virtual_machine', 'stopVm', 'vm_stop', 'stop_vm', 'destroy_virtual_machine'].map(
    (name, i) => ({
      name,
      slug: name.toLowerCase(),
      server: `github/planted/hypervisor-${i}`,
      serverTitle: 'Hypervisor',
      category: 'Execute',
      level: 'high',
      effects: ['controls-systems'],
      ecosystem: 'github',
      score: 40,
    }),
  );
}

function rareWord(i: number): string {
  let word = '';
  for (let rest = i + 25; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length] ?? '';
  }
  return word;
}

function spelled(words: readonly string[], style: number): string {
  if (style < 0.72) return words.join('_');
  if (style < 0.86) return words.map((word, i) => (i === 0 ? word : capital(word))).join('');
  return words.join(style < 0.95 ? '-' : '.');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function sentence(
  name: string,
  pick: <Item>(items: readonly Item[], skew: number) => Item,
  rareWords: readonly string[],
  next: () => number,
): string {
  const length = 10 + Math.floor(next() * 20);
  const words = Array.from({ length }, () =>
    next() < 0.7 ? pick(nouns, 1.2) : next() < 0.8 ? pick(qualifiers, 1) : pick(rareWords, 1.2),
  );
  return `${name} ${words.join(' ')}.`;
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
