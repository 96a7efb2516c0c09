// Changes between crawls as sentences.
import type { Change } from '../model/entry.ts';
import { listOf, visible } from '../model/wording.ts';
import { toolUrl } from './address.ts';
import type { FieldDiff } from './definition-diff.ts';
import { type Part, type Prose, prose } from './prose.ts';

export interface ChangeLine {
  readonly date: string;
  readonly text: Prose;
  /** How the definition changed, where that is shown. */
  readonly diff?: readonly FieldDiff[];
}

const fieldNames = {
  title: 'title',
  description: 'description',
  inputSchema: 'arguments',
  annotations: 'declared hints',
} as const;

/** Lines in the order given; `slugs` of the server's present tools give the links. */
export function changeLines(
  changes: readonly Change[],
  server: string,
  slugs: ReadonlyMap<string, string>,
  diffs: readonly (readonly FieldDiff[])[] = [],
): readonly ChangeLine[] {
  return changes.map((change, index) => {
    const slug = slugs.get(change.tool);
    return {
      date: change.date,
      text: changeText(change, slug === undefined ? undefined : toolUrl(server, slug)),
      diff: diffs[index] ?? [],
    };
  });
}

/** "`stop_vm` went from Write, medium to Execute, high." The name links to the tool's page while there is one. */
export function changeText(change: Change, href?: string): Prose {
  const name: Part = { code: visible(change.tool, 60), ...(href === undefined ? {} : { href }) };
  const { before, after } = change;
  const judged = (verdict: NonNullable<Change['before']>) => `${verdict.category}, ${verdict.level}`;
  switch (change.kind) {
    case 'added':
      return after === undefined ? prose`${name} was added.` : prose`${name} was added (${judged(after)}).`;
    case 'removed':
      return prose`${name} was removed.`;
    case 'rejudged':
      return before === undefined || after === undefined
        ? prose`${name} was judged again.`
        : prose`${name} went from ${judged(before)} to ${judged(after)}.`;
    case 'redefined': {
      const fields = (change.fields ?? []).map((field) => fieldNames[field]);
      const what = fields.length === 0 ? 'definition' : listOf(fields);
      if (before === undefined || after === undefined) return prose`The ${what} of ${name} changed.`;
      return judged(before) === judged(after)
        ? prose`The ${what} of ${name} changed; the verdict did not.`
        : prose`The ${what} of ${name} changed, and it went from ${judged(before)} to ${judged(after)}.`;
    }
  }
}
