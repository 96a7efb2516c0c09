// What is wrong with the labeled tools that the project ships: line, field, and how to mend it.
import { join } from 'node:path';
import { GoldLine } from '../classify/scoring/gold-line.ts';
import { readIfThere } from '../kit/files.ts';
import { goldFile } from './accuracy.ts';

/** One thing that is wrong with a line. */
export interface GoldProblem {
  /** "line 12: category". */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** The problems of catalog/gold below `root`, in the order of its lines; undefined when there is no such file. */
export async function goldProblems(root: string): Promise<readonly GoldProblem[] | undefined> {
  const bytes = await readIfThere(join(root, goldFile));
  return bytes === undefined ? undefined : problemsIn(bytes.toString('utf8'));
}

/** The problems of a file's text. */
export function problemsIn(text: string): readonly GoldProblem[] {
  const problems: GoldProblem[] = [];
  const seen = new Set<string>();
  let before = '';
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue;
    const add = (field: string, message: string, remedy: string) =>
      problems.push({ field: `line ${index + 1}${field === '' ? '' : `: ${field}`}`, message, remedy });
    const line = lineOf(raw, add);
    if (line === undefined) continue;
    const key = JSON.stringify([line.server, line.name]);
    if (seen.has(key)) add('name', `The server has another tool ${line.name}.`, 'Name a tool once a server.');
    seen.add(key);
    if (line.server < before)
      add(
        'server',
        `It stands behind ${before}.`,
        'Keep the file sorted by server, in the order of characters.',
      );
    before = line.server;
    if (line.alsoDefensible === line.category)
      add('alsoDefensible', 'It is the category itself.', 'Name another category, or leave the field out.');
  }
  return problems;
}

function lineOf(
  raw: string,
  add: (field: string, message: string, remedy: string) => void,
): GoldLine | undefined {
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    add('', 'It is no JSON.', 'Put one JSON object on one line.');
    return undefined;
  }
  const parsed = GoldLine.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    add(path.join('.'), `${message}.`, 'Write it as GoldLine in src/classify/scoring/gold-line.ts says.');
  return undefined;
}
