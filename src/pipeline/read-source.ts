// From a source to what it holds: reads it, extracts the tools, and adds hashes and links.
import { nearestPackage, packageRoots } from '../crawl/package-roots.ts';
import { readerOf } from '../crawl/readers.ts';
import { extract } from '../extract/extract.ts';
import { InputError } from '../kit/errors.ts';
import { definitionHash } from '../model/canonical.ts';
import type { Crawl } from '../model/entry.ts';
import { Server } from '../model/server.ts';
import { type CrawlContext, type Crawled, type Mount, placeUrl } from '../model/source.ts';
import type { Extraction, Place, Skip, Tool } from '../model/tool.ts';
import { languageOf } from './language-of.ts';
import { splitServers } from './split-servers.ts';

/** What reading a source gave: a server with its tools, or that nothing changed, or that it is gone. */
export type SourceResult =
  | { readonly kind: 'crawl'; readonly crawl: Crawl }
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
  for await (const crawled of readerOf(source).read(source, context)) {
    if (crawled.kind === 'source') yield* readSource(crawled.source, context, depth + 1);
    else if (crawled.kind === 'tree') {
      for (const crawl of await crawlsOf(crawled)) yield { kind: 'crawl', crawl };
    } else if (crawled.kind === 'tools') yield { kind: 'crawl', crawl: crawlOf(crawled.server, crawled, []) };
    else yield crawled;
  }
}

async function crawlsOf(crawled: Extract<Crawled, { readonly kind: 'tree' }>): Promise<readonly Crawl[]> {
  const { server, tree, several } = crawled;
  const roots = several === true ? packageRoots(tree) : [];
  const { tools, skips } = await extract(
    tree,
    undefined,
    several === true ? nearestPackage(roots) : undefined,
  );
  const crawl = crawlOf(server, { tools, skips: [...tree.skips, ...skips] }, tree.mounts ?? []);
  return several === true ? splitServers(crawl, roots) : [crawl];
}

function crawlOf(server: Server, { tools, skips }: Extraction, mounts: readonly Mount[]): Crawl {
  const language = server.language ?? languageOf(tools.map((tool) => tool.place.path));
  return {
    // Parsed for its order, so that equal facts have equal bytes whatever reader made them.
    server: Server.parse(language === undefined ? server : { ...server, language }),
    tools: tools.map(
      (draft): Tool => ({
        ...draft,
        place: linked(server, draft.place, mounts),
        definitionHash: definitionHash(draft),
      }),
    ),
    skips: skips.map(
      (skip): Skip =>
        skip.place === undefined ? skip : { ...skip, place: linked(server, skip.place, mounts) },
    ),
  };
}

/** The place with its permanent link; a file of a package that was read along is linked there. */
function linked(server: Server, place: Place, mounts: readonly Mount[]): Place {
  const mount = mounts.find(({ prefix }) => place.path.startsWith(prefix));
  const url =
    mount === undefined
      ? placeUrl(server, place)
      : placeUrl({ ...server, ...mount }, { ...place, path: place.path.slice(mount.prefix.length) });
  return url === undefined ? place : { ...place, url };
}
