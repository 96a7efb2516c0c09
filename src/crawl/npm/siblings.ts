// Some servers keep their tools, or the schemas of their tools, in another package: finds those that are worth reading along.
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { Mount, SourceTree } from '../../model/source.ts';
import { fieldsOf } from '../package-facts.ts';
import { fetchManifest, fetchTree, type NpmManifest, type Registry } from './registry.ts';

const most = 8;
/** Bytes of a package of schemas. */
const largestSchemas = 3_000_000;
/** What a package of schemas depends on itself. Not every registry tells sizes. */
const mostForSchemas = 8;
/** Code that only starts another package is short. */
const largestStarter = 60_000;
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
/** Packages that are named after the tools of a server. */
const toolsName = /(^|[/-])mcp-tools?(-|$)|(^|[/-])tools?-mcp(-|$)|(^|[/-])mcp-[\w.-]+-tools?$/;
/** Without any of these words, code registers no tool. */
const registering = /registerTool|setRequestHandler|\.addTool|\.tool\(|\.tools\(|tools\/list/;

/** A package read along, with where its files go. */
export interface Sibling {
  readonly mount: Mount;
  readonly tree: SourceTree;
}

/**
 * Direct dependencies that the package's code imports: those of the same scope that speak the protocol or define schemas,
 * those of any scope that are named after tools, and, for code that registers nothing itself, those of any scope that
 * speak the protocol or hand out something that is named after tools.
 */
export async function readSiblings(
  manifest: NpmManifest,
  own: SourceTree,
  registry: Registry,
): Promise<readonly Sibling[]> {
  const found = await Promise.all(
    candidates(manifest, own).map(
      async ([name, wanted]) => await lookAt(name, wanted, handsOutTools(name, own), registry),
    ),
  );
  const worth = found
    .filter((one) => one !== undefined)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, most);
  const siblings: Sibling[] = [];
  for (const one of worth) siblings.push(await readSibling(one, registry));
  return siblings;
}

/** Those named after tools first, then those that others are built on. */
function rankOf({ name, speaks }: Candidate): number {
  if (toolsName.test(name)) return 0;
  return speaks ? (/-(?:core|base|server)$/.test(name) ? 1 : 2) : 3;
}

function candidates(manifest: NpmManifest, own: SourceTree): readonly [string, string][] {
  const scope = scopeOf(manifest.name);
  if (scope === sdkScope) return [];
  const isStarter = !own.files.some((file) => !file.path.endsWith('.json') && registering.test(file.text));
  const all = Object.entries(manifest.dependencies ?? {});
  // Where tools come from one scope, so does what they are built on.
  const families = [scope, ...all.map(([name]) => (toolsName.test(name) ? scopeOf(name) : undefined))].filter(
    (one) => one !== undefined,
  );
  return all
    .filter(
      ([name]) =>
        (families.some((family) => name.startsWith(family)) ||
          (isStarter && !library.test(name)) ||
          toolsName.test(name)) &&
        isImported(name, own),
    )
    .sort(([a], [b]) => Number(toolsName.test(b)) - Number(toolsName.test(a)) || (a < b ? -1 : 1))
    .slice(0, mostAsked);
}

function scopeOf(name: string): string | undefined {
  return /^@[^/]+\//.exec(name)?.[0];
}

const nearby = 120;

/** True when what is imported from a package is named after tools: `const { tools } = require('name/lib')`. */
function handsOutTools(name: string, own: SourceTree): boolean {
  return own.files.some((file) => {
    if (file.path.endsWith('.json') || file.text.length > largestStarter) return false;
    for (const quote of [`'${name}`, `"${name}`]) {
      const at = file.text.indexOf(quote);
      const before = at < 0 ? '' : file.text.slice(Math.max(0, at - nearby), at);
      if (/\{[^{}]*\b(?:tools|\w+Tools)\b[^{}]*\}\s*(?:=\s*require\(|from)\s*$/.test(before)) return true;
    }
    return false;
  });
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
async function lookAt(
  name: string,
  wanted: string,
  handsOut: boolean,
  registry: Registry,
): Promise<Candidate | undefined> {
  // A range only: addresses, aliases and workspace links are not ours to follow.
  if (!/^[\w.~^<>=+* |-]+$/.test(wanted)) return undefined;
  const isNamed = handsOut || /(^|-)(mcp|tools?)(-|$)/.test(name.slice(name.indexOf('/') + 1));
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
