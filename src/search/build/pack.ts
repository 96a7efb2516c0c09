// Puts lists into files: neighbours in the alphabet share one, and a row stands in a file once.
import { originBase, popularityStep, type Shard, stepCharacter } from '../format.ts';
import { type Columns, compare } from './gather.ts';
import type { List } from './lists.ts';

/** A file before it is named. */
export interface Packed {
  /** The key of its list, or a text between the keys of the file before and its own. */
  readonly key: string;
  readonly shard: Shard;
}

/** Packs whole lists, in order of key, into files of about `shared` bytes; a longer list has one of its own. */
export function* pack(columns: Columns, lists: readonly List[], shared: number): Generator<Packed> {
  const rowSeen = new Int32Array(columns.size);
  const serverSeen = new Int32Array(columns.servers.length);
  let open: List[] = [];
  let mark = 1;
  let bytes = 0;
  let previous = '';

  const add = (list: List) => {
    bytes += list.key.length + list.ranks.length * 3;
    for (const rank of list.ranks) {
      if (rowSeen[rank] === mark) continue;
      rowSeen[rank] = mark;
      bytes += columns.bytes[rank] ?? 0;
      const server = columns.server(rank);
      if (serverSeen[server] !== mark) bytes += columns.serverBytes[server] ?? 0;
      serverSeen[server] = mark;
    }
  };
  const close = (): Packed => {
    const key = shortestAfter(previous, open[0]?.key ?? '');
    previous = open.at(-1)?.key ?? '';
    const shard = shardOf(columns, open);
    open = [];
    mark += 1;
    bytes = 0;
    return { key, shard };
  };

  for (const list of lists.toSorted((a, b) => compare(a.key, b.key))) {
    add(list);
    if (open.length > 0 && bytes > shared) {
      yield close();
      add(list);
    }
    open.push(list);
  }
  if (open.length > 0) yield close();
}

/** The file of lists; rows in order of popularity. */
export function shardOf(columns: Columns, lists: readonly List[]): Shard {
  const rows = [...new Set(lists.flatMap(({ ranks }) => ranks))].sort((a, b) => a - b);
  const rowOf = new Map(rows.map((rank, row) => [rank, row]));
  const servers = numbered<number>();
  const verdicts = numbered<number>();
  const server: number[] = [];
  for (const rank of rows) {
    const before = servers.items.length;
    const at = servers.number(columns.server(rank));
    server.push(at === before ? 0 : before - at);
  }
  const serverRows = servers.items.map((at) => columns.servers[at]).filter((row) => row !== undefined);
  const verdict = rows.map((rank) => verdicts.number(columns.verdict(rank)));
  return {
    names: rows.map(columns.name),
    slugs: rows.flatMap((rank, row) =>
      columns.slug(rank) === columns.name(rank).toLowerCase() ? [] : [[row, columns.slug(rank)] as const],
    ),
    servers: serverRows.map(({ id }) => id),
    titles: serverRows.flatMap(({ titleWords }, at) =>
      titleWords === '' ? [] : [[at, titleWords] as const],
    ),
    origins: serverRows.map(({ ecosystem, language }) => ecosystem * originBase + language),
    server,
    verdicts: verdicts.items.map((at) => columns.verdicts[at] ?? []),
    verdict,
    popularity: rows.map((rank) => stepCharacter(popularityStep(columns.score(rank)))).join(''),
    keys: lists.map(({ key }) => key).join('\n'),
    lists: lists.map(({ ranks }) => differences(ranks.map((rank) => rowOf.get(rank) ?? 0))),
    cut: lists.flatMap(({ cut }, key) => (cut === undefined ? [] : [{ key, ...cut }])),
  };
}

function numbered<Item>(): { readonly items: Item[]; number(item: Item): number } {
  const numbers = new Map<Item, number>();
  const items: Item[] = [];
  return {
    items,
    number: (item) => {
      const known = numbers.get(item);
      if (known !== undefined) return known;
      numbers.set(item, items.length);
      return items.push(item) - 1;
    },
  };
}

function differences(ascending: readonly number[]): number[] {
  return ascending.map((row, i) => row - (i === 0 ? 0 : (ascending[i - 1] ?? 0)));
}

/** The shortest beginning of `key` that sorts after `previous`, never half a surrogate pair. */
function shortestAfter(previous: string, key: string): string {
  let beginning = '';
  for (const character of key) {
    beginning += character;
    if (beginning > previous) return beginning;
  }
  return key;
}
