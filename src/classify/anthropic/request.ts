// Questions as requests, and messages as turns.
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import { answerSchema, longestAnswer } from './answer.ts';
import type { Ask, Turn } from './case.ts';
import { type ModelRow, noTokens, type Tokens } from './prices.ts';
import { complaintText, forgesTags, shown, spotlighted, systemPrompt } from './prompt.ts';

/** How a server is made to answer in our form, best first. */
export const modes = ['schema', 'tool', 'plain'] as const;
export type Mode = (typeof modes)[number];

/** Name of the one tool of the mode `tool`; it exists only to carry the schema and is never run. */
const answerTool = 'answer';

/** What all requests of a run have in common. */
export interface RequestPlan {
  readonly model: string;
  /** The model's row, when it is one of Anthropic's that we know; other servers get no options that they may not know. */
  readonly row: ModelRow | undefined;
  readonly batch: boolean;
}

/** Most tokens that an answer may have, thinking included. */
export function answerTokens(row: ModelRow | undefined): number {
  return row?.thinking === 'always' ? 6_000 : 1_600;
}

/** The request for a question; undefined when the definition holds the code that is to mark it. */
export function requestOf(
  ask: Ask,
  plan: RequestPlan,
  mode: Mode,
  nonce: string,
): MessageCreateParamsNonStreaming | undefined {
  const { text } = shown(ask.subject, ask.view);
  if (forgesTags(text, nonce)) return undefined;
  const { row } = plan;
  const form = `\nThe object has to fit this JSON Schema:\n${JSON.stringify(answerSchema)}`;
  return {
    model: plan.model,
    max_tokens: answerTokens(row),
    // The plainest servers know neither blocks nor caches.
    system:
      mode === 'plain'
        ? `${systemPrompt}${form}`
        : [
            {
              type: 'text',
              text: systemPrompt,
              cache_control: { type: 'ephemeral', ttl: plan.batch ? '1h' : '5m' },
            },
          ],
    messages: [
      { role: 'user', content: spotlighted(text, nonce) },
      ...(ask.repair === undefined
        ? []
        : [
            { role: 'assistant' as const, content: ask.repair.text.slice(0, longestAnswer) || '{}' },
            { role: 'user' as const, content: complaintText(ask.repair.complaint) },
          ]),
    ],
    ...(row?.thinking === 'off' ? { thinking: { type: 'disabled' as const } } : {}),
    ...outputOf(mode, row),
  };
}

function outputOf(mode: Mode, row: ModelRow | undefined): Partial<MessageCreateParamsNonStreaming> {
  if (mode === 'schema') {
    return {
      output_config: {
        ...(row === undefined || row.thinking === 'none' ? {} : { effort: 'low' as const }),
        format: { type: 'json_schema', schema: { ...answerSchema } },
      },
    };
  }
  if (mode === 'tool') {
    return {
      tools: [
        {
          name: answerTool,
          description: 'Takes the judgement.',
          strict: true,
          input_schema: { ...answerSchema, type: 'object' },
        },
      ],
      tool_choice: { type: 'tool', name: answerTool, disable_parallel_tool_use: true },
    };
  }
  return {};
}

/** What we rely on in a message; servers that only resemble Anthropic's leave much of the rest out. */
const Reply = z.object({
  stop_reason: z.string().nullish(),
  content: z.array(z.unknown()).max(1_000),
});
const Block = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('tool_use'), input: z.unknown() }),
]);

/** The answer in a message, or why it holds none. */
export function turnOf(message: Message | unknown): Turn {
  const reply = Reply.safeParse(message);
  if (!reply.success) return { kind: 'none', reason: 'invalid' };
  const { stop_reason: stop, content } = reply.data;
  if (stop === 'refusal') return { kind: 'none', reason: 'refused' };
  if (stop === 'max_tokens' || stop === 'model_context_window_exceeded')
    return { kind: 'none', reason: 'truncated' };
  const texts = content.flatMap((block) => {
    const known = Block.safeParse(block);
    if (!known.success) return [];
    return [known.data.type === 'text' ? known.data.text : (JSON.stringify(known.data.input) ?? '')];
  });
  return { kind: 'text', text: texts.join('').slice(0, longestAnswer + 1) };
}

const Amount = z.int().nonnegative().max(10_000_000);
const UsageShape = z.object({
  input_tokens: Amount,
  output_tokens: Amount,
  cache_creation_input_tokens: Amount.nullish(),
  cache_read_input_tokens: Amount.nullish(),
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: Amount, ephemeral_1h_input_tokens: Amount })
    .nullish(),
});

/** The tokens that a message was billed for; undefined when it does not say so in a form that makes sense. */
export function tokensOf(message: unknown, batch: boolean): Tokens | undefined {
  const usage = z.object({ usage: UsageShape }).safeParse(message).data?.usage;
  if (usage === undefined) return undefined;
  const written = usage.cache_creation_input_tokens ?? 0;
  const detail = usage.cache_creation;
  return {
    ...noTokens,
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite:
      detail == null
        ? { '5m': batch ? 0 : written, '1h': batch ? written : 0 }
        : { '5m': detail.ephemeral_5m_input_tokens, '1h': detail.ephemeral_1h_input_tokens },
  };
}

/** An upper bound of a request's prompt in tokens: no tokenizer makes more tokens than there are bytes. */
export function promptBound(request: MessageCreateParamsNonStreaming): number {
  return Buffer.byteLength(JSON.stringify(request)) + 1_000;
}

/** What a text comes to in tokens, roughly: bytes by a figure on the high side for JSON and English. */
export function roughTokens(bytes: number): number {
  return Math.ceil(bytes / 3.2);
}
