// Search as the browser does it: words are read, one or two files of the index fetched, their rows matched and ordered.
import { dimensions, levelKey, type Manifest } from '../format.ts';
import { type Count, type Facets, type Filters, type Found, facetsOf, passes, totalOf } from './facets.ts';
import type { Hit, Row, RowList } from './hit.ts';
import { type Fetch, type Library, openLibrary } from './library.ts';
import { inOrder, matching, type Term } from './match.ts';
import { otherReadings } from './other-readings.ts';
import { exactly, type Query, type Reading, readQuery, readWord } from './read-query.ts';
import { routeFor } from './route.ts';
import { type Spelling, spellingOf } from './spelling.ts';

export type { Count, Facets, Filters } from './facets.ts';
export type { Hit } from './hit.ts';
export { type Fetch, SearchUnavailable } from './library.ts';

/** What a search found. */
export interface Answer {
  readonly hits: readonly Hit[];
  readonly total: Count;
  readonly facets: Facets;
  /** The query as it was understood, when that is not how it was typed. */
  readonly shownFor?: string;
  /** `some` when no tool has all the words and these have only some of them. */
  readonly match: 'all' | 'some';
}

/** A search on one index. */
export interface Search {
  /** Fetches what every query needs, so that the first one is quick. */
  warm(): Promise<Manifest>;
  /**
   * The best hits of a query, at most `most`; undefined when another search began meanwhile.
   * Throws `SearchUnavailable` when the index cannot be read.
   */
  search(text: string, filters: Filters, most: number): Promise<Answer | undefined>;
}

/** Below this number the search looks further: at endings, other spellings, descriptions. */
const enough = 10;

/** A search on the index at `base`, which ends with a slash. */
export function createSearch(fetch: Fetch, base: string): Search {
  const library = openLibrary(fetch, base);
  let spelling: { readonly of: readonly string[]; readonly value: Spelling } | undefined;
  let latest = 0;

  const spellingNow = async (): Promise<Spelling> => {
    const vocabulary = await library.vocabulary();
    if (spelling?.of !== vocabulary) spelling = { of: vocabulary, value: spellingOf(vocabulary) };
    return spelling.value;
  };
  return {
    warm: async () => {
      await spellingNow();
      return library.manifest();
    },
    search: async (text, filters, most) => {
      latest += 1;
      const ticket = latest;
      const manifest = await library.manifest();
      const tools: Tools = {
        library,
        spelling: await spellingNow(),
        parts: partsFor(filters, manifest),
      };
      const result = await find(readQuery(text), tools, () => ticket !== latest);
      if (result === undefined || ticket !== latest) return undefined;
      const { found, shownFor, some } = result;
      const answer = {
        hits: found.rows.filter((row) => passes(row, filters)).slice(0, most),
        total: totalOf(found, filters, manifest.values),
        facets: facetsOf(found, filters, manifest.values),
        match: some ? ('some' as const) : ('all' as const),
      };
      return shownFor === undefined ? answer : { ...answer, shownFor };
    },
  };
}

interface Tools {
  readonly library: Library;
  readonly spelling: Spelling;
  /** The levels by which a list that was cut is read as well. */
  readonly parts: readonly string[];
}

/** By the levels that are chosen; by all when something else is, since each part knows its counts for one more choice. */
function partsFor(filters: Filters, { values }: Manifest): readonly string[] {
  const others = dimensions.some(
    (dimension) => dimension !== 'level' && (filters[dimension] ?? []).length > 0,
  );
  return others ? values.level : (filters.level ?? []);
}

interface Result {
  readonly found: Found;
  readonly shownFor?: string;
  readonly some: boolean;
}

async function find(query: Query, tools: Tools, stale: () => boolean): Promise<Result | undefined> {
  const nothing: Result = { found: { rows: [], complete: true }, some: false };
  if (query.strong.length === 0) return nothing;
  const rareNear = async (word: string) => {
    const { wholeVocabulary } = await tools.library.manifest();
    return wholeVocabulary ? [] : tools.library.neighbors(word);
  };
  const readings: Reading[] = [];
  for (const asked of query.strong) {
    if (stale()) return undefined;
    readings.push(await readWord(asked, tools.spelling, rareNear));
  }
  let current: readonly Reading[] = readings;
  let found = await findAll(current, query, tools, stale);
  if (found.rows.length === 0) {
    const corrected = await findCorrected(readings, query, tools, stale);
    if (corrected !== undefined) ({ found, readings: current } = corrected);
  }
  // A word of which the rest is still to come is no word of a description yet, unless there is nothing else to show.
  const isBegun = current.some(({ terms }) => terms.some(({ prefix }) => prefix));
  if (found.rows.length < (isBegun ? 1 : enough) && !stale())
    found = await withTexts(found, current, query, tools);
  let some = false;
  if (found.rows.length === 0 && readings.length > 1 && !stale()) {
    found = await findSome(readings, query, tools);
    some = true;
  }
  if (stale()) return undefined;
  const shownFor = current.some(({ corrected }) => corrected !== undefined)
    ? current.map(({ asked, corrected }) => corrected ?? asked.written).join(' ')
    : undefined;
  return shownFor === undefined || found.rows.length === 0 ? { found, some } : { found, some, shownFor };
}

