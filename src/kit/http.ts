// Asking hosts over http: with time limits, few retries, the user's proxy, and failures in plain words.
import { setGlobalProxyFromEnv } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, OutsideError } from './errors.ts';

/** One question to a host. */
export interface Question {
  readonly signal: AbortSignal;
  /** Milliseconds for the whole exchange, the body included; 60,000 when absent. */
  readonly timeLimit?: number;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Tries after the first, for hosts that are busy or away; 2 when absent. */
  readonly retries?: number;
  /** Stays with the host that was asked: a redirect elsewhere is given as the answer. */
  readonly sameHost?: boolean;
}

const busy = new Set([408, 429, 500, 502, 503, 504]);
const longestPause = 10_000;
let proxied = false;

/**
 * Asks and gives the answer, whatever its status. Throws `OutsideError`: `unreachable` when there is no answer,
 * `refused` when the user stopped.
 */
export async function ask(url: string | URL, question: Question): Promise<Response> {
  useProxy();
  const { signal, timeLimit = 60_000, retries = 2 } = question;
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await send(url, question, within);
      if (!busy.has(answer.status) || attempt >= retries) return answer;
      await answer.body?.cancel();
      await pause(attempt, Number(answer.headers.get('retry-after')), within);
    } catch (thrown) {
      if (attempt >= retries || within.aborted) throw unreachable(url, thrown, signal);
      await pause(attempt, 0, within).catch((stopped: unknown) => {
        throw unreachable(url, stopped, signal);
      });
    }
  }
}

async function send(url: string | URL, question: Question, signal: AbortSignal, hops = 3): Promise<Response> {
  const answer = await fetch(url, {
    method: question.method ?? 'GET',
    headers: { 'user-agent': 'toolrisk', ...question.headers },
    ...(question.body === undefined ? {} : { body: question.body }),
    redirect: question.sameHost === true ? 'manual' : 'follow',
    signal,
  });
  const target = answer.headers.get('location');
  if (question.sameHost !== true || hops === 0 || ![301, 302, 307, 308].includes(answer.status))
    return answer;
  if (target === null || !URL.canParse(target, answer.url)) return answer;
  const from = new URL(url);
  const next = new URL(target, from);
  // Servers behind a proxy that speaks https for them redirect to http; the first address was the safe one.
  if (from.protocol === 'https:') next.protocol = 'https:';
  if (next.host !== from.host) return answer;
  await answer.body?.cancel();
  return await send(next, question, signal, hops - 1);
}

/** The body as a stream of bytes that fails in plain words. */
export async function* bytesOf(answer: Response, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of answer.body ?? []) yield chunk;
  } catch (thrown) {
    throw unreachable(answer.url, thrown, signal);
  }
}

/** The whole body. Throws `OutsideError` `refused` when it is longer than `most` bytes. */
export async function bodyOf(answer: Response, most: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytesOf(answer, signal)) {
    size += chunk.length;
    if (size > most) {
      throw new OutsideError(
        'refused',
        `The answer of ${answer.url} is longer than ${Math.round(most / 1024 / 1024)} MB.`,
        'See by hand what the address answers.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function useProxy(): void {
  if (proxied) return;
  proxied = true;
  setGlobalProxyFromEnv();
}

async function pause(attempt: number, wantedSeconds: number, signal: AbortSignal): Promise<void> {
  const wanted = Number.isFinite(wantedSeconds) ? wantedSeconds * 1000 : 0;
  await sleep(Math.min(longestPause, Math.max(wanted, 400 * 2 ** attempt)), undefined, { signal });
}

function unreachable(url: string | URL, thrown: unknown, signal: AbortSignal): OutsideError {
  if (thrown instanceof OutsideError) return thrown;
  if (signal.aborted) return new OutsideError('refused', 'Stopped.', 'Run it again to go on.', thrown);
  // The message of fetch is always "fetch failed"; what happened is its cause.
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const { host } = new URL(url);
  return new OutsideError(
    'unreachable',
    `${host} could not be reached: ${messageOf(cause)}`,
    'Check the address, the network and the proxy settings (HTTPS_PROXY), then run it again.',
    thrown,
  );
}
