// The packages in a tree: their names, folders, and the files that their manifests give out.

import { posix } from 'node:path';
import type { SourceFile } from '../../../model/source.ts';

export interface Package {
  readonly name: string;
  readonly folder: string;
  /** Files by the path under which they are imported, `.` for the package itself; the best comes first. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
  readonly dependencies: ReadonlySet<string>;
}

/** The packages that manifests among the files name, longest name first. */
export function packagesOf(files: readonly SourceFile[]): readonly Package[] {
  const found: Package[] = [];
  for (const file of files) {
    if (posix.basename(file.path) !== 'package.json') continue;
    const manifest = parsed(file.text);
    const name = manifest?.get('name');
    if (manifest === undefined || typeof name !== 'string' || name === '') continue;
    found.push({
      name,
      folder: posix.dirname(file.path),
      entries: entriesOf(manifest),
      dependencies: new Set(
        ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) => [
          ...members(manifest.get(key)).keys(),
        ]),
      ),
    });
  }
  return found.sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
}

/** Conditions of an export, in the order in which they are tried; types hold no code. */
const conditions = ['import', 'node', 'module', 'default', 'require'];

function entriesOf(manifest: ReadonlyMap<string, unknown>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const given = manifest.get('exports');
  const exported = members(given);
  const isTable = [...exported.keys()].some((key) => key.startsWith('.'));
  if (isTable) for (const [key, value] of exported) found.set(key, targets(value, 0));
  else found.set('.', targets(given, 0));
  const main = [manifest.get('module'), manifest.get('main')].filter((path) => typeof path === 'string');
  found.set('.', [...(found.get('.') ?? []), ...main]);
  return found;
}

function targets(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > 4) return [];
  const options = members(value);
  return conditions.flatMap((key) => targets(options.get(key), depth + 1));
}

function members(value: unknown): ReadonlyMap<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map();
}

function parsed(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    return members(JSON.parse(text));
  } catch {
    return undefined;
  }
}
