// Some servers keep their tools in another package of the same scope: finds those that are worth reading along.
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { Mount, SourceTree } from '../../model/source.ts';
import { fetchManifest, fetchTree, type NpmManifest, type Registry } from './registry.ts';

const most = 4;
/** What a package depends on when it defines tools; the SDKs themselves are libraries for servers, not servers. */
const protocolPackage =
  /^(@modelcontextprotocol\/.+|fastmcp|mcp-framework|xmcp|@[\w.-]+\/mcp-?(kit|core|sdk|tools?|framework))$/;
const sdkScope = '@modelcontextprotocol/';

/** A package read along, with where its files go. */
export interface Sibling {
  readonly mount: Mount;
  readonly tree: SourceTree;
}

/** Direct dependencies of the same scope that the package's code imports and that speak the protocol. */
export async function readSiblings(
  manifest: NpmManifest,
  own: SourceTree,
  registry: Registry,
): Promise<readonly Sibling[]> {
  const siblings: Sibling[] = [];
  for (const [name, wanted] of candidates(manifest, own)) {
    if (siblings.length === most) break;
    const sibling = await readSibling(name, wanted, registry);
    if (sibling !== undefined) siblings.push(sibling);
  }
  return siblings;
}

function candidates(manifest: NpmManifest, own: SourceTree): [string, string][] {
  const scope = /^@[^/]+\//.exec(manifest.name)?.[0];
  if (scope === undefined || scope === sdkScope) return [];
  return Object.entries(manifest.dependencies ?? {})
    .filter(([name]) => name.startsWith(scope) && isImported(name, own))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function isImported(name: string, own: SourceTree): boolean {
  const spellings = [`'${name}'`, `"${name}"`, `'${name}/`, `"${name}/`];
  return own.files.some(
    (file) => !file.path.endsWith('.json') && spellings.some((spelling) => file.text.includes(spelling)),
  );
}

/** Undefined when it is no holder of tools. One that cannot be had is a skip: the package itself was read all the same. */
async function readSibling(name: string, wanted: string, registry: Registry): Promise<Sibling | undefined> {
  // A range only: addresses, aliases and workspace links are not ours to follow.
  if (!/^[\w.~^<>=+* |-]+$/.test(wanted)) return undefined;
  const mount = { prefix: `node_modules/${name}/`, id: `npm/${name}` };
  try {
    const manifest = await fetchManifest(name, wanted, registry);
    if (manifest === undefined) return unread(mount, `npm has no package ${name}`);
    if (!speaksProtocol(manifest)) return undefined;
    const { version } = manifest;
    return { mount: { ...mount, version }, tree: await fetchTree(manifest, registry) };
  } catch (thrown) {
    const outside = thrown instanceof OutsideError || thrown instanceof InputError;
    if (registry.signal.aborted || !outside) throw thrown;
    return unread(mount, messageOf(thrown));
  }
}

function unread(mount: Omit<Mount, 'version'>, detail: string): Sibling {
  const skips = [{ reason: 'dependency-not-read' as const, detail }];
  return { mount: { ...mount, version: '' }, tree: { files: [], skips } };
}

function speaksProtocol(manifest: NpmManifest): boolean {
  const base = manifest.name.slice(manifest.name.indexOf('/') + 1);
  if (/(^|-)(mcp|tools?)(-|$)/.test(base)) return true;
  const all = { ...manifest.dependencies, ...manifest.peerDependencies };
  return Object.keys(all).some((name) => protocolPackage.test(name));
}
