// The index as the site, the search builder and the commands read it. Read only; see build-index.ts for the writing side.
import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { InputError } from '../kit/errors.ts';
import type { Change, Entry } from '../model/entry.ts';
import type { ChangeRow, ServerRow, Summary, ToolFilter, ToolRow } from '../model/rows.ts';
import { type Ecosystem, ecosystemOf, type ServerId } from '../model/server.ts';
import { slugsOf } from '../model/slug.ts';
import {
  type Category,
  categories,
  contradictions,
  type Effect,
  effects,
  type Level,
  levels,
  type SkipReason,
} from '../model/vocabulary.ts';

type Row = Readonly<Record<string, unknown>>;

/** Entries kept in memory: pages are made server by server, a few at a time. */
const keptEntries = 16;

const toolColumns = `tools.server, servers.title AS serverTitle, tools.slug, name, tools.description, category, level, effects, confidence`;
const toolTables = 'tools JOIN servers ON servers.id = tools.server';

export interface Database {
  summary(): Summary;
  /** All server ids, in code-unit order. */
  serverIds(): ServerId[];
  /** Server and slug of every tool, or of one server's tools. */
  toolRefs(server?: ServerId): { readonly server: ServerId; readonly slug: string }[];
  /** The whole entry; undefined when there is none. */
  server(id: ServerId): Entry | undefined;
  /** Slug of each tool name of a server. */
  slugs(id: ServerId): ReadonlyMap<string, string>;
  /** All servers, by title. */
  servers(): ServerRow[];
  /** Tools that pass the filter, worst first, then by name. */
  toolsWhere(filter: ToolFilter, page?: { readonly limit: number; readonly offset: number }): ToolRow[];
  countWhere(filter: ToolFilter): number;
  /** Servers that have at least one tool that passes the filter. */
  countServersWhere(filter: ToolFilter): number;
  /** Tools of this name, in any case, worst first; at most `limit`. */
  sameName(name: string, limit?: number): ToolRow[];
  /** Tools of other servers with the same category, level and worst effects; at most `limit`. */
  similar(
    tool: Pick<ToolRow, 'server' | 'slug' | 'category' | 'level' | 'effects'>,
    limit?: number,
  ): ToolRow[];
  /** The latest changes, newest first. */
  changes(limit: number): ChangeRow[];
  /** Every tool with its server, one at a time, in code-unit order of server and slug. */
  eachTool(): Iterable<ToolRow>;
  close(): void;
}

