// The kinds of source, sorted by name. A new one is a file here and a line in this list.
import { InputError } from '../kit/errors.ts';
import type { SourceReader } from '../model/source.ts';
import { git } from './git/git.ts';
import { live } from './live/live.ts';
import { stdio } from './live/stdio.ts';
import { local } from './local.ts';
import { mcpb } from './mcpb.ts';
import { npm } from './npm/npm.ts';
import { pypi } from './pypi/pypi.ts';
import { registry } from './registry.ts';

export const readers: readonly SourceReader[] = [git, live, local, mcpb, npm, pypi, registry, stdio];

/** The reader of a source. Throws `InputError` when no kind of source is spelled like it. */
export function readerOf(source: string): SourceReader {
  const reader = readers.find((candidate) => candidate.accepts(source));
  if (reader !== undefined) return reader;
  throw new InputError(
    `"${source}" is not a source.`,
    `Write one of: ${readers.map((candidate) => candidate.spelling).join(', ')}.`,
  );
}
