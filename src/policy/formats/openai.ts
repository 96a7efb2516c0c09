// The MCP tool of the OpenAI API: an allow list, and which of its tools ask. It cannot count or look at arguments.

import { z } from 'zod';
import { plainJson } from '../../kit/json.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, asked, type Enforced, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readJson } from '../read.ts';

const can: Capabilities = { hide: true, deny: false, ask: true, count: false, bound: false };

const Names = z.strictObject({ tool_names: z.array(z.string()).min(1) });
const McpTool = z.strictObject({
  type: z.literal('mcp'),
  server_label: z.string(),
  server_url: z.url().optional(),
  connector_id: z.string().optional(),
  server_description: z.string().optional(),
  authorization: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  allowed_tools: z.union([Names, z.array(z.string()).min(1)]).optional(),
  require_approval: z
    .union([
      z.enum(['always', 'never']),
      z.strictObject({ always: Names.optional(), never: Names.optional() }),
    ])
    .optional(),
});
type McpTool = z.infer<typeof McpTool>;
const Tools = z.union([McpTool.transform((tool) => [tool]), z.array(McpTool)]);

export const openai: Format = {
  id: 'openai',
  label: 'OpenAI',
  about:
    'The Responses API and the Agents SDK take it as a tool; tools that it does not list are not offered.',
  file: 'openai.json',
  path: 'openai.json',
  save: 'Put this among the `tools` of your request, with the address of your server.',
  language: 'json',
  documentation: 'https://platform.openai.com/docs/guides/tools-connectors-mcp',
  can,
  engine:
    'the OpenAI Agents SDK (0.20.0) with a live server: which tools an agent is given; approvals only as the tool that the SDK builds',
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readJson<McpTool[]>(text, Tools);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const tools = servers.flatMap(({ alias, tools: decided }) => {
    const expressed = expressAll(decided, can);
    gaps.push(...expressed.gaps);
    const named = (kind: 'ask' | 'allow') =>
      expressed.tools.filter(({ decision }) => decision.kind === kind).map(({ name }) => name);
    const [always, never] = [named('ask'), named('allow')];
    // Nobody says what an empty allow list means, so a server without open tools is not offered at all.
    if (always.length + never.length === 0) return [];
    return [
      {
        type: 'mcp',
        server_label: alias,
        server_url: 'https://example.invalid/mcp',
        allowed_tools: { tool_names: [...always, ...never].sort() },
        require_approval: {
          ...(always.length === 0 ? {} : { always: { tool_names: always } }),
          ...(never.length === 0 ? {} : { never: { tool_names: never } }),
        },
      },
    ];
  });
  const value = tools.length === 1 ? tools[0] : tools;
  return { text: plainJson(value), gaps: gathered(gaps) };
}

function enforcedBy(tools: readonly McpTool[]): Enforced {
  const find = (server: string) => tools.find(({ server_label }) => server_label === server);
  return {
    outcome: (server, tool): Outcome => {
      const entry = find(server);
      if (entry === undefined) return hiddenUnlisted;
      const listed = listedIn(entry);
      if (listed !== undefined && !listed.includes(tool)) return hiddenUnlisted;
      const { require_approval: approval = 'always' } = entry;
      if (typeof approval === 'string') return approval === 'never' ? allowed : asked;
      if (approval.always?.tool_names.includes(tool)) return asked;
      return approval.never?.tool_names.includes(tool) ? allowed : asked;
    },
    names: (server) => {
      const entry = find(server);
      if (entry === undefined) return [];
      const { require_approval: approval } = entry;
      const approvals = typeof approval === 'object' ? [approval.always, approval.never] : [];
      return [
        ...new Set([...(listedIn(entry) ?? []), ...approvals.flatMap((list) => list?.tool_names ?? [])]),
      ];
    },
  };
}

function listedIn({ allowed_tools: listed }: McpTool): readonly string[] | undefined {
  return Array.isArray(listed) ? listed : listed?.tool_names;
}
