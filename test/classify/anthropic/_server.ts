// A server on the loopback that speaks the messages API as Anthropic documents it, keeps books, and fails on request.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request asks to be judged, as it stands between the tags. */
export interface Question {
  readonly definition: {
    readonly name: string;
    readonly description: string;
    readonly serverTitle: string;
    readonly siblings?: readonly string[];
  };
  /** 1, or 2 after a complaint. */
  readonly turn: number;
  readonly request: MessageRequest;
}

interface MessageRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly system:
    | string
    | readonly { readonly text: string; readonly cache_control?: { readonly ttl?: string } }[];
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly output_config?: { readonly format?: { readonly schema?: object } };
  readonly tools?: readonly { readonly name: string; readonly strict?: boolean }[];
  readonly thinking?: { readonly type: string };
}

/** How a question is answered: text, or a message with another end. */
export type Reply = string | { readonly stop: string; readonly text?: string } | { readonly input: unknown };

/** A fault: the next request of a kind fails in this way. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly type?: string }
  /** Never answers. */
  | 'hang'
  /** Cuts the connection before an answer. */
  | 'reset'
  /** Does the work, and cuts the connection in the middle of the answer. */
  | 'broken'
  /** Does the work and stops in the middle of the answer, with the connection open. */
  | 'stall'
  /** Sends the answer in pieces, with pauses between them. */
  | 'slow';

export type Endpoint = 'message' | 'create' | 'retrieve' | 'results' | 'list' | 'count' | 'cancel';

/** What becomes of one row of a batch instead of success. */
export type RowFate = 'errored' | 'invalid' | 'expired' | 'canceled';

interface Batch {
  readonly id: string;
  readonly created: string;
  readonly rows: readonly { readonly custom_id: string; readonly params: MessageRequest }[];
  readonly lines: string[];
  polls: number;
  canceled: boolean;
}

export interface Behaviour {
  /** The model: an answer to a question. */
  answer(question: Question): Reply;
  /** Fate of a batch row on its nth sending. */
  fate?(question: Question, sending: number): RowFate | undefined;
  /** Changes the lines of a results file, such as their order. */
  lines?(lines: readonly string[]): readonly string[];
  /** How often a batch is `in_progress` before it has ended. */
  pollsUntilEnd?: number;
  /** Refuses features, as servers that only resemble Anthropic's do. */
  refuses?: 'output_config' | 'tools';
  noBatches?: boolean;
  /** Called when a request arrives and when its work is done, before the answer leaves. */
  on?(endpoint: Endpoint, moment: 'arrived' | 'worked'): void;
  headers?: Record<string, string>;
  usage?: unknown;
}

export interface ModelServer {
  readonly url: string;
  /** Requests that arrived, by endpoint. */
  readonly seen: Record<Endpoint, number>;
  /** How often each question was worked on, by tool, view and turn: what a bill would show. */
  readonly paid: Map<string, number>;
  /** Every request body for a message, direct or in a batch. */
  readonly requests: MessageRequest[];
  /** Dollars by the prices of claude-haiku-5-5. */
  dollars(): number;
  /** The next requests of this kind fail so. */
  fail(endpoint: Endpoint, ...faults: readonly Fault[]): void;
  behave(behaviour: Partial<Behaviour>): void;
  close(): Promise<void>;
}

