// Data of JSON files as values: what code imports, requires, or reads with readFileSync.

import { posix } from 'node:path';
import type { SourceFile } from '../../../model/source.ts';
import { arrayOf, constant, objectOf, unknown, type Value } from './values.ts';

const longestFile = 8_000_000;

const deepest = 100;

const mostMembers = 200_000;

/** The JSON files of a tree. */
export interface JsonData {
  /** The text of the file that code at `from` means by a path, of which the beginning may be unknown (`…`). */
  textOf(from: string, path: string): string | undefined;
  /** The value of a text. */
  valueOf(text: string): Value;
}

export function jsonData(files: readonly SourceFile[]): JsonData {
  const byPath = new Map(
    files
      .filter((file) => file.path.endsWith('.json') && file.text.length <= longestFile)
      // What is made of an API description is read as such; converters are too long to follow.
      .filter((file) => !/"(?:openapi|swagger)"\s*:/.test(file.text.slice(0, 2000)))
      .map((file) => [file.path, file.text]),
  );
  const values = new Map<string, Value>();
  return {
    textOf: (from, path) => {
      if (!path.endsWith('.json') || byPath.size === 0) return undefined;
      const known = path.slice(path.lastIndexOf('…') + 1).replace(/^\/+/, '');
      const relative = posix.normalize(posix.join(posix.dirname(from), known));
      const present = byPath.get(relative) ?? byPath.get(posix.normalize(known));
      if (present !== undefined || known === '.json') return present;
      const ending = `/${known.replace(/^(?:\.{1,2}\/)+/, '')}`;
      const [only, other] = new Set(
        [...byPath].flatMap(([at, text]) => (`/${at}`.endsWith(ending) ? [text] : [])),
      );
      return other === undefined ? only : undefined;
    },
    valueOf: (text) => {
      const present = values.get(text);
      if (present !== undefined) return present;
      const value = parsed(text);
      values.set(text, value);
      return value;
    },
  };
}

function parsed(text: string): Value {
  try {
    return asValue(JSON.parse(text), { left: mostMembers }, 0);
  } catch {
    return unknown;
  }
}

function asValue(json: unknown, count: { left: number }, depth: number): Value {
  count.left -= 1;
  if (depth > deepest || count.left < 0) return unknown;
  if (Array.isArray(json)) return arrayOf(json.map((item) => asValue(item, count, depth + 1)));
  if (typeof json === 'object' && json !== null) {
    const members = Object.entries(json).map(([key, member]): [string, Value] => [
      key,
      asValue(member, count, depth + 1),
    ]);
    return objectOf(new Map(members), false, undefined);
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' || json === null
    ? constant(json)
    : unknown;
}
