// Reads the official MCP registry, page by page: it names packages, repositories and addresses of servers.
import { z } from 'zod';
import { InputError, OutsideError } from '../kit/errors.ts';
import { ask, bodyOf } from '../kit/http.ts';
import type { SourceReader } from '../model/source.ts';
import { parsedJson, repositoryUrl } from './package-facts.ts';

const official = 'https://registry.modelcontextprotocol.io';
const pageSize = 100;
const mostPages = 10_000;
const largestPage = 32 * 1024 * 1024;

export const registry: SourceReader = {
  kind: 'registry',
  spelling: 'registry:[https://host][@since]',
  accepts: (source) => source.startsWith('registry:'),
  async *read(source, { id, signal }) {
    if (id !== undefined) {
      throw new InputError(
        '--id was given for a whole registry.',
        'Leave it out; each server gets its own id.',
      );
    }
    const asked = parseRegistrySource(source);
    const seen = new Set<string>();
    for await (const { servers, cursor } of pagesOf(asked, signal)) {
      const goOn = cursor === undefined ? {} : { goOn: spelled(source, cursor) };
      for (const named of servers.flatMap(sourcesOf)) {
        if (seen.has(named)) continue;
        seen.add(named);
        yield { kind: 'source', source: named, ...goOn };
      }
    }
  },
};

interface Asked {
  readonly host: string;
  /** The day since which changes are wanted. */
  readonly since: string | undefined;
  /** The page to begin at, as the registry named it. */
  readonly cursor?: string;
}

/** The registry's address, the day since which changes are wanted, and behind `#` the page to go on at. */
export function parseRegistrySource(source: string): Asked {
  const [list = '', page] = source.split('#', 2);
  const [, host = '', since] = /^registry:([^@]*)(?:@(.*))?$/.exec(list) ?? [];
  const dated = since === undefined || z.iso.date().safeParse(since).success;
  const placed = host === '' || (URL.canParse(host) && /^https?:$/.test(new URL(host).protocol));
  if (!dated || !placed) {
    throw new InputError(
      `"${source}" does not name an MCP registry.`,
      'Write registry:, registry:@2026-01-31 for what changed since, or registry:https://host for another one.',
    );
  }
  return {
    host: (host === '' ? official : host).replace(/\/+$/, ''),
    since,
    ...(page === undefined || page === '' ? {} : { cursor: decodeURIComponent(page) }),
  };
}

/** The same list from a page on. */
function spelled(source: string, cursor: string): string {
  return `${source.split('#', 1)[0]}#${encodeURIComponent(cursor)}`;
}

const Package = z.object({
  registryType: z.string(),
  identifier: z.string().max(500),
  registryBaseUrl: z.string().optional(),
});
const Remote = z.object({ type: z.string(), url: z.string().max(500) });
const Listed = z.object({
  server: z.object({
    packages: z.array(z.unknown()).catch([]),
    remotes: z.array(z.unknown()).catch([]),
    repository: z.object({ url: z.string() }).optional().catch(undefined),
  }),
  _meta: z
    .object({
      'io.modelcontextprotocol.registry/official': z
        .object({ status: z.string().optional(), isLatest: z.boolean().optional() })
        .optional(),
    })
    .catch({}),
});
type Listed = z.infer<typeof Listed>;
const Page = z.object({
  servers: z.array(z.unknown()),
  metadata: z.object({ nextCursor: z.string().nullish() }).nullish(),
});

interface ListedPage {
  readonly servers: readonly Listed[];
  /** What the registry calls this page; undefined for the first one. */
  readonly cursor: string | undefined;
}

async function* pagesOf(asked: Asked, signal: AbortSignal): AsyncIterable<ListedPage> {
  let { cursor } = asked;
  const seen = new Set<string>();
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await pageOrFirst(asked, cursor, pages === 0, signal);
    yield {
      // One bad line of a list of thousands costs only itself.
      servers: page.servers.flatMap((value) => Listed.safeParse(value).data ?? []),
      cursor,
    };
    cursor = page.metadata?.nextCursor ?? undefined;
    if (cursor === undefined || cursor === '' || seen.has(cursor)) return;
    seen.add(cursor);
  }
}

/** A registry need not know the pages of an earlier day any more: then reading begins anew. */
async function pageOrFirst(
  { host, since }: Asked,
  cursor: string | undefined,
  isBeginning: boolean,
  signal: AbortSignal,
) {
  try {
    return await pageOf(host, since, cursor, signal);
  } catch (thrown) {
    if (!isBeginning || cursor === undefined || signal.aborted || !(thrown instanceof OutsideError))
      throw thrown;
    return await pageOf(host, since, undefined, signal);
  }
}

async function pageOf(
  host: string,
  since: string | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  const url = new URL(`${host}/v0/servers`);
  url.searchParams.set('limit', String(pageSize));
  url.searchParams.set('version', 'latest');
  if (since !== undefined) url.searchParams.set('updated_since', `${since}T00:00:00Z`);
  if (cursor !== undefined) url.searchParams.set('cursor', cursor);
  const answer = await ask(url, { signal, headers: { accept: 'application/json' } });
  const page = Page.safeParse(parsedJson((await bodyOf(answer, largestPage, signal)).toString('utf8')));
  if (answer.ok && page.success) return page.data;
  throw new OutsideError(
    'unreachable',
    `${url.host} did not answer as an MCP registry does (status ${answer.status}).`,
    'Try again later, and check the address of the registry.',
  );
}

/** What to read for a server: its packages; without any its addresses; without those its repository. */
function sourcesOf({ server, _meta: meta }: Listed): readonly string[] {
  const status = meta['io.modelcontextprotocol.registry/official'];
  if (status?.status === 'deleted' || status?.isLatest === false) return [];
  const packages = server.packages.map(packageSource).filter((source) => source !== undefined);
  if (packages.length > 0) return packages;
  const remotes = server.remotes.map(remoteSource).filter((source) => source !== undefined);
  if (remotes.length > 0) return remotes.slice(0, 1);
  const repository = /^https:\/\/github\.com\/([\w-]+\/[\w.-]+)$/.exec(
    repositoryUrl(server.repository?.url) ?? '',
  );
  return repository === null ? [] : [`github:${repository[1]}`];
}

function packageSource(value: unknown): string | undefined {
  const parsed = Package.safeParse(value);
  if (!parsed.success) return undefined;
  const { registryType, identifier } = parsed.data;
  if (registryType === 'npm' || registryType === 'pypi') return `${registryType}:${identifier}`;
  return registryType === 'mcpb' && isPublicAddress(identifier) ? `mcpb:${identifier}` : undefined;
}

function remoteSource(value: unknown): string | undefined {
  const parsed = Remote.safeParse(value);
  return parsed.success && isPublicAddress(parsed.data.url) ? parsed.data.url : undefined;
}

/** Strangers write into a registry: an address inside our own network is not asked for them. */
function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (
    protocol === 'https:' &&
    username === '' &&
    /\.[a-z][a-z0-9-]+$/i.test(hostname) &&
    !/\.(local|localhost|internal|intranet|lan|home|corp|test|invalid|onion|arpa)$/i.test(hostname)
  );
}
