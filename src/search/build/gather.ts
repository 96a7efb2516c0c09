// Reads the records once into columns, ordered by popularity: a record's number is its rank from here on.
import { categories, effects, levels } from '../../model/vocabulary.ts';
import { type Dimension, dimensions, type FacetCounts, originBase, type SearchRecord } from '../format.ts';
import { findableWords, idWords, isWeak, wordsOf } from '../text.ts';
import { pool } from './pool.ts';

/** A server as the index knows it. */
export interface ServerRow {
  readonly id: string;
  /** Words of the title that the id does not have. */
  readonly titleWords: string;
  /** Words under which its tools are listed. */
  readonly words: readonly number[];
  readonly ecosystem: number;
  /** Index of the language plus one; 0 for none. */
  readonly language: number;
}

/** The catalog in columns. Words, servers and verdicts are numbers. */
export interface Columns {
  readonly size: number;
  readonly words: readonly string[];
  readonly servers: readonly ServerRow[];
  /** Bytes that each record adds to a file, about, its server aside. */
  readonly bytes: Int32Array;
  /** Bytes that each server adds to a file, about, once. */
  readonly serverBytes: Int32Array;
  /** Level, category, then effects, as indexes of `values`. */
  readonly verdicts: readonly (readonly number[])[];
  readonly values: { readonly [D in Dimension]: readonly string[] };
  name(rank: number): string;
  slug(rank: number): string;
  score(rank: number): number;
  server(rank: number): number;
  verdict(rank: number): number;
  /** Words by which the name is found. */
  nameWords(rank: number): Int32Array;
  /** How many of those, from the first, are the name's own. */
  ownWords(rank: number): number;
  /** Words that only the description has. */
  textWords(rank: number): Int32Array;
}

const longestText = 800;
const mostTextWords = 40;
const shortestTextWord = 2;

/** Reads all records. */
export function gather(records: Iterable<SearchRecord>): Columns {
  const words = interner();
  const verdicts = interner();
  const servers = interner();
  const firstOfServer: SearchRecord[] = [];
  const wordsOfServer: ServerWords[] = [];
  const names: string[] = [];
  const slugs: string[] = [];
  const scores: number[] = [];
  const server: number[] = [];
  const verdict: number[] = [];
  const own: number[] = [];
  const nameWords = pool();
  const textWords = pool();
  const read = reader(words);

  for (const record of records) {
    const at = servers.id(record.server);
    if (at === firstOfServer.length) {
      firstOfServer.push(record);
      wordsOfServer.push(wordsOfTheServer(record, words.id));
    }
    const base = [...new Set(wordsOf(record.name))];
    const found = findableWords(base).map(words.id);
    names.push(record.name);
    slugs.push(record.slug);
    scores.push(Number.isFinite(record.score) ? record.score : 0);
    server.push(at);
    verdict.push(verdicts.id(verdictOf(record).join()));
    own.push(base.length);
    nameWords.add(found);
    textWords.add(
      record.description === undefined
        ? []
        : read(record.description, [...found, ...(wordsOfServer[at]?.words ?? [])]),
    );
  }

  const rankOfServer = ranks(servers.texts());
  const order = Int32Array.from(names.keys()).sort(
    (a, b) =>
      (scores[b] ?? 0) - (scores[a] ?? 0) ||
      (rankOfServer[server[a] ?? 0] ?? 0) - (rankOfServer[server[b] ?? 0] ?? 0) ||
      compare(names[a] ?? '', names[b] ?? ''),
  );
  const values = valuesOf(firstOfServer);
  const rows = firstOfServer.map((record, i) => ({
    id: record.server,
    titleWords: wordsOfServer[i]?.titleWords ?? '',
    words: wordsOfServer[i]?.words ?? [],
    ecosystem: values.ecosystem.indexOf(record.ecosystem),
    language: values.language.indexOf(record.language ?? '') + 1,
  }));
  const at = (rank: number) => order[rank] ?? 0;
  return {
    size: names.length,
    words: words.texts(),
    servers: rows,
    bytes: Int32Array.from(order, (record) => Buffer.byteLength(names[record] ?? '') + 10),
    serverBytes: Int32Array.from(rows, ({ id, titleWords: more }) => id.length + more.length + 6),
    verdicts: verdicts.texts().map((text) => text.split(',').map(Number)),
    values,
    name: (rank) => names[at(rank)] ?? '',
    slug: (rank) => slugs[at(rank)] ?? '',
    score: (rank) => scores[at(rank)] ?? 0,
    server: (rank) => server[at(rank)] ?? 0,
    verdict: (rank) => verdict[at(rank)] ?? 0,
    nameWords: (rank) => nameWords.get(at(rank)),
    ownWords: (rank) => own[at(rank)] ?? 0,
    textWords: (rank) => textWords.get(at(rank)),
  };
}

