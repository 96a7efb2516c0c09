// One row of the index as a hit, and how files of the index become such rows.
import { type FacetCounts, type Manifest, originBase, type Shard, stepOf } from '../format.ts';
import { findableWords, serverWords, wordsOf } from '../text.ts';

/** A tool that was found. All text is the server's: show it as text, never as markup. */
export interface Hit {
  readonly name: string;
  readonly slug: string;
  /** Id of the server. */
  readonly server: string;
  readonly level: string;
  readonly category: string;
  readonly effects: readonly string[];
  readonly ecosystem: string;
  /** Empty when not known. */
  readonly language: string;
  /** Some of the words are in its description alone. */
  readonly described?: boolean;
}

/** A hit with what matching and ordering need. */
export interface Row extends Hit {
  /** Popularity, 0 for the most popular. */
  readonly step: number;
  /** Words of the name itself. */
  readonly own: ReadonlySet<string>;
  /** Words by which the name is found, its own among them. */
  readonly named: ReadonlySet<string>;
  /** Words of the server's id and title. */
  readonly ofServer: ReadonlySet<string>;
}

/** A list of rows, best first. */
export interface RowList {
  readonly rows: readonly Row[];
  /** True number of records; more than there are rows when the list was cut. */
  readonly total: number;
  /** True counts of a list that was cut. */
  readonly facets?: FacetCounts;
}

/** The lists of one file; rows are made when they are first asked for. */
export interface OpenShard {
  list(key: string): Promise<RowList | undefined>;
  /** The keys that are words. */
  words(): readonly string[];
}

/** Reads a file of the index with the manifest that named it. */
export function openShard(shard: Shard, manifest: Manifest): OpenShard {
  const keys = new Map(shard.keys.split('\n').map((key, at) => [key, at]));
  const cut = new Map(shard.cut.map((entry) => [entry.key, entry]));
  const row = rowReader(shard, manifest);
  const opened = new Map<string, Promise<RowList>>();
  return {
    words: () => [...keys.keys()].filter((key) => !/[ /]/.test(key)),
    list: async (key) => {
      const at = keys.get(key);
      if (at === undefined) return undefined;
      const list = opened.get(key) ?? readList(sums(shard.lists[at] ?? []), row, cut.get(at));
      opened.set(key, list);
      return list;
    },
  };
}

/** Milliseconds of work after which a key press or a frame has its turn. */
const slice = 8;

async function readList(
  places: readonly number[],
  row: (at: number) => Row,
  cut: Shard['cut'][number] | undefined,
): Promise<RowList> {
  const rows: Row[] = [];
  let begun = performance.now();
  for (const at of places) {
    rows.push(row(at));
    if (performance.now() - begun < slice) continue;
    await new Promise((turn) => setTimeout(turn));
    begun = performance.now();
  }
  const { total, facets } = cut ?? { total: rows.length };
  return facets === undefined ? { rows, total } : { rows, total, facets };
}

function rowReader(shard: Shard, manifest: Manifest): (at: number) => Row {
  const slugs = new Map(shard.slugs);
  const titles = new Map(shard.titles);
  const rows = new Map<number, Row>();
  const wordsOfServers = new Map<number, ReadonlySet<string>>();
  const serverOf = serversOf(shard.server);
  const ofServer = (server: number) => {
    const known = wordsOfServers.get(server);
    if (known !== undefined) return known;
    const words = new Set(serverWords(shard.servers[server] ?? '', titles.get(server) ?? ''));
    wordsOfServers.set(server, words);
    return words;
  };
  return (at) => {
    const known = rows.get(at);
    if (known !== undefined) return known;
    const name = shard.names[at] ?? '';
    const server = serverOf[at] ?? 0;
    const origin = shard.origins[server] ?? 0;
    const [level = 0, category = 0, ...effects] = shard.verdicts[shard.verdict[at] ?? 0] ?? [];
    const own = new Set(wordsOf(name));
    const row: Row = {
      name,
      slug: slugs.get(at) ?? name.toLowerCase(),
      server: shard.servers[server] ?? '',
      level: manifest.values.level[level] ?? '',
      category: manifest.values.category[category] ?? '',
      effects: effects.flatMap((effect) => manifest.values.effect[effect] ?? []),
      ecosystem: manifest.values.ecosystem[Math.floor(origin / originBase)] ?? '',
      language: manifest.values.language[(origin % originBase) - 1] ?? '',
      step: stepOf(shard.popularity.charAt(at)),
      own,
      named: new Set(findableWords([...own])),
      ofServer: ofServer(server),
    };
    rows.set(at, row);
    return row;
  };
}

/** Undoes the column of steps back. */
function serversOf(column: readonly number[]): number[] {
  let newest = -1;
  return column.map((back) => {
    if (back > 0) return newest + 1 - back;
    newest += 1;
    return newest;
  });
}

/** Undoes differences. */
function sums(differences: readonly number[]): number[] {
  let sum = 0;
  return differences.map((difference) => {
    sum += difference;
    return sum;
  });
}