/** Opens an index. Throws `InputError` when there is none. */
export function openDatabase(path: string): Database {
  if (!existsSync(path)) {
    throw new InputError(`There is no index at ${path}.`, 'Make it with: npm run build');
  }
  const db = new DatabaseSync(path, { readOnly: true });
  const entries = new Map<ServerId, Entry>();
  const slugs = new WeakMap<Entry, ReadonlyMap<string, string>>();
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const rows = (sql: string, ...values: (string | number)[]): Row[] => prepare(sql).all(...values);
  const number = (sql: string, ...values: (string | number)[]): number =>
    Number(Object.values(prepare(sql).get(...values) ?? { n: 0 })[0]);
  // Every page of a list asks for the same counts.
  const counts = new Map<string, number>();
  const counted = (sql: string, values: (string | number)[]): number => {
    const key = JSON.stringify([sql, ...values]);
    const known = counts.get(key) ?? number(sql, ...values);
    counts.set(key, known);
    return known;
  };

  const server = (id: ServerId): Entry | undefined => {
    const kept = entries.get(id);
    if (kept !== undefined) return kept;
    const row = prepare('SELECT entry FROM servers WHERE id = ?').get(id);
    if (row === undefined) return undefined;
    // Validated when the index was built.
    const entry: Entry = JSON.parse(String(row['entry']));
    entries.set(id, entry);
    if (entries.size > keptEntries) entries.delete(entries.keys().next().value ?? '');
    return entry;
  };

  return {
    summary: () => summaryOf(rows, number),
    serverIds: () => rows('SELECT id FROM servers ORDER BY id').map((row) => String(row['id'])),
    toolRefs: (id) =>
      (id === undefined
        ? rows('SELECT server, slug FROM tools ORDER BY server, slug')
        : rows('SELECT server, slug FROM tools WHERE server = ? ORDER BY slug', id)
      ).map((row) => ({ server: String(row['server']), slug: String(row['slug']) })),
    server,
    slugs: (id) => {
      const entry = server(id);
      if (entry === undefined) return new Map();
      const known = slugs.get(entry) ?? slugsOf(entry.tools.map((tool) => tool.name));
      slugs.set(entry, known);
      return known;
    },
    servers: () => serverRows(rows),
    toolsWhere: (filter, page = { limit: -1, offset: 0 }) => {
      const { from, where, values } = conditions(filter);
      return rows(
        `SELECT ${toolColumns} FROM ${from} ${where} ORDER BY level DESC, name, tools.server LIMIT ? OFFSET ?`,
        ...values,
        page.limit,
        page.offset,
      ).map(toolRow);
    },
    countWhere: (filter) => {
      const { from, where, values } = conditions(filter);
      return counted(`SELECT count(*) FROM ${from} ${where}`, values);
    },
    countServersWhere: (filter) => {
      const { from, where, values } = conditions(filter);
      return counted(`SELECT count(DISTINCT tools.server) FROM ${from} ${where}`, values);
    },
    sameName: (name, limit = 50) =>
      rows(
        `SELECT ${toolColumns} FROM ${toolTables} WHERE name_key = ? ORDER BY level DESC, tools.server LIMIT ?`,
        name.toLowerCase(),
        limit,
      ).map(toolRow),
    similar: (tool, limit = 6) => {
      const effect = tool.effects[0];
      const from = effect === undefined ? toolTables : `${toolTables} JOIN tool_effects USING (server, slug)`;
      const also = effect === undefined ? `AND effects = '[]'` : 'AND tool_effects.effect = ?';
      return rows(
        `SELECT ${toolColumns} FROM ${from}
         WHERE category = ? AND level = ? AND tools.server <> ? ${also} ORDER BY confidence DESC, name, tools.server LIMIT ?`,
        tool.category,
        levels.findIndex((level) => level.id === tool.level),
        tool.server,
        ...(effect === undefined ? [] : [effect]),
        limit,
      ).map(toolRow);
    },
    changes: (limit) =>
      rows(
        `SELECT changes.server, servers.title, change FROM changes JOIN servers ON servers.id = changes.server
         ORDER BY date DESC, changes.server, position LIMIT ?`,
        limit,
      ).map((row) => ({
        ...(JSON.parse(String(row['change'])) as Change),
        server: String(row['server']),
        serverTitle: String(row['title']),
      })),
    *eachTool() {
      const all = db.prepare(`SELECT ${toolColumns} FROM ${toolTables} ORDER BY tools.server, slug`);
      for (const row of all.iterate()) yield toolRow(row);
    },
    close: () => db.close(),
  };
}

