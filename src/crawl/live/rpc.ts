// JSON-RPC messages: what is sent, and which of the messages that come is the answer.
import { z } from 'zod';
import { parsedJson } from '../package-facts.ts';
import { RpcError } from './list-tools.ts';

const Answer = z.object({
  id: z.union([z.number(), z.string()]),
  result: z.unknown().optional(),
  error: z.object({ code: z.number().optional(), message: z.string().catch('') }).optional(),
});

/** The text of a request. */
export function requestText(id: number, method: string, params: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

/** The text of a notification. */
export function notificationText(method: string): string {
  return JSON.stringify({ jsonrpc: '2.0', method });
}

/** The result in a message, when it is the answer to a request. Throws `RpcError` when the answer is an error. */
export function resultIn(text: string, id: number): { readonly result: unknown } | undefined {
  const message = parsedJson(text);
  for (const one of Array.isArray(message) ? message : [message]) {
    const answer = Answer.safeParse(one);
    if (!answer.success || String(answer.data.id) !== String(id)) continue;
    if (answer.data.error !== undefined) throw new RpcError(answer.data.error.message.slice(0, 300));
    return { result: answer.data.result };
  }
  return undefined;
}
