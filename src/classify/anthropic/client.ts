// The connection to a server that speaks the messages API: the SDK, with bounds on time and size around it.
import Anthropic, { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';

export const officialBaseUrl = 'https://api.anthropic.com';

/** Largest body of a response other than the results of a batch. */
const largestBody = 4_000_000;
/** Longest pause between attempts that a server may ask for, in seconds. */
const longestRetryAfter = 120;

export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  /** Stands for the network in tests. */
  readonly fetch: typeof globalThis.fetch;
}

/** True when the prices of the table apply. */
export function isOfficial(baseUrl: string): boolean {
  return normalized(baseUrl) === officialBaseUrl;
}

/** A base URL without a slash or `/v1` at its end, which the SDK adds itself. */
export function normalized(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InputError(
      `"${baseUrl}" is no address of a server.`,
      'Write it like http://localhost:11434, without /v1.',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`;
}

export function connect(options: ClientOptions): Anthropic {
  const official = isOfficial(options.baseUrl);
  if (official && (options.apiKey ?? '') === '') {
    throw new InputError(
      'The model needs a key.',
      'Set ANTHROPIC_API_KEY, or name another server with --base-url.',
    );
  }
  return new Anthropic({
    // Always given, so that no variable of the environment sends requests elsewhere.
    baseURL: normalized(options.baseUrl),
    apiKey: options.apiKey || 'none',
    timeout: options.timeoutMs,
    maxRetries: 2,
    logLevel: 'off',
    openTelemetry: false,
    fetch: bounded(options.fetch),
  });
}

/** Reads bodies here, inside the SDK's own time limit and its retries; results of batches are streamed by their reader. */
function bounded(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    // A redirect would carry the key to another host.
    const response = await fetch(input, { ...init, redirect: 'error' });
    const headers = new Headers(response.headers);
    const wanted = Number(headers.get('retry-after'));
    if (wanted > longestRetryAfter) headers.set('retry-after', String(longestRetryAfter));
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    if (response.ok && url.endsWith('/results')) return response;
    const body = await textOf(response, largestBody);
    headers.delete('content-encoding');
    headers.delete('content-length');
    return new Response(response.status === 204 ? null : body, {
      status: response.status,
      statusText: response.statusText,
      headers,
    });
  };
}

async function textOf(response: Response, largest: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largest) throw new Error('The response is larger than we read.');
  }
  return text + decoder.decode();
}

/** How a failed request is to be understood. */
export type Failure =
  /** The server understood and refused this one request. */
  | 'rejected'
  /** Nothing came back, or the server was busy after all retries. */
  | 'unreachable'
  /** No request of this run can succeed: key, model, permission. */
  | 'hopeless'
  /** The thing that was asked for does not exist. */
  | 'missing';

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof APIConnectionError || !(thrown instanceof APIError)) return 'unreachable';
  const status: number | undefined = thrown.status;
  if (status === 404) return 'missing';
  if (status === 401 || status === 402 || status === 403) return 'hopeless';
  if (status === undefined || status === 408 || status === 409 || status === 429 || status >= 500)
    return 'unreachable';
  return 'rejected';
}

/** True when the server may have done the work although no answer arrived. */
export function isAmbiguous(thrown: unknown): boolean {
  if (thrown instanceof APIError && thrown.status !== undefined) {
    const status: number = thrown.status;
    return status === 408 || status === 500 || status === 502 || status === 504;
  }
  return !neverSent.has(codeOf(thrown));
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    const code = (error as { readonly code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return '';
}

/** What a person is told when the run cannot go on. */
export function stopped(thrown: unknown, model: string): OutsideError {
  const remedy =
    failureOf(thrown) === 'unreachable'
      ? 'Run the same command again later; what was answered is kept.'
      : `Check the key, its permissions, and that the server has the model ${model}.`;
  return new OutsideError(
    failureOf(thrown) === 'unreachable' ? 'unreachable' : 'refused',
    `The model's server stopped the run: ${messageOf(thrown).slice(0, 300)}`,
    remedy,
    thrown,
  );
}