/** Rows that have every word; with other endings of the last word while there are few. */
async function findAll(
  readings: readonly Reading[],
  query: Query,
  tools: Tools,
  stale: () => boolean,
): Promise<Found> {
  // A word that nothing is like is in no name; only descriptions may still have it.
  if (readings.some(({ terms }) => terms.length === 0)) return { rows: [], complete: true };
  const terms = distinct(readings.flatMap((reading) => reading.terms));
  const first = await lookUp(terms, tools);
  const rows = [...inOrder(first.rows, terms, query.weak)];
  const before = readings.slice(0, -1).flatMap((reading) => reading.terms);
  let more = false;
  for (const ending of readings.at(-1)?.endings ?? []) {
    if (rows.length >= enough || stale()) break;
    const other = distinct([...before, ending]);
    const seen = new Set(rows.map(identity));
    const fresh = (await lookUp(other, tools)).rows.filter((row) => !seen.has(identity(row)));
    rows.push(...inOrder(fresh, other, query.weak));
    more = true;
  }
  return more ? { rows, complete: false } : { ...first, rows };
}

/** The rows of the list that the terms lead to. */
async function lookUp(terms: readonly Term[], { library, spelling, parts }: Tools): Promise<Found> {
  const route = await routeFor(terms, spelling, library.isCut);
  const list = route === undefined ? undefined : await library.list('names', route.key);
  if (route === undefined || list === undefined) return { rows: [], complete: route?.guessed !== true };
  const rows = matching(list, terms, 'AND');
  const isWhole = list.total === list.rows.length;
  if (isWhole) return { rows, complete: !route.guessed };
  const whole = route.covers ? list : undefined;
  const read = await Promise.all(
    parts.map(async (level): Promise<[string, RowList]> => {
      const part = await library.list('names', levelKey(route.key, level));
      return [level, part ?? { rows: [], total: 0 }];
    }),
  );
  const ofLevels = read.flatMap(([, part]) => matching(part, terms, 'AND'));
  return { rows: unique([...ofLevels, ...rows]), complete: false, whole, levels: new Map(read) };
}

/** Rows of the first other reading that has any. */
async function findCorrected(
  readings: readonly Reading[],
  query: Query,
  tools: Tools,
  stale: () => boolean,
): Promise<{ found: Found; readings: readonly Reading[] } | undefined> {
  for (const other of otherReadings(readings, tools.spelling)) {
    if (stale()) return undefined;
    const found = await findAll(other, query, tools, stale);
    if (found.rows.length > 0) return { found, readings: other };
  }
  return undefined;
}

/** Adds rows in which descriptions have the words that name and server lack. */
async function withTexts(
  found: Found,
  readings: readonly Reading[],
  query: Query,
  { library }: Tools,
): Promise<Found> {
  const most = 4;
  const terms = distinct(
    readings.flatMap(({ asked, terms: read }) => (read.length === 0 ? [exactly(asked.word)] : read)),
  );
  const lists: RowList[] = [];
  const described = new Map<string, Set<string>>();
  for (const { route } of terms.slice(0, most)) {
    const list = await library.list('texts', route);
    if (list === undefined) continue;
    lists.push(list);
    described.set(route, new Set(list.rows.map(identity)));
  }
  const seen = new Set(found.rows.map(identity));
  const rows = unique(lists.flatMap((list) => list.rows)).filter(
    (row) =>
      !seen.has(identity(row)) &&
      terms.every(
        ({ route }) =>
          row.named.has(route) ||
          row.ofServer.has(route) ||
          described.get(route)?.has(identity(row)) === true,
      ),
  );
  const complete = found.complete && lists.every(({ rows: kept, total }) => kept.length === total);
  return rows.length === 0
    ? found
    : {
        rows: [
          ...found.rows,
          ...inOrder(rows, terms, query.weak).map((row) => ({ ...row, described: true })),
        ],
        complete,
      };
}

/** Rows that have some of the words, most words first. */
async function findSome(readings: readonly Reading[], query: Query, tools: Tools): Promise<Found> {
  const most = 3;
  const terms = distinct(readings.flatMap((reading) => reading.terms));
  const rows: Row[] = [];
  for (const term of terms.slice(0, most)) {
    const list = await tools.library.list('names', term.route);
    if (list !== undefined) rows.push(...matching(list, terms, 'OR'));
  }
  return { rows: inOrder(unique(rows), terms, query.weak), complete: false };
}

function identity(row: Row): string {
  return `${row.server}\n${row.name}`;
}

function unique(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [identity(row), row])).values()];
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [`${term.word} ${term.prefix}`, term])).values()];
}
