// Crawls sources into the catalog: read, merge, judge, write what differs; reports, and resumes after a kill.
import pLimit from 'p-limit';
import { readEntry, writeEntry } from '../catalog/entries.ts';
import { markGone, mergeCrawl } from '../catalog/merge.ts';
import { InputError, messageOf, OutsideError } from '../kit/errors.ts';
import type { Talk } from '../kit/talk.ts';
import { untilAborted } from '../kit/until-aborted.ts';
import type { Crawl, Entry } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import type { CrawlContext } from '../model/source.ts';
import { type Journal, type JournalName, openJournal } from './journal.ts';
import { judge } from './judge.ts';
import { readSource, type SourceResult } from './read-source.ts';
import { entriesWithin, knownVersion, vanishedWithin } from './repository-entries.ts';

/** Sources read at the same time: enough to hide the network, few enough to be polite and to bound memory. */
const sourcesAtOnce = 6;

/** After so many sources in a row that could not be reached, and none that could, the network counts as away. */
const unreachableInARow = 4;

/** What became of one server of a source, or of a source that failed as a whole. */
export interface Outcome {
  readonly source: string;
  readonly kind: 'added' | 'changed' | 'unchanged' | 'gone' | 'failed';
  readonly id?: ServerId;
  readonly tools?: number;
  readonly skips?: number;
  /** Changes that this crawl found. */
  readonly changes?: number;
  readonly error?: string;
  readonly remedy?: string;
  /** True when the outside could not be reached: nothing was learned, the old entry stays. */
  readonly unreachable?: boolean;
}

/** What a run did. */
export interface RunReport {
  readonly outcomes: readonly Outcome[];
  /** Sources that an earlier, unfinished run had done. */
  readonly resumed: number;
  /** Sources that were not tried, because the run was stopped or the network is away. */
  readonly untried: number;
  readonly networkAway: boolean;
  readonly seconds: number;
}

export interface UpdateOptions {
  readonly root: string;
  readonly sources: readonly string[];
  readonly today: string;
  readonly talk: Talk;
  readonly signal: AbortSignal;
  /** Reads every source in full, also versions that the catalog holds. */
  readonly again?: boolean;
  /** Keeps a journal and skips what an unfinished run has done. */
  readonly resume?: boolean;
  /** Which journal that is: `update` unless said otherwise. */
  readonly journal?: JournalName;
  /** Id to file the server under; only with a single source. */
  readonly id?: ServerId | undefined;
  readonly allowRun?: boolean;
  /** Called with each new or changed entry instead of writing it. */
  readonly dryRun?: (entry: Entry) => void;
  /** Reads a source; tests hand in their own. */
  readonly read?: (source: string, context: CrawlContext) => AsyncIterable<SourceResult>;
}

