// From a tree of files to what a crawl found: the work of one thread, pure.
import { nearestPackage, packageRoots } from '../crawl/package-roots.ts';
import { extract } from '../extract/extract.ts';
import { definitionHash } from '../model/canonical.ts';
import type { Crawl } from '../model/entry.ts';
import { Server } from '../model/server.ts';
import { type Crawled, type Mount, placeUrl } from '../model/source.ts';
import type { Extraction, Place, Skip, Tool } from '../model/tool.ts';
import { languageOf } from './language-of.ts';
import { splitServers } from './split-servers.ts';

/** A result of reading that holds files. */
export type CrawledTree = Extract<Crawled, { readonly kind: 'tree' }>;

/** One crawl a server that the tree holds. */
export async function crawlsOf({ server, tree, several }: CrawledTree): Promise<readonly Crawl[]> {
  const roots = several === true ? packageRoots(tree) : [];
  const packageOf = several === true ? nearestPackage(roots) : undefined;
  const { tools, skips } = await extract(tree, undefined, packageOf);
  const crawl = crawlOf(server, { tools, skips: [...tree.skips, ...skips] }, tree.mounts ?? []);
  return several === true ? splitServers(crawl, roots) : [crawl];
}

/** A crawl with hashes, links and the main language filled in. */
export function crawlOf(server: Server, { tools, skips }: Extraction, mounts: readonly Mount[] = []): Crawl {
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
