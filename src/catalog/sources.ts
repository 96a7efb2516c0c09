// The files of catalog/sources: what to crawl, one file a source kind, sorted.
import { basename, join } from 'node:path';
import fg from 'fast-glob';
import stringify from 'json-stringify-pretty-compact';
import { InputError } from '../kit/errors.ts';
import { readIfThere, writeIfDifferent } from '../kit/files.ts';
import { Sources } from '../model/entry.ts';
import { issuesOf, jsonOf } from './entries.ts';

const folder = 'catalog/sources';

/** Paths of the source files below the project's root. */
export async function sourcePaths(root: string): Promise<string[]> {
  return (await fg(`${folder}/*.json`, { cwd: root })).sort();
}

/** Everything that is to be crawled, file by file. Throws `InputError` for a file that cannot be read. */
export async function readSources(root: string): Promise<string[]> {
  const files = await Promise.all((await sourcePaths(root)).map((path) => readSourceFile(root, path)));
  return files.flatMap((file) => file?.sources.map(({ source }) => source) ?? []);
}

/** One file of catalog/sources; undefined when there is none. */
export async function readSourceFile(root: string, path: string): Promise<Sources | undefined> {
  const bytes = await readIfThere(join(root, path));
  if (bytes === undefined) return undefined;
  const parsed = Sources.safeParse(jsonOf(path, bytes.toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${path} is not a list of sources: ${issuesOf(parsed.error)}.`,
    'Each line needs a "source", such as {"source": "npm:name"}.',
  );
}

/** Adds a source to its kind's file, in order, unless it is there. True when it was added. */
export async function addSource(root: string, kind: string, source: string): Promise<boolean> {
  const path = `${folder}/${kind}.json`;
  const file = (await readSourceFile(root, path)) ?? { about: aboutOf(kind), sources: [] };
  if (file.sources.some((line) => line.source === source)) return false;
  const sources = sortedSources([...file.sources, { source }]);
  return await writeIfDifferent(join(root, path), sourcesText({ ...file, sources }));
}

/** The one spelling of a source file. */
function sourcesText(file: Sources): string {
  return `${stringify(file, { maxLength: 120 })}\n`;
}

/** Sources in code-unit order. */
export function sortedSources(sources: Sources['sources']): Sources['sources'] {
  return sources.toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
}

/** The source kind that a file of catalog/sources is for. */
export function kindOfPath(path: string): string {
  return basename(path, '.json');
}

function aboutOf(kind: string): string {
  return `Servers to crawl from ${kind}. One line a source, sorted; add one with: npm run -s toolrisk -- add ${kind}:<name>`;
}