/** Brings the catalog up to date with the sources. Failures of sources are outcomes; only our own bugs throw. */
export async function updateCatalog(options: UpdateOptions): Promise<RunReport> {
  const { root, sources, talk, signal } = options;
  const begun = performance.now();
  const plan = { sources, again: options.again ?? false };
  const journal =
    options.resume === true ? await openJournal(root, options.journal ?? 'update', plan) : undefined;
  const todo = sources.filter((source) => journal?.done.has(source) !== true);
  if (todo.length < sources.length) {
    talk.say(
      `Going on with an unfinished run: ${sources.length - todo.length} of ${sources.length} sources are done.`,
    );
  }
  const progress = talk.progress('Crawling', todo.length);
  const limit = pLimit(sourcesAtOnce);
  const outcomes: Outcome[] = [];
  let untried = 0;
  let unreached = 0;
  let reached = false;
  const networkAway = () => !reached && unreached >= unreachableInARow;
  await Promise.all(
    todo.map((source) =>
      limit(async () => {
        if (signal.aborted || networkAway()) {
          untried += 1;
          return;
        }
        const found = await crawlInto(source, options, journal);
        if (found === undefined) {
          untried += 1;
          return;
        }
        outcomes.push(...found);
        if (found.some((outcome) => outcome.unreachable)) unreached += 1;
        else {
          reached = true;
          await journal?.note(source);
        }
        progress.step(source);
      }),
    ),
  );
  progress.done();
  // A list that broke off in the middle goes on there next time.
  const isBroken = outcomes.some(
    ({ source, unreachable }) => unreachable === true && (journal?.from(source) ?? source) !== source,
  );
  if (untried === 0 && !isBroken) await journal?.finish();
  return {
    outcomes: outcomes.sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0)),
    resumed: sources.length - todo.length,
    untried,
    networkAway: networkAway(),
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Crawls one source, writes its entries, and says what became of each; undefined when the run was stopped meanwhile. */
async function crawlInto(
  source: string,
  options: UpdateOptions,
  journal: Journal | undefined,
): Promise<Outcome[] | undefined> {
  const { root, again, signal } = options;
  const outcomes: Outcome[] = [];
  try {
    const context: CrawlContext = {
      known: async (id) => (again === true ? undefined : await knownVersion(root, id)),
      signal,
      id: options.id,
      allowRun: options.allowRun ?? false,
      progress: journal,
    };
    const wholes = new Map<ServerId, Crawl[]>();
    for await (const result of untilAborted((options.read ?? readSource)(source, context), signal)) {
      if (result.kind === 'crawl' && result.within !== undefined) {
        wholes.set(result.within, [...(wholes.get(result.within) ?? []), result.crawl]);
      }
      outcomes.push(...(await keep(source, result, options)));
    }
    for (const [id, crawls] of wholes) {
      outcomes.push(...(await gone(source, await vanishedWithin(root, id, crawls), options)));
    }
  } catch (thrown) {
    if (signal.aborted) return undefined;
    if (!(thrown instanceof InputError || thrown instanceof OutsideError)) throw thrown;
    outcomes.push(failed(source, thrown));
  }
  return outcomes;
}

function failed(source: string, failure: InputError | OutsideError): Outcome {
  return {
    source,
    kind: 'failed',
    error: messageOf(failure),
    remedy: failure.remedy,
    unreachable: failure instanceof OutsideError && failure.outcome === 'unreachable',
  };
}

async function keep(source: string, result: SourceResult, options: UpdateOptions): Promise<Outcome[]> {
  const { root, today } = options;
  if (result.kind === 'unchanged') return [{ source, kind: 'unchanged', id: result.id }];
  if (result.kind === 'failed') return [failed(result.source, result.failure)];
  if (result.kind === 'gone') {
    const entries = await entriesWithin(root, result.id);
    if (entries.length > 0) return await gone(source, entries, options);
    const remedy = 'Check the spelling of the name.';
    return [{ source, kind: 'failed', id: result.id, error: result.detail, remedy }];
  }
  const { crawl } = result;
  const { id } = crawl.server;
  const previous = await readEntry(root, id);
  const entry = judge(mergeCrawl(previous, crawl, today), today);
  const outcome = { source, id, tools: entry.tools.length, skips: entry.skips.length };
  if (entry === previous) return [{ ...outcome, kind: 'unchanged' }];
  await write(entry, options);
  const changes = entry.changes.length - (previous?.changes.length ?? 0);
  return [{ ...outcome, kind: previous === undefined ? 'added' : 'changed', changes }];
}

/** Marks entries as gone; their last known state stays. */
async function gone(source: string, entries: readonly Entry[], options: UpdateOptions): Promise<Outcome[]> {
  for (const entry of entries) await write(markGone(entry, options.today), options);
  return entries.map(({ server }): Outcome => ({ source, kind: 'gone', id: server.id }));
}

async function write(entry: Entry, { root, dryRun }: UpdateOptions): Promise<void> {
  if (dryRun === undefined) await writeEntry(root, entry);
  else dryRun(entry);
}
