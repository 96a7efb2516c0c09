// Asks a server on the web for its tools. Nothing but the list is asked for, and no tool is called.
import { InputError, OutsideError } from '../../kit/errors.ts';
import { isServerId, type ServerId } from '../../model/server.ts';
import type { CrawlContext, Crawled, SourceReader } from '../../model/source.ts';
import { defined } from '../package-facts.ts';
import {
  eventConnection,
  NeedsAccount,
  type OpenConnection,
  streamableConnection,
  WrongTransport,
} from './http-connection.ts';
import { type Listing, listTools, RpcError } from './list-tools.ts';

export const live: SourceReader = {
  kind: 'live',
  spelling: 'https://host/mcp',
  accepts: (source) => /^https?:\/\//i.test(source),
  async *read(source, context) {
    yield await readLive(source, context);
  },
};

async function readLive(source: string, context: CrawlContext): Promise<Crawled> {
  const url = addressOf(source);
  const id = context.id ?? idOf(url);
  const listing = await listingOf(url, context.signal);
  return {
    kind: 'tools',
    server: defined({
      id,
      title: listing.facts.title ?? url.host,
      description: listing.facts.description ?? '',
      homepage: listing.facts.homepage,
      version: listing.facts.version,
    }),
    tools: listing.tools,
    skips: listing.skips,
  };
}

async function listingOf(url: URL, signal: AbortSignal): Promise<Listing> {
  try {
    return await using(async () => streamableConnection(url, signal), url);
  } catch (thrown) {
    if (!(thrown instanceof WrongTransport)) return orSkip(thrown, url);
  }
  try {
    return await using(() => eventConnection(url, signal), url);
  } catch (thrown) {
    return orSkip(thrown, url);
  }
}

async function using(open: () => Promise<OpenConnection>, url: URL): Promise<Listing> {
  const connection = await open();
  try {
    return await listTools(connection, 'live/http', url.href);
  } finally {
    await connection.close();
  }
}

/** A host that wants an account is there, and says something about the server; anything else teaches nothing. */
function orSkip(thrown: unknown, url: URL): Listing {
  if (thrown instanceof NeedsAccount) {
    return { facts: {}, tools: [], skips: [{ reason: 'needs-account', detail: `${thrown.message}.` }] };
  }
  if (thrown instanceof RpcError || thrown instanceof WrongTransport) {
    throw new OutsideError(
      'unreachable',
      `${url.host} does not list its tools: ${thrown.message}`,
      'Check the address; it often ends in /mcp or /sse.',
      thrown,
    );
  }
  throw thrown;
}

/** The address without fragment. Only https, except on this machine; never with a password in it. */
function addressOf(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : undefined;
  const isHere = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url === undefined || (url.protocol === 'http:' && !isHere)) {
    throw new InputError(
      `"${source}" is not an address that we ask.`,
      'Write https://host/path; http only works on this machine.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      'The address holds a password.',
      'Leave it out; servers that want an account are told as such.',
    );
  }
  url.hash = '';
  return url;
}

/** `remote/<host>/<path>`, without what an id cannot hold. Parameters of the address are not part of it. */
function idOf(url: URL): ServerId {
  const parts = [url.host.replace(':', '-').replace(/[^\w.-]/g, ''), ...url.pathname.split('/')];
  const id = [
    'remote',
    ...parts
      .map((part) => part.replace(/[^\w.~+@-]+/g, '-').replace(/^[-.+]+|\.+$/g, ''))
      .filter((part) => part !== ''),
  ].join('/');
  if (isServerId(id)) return id;
  throw new InputError(
    `No id can be made of "${url.href}".`,
    'Give one with --id, such as --id remote/host/name.',
  );
}
