// LiteLLM proxy: which tools of a server it offers. It cannot ask, count or look at arguments.
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, type Enforced, hidden, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readYaml } from '../read.ts';
import { yamlText } from '../yaml.ts';

const can: Capabilities = { hide: true, deny: false, ask: false, count: false, bound: false };

const McpServer = z.looseObject({
  allowed_tools: z.array(z.string()).min(1).optional(),
  disallowed_tools: z.array(z.string()).min(1).optional(),
});
type McpServer = z.infer<typeof McpServer>;
const Config = z.looseObject({ mcp_servers: z.record(z.string(), McpServer) });

export const litellm: Format = {
  id: 'litellm',
  label: 'LiteLLM',
  about: 'The LiteLLM proxy offers only the tools that are allowed here; its servers carry your names.',
  file: 'litellm.yaml',
  path: 'config.yaml',
  save: 'Add these keys to the servers in `config.yaml` of the proxy.',
  language: 'yaml',
  documentation: 'https://docs.litellm.ai/docs/mcp_control',
  can,
  namesServer: true,
  block: (_server, tool) => (tool.isWellFormed() ? `disallowed_tools: [${JSON.stringify(tool)}]` : undefined),
  emit,
  read: (text): Read => {
    const read = readYaml(text, Config);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data.mcp_servers), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const tables = servers.map(({ alias, tools }) => {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    const named = expressed.tools.filter(({ name }) => name.isWellFormed());
    const open = named.filter(({ decision }) => decision.kind === 'allow').map(({ name }) => name);
    for (const { name, decision } of expressed.tools) {
      if (name.isWellFormed()) continue;
      if (open.length === 0)
        gaps.push({ cannot: 'name', instead: 'leave-out', than: 'looser', tools: [name] });
      else if (decision.kind === 'allow')
        gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
    }
    if (open.length > 0) return [alias, { url: address, allowed_tools: open }] as const;
    // An empty list would not close anything, so the known tools are named instead.
    gaps.push({ cannot: 'close-by-default', instead: 'leave-out', than: 'looser', tools: [] });
    const shut = named.map(({ name }) => name);
    return [alias, { url: address, ...(shut.length === 0 ? {} : { disallowed_tools: shut }) }] as const;
  });
  const text = yamlText({ mcp_servers: Object.fromEntries(tables) });
  return { text, gaps: gathered(gaps) };
}

const address = 'https://example.invalid/mcp';

/** An allow list wins when both are given. */
function enforcedBy(servers: Readonly<Record<string, McpServer>>): Enforced {
  const table = (server: string) => (Object.hasOwn(servers, server) ? servers[server] : undefined);
  return {
    outcome: (server, tool): Outcome => {
      const { allowed_tools: open, disallowed_tools: shut } = table(server) ?? {};
      if (open !== undefined) return open.includes(tool) ? allowed : hiddenUnlisted;
      return shut?.includes(tool) ? hidden : allowed;
    },
    names: (server) => {
      const { allowed_tools = [], disallowed_tools = [] } = table(server) ?? {};
      return [...new Set([...allowed_tools, ...disallowed_tools])];
    },
  };
}
