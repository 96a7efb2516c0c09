// Attack patterns: catalog/attacks/<slug>.md, front matter and the explanation below it.
import matter from 'gray-matter';
import { InputError } from '../kit/errors.ts';
import { AttackPattern } from '../model/attack.ts';
import { issuesOf } from './entries.ts';

export const attacksFolder = 'catalog/attacks';

/** Reads a pattern's text. Throws `InputError` naming file and field. */
export function parseAttack(
  path: string,
  text: string,
): { readonly pattern: AttackPattern; readonly body: string } {
  const { data, content } = matter(text);
  const parsed = AttackPattern.safeParse(data);
  if (parsed.success) return { pattern: parsed.data, body: content.trim() };
  throw new InputError(
    `${path} is not a valid attack pattern: ${issuesOf(parsed.error)}.`,
    'The other files of the folder show the fields; src/model/attack.ts lists the preconditions.',
  );
}
