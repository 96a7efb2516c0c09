// The files of catalog/servers: where each server's entry lies, reading and writing it.
import { join } from 'node:path';
import fg from 'fast-glob';
import stringify from 'json-stringify-pretty-compact';
import { z } from 'zod';
import { InputError } from '../kit/errors.ts';
import { readIfThere, writeIfDifferent } from '../kit/files.ts';
import { Entry } from '../model/entry.ts';
import { isServerId, type ServerId } from '../model/server.ts';

/** Folder of the entries below the project's root. */
export const serversFolder = 'catalog/servers';

/** Path of a server's entry below the project's root. Throws `InputError` for what is no server id. */
export function entryPath(id: ServerId): string {
  if (!isServerId(id)) {
    throw new InputError(
      `"${id}" is not a server id.`,
      'A server id looks like npm/name, npm/@scope/name or github/owner/repo; `catalog/servers` holds those that are known.',
    );
  }
  return `${serversFolder}/${id}.json`;
}

/** The id that a path of `entryPaths` stands for. */
export function idOfPath(path: string): ServerId {
  return path.slice(serversFolder.length + 1, -'.json'.length);
}

/** Paths of all entries below the project's root, in code-unit order. */
export async function entryPaths(root: string): Promise<string[]> {
  const paths = await fg(`${serversFolder}/**/*.json`, { cwd: root, followSymbolicLinks: false });
  return paths.sort();
}

/** A server's entry, or undefined when the catalog has none. Throws `InputError` naming file and field. */
export async function readEntry(root: string, id: ServerId): Promise<Entry | undefined> {
  const path = entryPath(id);
  const bytes = await readIfThere(join(root, path));
  return bytes === undefined ? undefined : parseEntry(path, bytes.toString('utf8'));
}

/** Reads an entry's text. Throws `InputError` naming file, field and remedy. */
export function parseEntry(path: string, text: string): Entry {
  const parsed = Entry.safeParse(jsonOf(path, text));
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${path} is not a valid entry: ${issuesOf(parsed.error)}.`,
    'Crawl the server again (toolrisk add <source>), or restore the file from the history of the repository.',
  );
}

/** Writes an entry when it differs from what is there. True when it wrote. */
export async function writeEntry(root: string, entry: Entry): Promise<boolean> {
  return await writeIfDifferent(join(root, entryPath(entry.server.id)), entryText(entry));
}

/** The one spelling of an entry: members in the schema's order, short objects on one line, so that a difference reads well. */
export function entryText(entry: Entry): string {
  return `${stringify(Entry.parse(entry), { maxLength: 120 })}\n`;
}

/** The parsed JSON of a file. Throws `InputError` with file and position. */
export function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new InputError(
      `${path} is not JSON: ${thrown instanceof Error ? thrown.message : thrown}.`,
      'Mend the file, or restore it from the history of the repository.',
    );
  }
}

/** The first three issues of a failed validation as `field: message`. */
export function issuesOf(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, 3)
    .map((issue) => `${z.core.toDotPath(issue.path) || 'the file'}: ${issue.message}`);
  const more = error.issues.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
