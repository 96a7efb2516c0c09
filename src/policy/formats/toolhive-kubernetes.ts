// ToolHive in Kubernetes: resources that list a server's tools and limit their calls. They cannot ask or look at arguments.
import { z } from 'zod';
import { checkAliases } from '../alias.ts';
import { type LimitWindow, limitWindows } from '../document.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { DecidedServer, Intent } from '../intent.ts';
import { allowed, type Enforced, hiddenUnlisted, laterTool, type Outcome } from '../outcome.ts';
import { readYaml } from '../read.ts';
import { yamlText } from '../yaml.ts';

const can: Capabilities = { hide: true, deny: false, ask: false, count: true, bound: false };

const apiVersion = 'toolhive.stacklok.dev/v1beta1';
const periods: Readonly<Record<LimitWindow, string>> = { minute: '1m0s', hour: '1h0m0s', day: '24h0m0s' };
/** An empty list would offer every tool, so a server without open tools lists a name that no tool has. */
const nobody = laterTool([]);

const Metadata = z.looseObject({ name: z.string() });
/** Tokens that come back evenly over the period; at most `maxTokens` calls in a row. */
const Bucket = z.strictObject({
  maxTokens: z.int().positive(),
  refillPeriod: z.enum(Object.values(periods), 'the period is one of 1m0s, 1h0m0s and 24h0m0s here'),
});
const ToolConfig = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal('MCPToolConfig'),
  metadata: Metadata,
  spec: z.strictObject({
    toolsFilter: z.array(z.string()).min(1, 'an empty list offers every tool'),
  }),
});
const McpServer = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal('MCPServer'),
  metadata: Metadata,
  spec: z
    .looseObject({
      toolConfigRef: z.strictObject({ name: z.string() }),
      rateLimiting: z
        .strictObject({ tools: z.array(z.strictObject({ name: z.string().min(1), shared: Bucket })) })
        .optional(),
      sessionStorage: z.looseObject({ provider: z.string() }).optional(),
    })
    .refine(
      ({ rateLimiting, sessionStorage }) =>
        rateLimiting === undefined || sessionStorage?.provider === 'redis',
      'rateLimiting needs sessionStorage with the provider redis',
    ),
});
const List = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('List'),
  items: z.array(z.discriminatedUnion('kind', [ToolConfig, McpServer])),
});
type List = z.infer<typeof List>;

export const toolhiveKubernetes: Format = {
  id: 'toolhive-kubernetes',
  label: 'ToolHive in Kubernetes',
  about: 'Resources for the ToolHive operator: a list of tools a server, and limits on their calls.',
  file: 'toolhive-kubernetes.yaml',
  path: 'toolhive-kubernetes.yaml',
  save: 'Put in the image of your server and your Redis, then apply this with `kubectl apply -f toolhive-kubernetes.yaml`.',
  language: 'yaml',
  documentation: 'https://github.com/stacklok/toolhive',
  can,
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readYaml<List>(text, List);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  checkAliases(
    'ToolHive in Kubernetes',
    servers,
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and -.',
  );
  const gaps: Gap[] = [];
  const items = servers.flatMap((server) => resourcesOf(server, gaps));
  const list = { apiVersion: 'v1', kind: 'List', items };
  return { text: yamlText(list), gaps: gathered(gaps) };
}

function resourcesOf({ alias, tools }: DecidedServer, gaps: Gap[]): List['items'] {
  const expressed = expressAll(tools, can);
  gaps.push(...expressed.gaps);
  const open = expressed.tools.filter(({ name, decision }) => {
    if (decision.kind !== 'allow') return false;
    if (name.isWellFormed() && name !== nobody) return true;
    gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
    return false;
  });
  const limits = open.flatMap(({ name, decision: { limit } }) =>
    limit === undefined
      ? []
      : [{ name, shared: { maxTokens: limit.max, refillPeriod: periods[limit.window] } }],
  );
  if (limits.length > 0) {
    const named = limits.map(({ name }) => name);
    gaps.push({ cannot: 'count-apart', instead: 'count-together', than: 'stricter', tools: named });
  }
  const names = open.map(({ name }) => name);
  return [
    {
      apiVersion,
      kind: 'MCPToolConfig',
      metadata: { name: alias },
      spec: { toolsFilter: names.length === 0 ? [nobody] : names },
    },
    {
      apiVersion,
      kind: 'MCPServer',
      metadata: { name: alias },
      spec: {
        image: 'example.invalid/your-server',
        toolConfigRef: { name: alias },
        ...(limits.length === 0
          ? {}
          : {
              sessionStorage: { provider: 'redis', address: 'your-redis:6379' },
              rateLimiting: { tools: limits },
            }),
      },
    },
  ];
}

/** A server that the file does not know is not run by it. */
function enforcedBy({ items }: List): Enforced {
  const servers = new Map(
    items.flatMap((item) => (item.kind === 'MCPServer' ? [[item.metadata.name, item.spec] as const] : [])),
  );
  const filters = new Map(
    items.flatMap((item) =>
      item.kind === 'MCPToolConfig' ? [[item.metadata.name, new Set(item.spec.toolsFilter)] as const] : [],
    ),
  );
  const filterOf = (server: string) => filters.get(servers.get(server)?.toolConfigRef.name ?? '');
  const limitsOf = (server: string) => servers.get(server)?.rateLimiting?.tools ?? [];
  return {
    outcome: (server, tool): Outcome => {
      if (tool === nobody || filterOf(server)?.has(tool) !== true) return hiddenUnlisted;
      const limits = limitsOf(server).flatMap(({ name, shared }) => {
        const window = limitWindows.find((one) => periods[one] === shared.refillPeriod);
        return name !== tool || window === undefined
          ? []
          : [{ max: shared.maxTokens, window, shared: false }];
      });
      return limits.length === 0 ? allowed : { kind: 'allow', limits, conditions: [] };
    },
    names: (server) =>
      [...new Set([...(filterOf(server) ?? []), ...limitsOf(server).map(({ name }) => name)])].filter(
        (name) => name !== nobody,
      ),
  };
}
