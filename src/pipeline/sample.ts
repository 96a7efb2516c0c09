// The labeled sample of the catalog's own tools: a line names a tool of an entry, which holds the definition.
import { join } from 'node:path';
import { z } from 'zod';
import { readEntry } from '../catalog/entries.ts';
import type { GoldCase } from '../classify/scoring/gold-line.ts';
import { InputError } from '../kit/errors.ts';
import { readIfThere } from '../kit/files.ts';
import type { Entry } from '../model/entry.ts';
import { isServerId } from '../model/server.ts';
import { CategoryId, LevelId } from '../model/verdict.ts';
import { subjectsOf } from './judge.ts';

/** The labels, below the project's root. */
export const sampleFile = 'catalog/gold/sample.jsonl';

/** A line of the sample. */
export const SampleLine = z.strictObject({
  /** Id of the server in the catalog. */
  server: z.string().refine(isServerId, 'not a server id'),
  name: z.string().min(1),
  /** The definition that was labeled; the label does not hold for another. */
  definitionHash: z.string().length(64),
  /** At random from the whole catalog, or from the tools with one verdict, so that rare categories are met. */
  drawn: z.enum(['at random', 'by verdict']),
  category: CategoryId.exclude(['Unknown']),
  level: LevelId,
  /** A second category that can be argued. */
  alsoDefensible: CategoryId.exclude(['Unknown']).optional(),
  /** One sentence: why. */
  reason: z.string().min(1),
});
export type SampleLine = z.infer<typeof SampleLine>;

/** A labeled tool of the catalog. */
export interface SampleCase extends GoldCase {
  readonly drawn: SampleLine['drawn'];
}

export interface Sample {
  readonly cases: readonly SampleCase[];
  /** Lines whose tool is gone, or has another definition by now. */
  readonly gone: number;
}

/** The sample below `root`; undefined when there is none. Throws `InputError` that names the first broken line. */
export async function readSample(root: string): Promise<Sample | undefined> {
  const bytes = await readIfThere(join(root, sampleFile));
  if (bytes === undefined) return undefined;
  const lines = linesOf(bytes.toString('utf8'));
  const entries = new Map<string, Entry | undefined>();
  for (const { server } of lines) {
    if (!entries.has(server)) entries.set(server, await readEntry(root, server));
  }
  const cases = lines.flatMap((line) => caseOf(line, entries.get(line.server)));
  return { cases, gone: lines.length - cases.length };
}

function linesOf(text: string): readonly SampleLine[] {
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const parsed = SampleLine.safeParse(jsonOf(raw));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    const problem =
      issue === undefined || issue.path.length === 0
        ? 'not a JSON object with the fields of a labeled tool'
        : `"${issue.path.join('.')}": ${issue.message}`;
    throw new InputError(
      `${sampleFile}, line ${index + 1}: ${problem}.`,
      'catalog/gold/README.md shows a line of the sample.',
    );
  });
}

function caseOf(line: SampleLine, entry: Entry | undefined): readonly SampleCase[] {
  const tool = entry?.tools.find(
    ({ name, definitionHash }) => name === line.name && definitionHash === line.definitionHash,
  );
  if (entry === undefined || tool === undefined) return [];
  const { category, level, alsoDefensible, reason, drawn } = line;
  return subjectsOf(entry, [tool]).map((subject) => ({
    subject,
    label: { category, level },
    ...(alsoDefensible === undefined ? {} : { alsoDefensible }),
    reason,
    drawn,
  }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
