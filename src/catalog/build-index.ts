// Builds the SQLite index from catalog/servers: derived, never by hand, made again when it is missing or old.
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fg from 'fast-glob';
import type { Entry } from '../model/entry.ts';
import { ecosystemOf } from '../model/server.ts';
import { slugsOf } from '../model/slug.ts';
import { levelRank } from '../model/vocabulary.ts';
import { entryPaths, idOfPath, parseEntry } from './entries.ts';
import { readReview, reviewsFolder, withReview } from './reviews.ts';

/** Raise when the tables below change; an index of another version is thrown away. */
const indexVersion = 4;

/** Length of the description that lists show. */
const shownDescription = 300;

const tables = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
  CREATE TABLE files (server TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
  CREATE TABLE servers (
    id TEXT PRIMARY KEY, title TEXT, description TEXT, ecosystem TEXT, language TEXT, tools INTEGER,
    read TEXT, gone TEXT, version TEXT, purl TEXT, entry TEXT
  );
  CREATE TABLE tools (
    server TEXT, slug TEXT, name TEXT, name_key TEXT, description TEXT, category TEXT, level INTEGER,
    effects TEXT, confidence REAL, PRIMARY KEY (server, slug)
  ) WITHOUT ROWID;
  CREATE INDEX tools_by_category ON tools (category, level DESC, name, server);
  CREATE INDEX tools_by_level ON tools (level DESC, name, server);
  CREATE INDEX tools_by_name ON tools (name_key);
  CREATE TABLE tool_effects (effect TEXT, server TEXT, slug TEXT, PRIMARY KEY (effect, server, slug)) WITHOUT ROWID;
  CREATE TABLE skips (server TEXT, reason TEXT, count INTEGER, PRIMARY KEY (server, reason)) WITHOUT ROWID;
  CREATE TABLE changes (server TEXT, position INTEGER, date TEXT, change TEXT, PRIMARY KEY (server, position)) WITHOUT ROWID;
  CREATE INDEX changes_by_date ON changes (date);
`;

/** What bringing the index up to date did. */
export interface IndexReport {
  readonly servers: number;
  /** Entries that were read again because they are new or changed. */
  readonly read: number;
  readonly removed: number;
}

/**
 * Brings the index at `path` up to date with catalog/servers: reads only entries whose file changed. Throws `InputError`
 * for an entry that is not valid. `today` is shown as the day of the build.
 */
export async function buildIndex(root: string, path: string, today: string): Promise<IndexReport> {
  await mkdir(dirname(path), { recursive: true });
  const db = await openForWriting(path);
  try {
    const known = new Map(
      db
        .prepare('SELECT server, stamp FROM files')
        .all()
        .map((row) => [String(row['server']), String(row['stamp'])]),
    );
    const write = writer(db);
    const paths = await entryPaths(root);
    const reviews = new Set(
      (await fg('**/*.md', { cwd: join(root, reviewsFolder) })).map((file) => file.slice(0, -'.md'.length)),
    );
    let read = 0;
    db.exec('BEGIN');
    for (const entryFile of paths) {
      const id = idOfPath(entryFile);
      const review = reviews.has(id) ? join(root, reviewsFolder, `${id}.md`) : undefined;
      const stamp = [await stampOf(join(root, entryFile)), review && (await stampOf(review))].join(' ');
      if (known.get(id) !== stamp) {
        const entry = parseEntry(entryFile, await readFile(join(root, entryFile), 'utf8'));
        write.remove(id);
        write.add(withReview(entry, review === undefined ? undefined : await readReview(root, id)), stamp);
        read += 1;
      }
      known.delete(id);
    }
    for (const id of known.keys()) write.remove(id);
    db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run('built', today);
    db.exec('COMMIT');
    if (read > 0 || known.size > 0) db.exec('ANALYZE');
    return { servers: paths.length, read, removed: known.size };
  } finally {
    db.close();
  }
}

/** Changes whenever the file does; cheaper than reading it. */
async function stampOf(path: string): Promise<string> {
  const { mtimeMs, size } = await stat(path);
  return `${mtimeMs}:${size}`;
}

async function openForWriting(path: string): Promise<DatabaseSync> {
  const db = openOrUndefined(path);
  if (db !== undefined) return db;
  await rm(path, { force: true });
  const fresh = new DatabaseSync(path);
  fresh.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;');
  fresh.exec(tables);
  fresh.prepare('INSERT INTO meta VALUES (?, ?)').run('version', String(indexVersion));
  return fresh;
}

/** The present index when it has this version; a damaged or older one is as good as none. */
function openOrUndefined(path: string): DatabaseSync | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path);
    const version = db.prepare(`SELECT value FROM meta WHERE key = 'version'`).get()?.['value'];
    if (version === String(indexVersion)) return db;
  } catch {
    // Falls through to a new index: it holds nothing that catalog/servers does not.
  }
  db?.close();
  return undefined;
}

function writer(db: DatabaseSync) {
  const owned = ['tools', 'tool_effects', 'skips', 'changes', 'files'];
  const removals = [
    db.prepare('DELETE FROM servers WHERE id = ?'),
    ...owned.map((table) => db.prepare(`DELETE FROM ${table} WHERE server = ?`)),
  ];
  const addServer = db.prepare('INSERT INTO servers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addTool = db.prepare('INSERT INTO tools VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addEffect = db.prepare('INSERT INTO tool_effects VALUES (?, ?, ?)');
  const addSkip = db.prepare(
    'INSERT INTO skips VALUES (?, ?, 1) ON CONFLICT (server, reason) DO UPDATE SET count = count + 1',
  );
  const addChange = db.prepare('INSERT INTO changes VALUES (?, ?, ?, ?)');
  const addFile = db.prepare('INSERT INTO files VALUES (?, ?)');
  return {
    remove(id: string): void {
      for (const removal of removals) removal.run(id);
    },
    add(entry: Entry, stamp: string): void {
      const { server, tools, skips, changes } = entry;
      const { id } = server;
      addServer.run(
        id,
        server.title,
        server.description,
        ecosystemOf(id),
        server.language ?? null,
        tools.length,
        entry.read,
        entry.gone ?? null,
        server.version ?? server.commit ?? null,
        server.purl ?? null,
        JSON.stringify(entry),
      );
      const slugs = slugsOf(tools.map((tool) => tool.name));
      for (const { name, description, verdict } of tools) {
        const slug = slugs.get(name) ?? '';
        addTool.run(
          id,
          slug,
          name,
          name.toLowerCase(),
          description.slice(0, shownDescription),
          verdict?.category ?? 'Unknown',
          levelRank(verdict?.level ?? 'medium'),
          JSON.stringify(verdict?.effects ?? []),
          verdict?.confidence ?? 0,
        );
        for (const effect of verdict?.effects ?? []) addEffect.run(effect, id, slug);
      }
      for (const { reason } of skips) addSkip.run(id, reason);
      for (const [position, change] of changes.entries()) {
        addChange.run(id, position, change.date, JSON.stringify(change));
      }
      addFile.run(id, stamp);
    },
  };
}
