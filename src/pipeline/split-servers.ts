// A repository may hold several servers: decides which tools belong to which, by the packages that define them.
import { nearestPackage, type PackageRoot } from '../crawl/package-roots.ts';
import type { Crawl } from '../model/entry.ts';
import { isServerId, type Server } from '../model/server.ts';
import type { Skip, Tool } from '../model/tool.ts';
import type { SkipReason } from '../model/vocabulary.ts';
import { languageOf } from './language-of.ts';

/** Skips that mean: here is a tool, but it cannot be read. */
const hiddenTools = new Set<SkipReason>(['list-not-constant', 'made-at-run-time', 'name-not-constant']);

/**
 * One crawl a server. Tools of one package only: the repository is the server, whatever the package is called. Tools of
 * several: each is a server, `<id>/<folder>`, except a library that just one of the others depends on. Then a package
 * whose tools could not be read is a server too, with its skips and without tools. Sorted by id.
 */
export function splitServers(crawl: Crawl, roots: readonly PackageRoot[]): readonly Crawl[] {
  const nearest = nearestPackage(roots);
  const tools = Map.groupBy(crawl.tools, (tool) => nearest(tool.place.path));
  const homes = homesOf(roots.filter((root) => tools.has(root.folder)));
  if (new Set(homes.values()).size < 2) return [{ ...crawl, tools: oneOfAName(crawl.tools) }];
  const skips = skipsByServer(crawl.skips, roots, homes);
  const servers = [...new Set([...homes.values(), ...skips.keys()])].sort();
  const ids = idsOf(crawl.server.id, servers);
  return servers
    .map((folder): Crawl => {
      const own = tools.get(folder) ?? [];
      const borrowed = [...homes].filter(([from, home]) => home === folder && from !== folder);
      const all = oneOfAName([...own, ...borrowed.flatMap(([from]) => tools.get(from) ?? [])]);
      return {
        server: serverOf(crawl.server, ids.get(folder) ?? crawl.server.id, roots, folder, all),
        tools: all,
        skips: [...(skips.get(folder) ?? [])],
      };
    })
    .sort((a, b) => (a.server.id < b.server.id ? -1 : 1));
}

/** The skips of each server, in the order they came in. */
function skipsByServer(
  skips: readonly Skip[],
  roots: readonly PackageRoot[],
  homes: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Skip[]> {
  const nearest = nearestPackage(roots);
  const servers = [...new Set(homes.values())];
  const byFolder = new Map(roots.map((root) => [root.folder, root]));
  const ownersOf = (skip: Skip): readonly string[] => {
    const folder = skip.place === undefined ? '' : nearest(skip.place.path);
    const home = homes.get(folder);
    if (home !== undefined) return [home];
    if (folder === '') return servers;
    const names = byFolder.get(folder)?.names ?? [];
    const users = servers.filter((server) =>
      names.some((name) => byFolder.get(server)?.dependencies.has(name) === true),
    );
    if (users.length > 0) return users;
    return hiddenTools.has(skip.reason) ? [folder] : [closest(folder, servers)];
  };
  const told = new Map<string, Skip[]>();
  for (const skip of skips) {
    for (const owner of ownersOf(skip)) told.set(owner, [...(told.get(owner) ?? []), skip]);
  }
  return told;
}

/** The folder that shares the longest path with another; the first of several. */
function closest(folder: string, others: readonly string[]): string {
  const parts = folder.split('/');
  const shared = (other: string) => {
    const differs = other.split('/').findIndex((part, at) => part !== parts[at]);
    return differs < 0 ? other.split('/').length : differs;
  };
  return [...others].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1))[0] ?? folder;
}

/** For each package that defines tools the package that serves them: itself, or the only one that depends on it. */
function homesOf(roots: readonly PackageRoot[]): ReadonlyMap<string, string> {
  const next = new Map(
    roots.map((root) => {
      const users = roots.filter(
        (other) => other !== root && root.names.some((name) => other.dependencies.has(name)),
      );
      const [only] = users;
      return [root.folder, users.length === 1 && only !== undefined ? only.folder : root.folder];
    }),
  );
  return new Map(roots.map(({ folder }) => [folder, endOf(folder, next)]));
}

/** Follows the steps to their end. Packages that depend on each other in a circle end at the first of the alphabet. */
function endOf(folder: string, next: ReadonlyMap<string, string>): string {
  const step = (from: string) => next.get(from) ?? from;
  const seen = new Set<string>();
  let here = folder;
  for (; !seen.has(here); here = step(here)) seen.add(here);
  let first = here;
  for (let there = step(here); there !== here; there = step(there)) if (there < first) first = there;
  return first;
}

/** Sorted by name; of two definitions of a name the first is kept, which is the server's own. */
function oneOfAName(tools: readonly Tool[]): Tool[] {
  const byName = new Map<string, Tool>();
  for (const tool of tools) if (!byName.has(tool.name)) byName.set(tool.name, tool);
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function serverOf(
  whole: Server,
  id: string,
  roots: readonly PackageRoot[],
  folder: string,
  tools: readonly Tool[],
): Server {
  const { homepage, license, version, title, description } =
    roots.find((root) => root.folder === folder)?.facts ?? {};
  const language = languageOf(tools.map((tool) => tool.place.path));
  const { version: _version, language: _language, ...shared } = whole;
  return {
    ...shared,
    id,
    title: title ?? folder.split('/').at(-1) ?? whole.title,
    description: description ?? (folder === '' ? whole.description : ''),
    ...(homepage === undefined ? {} : { homepage }),
    ...(license === undefined ? {} : { license }),
    ...(version === undefined ? {} : { version }),
    ...(language === undefined ? {} : { language }),
    ...(folder === '' ? {} : { directory: folder }),
  };
}

/** `<id>/<folder>`, with what an id cannot hold replaced, and distinct when lower-cased. */
function idsOf(id: string, folders: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    folders.map((folder) => {
      const parts = folder
        .split('/')
        .map((part) => part.replace(/[^\w.~+@-]+/g, '-').replace(/^[-.+]+|[.]+$/g, ''));
      const wanted = [id, ...parts.filter((part) => part !== '')].join('/');
      const plain = isServerId(wanted) ? wanted : id;
      let unique = plain;
      for (let n = 2; taken.has(unique.toLowerCase()); n += 1) unique = `${plain}-${n}`;
      taken.add(unique.toLowerCase());
      return [folder, unique];
    }),
  );
}
