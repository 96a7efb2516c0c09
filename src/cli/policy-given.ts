// What was given to the policy commands: formats, servers, the text of files.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEntry } from '../catalog/entries.ts';
import { InputError, messageOf } from '../kit/errors.ts';
import type { Entry } from '../model/entry.ts';
import type { EffectSubject } from '../policy/effect.ts';
import type { Format } from '../policy/format.ts';
import { formatOf, formats } from '../policy/formats.ts';
import { unreadTools } from '../policy/intent.ts';
import type { Enforced } from '../policy/outcome.ts';
import type { Given } from './command.ts';

/** Ids of all formats, for help and messages. */
export const formatIds = formats.map(({ id }) => id).join(', ');

/** The format of `--format`; policy.json when it is absent. */
export function chosenFormat(given: Given): Format {
  const id = given.text('format') ?? 'policy-json';
  const format = formatOf(id);
  if (format !== undefined) return format;
  throw new InputError(`There is no format "${id}".`, `The formats are ${formatIds}.`);
}

/** The entry of a server of the catalog. */
export async function entryOf(root: string, id: string): Promise<Entry> {
  const entry = await readEntry(root, id);
  if (entry !== undefined) return entry;
  throw new InputError(`The catalog does not hold ${id}.`, 'Add it with: toolrisk add <source>');
}

/** The text of a policy file. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(resolve(file), 'utf8');
  } catch (thrown) {
    throw new InputError(
      `${file} could not be read: ${messageOf(thrown)}.`,
      'Give the path of a policy file.',
    );
  }
}

/** A document over one server, for sentences about it. */
export function subjectOf(entry: Entry, enforced: Enforced, alias: string): EffectSubject {
  return {
    enforced,
    alias,
    server: entry.server,
    tools: entry.tools.map(({ name }) => name),
    unread: unreadTools(entry.skips),
  };
}
