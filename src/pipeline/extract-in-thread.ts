// Extraction in worker threads: uses all cores, and a server that takes too long or too much memory costs only itself.
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { messageOf } from '../kit/errors.ts';
import type { Crawl } from '../model/entry.ts';
import { type CrawledTree, crawlOf } from './crawls-of.ts';

/** What one source may take. */
export interface Bounds {
  /**
   * The longest by the clock, in milliseconds: minutes, because on a busy machine work of ten seconds takes one.
   * The extractors' own budgets end far earlier; this holds whatever they do.
   */
  readonly longest: number;
  /** Memory of one thread beside its syntax trees, in MB: a minified file of 12 MB needs about half. */
  readonly mostMemory: number;
}

const bounds: Bounds = { longest: 180_000, mostMemory: 1500 };

/** What the collector lets grow before it looks, in MB: less than it takes by itself, which spares some 100 and no time. */
const youngMemory = 24;
/**
 * Characters of source that a thread reads before it is ended: what it took for a large one it never gives back while
 * it lives, although most of it is free, and a new one starts in a second.
 */
const mostRead = 32_000_000;

const threads = Math.max(1, availableParallelism());
// A task starts the moment it is handed over, so that waiting does not count against its time.
const limit = pLimit(threads);
/** A pool of one thread, so that it can be ended without the others. */
interface Thread {
  readonly pool: Piscina;
  read: number;
}
const resting: Thread[] = [];

/** What `crawlsOf` finds in a tree, in a thread of its own. A tree that breaks the bounds is a crawl with a skip. */
export async function extractInThread(
  crawled: CrawledTree,
  signal: AbortSignal,
  { longest, mostMemory }: Bounds = bounds,
): Promise<readonly Crawl[]> {
  return await limit(async () => {
    signal.throwIfAborted();
    const isUsual = mostMemory === bounds.mostMemory;
    const thread = (isUsual ? resting.pop() : undefined) ?? { pool: newPool(mostMemory), read: 0 };
    const late = AbortSignal.timeout(longest);
    try {
      return await thread.pool.run(crawled, { signal: AbortSignal.any([signal, late]) });
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const why = late.aborted ? `more than ${longest / 1000} s` : whyOutOfMemory(thrown, mostMemory);
      if (why === undefined) throw thrown;
      const skip = { reason: 'budget-exhausted' as const, detail: `Reading the source took ${why}.` };
      return [crawlOf(crawled.server, { tools: [], skips: [...crawled.tree.skips, skip] })];
    } finally {
      thread.read += crawled.tree.files.reduce((sum, file) => sum + file.text.length, 0);
      if (isUsual && thread.read < mostRead) resting.push(thread);
      else await thread.pool.destroy();
    }
  });
}

function newPool(mostMemory: number): Piscina {
  return new Piscina({
    filename: new URL('./extract-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 1_000,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory, maxYoungGenerationSizeMb: youngMemory },
  });
}

function whyOutOfMemory(thrown: unknown, mostMemory: number): string | undefined {
  const { code } = thrown as { code?: unknown };
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || /out of memory/i.test(messageOf(thrown))
    ? `more than ${mostMemory} MB`
    : undefined;
}
