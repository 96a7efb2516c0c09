// Extraction in worker threads: uses all cores, and a server that takes too long or too much memory costs only itself.
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { messageOf } from '../kit/errors.ts';
import type { Crawl } from '../model/entry.ts';
import { type CrawledTree, crawlOf } from './crawls-of.ts';

/**
 * The longest that one source may take, by the clock: minutes, because on a busy machine work of ten seconds takes one.
 * The extractors' own budgets end far earlier; this holds whatever they do.
 */
const longestMs = 180_000;
/** Memory of one thread beside its syntax trees, in MB: a minified file of 12 MB needs about half. */
const mostMemory = 1500;

const threads = Math.max(1, availableParallelism());
// A task starts the moment it is handed over, so that waiting does not count against its time.
const limit = pLimit(threads);
let pool: Piscina | undefined;

/** What `crawlsOf` finds in a tree, in a thread of its own. A tree that breaks the bounds is a crawl with a skip. */
export async function extractInThread(crawled: CrawledTree, signal: AbortSignal): Promise<readonly Crawl[]> {
  return await limit(async () => {
    signal.throwIfAborted();
    pool ??= new Piscina({
      filename: new URL('./extract-thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: 1_000,
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    });
    const late = AbortSignal.timeout(longestMs);
    try {
      return await pool.run(crawled, { signal: AbortSignal.any([signal, late]) });
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const why = late.aborted ? `more than ${longestMs / 1000} s` : whyOutOfMemory(thrown);
      if (why === undefined) throw thrown;
      const skip = { reason: 'budget-exhausted' as const, detail: `Reading the source took ${why}.` };
      return [crawlOf(crawled.server, { tools: [], skips: [...crawled.tree.skips, skip] })];
    }
  });
}

function whyOutOfMemory(thrown: unknown): string | undefined {
  const { code } = thrown as { code?: unknown };
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || /out of memory/i.test(messageOf(thrown))
    ? `more than ${mostMemory} MB`
    : undefined;
}
