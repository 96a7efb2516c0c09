// Servers for policy tests, written shortly: `{ "name": "pay", "is": "Financial critical" }`.
import { z } from 'zod';
import type { PolicyServer } from '../../src/policy/intent.ts';
import type { Judged } from '../../src/policy/recommend.ts';
import { presets } from '../../src/policy/table.ts';
import { type Category, EffectId, type Level, type Verdict, verdictWords } from './_verdict.ts';

const Judgement = z
  .string()
  .regex(/^(Read|Write|Execute|Destructive|Financial|Unknown) (low|medium|high|critical)$/);

const ShortTool = z.strictObject({
  name: z.string(),
  is: Judgement.optional(),
  why: z.string().optional(),
  effects: z.array(EffectId).optional(),
  /** Boolean arguments. */
  switches: z.array(z.string()).optional(),
  /** Arguments that take any text, and any number. */
  texts: z.array(z.string()).optional(),
  numbers: z.array(z.string()).optional(),
  /** Values of the argument `action`, each judged. */
  actions: z.record(z.string(), Judgement).optional(),
});

export const ShortServers = z.strictObject({
  preset: z.enum(presets.map(({ id }) => id) as ['strict', 'balanced', 'permissive']).optional(),
  servers: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      alias: z.string().optional(),
      unread: z.int().optional(),
      tools: z.array(ShortTool),
    }),
  ),
});

/** The servers with whole tools. */
export function serversOf(
  short: z.infer<typeof ShortServers>,
): (PolicyServer & { readonly unread: number })[] {
  return short.servers.map(({ id, title, alias, unread = 0, tools }) => ({
    id,
    title,
    alias,
    unread,
    tools: tools.map(toolOf),
  }));
}

function toolOf({
  name,
  is,
  why,
  effects = [],
  switches = [],
  texts = [],
  numbers = [],
  actions = {},
}: z.infer<typeof ShortTool>): Judged {
  const values = Object.entries(actions);
  const properties = {
    ...Object.fromEntries(switches.map((argument) => [argument, { type: 'boolean' }])),
    ...Object.fromEntries(texts.map((argument) => [argument, { type: 'string' }])),
    ...Object.fromEntries(numbers.map((argument) => [argument, { type: 'number' }])),
    ...(values.length === 0 ? {} : { action: { type: 'string', enum: values.map(([value]) => value) } }),
  };
  const inputSchema = { type: 'object', properties };
  if (is === undefined) return { name, inputSchema };
  const [category, level] = split(is);
  const judged = values.map(([value, its]) => {
    const [itsCategory, itsLevel] = split(its);
    return { argument: 'action', value, category: itsCategory, level: itsLevel };
  });
  const verdict: Verdict = verdictWords({ category, level, effects, why, actions: judged });
  return { name, inputSchema, verdict };
}

const split = (text: string): [Category, Level] => text.split(' ') as [Category, Level];
