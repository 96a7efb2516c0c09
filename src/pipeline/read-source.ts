// From a source to what it holds: reads it, extracts the tools, and adds hashes and links.
import { readerOf } from '../crawl/readers.ts';
import { InputError, OutsideError } from '../kit/errors.ts';
import type { Crawl } from '../model/entry.ts';
import type { ServerId } from '../model/server.ts';
import type { CrawlContext, Crawled } from '../model/source.ts';
import { crawlOf } from './crawls-of.ts';
import { extractInThread } from './extract-in-thread.ts';

/** What reading a source gave: a server with its tools, or that nothing changed, or that it is gone. */
export type SourceResult =
  | {
      readonly kind: 'crawl';
      readonly crawl: Crawl;
      /** Id of the repository or folder that was read as a whole, when it may hold several servers. */
      readonly within?: ServerId;
    }
  /** A source that a list named failed; the others of the list go on. */
  | { readonly kind: 'failed'; readonly source: string; readonly failure: InputError | OutsideError }
  | Extract<Crawled, { readonly kind: 'unchanged' | 'gone' }>;

/** A list may name sources that are lists again, but not for ever. */
const deepest = 3;

/**
 * Reads a source to its end. Throws what the reader throws: `OutsideError` when the outside fails, `InputError`
 * when the source is misspelt.
 */
export async function* readSource(
  source: string,
  context: CrawlContext,
  depth = 0,
): AsyncIterable<SourceResult> {
  if (depth > deepest) {
    throw new InputError(
      `"${source}" is reached through more than ${deepest} lists.`,
      'Name it directly instead.',
    );
  }
  const { progress } = context;
  const from = progress?.from(source) ?? source;
  for await (const crawled of readerOf(from).read(from, context)) {
    if (crawled.kind === 'source') {
      if (progress?.isDone(crawled.source) === true) continue;
      // Whoever asked has kept what this source gave by the time it comes back for more.
      const wasReached = yield* readListed(crawled.source, context, depth + 1);
      if (wasReached) await progress?.noteListed(source, crawled.source, crawled.goOn);
    } else if (crawled.kind === 'tree') {
      const within = crawled.several === true ? { within: crawled.server.id } : {};
      for (const crawl of await extractInThread(crawled, context.signal)) {
        yield { kind: 'crawl', crawl, ...within };
      }
    } else if (crawled.kind === 'tools') yield { kind: 'crawl', crawl: crawlOf(crawled.server, crawled) };
    else yield crawled;
  }
}

/** Returns false for a source that could not be reached, and is worth another try. */
async function* readListed(
  source: string,
  context: CrawlContext,
  depth: number,
): AsyncGenerator<SourceResult, boolean> {
  try {
    yield* readSource(source, context, depth);
    return true;
  } catch (thrown) {
    const isFailure = thrown instanceof InputError || thrown instanceof OutsideError;
    if (!isFailure || context.signal.aborted) throw thrown;
    yield { kind: 'failed', source, failure: thrown };
    return thrown instanceof InputError || thrown.outcome !== 'unreachable';
  }
}
