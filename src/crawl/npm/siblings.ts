// Some servers keep their tools, or the schemas of their tools, in another package: finds those that are worth reading along.
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { Mount, SourceTree } from '../../model/source.ts';
import { fieldsOf } from '../package-facts.ts';
import { fetchManifest, fetchTree, type NpmManifest, type Registry } from './registry.ts';

const most = 4;
/** Bytes of a package of schemas. */
const largestSchemas = 3_000_000;
/** What a package of schemas depends on itself. Not every registry tells sizes. */
const mostForSchemas = 8;
/** Manifests that are looked at to find them. */
const mostAsked = 16;
/** What a package depends on when it defines tools; the SDKs themselves are libraries for servers, not servers. */
const protocolPackage =
  /^(@modelcontextprotocol\/.+|fastmcp|mcp-framework|xmcp|@[\w.-]+\/mcp-?(kit|core|sdk|tools?|framework))$/;
/** What a package depends on when it defines schemas. */
const schemaPackage = /^(zod|zod-to-json-schema|@sinclair\/typebox|typebox|valibot|arktype)$/;
/** Libraries for servers and clients, which list no tool of their own. */
const library =
  /^@modelcontextprotocol\/|^@(ai-sdk|langchain|anthropic-ai|mastra|smithery|tmcp)\/|(^|[/-])(fastmcp|xmcp|tmcp|mcp-(framework|handler|adapters?|proxy|remote|sdk|kit|core|client|tracer|inspector|evals))$/;
const sdkScope = '@modelcontextprotocol/';
/** Without any of these words, code registers no tool. */
const registering = /registerTool|setRequestHandler|\.addTool|\.tool\(|\.tools\(|tools\/list/;

/** A package read along, with where its files go. */
export interface Sibling {
  readonly mount: Mount;
  readonly tree: SourceTree;
}

/**
 * Direct dependencies that the package's code imports: those of the same scope that speak the protocol or define schemas,
 * and, for code that registers nothing itself, those of any scope that speak the protocol.
 */
export async function readSiblings(
  manifest: NpmManifest,
  own: SourceTree,
  registry: Registry,
): Promise<readonly Sibling[]> {
  const found = await Promise.all(
    candidates(manifest, own).map(async ([name, wanted]) => await lookAt(name, wanted, registry)),
  );
  const worth = found
    .filter((one) => one !== undefined)
    .sort((a, b) => Number(b.speaks) - Number(a.speaks))
    .slice(0, most);
  const siblings: Sibling[] = [];
  for (const one of worth) siblings.push(await readSibling(one, registry));
  return siblings;
}

function candidates(manifest: NpmManifest, own: SourceTree): readonly [string, string][] {
  const scope = /^@[^/]+\//.exec(manifest.name)?.[0];
  if (scope === sdkScope) return [];
  const isStarter = !own.files.some((file) => !file.path.endsWith('.json') && registering.test(file.text));
  return Object.entries(manifest.dependencies ?? {})
    .filter(
      ([name]) =>
        ((scope !== undefined && name.startsWith(scope)) || (isStarter && !library.test(name))) &&
        isImported(name, own),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, mostAsked);
}

function isImported(name: string, own: SourceTree): boolean {
  const spellings = [`'${name}'`, `"${name}"`, `'${name}/`, `"${name}/`];
  return own.files.some(
    (file) => !file.path.endsWith('.json') && spellings.some((spelling) => file.text.includes(spelling)),
  );
}

/** A dependency that is worth reading; without a manifest when it could not be had. */
interface Candidate {
  readonly name: string;
  readonly manifest: NpmManifest | undefined;
  /** True when it speaks the protocol, not only defines schemas. */
  readonly speaks: boolean;
  /** Why there is no manifest. */
  readonly detail: string;
}

/** Undefined when it holds neither tools nor schemas. */
async function lookAt(name: string, wanted: string, registry: Registry): Promise<Candidate | undefined> {
  // A range only: addresses, aliases and workspace links are not ours to follow.
  if (!/^[\w.~^<>=+* |-]+$/.test(wanted)) return undefined;
  const isNamed = /(^|-)(mcp|tools?)(-|$)/.test(name.slice(name.indexOf('/') + 1));
  try {
    const manifest = await fetchManifest(name, wanted, registry);
    if (manifest === undefined)
      return { name, manifest, speaks: isNamed, detail: `npm has no package ${name}` };
    const all = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const speaks = isNamed || all.some((one) => protocolPackage.test(one));
    return speaks || (isSmall(manifest) && all.some((one) => schemaPackage.test(one)))
      ? { name, manifest, speaks, detail: '' }
      : undefined;
  } catch (thrown) {
    const outside = thrown instanceof OutsideError || thrown instanceof InputError;
    if (registry.signal.aborted || !outside) throw thrown;
    return { name, manifest: undefined, speaks: isNamed, detail: messageOf(thrown) };
  }
}

/** Schemas are small and lean on little; a framework that also uses them is not worth its size. */
function isSmall({ dist, dependencies }: NpmManifest): boolean {
  const size: unknown = fieldsOf(dist)('unpackedSize');
  return (
    Object.keys(dependencies ?? {}).length <= mostForSchemas &&
    (typeof size !== 'number' || size <= largestSchemas)
  );
}

/** One that cannot be had is a skip: the package itself was read all the same. */
async function readSibling({ name, manifest, detail }: Candidate, registry: Registry): Promise<Sibling> {
  const mount = { prefix: `node_modules/${name}/`, id: `npm/${name}` };
  if (manifest === undefined) return unread(mount, detail);
  try {
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
