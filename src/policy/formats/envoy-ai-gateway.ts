// Envoy AI Gateway: an MCPRoute whose authorization allows listed tools. Counts and arguments are beyond it.
import { stringify } from 'yaml';
import { z } from 'zod';
import { checkAliases } from '../alias.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, denied, deniedUnlisted, type Enforced, type Outcome } from '../outcome.ts';
import { readYaml } from '../read.ts';

const can: Capabilities = { hide: false, deny: true, ask: false, count: false, bound: false };

/** Limits of the resource's definition. */
const most = { rules: 32, toolsPerRule: 16 } as const;

const Route = z.strictObject({
  apiVersion: z.literal('aigateway.envoyproxy.io/v1beta1'),
  kind: z.literal('MCPRoute'),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.strictObject({
    parentRefs: z.array(z.unknown()),
    backendRefs: z.array(z.looseObject({ name: z.string() })),
    securityPolicy: z.strictObject({
      authorization: z.strictObject({
        defaultAction: z.enum(['Allow', 'Deny']).optional(),
        rules: z
          .array(
            z.strictObject({
              action: z.enum(['Allow', 'Deny']),
              target: z.strictObject({
                tools: z
                  .array(z.strictObject({ backend: z.string(), tool: z.string() }))
                  .min(1)
                  .max(most.toolsPerRule),
              }),
            }),
          )
          .max(most.rules)
          .optional(),
      }),
    }),
  }),
});
type Route = z.infer<typeof Route>;

export const envoyAiGateway: Format = {
  id: 'envoy-ai-gateway',
  label: 'Envoy AI Gateway',
  about: 'A Kubernetes resource of Envoy AI Gateway; its backends carry your names for the servers.',
  file: 'envoy-ai-gateway.yaml',
  path: 'envoy-ai-gateway.yaml',
  save: 'Apply this with `kubectl apply -f envoy-ai-gateway.yaml`, with the names of your gateway and backends.',
  language: 'yaml',
  documentation: 'https://github.com/envoyproxy/ai-gateway/blob/main/api/v1beta1/mcp_route.go',
  can,
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readYaml<Route>(text, Route);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  checkAliases(
    'Envoy AI Gateway',
    servers,
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and -.',
  );
  const gaps: Gap[] = [];
  const open = servers.flatMap(({ alias, tools }) => {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    return expressed.tools
      .filter(({ decision }) => decision.kind === 'allow')
      .map(({ name }) => ({ backend: alias, tool: name }));
  });
  const writable = open.filter(({ tool }) => tool.isWellFormed());
  const kept = writable.slice(0, most.rules * most.toolsPerRule);
  for (const { tool } of open.filter((one) => !kept.includes(one))) {
    const cannot = tool.isWellFormed() ? 'size' : 'name';
    gaps.push({ cannot, instead: 'deny', than: 'stricter', tools: [tool] });
  }
  const rules = Array.from({ length: Math.ceil(kept.length / most.toolsPerRule) }, (_, index) => ({
    action: 'Allow',
    target: { tools: kept.slice(index * most.toolsPerRule, (index + 1) * most.toolsPerRule) },
  }));
  const route = {
    apiVersion: 'aigateway.envoyproxy.io/v1beta1',
    kind: 'MCPRoute',
    metadata: {
      name:
        servers
          .map(({ alias }) => alias)
          .join('-')
          .slice(0, 60)
          .replace(/-+$/, '') || 'tools',
    },
    spec: {
      parentRefs: [{ name: 'your-gateway' }],
      backendRefs: servers.map(({ alias }) => ({
        name: alias,
        kind: 'Backend',
        group: 'gateway.envoyproxy.io',
        path: '/mcp',
      })),
      securityPolicy: { authorization: { defaultAction: 'Deny', ...(rules.length === 0 ? {} : { rules }) } },
    },
  };
  return { text: stringify(route, { lineWidth: 0 }), gaps: gathered(gaps) };
}

/** The first rule that names the tool wins. */
function enforcedBy({ spec }: Route): Enforced {
  const { defaultAction = 'Deny', rules = [] } = spec.securityPolicy.authorization;
  return {
    outcome: (server, tool): Outcome => {
      const rule = rules.find(({ target }) =>
        target.tools.some((one) => one.backend === server && one.tool === tool),
      );
      if (rule !== undefined) return rule.action === 'Allow' ? allowed : denied;
      return defaultAction === 'Allow' ? allowed : deniedUnlisted;
    },
    names: (server) => [
      ...new Set(
        rules
          .flatMap(({ target }) => target.tools)
          .filter(({ backend }) => backend === server)
          .map(({ tool }) => tool),
      ),
    ],
  };
}