export async function modelServer(first: Behaviour): Promise<ModelServer> {
  let behaviour = first;
  const seen: ModelServer['seen'] = {
    message: 0,
    create: 0,
    retrieve: 0,
    results: 0,
    list: 0,
    count: 0,
    cancel: 0,
  };
  const paid: ModelServer['paid'] = new Map();
  const requests: MessageRequest[] = [];
  const faults = new Map<Endpoint, Fault[]>();
  const batches: Batch[] = [];
  const sendings = new Map<string, number>();
  let dollars = 0;
  let serial = 0;

  const work = (request: MessageRequest, batch: boolean): object => {
    requests.push(request);
    const question = questionIn(request);
    const name = `${question.definition.name}${question.definition.siblings ? ' withheld' : ''} ${question.turn}`;
    paid.set(name, (paid.get(name) ?? 0) + 1);
    const reply = behaviour.answer(question);
    const text = typeof reply === 'string' ? reply : 'stop' in reply ? (reply.text ?? '') : '';
    const output = Math.ceil(text.length / 3) + 10;
    const input = Math.ceil(JSON.stringify(request).length / 4);
    dollars += ((input * 0.1 + output * 0.5) / 1_000_000) * (batch ? 0.5 : 1);
    serial += 1;
    return {
      id: `msg_${serial}`,
      type: 'message',
      role: 'assistant',
      model: request.model,
      content:
        typeof reply === 'object' && 'input' in reply
          ? [{ type: 'tool_use', id: 'toolu_1', name: 'answer', input: reply.input }]
          : [{ type: 'text', text }],
      stop_reason: typeof reply === 'object' && 'stop' in reply ? reply.stop : 'end_turn',
      stop_sequence: null,
      usage: behaviour.usage ?? {
        input_tokens: input,
        output_tokens: output,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
      },
    };
  };

  const accept = (rows: Batch['rows']): Batch => {
    const id = `msgbatch_${String(batches.length + 1).padStart(4, '0')}`;
    const lines = rows.map(({ custom_id, params }) => {
      const question = questionIn(params);
      const name = `${question.definition.name} ${question.turn}`;
      const sending = (sendings.get(name) ?? 0) + 1;
      sendings.set(name, sending);
      const fate = behaviour.fate?.(question, sending);
      const error = fate === 'invalid' ? 'invalid_request_error' : 'api_error';
      const result =
        fate === undefined
          ? { type: 'succeeded', message: work(params, true) }
          : fate === 'errored' || fate === 'invalid'
            ? { type: 'errored', error: { type: 'error', error: { type: error, message: 'No.' } } }
            : { type: fate };
      return JSON.stringify({ custom_id, result });
    });
    const batch: Batch = {
      id,
      created: new Date().toISOString(),
      rows,
      lines: [...(behaviour.lines?.(lines) ?? lines)],
      polls: 0,
      canceled: false,
    };
    batches.push(batch);
    return batch;
  };

  const shapeOf = (batch: Batch) => {
    const ended = batch.polls > (behaviour.pollsUntilEnd ?? 0);
    return {
      id: batch.id,
      type: 'message_batch',
      processing_status: ended ? 'ended' : batch.canceled ? 'canceling' : 'in_progress',
      request_counts: {
        processing: ended ? 0 : batch.rows.length,
        succeeded: ended ? batch.rows.length : 0,
        errored: 0,
        canceled: 0,
        expired: 0,
      },
      created_at: batch.created,
      expires_at: batch.created,
      ended_at: ended ? batch.created : null,
      cancel_initiated_at: null,
      archived_at: null,
      results_url: ended ? `http://elsewhere.invalid/v1/messages/batches/${batch.id}/results` : null,
    };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = routeOf(request.method ?? 'GET', pathname);
    if (route === undefined) return sendError(response, 404, 'not_found_error');
    const { endpoint, id } = route;
    seen[endpoint] += 1;
    const body = await bodyOf(request);
    behaviour.on?.(endpoint, 'arrived');
    const fault = faults.get(endpoint)?.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (typeof fault === 'object') {
      return sendError(response, fault.status, fault.type ?? 'overloaded_error', fault.headers);
    }
    const wrong = protocolErrors(request, endpoint, body);
    if (wrong !== undefined) return sendError(response, 400, 'invalid_request_error', {}, wrong);
    if (behaviour.noBatches === true && pathname.startsWith('/v1/messages/batches'))
      return sendError(response, 404, 'not_found_error');
    if (endpoint === 'message' && refused(behaviour, body as MessageRequest))
      return sendError(response, 400, 'invalid_request_error', {}, 'Unknown field.');
    const batch = batches.find((one) => one.id === id);
    if (id !== undefined && batch === undefined) return sendError(response, 404, 'not_found_error');
    if (batch !== undefined && endpoint === 'retrieve') batch.polls += 1;
    if (batch !== undefined && endpoint === 'cancel') batch.canceled = true;
    const text =
      endpoint === 'message'
        ? JSON.stringify(work(body as MessageRequest, false))
        : endpoint === 'count'
          ? JSON.stringify({ input_tokens: Math.ceil(JSON.stringify(body).length / 4) })
          : endpoint === 'create'
            ? JSON.stringify(shapeOf(accept((body as { requests: Batch['rows'] }).requests)))
            : endpoint === 'list'
              ? listText(request, batches.map(shapeOf).reverse())
              : endpoint === 'results'
                ? `${batch?.lines.join('\n')}\n`
                : JSON.stringify(batch === undefined ? {} : shapeOf(batch));
    behaviour.on?.(endpoint, 'worked');
    response.writeHead(200, {
      'content-type': endpoint === 'results' ? 'application/binary' : 'application/json',
      'content-length': Buffer.byteLength(text),
      ...behaviour.headers,
    });
    const half = Math.floor(text.length / 2);
    if (fault === 'stall') return void response.write(text.slice(0, half));
    if (fault === 'slow') {
      for (let from = 0; from < text.length; from += half >> 1) {
        response.write(text.slice(from, from + (half >> 1)));
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return void response.end();
    }
    if (fault === 'broken') {
      response.write(text.slice(0, half), () => setTimeout(() => request.socket.destroy(), 10));
      return;
    }
    response.end(text);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      if (!response.headersSent) sendError(response, 500, 'api_error', {}, String(thrown));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    paid,
    requests,
    dollars: () => dollars,
    fail: (endpoint, ...list) => {
      faults.set(endpoint, [...(faults.get(endpoint) ?? []), ...list]);
    },
    behave: (changes) => {
      behaviour = { ...behaviour, ...changes };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function routeOf(method: string, path: string): { endpoint: Endpoint; id?: string } | undefined {
  const [, v1, messages, third, id, last] = path.split('/');
  if (v1 !== 'v1' || messages !== 'messages') return undefined;
  if (third === undefined) return method === 'POST' ? { endpoint: 'message' } : undefined;
  if (third === 'count_tokens') return { endpoint: 'count' };
  if (third !== 'batches') return undefined;
  if (id === undefined) return { endpoint: method === 'POST' ? 'create' : 'list' };
  if (last === undefined) return { endpoint: 'retrieve', id };
  return last === 'results' || last === 'cancel' ? { endpoint: last, id } : undefined;
}

/** What the real server would refuse. */
function protocolErrors(request: IncomingMessage, endpoint: Endpoint, body: unknown): string | undefined {
  if (request.headers['anthropic-version'] === undefined) return 'anthropic-version: header is required';
  if (request.headers.authorization === undefined && request.headers['x-api-key'] === undefined)
    return 'a key is required';
  if (endpoint === 'message') return messageErrors(body as MessageRequest);
  if (endpoint !== 'create') return undefined;
  const { requests } = body as { requests?: Batch['rows'] };
  if (!Array.isArray(requests) || requests.length === 0) return 'requests: field required';
  const ids = new Set(requests.map((row) => row.custom_id));
  if (ids.size !== requests.length) return 'custom_id: must be unique';
  if (![...ids].every((id) => /^[a-zA-Z0-9_-]{1,64}$/.test(id))) return 'custom_id: does not match';
  return requests.map((row) => messageErrors(row.params)).find((wrong) => wrong !== undefined);
}

function messageErrors(body: MessageRequest): string | undefined {
  if (typeof body.model !== 'string') return 'model: field required';
  if (!Number.isInteger(body.max_tokens)) return 'max_tokens: field required';
  if (!Array.isArray(body.messages) || body.messages.length === 0) return 'messages: field required';
  const roles = body.messages.map((message) => message.role).join(' ');
  if (!/^user( assistant user)*$/.test(roles)) return `messages: roles must alternate, found ${roles}`;
  if (body.messages.some((message) => message.content === '')) return 'messages: text must not be empty';
  const schema = body.output_config?.format?.schema as { additionalProperties?: unknown } | undefined;
  if (schema !== undefined && schema.additionalProperties !== false)
    return 'output_config.format.schema: additionalProperties must be false';
  return undefined;
}

function refused({ refuses }: Behaviour, body: MessageRequest): boolean {
  if (refuses === undefined) return false;
  return body.output_config !== undefined || (refuses === 'tools' && body.tools !== undefined);
}

function questionIn(request: MessageRequest): Question {
  const [first] = request.messages;
  const match = /<untrusted-definition-([0-9a-f]+)>\n(.*)\n<\/untrusted-definition-\1>/s.exec(
    first?.content ?? '',
  );
  const definition: Question['definition'] = JSON.parse(match?.[2] ?? '{"name":"","description":""}');
  return { definition, turn: (request.messages.length + 1) / 2, request };
}

function listText(request: IncomingMessage, data: readonly { readonly id: string }[]): string {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const limit = Number(query.get('limit') ?? 20);
  const after = data.findIndex((one) => one.id === query.get('after_id'));
  const page = data.slice(after + 1, after + 1 + limit);
  return JSON.stringify({
    data: page,
    has_more: after + 1 + limit < data.length,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
  });
}

function sendError(
  response: ServerResponse,
  status: number,
  type: string,
  headers: Record<string, string> = {},
  message = 'No.',
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_1' }));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}
