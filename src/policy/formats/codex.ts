// Codex configuration: which tools of a server are enabled, and which of them ask. It cannot count or look at arguments.
import { stringify } from 'smol-toml';
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, asked, type Enforced, hidden, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readToml } from '../read.ts';

const can: Capabilities = { hide: true, deny: false, ask: true, count: false, bound: false };

const Mode = z.enum(['auto', 'prompt', 'writes', 'approve']);
const McpServer = z.strictObject({
  enabled_tools: z.array(z.string()).optional(),
  disabled_tools: z.array(z.string()).optional(),
  default_tools_approval_mode: Mode.optional(),
  tools: z.record(z.string(), z.strictObject({ approval_mode: Mode.optional() })).optional(),
  // How the server is started or reached; the user's own business.
  ...Object.fromEntries(
    [
      'command',
      'args',
      'env',
      'env_vars',
      'cwd',
      'url',
      'bearer_token_env_var',
      'http_headers',
      'env_http_headers',
      'enabled',
      'required',
      'startup_timeout_sec',
      'startup_timeout_ms',
      'tool_timeout_sec',
      'supports_parallel_tool_calls',
      'scopes',
      'oauth_resource',
    ].map((key) => [key, z.unknown().optional()]),
  ),
});
type McpServer = {
  readonly enabled_tools?: readonly string[] | undefined;
  readonly disabled_tools?: readonly string[] | undefined;
  readonly default_tools_approval_mode?: z.infer<typeof Mode> | undefined;
  readonly tools?:
    | Readonly<Record<string, { readonly approval_mode?: z.infer<typeof Mode> | undefined }>>
    | undefined;
};
const Config = z.looseObject({
  mcp_servers: z.record(z.string(), McpServer as unknown as z.ZodType<McpServer>),
});

export const codex: Format = {
  id: 'codex',
  label: 'Codex',
  about:
    'Codex reads these keys beside the command or address in the table of the server; it accepts misspelt keys in silence.',
  file: 'codex.toml',
  path: '~/.codex/config.toml',
  save: 'Add these keys to the table of the server in `~/.codex/config.toml`.',
  language: 'toml',
  documentation: 'https://github.com/openai/codex/blob/main/codex-rs/core/config.schema.json',
  can,
  namesServer: true,
  block: (_server, tool) => (tool.isWellFormed() ? `disabled_tools = [${JSON.stringify(tool)}]` : undefined),
  emit,
  read: (text): Read => {
    const read = readToml(text, Config);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data.mcp_servers), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const tables = servers.map(({ alias, tools }) => {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    const open = expressed.tools.filter(({ name, decision }) => {
      if (decision.kind !== 'allow' && decision.kind !== 'ask') return false;
      if (name.isWellFormed() && name !== '__proto__') return true;
      gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
      return false;
    });
    const approved = open.filter(({ decision }) => decision.kind === 'allow');
    return [
      alias,
      {
        enabled_tools: open.map(({ name }) => name),
        default_tools_approval_mode: 'prompt',
        ...(approved.length === 0
          ? {}
          : { tools: Object.fromEntries(approved.map(({ name }) => [name, { approval_mode: 'approve' }])) }),
      },
    ] as const;
  });
  const text = stringify({ mcp_servers: Object.fromEntries(tables) });
  return { text: `${note}${text.trim()}\n`, gaps: gathered(gaps) };
}

const note =
  '# Add these keys to the table of the server that you already have; TOML allows a table only once.\n';

function enforcedBy(servers: Readonly<Record<string, McpServer>>): Enforced {
  const table = (server: string) => (Object.hasOwn(servers, server) ? servers[server] : undefined);
  return {
    outcome: (server, tool): Outcome => {
      const { enabled_tools, disabled_tools, default_tools_approval_mode, tools } = table(server) ?? {};
      if (disabled_tools?.includes(tool)) return hidden;
      if (enabled_tools !== undefined && !enabled_tools.includes(tool)) return hiddenUnlisted;
      const own = tools !== undefined && Object.hasOwn(tools, tool) ? tools[tool]?.approval_mode : undefined;
      // `auto` and `writes` let the author's hints decide; they are claims, so we count them as asking.
      return (own ?? default_tools_approval_mode) === 'approve' ? allowed : asked;
    },
    names: (server) => {
      const { enabled_tools = [], disabled_tools = [], tools = {} } = table(server) ?? {};
      return [...new Set([...enabled_tools, ...disabled_tools, ...Object.keys(tools)])];
    },
  };
}
