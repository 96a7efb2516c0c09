// Which records stand under which key, and which lists are too long to keep whole.

import type { FacetCounts } from '../format.ts';
import { levelKey, pairKey } from '../format.ts';
import { type Columns, countFacets } from './gather.ts';

/** The records of one key by rank, ascending. */
export interface List {
  readonly key: string;
  readonly ranks: readonly number[];
  /** Set when records were left out: how many there are, and their true counts where they are known. */
  readonly cut?: { readonly total: number; readonly facets?: FacetCounts };
}

/** Bounds of the lists of one tier. */
export interface Bounds {
  /** Most records of a list. */
  readonly rows: number;
  /** About the most bytes of a list before compression. */
  readonly bytes: number;
}

export interface NameLists {
  /** Whole lists, to be packed. */
  readonly whole: readonly List[];
  /** Lists that were cut, a file each. */
  readonly cut: readonly List[];
  /** Every word of the tier, the most frequent first. */
  readonly vocabulary: readonly string[];
  readonly pairs: number;
}

/** Lists of each word of names and servers, of each pair of frequent words, and of each level of a list that was cut. */
export function nameLists(columns: Columns, bounds: Bounds): NameLists {
  const whole: List[] = [];
  const cut: List[] = [];
  const postings = postingsOf(columns);
  const fits = (ranks: readonly number[]) => prefixThatFits(columns, ranks, bounds) === ranks.length;

  const place = (key: string, words: readonly number[], ranks: readonly number[], split: boolean) => {
    if (fits(ranks)) {
      whole.push({ key, ranks });
      return;
    }
    const best = bestFirst(columns, words, ranks);
    const kept = best.slice(0, prefixThatFits(columns, best, bounds)).sort((a, b) => a - b);
    cut.push({ key, ranks: kept, cut: { total: ranks.length, facets: countFacets(columns, ranks) } });
    if (!split) return;
    for (const [level, id] of columns.values.level.entries()) {
      const ofLevel = ranks.filter((rank) => columns.verdicts[columns.verdict(rank)]?.[0] === level);
      if (ofLevel.length > 0) place(levelKey(key, id), words, ofLevel, false);
    }
  };

  const heads = new Set<number>();
  for (const [word, ranks] of postings.entries()) {
    if (ranks === undefined) continue;
    if (!fits(ranks)) heads.add(word);
    place(columns.words[word] ?? '', [word], ranks, true);
  }
  const pairs = pairsOf(columns, [...heads]);
  for (const { a, b, ranks } of pairs) {
    place(pairKey(columns.words[a] ?? '', columns.words[b] ?? ''), [a, b], ranks, true);
  }
  return { whole, cut, vocabulary: vocabularyOf(columns, postings), pairs: pairs.length };
}

/** Lists of the words that only descriptions have, each cut to its most popular records. */
export function textLists(columns: Columns, bounds: Bounds): List[] {
  const lists = new Map<number, number[]>();
  const totals = new Map<number, number>();
  for (let rank = 0; rank < columns.size; rank += 1) {
    for (const word of columns.textWords(rank)) {
      const list = lists.get(word);
      if (list === undefined) lists.set(word, [rank]);
      else if (list.length < bounds.rows) list.push(rank);
      totals.set(word, (totals.get(word) ?? 0) + 1);
    }
  }
  return Array.from(lists, ([word, ranks]) => {
    const total = totals.get(word) ?? ranks.length;
    const key = columns.words[word] ?? '';
    return total > ranks.length ? { key, ranks, cut: { total } } : { key, ranks };
  });
}

/** Ranks under each word of a name or of its server; undefined where no name has the word. */
function postingsOf(columns: Columns): readonly (readonly number[] | undefined)[] {
  const postings: (number[] | undefined)[] = new Array(columns.words.length).fill(undefined);
  for (let rank = 0; rank < columns.size; rank += 1) {
    for (const word of wordsAt(columns, rank)) {
      const list = postings[word];
      if (list === undefined) postings[word] = [rank];
      else list.push(rank);
    }
  }
  return postings;
}

function wordsAt(columns: Columns, rank: number): number[] {
  const own = columns.nameWords(rank);
  const words = Array.from(own);
  for (const word of columns.servers[columns.server(rank)]?.words ?? []) {
    if (!own.includes(word)) words.push(word);
  }
  return words;
}

function pairsOf(columns: Columns, heads: readonly number[]): { a: number; b: number; ranks: number[] }[] {
  const place = new Map(heads.map((word, i) => [word, i]));
  const lists = new Map<number, number[]>();
  for (let rank = 0; rank < columns.size; rank += 1) {
    const at = wordsAt(columns, rank).flatMap((word) => place.get(word) ?? []);
    at.sort((a, b) => a - b);
    for (const [i, a] of at.entries()) {
      for (const b of at.slice(i + 1)) {
        const code = a * heads.length + b;
        const list = lists.get(code);
        if (list === undefined) lists.set(code, [rank]);
        else list.push(rank);
      }
    }
  }
  return Array.from(lists, ([code, ranks]) => ({
    a: heads[Math.floor(code / heads.length)] ?? 0,
    b: heads[code % heads.length] ?? 0,
    ranks,
  }));
}

/** The order in which a person sees the list: names that are these words, names that have them, then servers. */
function bestFirst(columns: Columns, words: readonly number[], ranks: readonly number[]): number[] {
  const kinds: [number[], number[], number[]] = [[], [], []];
  for (const rank of ranks) {
    const own = columns.nameWords(rank);
    const named = words.every((word) => own.includes(word));
    const kind = !named ? 2 : columns.ownWords(rank) === words.length ? 0 : 1;
    kinds[kind].push(rank);
  }
  return kinds.flat();
}

/** How many of the ranks, from the first, fit in one file. */
function prefixThatFits(columns: Columns, ranks: readonly number[], bounds: Bounds): number {
  const most = Math.min(ranks.length, bounds.rows);
  const servers = new Set<number>();
  let atMost = 0;
  for (let i = 0; i < most; i += 1) {
    const rank = ranks[i] ?? 0;
    atMost += (columns.bytes[rank] ?? 0) + (columns.serverBytes[columns.server(rank)] ?? 0);
  }
  if (atMost <= bounds.bytes) return most;
  let bytes = 0;
  for (let i = 0; i < most; i += 1) {
    const rank = ranks[i] ?? 0;
    const server = columns.server(rank);
    bytes += columns.bytes[rank] ?? 0;
    if (!servers.has(server)) bytes += columns.serverBytes[server] ?? 0;
    servers.add(server);
    if (bytes > bounds.bytes && i > 0) return i;
  }
  return most;
}

function vocabularyOf(
  columns: Columns,
  postings: readonly (readonly number[] | undefined)[],
): readonly string[] {
  return columns.words
    .map((word, i) => ({ word, count: postings[i]?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}