/** Counts records by the values of each dimension. */
export function countFacets(columns: Columns, list: readonly number[]): FacetCounts {
  const counts = Object.fromEntries(
    dimensions.map((dimension) => [dimension, columns.values[dimension].map(() => 0)]),
  ) as { [D in Dimension]: number[] };
  const add = (dimension: Dimension, value: number) => {
    counts[dimension][value] = (counts[dimension][value] ?? 0) + 1;
  };
  for (const rank of list) {
    const [level = 0, category = 0, ...others] = columns.verdicts[columns.verdict(rank)] ?? [];
    const row = columns.servers[columns.server(rank)];
    add('level', level);
    add('category', category);
    for (const effect of others) add('effect', effect);
    if (row !== undefined) add('ecosystem', row.ecosystem);
    if (row !== undefined && row.language > 0) add('language', row.language - 1);
  }
  return counts;
}

/** Code-unit order, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const levelIds = levels.map(({ id }) => id);
const categoryIds = categories.map(({ id }) => id);
const effectIds = effects.map(({ id }) => id);

function verdictOf(record: SearchRecord): number[] {
  const found = record.effects.map((effect) => effectIds.indexOf(effect)).filter((effect) => effect >= 0);
  return [
    levelIds.indexOf(record.level),
    categoryIds.indexOf(record.category),
    ...[...new Set(found)].sort((a, b) => a - b),
  ];
}

function valuesOf(servers: readonly SearchRecord[]): Columns['values'] {
  return {
    level: levelIds,
    category: categoryIds,
    effect: effectIds,
    ecosystem: mostFrequent(servers.map(({ ecosystem }) => ecosystem)),
    language: mostFrequent(servers.flatMap(({ language }) => language ?? [])),
  };
}

/** The most frequent values, in alphabetical order: a few more of one must not renumber the others. */
function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || compare(a, b))
    .slice(0, originBase - 1)
    .map(([value]) => value)
    .sort(compare);
}

type ServerWords = Pick<ServerRow, 'titleWords' | 'words'>;

function wordsOfTheServer(record: SearchRecord, wordId: (word: string) => number): ServerWords {
  const own = idWords(record.server);
  const more = [...new Set(wordsOf(record.serverTitle, 12))].filter((word) => !own.includes(word));
  return {
    titleWords: more.join(' '),
    words: [...own, ...more].filter((word) => !isWeak(word)).map(wordId),
  };
}

/** Reads descriptions; most chunks of text repeat, so what each one gives is remembered. */
function reader(words: ReturnType<typeof interner>): (text: string, known: readonly number[]) => number[] {
  const remembered = new Map<string, readonly number[]>();
  // Number of the last description that had the word, or whose tool is found by it anyway.
  const last: number[] = [];
  let description = 0;
  const idsOf = (chunk: string) => {
    const ids = findableWords(wordsOf(chunk))
      .filter((word) => word.length >= shortestTextWord && !isWeak(word) && !/^[0-9]+$/.test(word))
      .map(words.id);
    if (remembered.size < 1_000_000) remembered.set(chunk, ids);
    return ids;
  };
  return (text, known) => {
    description += 1;
    for (const id of known) last[id] = description;
    const found: number[] = [];
    for (const chunk of text.slice(0, longestText).split(/[\s,;:()"'`]+/)) {
      for (const id of remembered.get(chunk) ?? idsOf(chunk)) {
        if (last[id] !== description) found.push(id);
        last[id] = description;
      }
      if (found.length >= mostTextWords) break;
    }
    return found;
  };
}

/** The place of each text in sorted order. */
function ranks(texts: readonly string[]): Int32Array {
  const sorted = [...texts.keys()].sort((a, b) => compare(texts[a] ?? '', texts[b] ?? ''));
  const result = new Int32Array(texts.length);
  for (const [rank, at] of sorted.entries()) result[at] = rank;
  return result;
}

function interner(): { id(text: string): number; texts(): readonly string[] } {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  return {
    id: (text) => {
      const known = ids.get(text);
      if (known !== undefined) return known;
      ids.set(text, texts.length);
      return texts.push(text) - 1;
    },
    texts: () => texts,
  };
}