function conditions({ category, level, effect }: ToolFilter) {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  if (effect !== undefined) {
    parts.push('tool_effects.effect = ?');
    values.push(effect);
  }
  if (category !== undefined) {
    parts.push('category = ?');
    values.push(category);
  }
  if (level !== undefined) {
    parts.push('level = ?');
    values.push(levels.findIndex((row) => row.id === level));
  }
  const from =
    effect === undefined
      ? toolTables
      : `tool_effects JOIN tools ON tools.server = tool_effects.server AND tools.slug = tool_effects.slug
         JOIN servers ON servers.id = tools.server`;
  return { from, where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}

function toolRow(row: Row): ToolRow {
  return {
    server: String(row['server']),
    serverTitle: String(row['serverTitle']),
    slug: String(row['slug']),
    name: String(row['name']),
    description: String(row['description']),
    category: String(row['category']) as Category,
    level: levelAt(row['level']),
    effects: JSON.parse(String(row['effects'])) as Effect[],
    confidence: Number(row['confidence']),
  };
}

function serverRows(rows: (sql: string) => Row[]): ServerRow[] {
  const counted = new Map<string, { levels: Record<Level, number>; categories: Record<Category, number> }>();
  for (const row of rows(
    'SELECT server, level, category, count(*) AS n FROM tools GROUP BY server, level, category',
  )) {
    const id = String(row['server']);
    const counts = counted.get(id) ?? { levels: zeros(levels), categories: zeros(categories) };
    counts.levels[levelAt(row['level'])] += Number(row['n']);
    counts.categories[String(row['category']) as Category] += Number(row['n']);
    counted.set(id, counts);
  }
  const effectsOf = new Map<string, Partial<Record<Effect, number>>>();
  for (const row of rows('SELECT server, effect, count(*) AS n FROM tool_effects GROUP BY server, effect')) {
    const id = String(row['server']);
    const counts = effectsOf.get(id) ?? {};
    counts[String(row['effect']) as Effect] = Number(row['n']);
    effectsOf.set(id, counts);
  }
  const unread = new Map<string, number>();
  for (const row of rows('SELECT server, reason, count FROM skips')) {
    if (contradictions.has(String(row['reason']) as SkipReason)) continue;
    const id = String(row['server']);
    unread.set(id, (unread.get(id) ?? 0) + Number(row['count']));
  }
  return rows('SELECT id, title, description, language, tools, read, gone, version, purl FROM servers')
    .map((row) => {
      const id = String(row['id']);
      const counts = counted.get(id) ?? { levels: zeros(levels), categories: zeros(categories) };
      const worst = levels.findLast((level) => counts.levels[level.id] > 0)?.id;
      return {
        id,
        title: String(row['title']),
        description: String(row['description']),
        ecosystem: ecosystemOf(id) satisfies Ecosystem,
        ...(row['language'] === null ? {} : { language: String(row['language']) }),
        tools: Number(row['tools']),
        ...counts,
        ...(worst === undefined ? {} : { worst }),
        effects: effectsOf.get(id) ?? {},
        skips: unread.get(id) ?? 0,
        read: String(row['read']),
        ...(row['gone'] === null ? {} : { gone: String(row['gone']) }),
        ...(row['version'] === null ? {} : { version: String(row['version']) }),
        ...(row['purl'] === null ? {} : { purl: String(row['purl']) }),
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1));
}

function summaryOf(rows: (sql: string) => Row[], number: (sql: string) => number): Summary {
  const byLevel = zeros(levels);
  const byCategory = zeros(categories);
  const byEffect = zeros(effects);
  const byCategoryLevel = rows(
    'SELECT category, level, count(*) AS n FROM tools GROUP BY category, level',
  ).map((row) => ({
    category: String(row['category']) as Category,
    level: levelAt(row['level']),
    tools: Number(row['n']),
  }));
  for (const { category, level, tools } of byCategoryLevel) {
    byLevel[level] += tools;
    byCategory[category] += tools;
  }
  for (const row of rows('SELECT effect, count(*) AS n FROM tool_effects GROUP BY effect')) {
    byEffect[String(row['effect']) as Effect] = Number(row['n']);
  }
  return {
    servers: number('SELECT count(*) FROM servers'),
    tools: number('SELECT count(*) FROM tools'),
    byLevel,
    byCategory,
    byEffect,
    byCategoryLevel,
    skips: rows('SELECT reason, sum(count) AS n FROM skips GROUP BY reason ORDER BY n DESC, reason').map(
      (row) => ({
        reason: String(row['reason']) as SkipReason,
        count: Number(row['n']),
      }),
    ),
    built: String(rows(`SELECT value FROM meta WHERE key = 'built'`)[0]?.['value'] ?? ''),
  };
}

function levelAt(rank: unknown): Level {
  return levels[Number(rank)]?.id ?? 'medium';
}

function zeros<Id extends string>(rows: readonly { readonly id: Id }[]): Record<Id, number> {
  return Object.fromEntries(rows.map((row) => [row.id, 0])) as Record<Id, number>;
}
