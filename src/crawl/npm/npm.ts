// Reads a package from the npm registry: manifest first, then the archive as a stream, never an install.
import type { Options } from 'pacote';
import { InputError } from '../../kit/errors.ts';
import { isServerId, type Server, type ServerId } from '../../model/server.ts';
import type { CrawlContext, Crawled, SourceReader, SourceTree } from '../../model/source.ts';
import { defined, fieldsOf, packageFacts, parsedJson } from '../package-facts.ts';
import { npmOptions } from './options.ts';
import { fetchManifest, fetchPublished, fetchTree, type NpmManifest, type Registry } from './registry.ts';
import { readSiblings, type Sibling } from './siblings.ts';

export const npm: SourceReader = {
  kind: 'npm',
  spelling: 'npm:name[@version]',
  accepts: (source) => source.startsWith('npm:'),
  async *read(source, context) {
    yield await readNpm(source, context, await npmOptions());
  },
};

/** Reads one package with given npm options. */
export async function readNpm(source: string, context: CrawlContext, options: Options): Promise<Crawled> {
  const { name, wanted } = parseNpmSource(source);
  const registry: Registry = { options: { ...options, packumentCache: new Map() }, signal: context.signal };
  const id = context.id ?? `npm/${name}`;
  const manifest = await fetchManifest(name, wanted, registry);
  if (manifest === undefined) return { kind: 'gone', id, detail: `npm has no package ${name}` };
  if ((await context.known(id)) === manifest.version) return { kind: 'unchanged', id };
  const own = await fetchTree(manifest, registry);
  const siblings = await readSiblings(manifest, own, registry);
  const published = await fetchPublished(manifest, registry);
  return {
    kind: 'tree',
    server: serverOf(id, manifest, own, published),
    tree: siblings.length === 0 ? own : joined(own, siblings),
  };
}

/** The package's name and the version, range or tag behind `@`; `latest` when none is given. */
export function parseNpmSource(source: string): { readonly name: string; readonly wanted: string } {
  const [, name = '', wanted = 'latest'] = /^npm:(@?[^@]*)(?:@(.+))?$/.exec(source) ?? [];
  const named = /^(@[\w~-][\w.~-]*\/)?[\w~][\w.~-]*$/.test(name) && isServerId(`npm/${name}`);
  // No colon and no slash: a version, range or tag, never an address or an alias.
  if (!named || !/^[\w.~^<>=+* |-]+$/.test(wanted)) {
    throw new InputError(
      `"${source}" does not name an npm package.`,
      'Write npm:name, npm:@scope/name or npm:name@version.',
    );
  }
  return { name, wanted };
}

function serverOf(
  id: ServerId,
  manifest: NpmManifest,
  tree: SourceTree,
  published: string | undefined,
): Server {
  const { name, version } = manifest;
  const packageJson = parsedJson(tree.files.find((file) => file.path === 'package.json')?.text);
  return defined<Server>({
    id,
    ...packageFacts(packageJson, name),
    purl: `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`,
    version,
    language: isTyped(packageJson, tree) ? 'typescript' : 'javascript',
    published,
    integrity: manifest._integrity,
  });
}

/** Published code is mostly compiled; the package says by its types what it was written in. */
function isTyped(packageJson: unknown, tree: SourceTree): boolean {
  const field = fieldsOf(packageJson);
  return (
    field('types') !== undefined ||
    field('typings') !== undefined ||
    fieldsOf(field('devDependencies'))('typescript') !== undefined ||
    tree.files.some((file) => /\.[cm]?tsx?$/.test(file.path))
  );
}

function joined(own: SourceTree, siblings: readonly Sibling[]): SourceTree {
  const moved = siblings.flatMap(({ mount, tree }) =>
    tree.files.map((file) => ({ path: mount.prefix + file.path, text: file.text })),
  );
  const skips = siblings.flatMap(({ mount, tree }) =>
    tree.skips.map((skip) =>
      skip.place === undefined
        ? skip
        : { ...skip, place: { ...skip.place, path: mount.prefix + skip.place.path } },
    ),
  );
  return {
    files: [...own.files, ...moved].sort((a, b) => (a.path < b.path ? -1 : 1)),
    skips: [...own.skips, ...skips],
    mounts: siblings.filter(({ tree }) => tree.files.length > 0).map(({ mount }) => mount),
  };
}
