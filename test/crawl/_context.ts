// What a reader is given in a test.
import type { CrawlContext } from '../../src/model/source.ts';

/** A context that knows nothing and is never stopped, unless told otherwise. */
export function contextWith(given: Partial<CrawlContext> = {}): CrawlContext {
  return {
    known: async () => undefined,
    signal: new AbortController().signal,
    allowRun: false,
    ...given,
  };
}
