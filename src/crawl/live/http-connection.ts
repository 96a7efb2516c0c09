// A connection to a server over http: the streamable transport, and the older one with server-sent events.
import { OutsideError } from '../../kit/errors.ts';
import { ask, bodyOf, bytesOf } from '../../kit/http.ts';
import { eventsOf, type ServerEvent } from './events.ts';
import type { Connection } from './list-tools.ts';
import { notificationText, requestText, resultIn } from './rpc.ts';

const timeLimit = 20_000;
const largestAnswer = 16 * 1024 * 1024;
const accept = 'application/json, text/event-stream';

/** The host wants an account or a key. */
export class NeedsAccount extends Error {
  override readonly name = 'NeedsAccount';
}

/** A connection that must be closed. */
export interface OpenConnection extends Connection {
  close(): Promise<void>;
}

/** The streamable transport: each request is a POST, answered with JSON or with events. */
export function streamableConnection(url: URL, signal: AbortSignal): OpenConnection {
  let session: string | undefined;
  let version: string | undefined;
  let next = 1;
  const post = async (body: string): Promise<Response> => {
    const answer = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...sessionHeaders(session, version) },
      body,
      signal,
      timeLimit,
      retries: 1,
      sameHost: true,
    });
    session = answer.headers.get('mcp-session-id') ?? session;
    return answer;
  };
  return {
    async request(method, params) {
      const id = next++;
      const answer = await accepted(await post(requestText(id, method, params)));
      const found = isStream(answer)
        ? await resultAmong(eventsOf(bytesOf(answer, signal), largestAnswer), id)
        : resultIn((await bodyOf(answer, largestAnswer, signal)).toString('utf8'), id);
      if (found === undefined) throw silent(url);
      if (method === 'initialize') version = versionIn(found.result);
      return found.result;
    },
    async notify(method) {
      await (await post(notificationText(method))).body?.cancel();
    },
    async close() {
      if (session === undefined || signal.aborted) return;
      // A courtesy: the server may forget the session now.
      const headers = sessionHeaders(session, version);
      await ask(url, { method: 'DELETE', headers, signal, timeLimit: 3_000, retries: 0 })
        .then((answer) => answer.body?.cancel())
        .catch(() => {});
    },
  };
}

/** The older transport: one stream of events from the host, and an address for what goes there. */
export async function eventConnection(url: URL, signal: AbortSignal): Promise<OpenConnection> {
  const stop = new AbortController();
  const within = AbortSignal.any([signal, stop.signal]);
  const opened = await accepted(
    await ask(url, {
      headers: { accept: 'text/event-stream' },
      signal: within,
      timeLimit: 2 * timeLimit,
      retries: 1,
      sameHost: true,
    }),
  );
  const close = async () => stop.abort();
  if (!isStream(opened)) {
    await opened.body?.cancel();
    throw silent(url);
  }
  const events = eventsOf(bytesOf(opened, signal), largestAnswer)[Symbol.asyncIterator]();
  const rest: AsyncIterable<ServerEvent> = { [Symbol.asyncIterator]: () => ({ next: () => events.next() }) };
  const first = await events.next();
  const target = first.done === true || first.value.event !== 'endpoint' ? undefined : first.value.data;
  // Only the host that was named is talked to, wherever it points.
  if (target === undefined || !URL.canParse(target, url) || new URL(target, url).origin !== url.origin) {
    await close();
    throw silent(url);
  }
  const endpoint = new URL(target, url);
  let next = 1;
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await accepted(
      await ask(endpoint, { method: 'POST', headers, body, signal, timeLimit, retries: 1, sameHost: true }),
    );
    await answer.body?.cancel();
  };
  return {
    async request(method, params) {
      const id = next++;
      await post(requestText(id, method, params));
      const found = await resultAmong(rest, id);
      if (found === undefined) throw silent(url);
      return found.result;
    },
    notify: (method) => post(notificationText(method)),
    close,
  };
}

/** Hosts of the older transport refuse the POST of the newer one with one of these. */
export class WrongTransport extends Error {
  override readonly name = 'WrongTransport';
}

async function accepted(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  await answer.body?.cancel();
  const { host } = new URL(answer.url);
  if (answer.status === 401 || answer.status === 402 || answer.status === 403) {
    throw new NeedsAccount(`${host} answers with status ${answer.status}`);
  }
  if ([400, 404, 405, 406, 415].includes(answer.status)) {
    throw new WrongTransport(`${host} answers with status ${answer.status}`);
  }
  throw new OutsideError(
    'unreachable',
    `${host} answers with status ${answer.status}.`,
    'Try again later, and check the address.',
  );
}

async function resultAmong(events: AsyncIterable<ServerEvent>, id: number) {
  for await (const { data } of events) {
    const found = resultIn(data, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isStream(answer: Response): boolean {
  return answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
}

function sessionHeaders(session: string | undefined, version: string | undefined): Record<string, string> {
  return {
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
    ...(version === undefined ? {} : { 'mcp-protocol-version': version }),
  };
}

function versionIn(result: unknown): string | undefined {
  const version =
    typeof result === 'object' && result !== null && 'protocolVersion' in result
      ? result.protocolVersion
      : '';
  return typeof version === 'string' && /^[\d-]{1,20}$/.test(version) ? version : undefined;
}

function silent(url: URL): OutsideError {
  return new OutsideError(
    'unreachable',
    `${url.host} did not answer as an MCP server does.`,
    'Check the address; it often ends in /mcp or /sse.',
  );
}
