// Puts lists into files: neighbours in the alphabet share one, and a row stands in a file once.
import { originBase, popularityStep, type Shard, stepCharacter } from '../format.ts';
import { type Columns, compare } from './gather.ts';
import { type Bounds, type List, rowBytes, serverBytes } from './lists.ts';

/** A file before it is named. */
export interface Packed {
  /** The key of its list, or a text between the keys of the file before and its own. */
  readonly key: string;
  readonly shard: Shard;
}

/** Packs whole lists, in order of key, into files of about `bounds.rows` rows and `bounds.bytes` bytes. */
export function* pack(columns: Columns, lists: readonly List[], bounds: Bounds): Generator<Packed> {
  const rowSeen = new Int32Array(columns.size);
  const serverSeen = new Int32Array(columns.servers.length);
  let open: List[] = [];
  let mark = 1;
  let rows = 0;
  let bytes = 0;
  let previous = '';

  const added = (list: List, keep: boolean) => {
    let newRows = 0;
    let newBytes = list.key.length + list.ranks.length * 3;
    const servers = new Set<number>();
    for (const rank of list.ranks) {
      if (rowSeen[rank] === mark) continue;
      newRows += 1;
      newBytes += rowBytes(columns, rank);
      const server = columns.server(rank);
      if (serverSeen[server] !== mark && !servers.has(server)) newBytes += serverBytes(columns, server);
      servers.add(server);
      if (keep) rowSeen[rank] = mark;
      if (keep) serverSeen[server] = mark;
    }
    return { newRows, newBytes };
  };
  const close = (): Packed => {
    const key = shortestAfter(previous, open[0]?.key ?? '');
    previous = open.at(-1)?.key ?? '';
    const shard = shardOf(columns, open);
    open = [];
    mark += 1;
    rows = 0;
    bytes = 0;
    return { key, shard };
  };

  for (const list of lists.toSorted((a, b) => compare(a.key, b.key))) {
    const { newRows, newBytes } = added(list, false);
    if (open.length > 0 && (rows + newRows > bounds.rows || bytes + newBytes > bounds.bytes)) yield close();
    const kept = added(list, true);
    rows += kept.newRows;
    bytes += kept.newBytes;
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
