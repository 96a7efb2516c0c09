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
    const { host, since } = parseRegistrySource(source);
    const seen = new Set<string>();
    for await (const server of serversOf(host, since, signal)) {
      for (const named of sourcesOf(server)) {
        if (seen.has(named)) continue;
        seen.add(named);
        yield { kind: 'source', source: named };
      }
    }
  },
};

/** The registry's address, and the day since which changes are wanted. */
export function parseRegistrySource(source: string): {
  readonly host: string;
  readonly since: string | undefined;
} {
  const [, host = '', since] = /^registry:([^@]*)(?:@(.*))?$/.exec(source) ?? [];
  const dated = since === undefined || z.iso.date().safeParse(since).success;
  const placed = host === '' || (URL.canParse(host) && /^https?:$/.test(new URL(host).protocol));
  if (!dated || !placed) {
    throw new InputError(
      `"${source}" does not name an MCP registry.`,
      'Write registry:, registry:@2026-01-31 for what changed since, or registry:https://host for another one.',
    );
  }
  return { host: (host === '' ? official : host).replace(/\/+$/, ''), since };
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

async function* serversOf(
  host: string,
  since: string | undefined,
  signal: AbortSignal,
): AsyncIterable<Listed> {
  let cursor: string | undefined;
  const seen = new Set<string>();
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await pageOf(host, since, cursor, signal);
    for (const value of page.servers) {
      const listed = Listed.safeParse(value);
      // One bad line of a list of thousands costs only itself.
      if (listed.success) yield listed.data;
    }
    cursor = page.metadata?.nextCursor ?? undefined;
    if (cursor === undefined || cursor === '' || seen.has(cursor)) return;
    seen.add(cursor);
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
