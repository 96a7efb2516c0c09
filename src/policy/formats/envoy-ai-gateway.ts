// Envoy AI Gateway: an MCPRoute whose authorization allows listed tools. Counts and arguments are beyond it.
import { z } from 'zod';
import { checkAliases } from '../alias.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { type Arguments, allowed, denied, deniedUnlisted, type Enforced, type Outcome } from '../outcome.ts';
import { absent, argumentsOf, combinations } from '../probe.ts';
import { readYaml } from '../read.ts';
import { yamlText } from '../yaml.ts';
import { readCel } from './_cel.ts';

const can: Capabilities = { hide: false, deny: true, ask: false, count: false, bound: false };

/** What an expression may speak of here. */
const argumentsPath = 'request.mcp.params.arguments.';
const known = ['request.mcp.tool', argumentsPath.slice(0, -1)];
/** Calls that are tried before a tool counts as closed. */
const mostTries = 500;

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
              target: z
                .strictObject({
                  tools: z
                    .array(z.strictObject({ backend: z.string(), tool: z.string() }))
                    .min(1)
                    .max(most.toolsPerRule),
                })
                .optional(),
              // Experimental there. We read it and do not write it.
              cel: z
                .string()
                .refine(
                  (text) => readCel(text, known) !== undefined,
                  'an expression that is not evaluated here',
                )
                .optional(),
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
  closing: 'Allow what may pass under `defaultAction: Deny` instead.',
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
  return { text: yamlText(route), gaps: gathered(gaps) };
}

/** The first rule that names the tool, and whose expression holds, wins. An expression that fails does not hold. */
function enforcedBy({ spec }: Route): Enforced {
  const { defaultAction = 'Deny', rules: written = [] } = spec.securityPolicy.authorization;
  const rules = written.map(({ action, target, cel }) => ({
    action,
    tools: target?.tools.map(({ backend, tool }) => ({ backend, tool })),
    keys:
      target === undefined ? undefined : new Set(target.tools.map(({ backend, tool }) => key(backend, tool))),
    cel: cel === undefined ? undefined : readCel(cel, known),
  }));
  const about = (server: string, tool: string) =>
    rules.filter(({ keys }) => keys === undefined || keys.has(key(server, tool)));
  const decide = (server: string, tool: string, args: Arguments) => {
    const environment = { request: { mcp: { tool, params: { name: tool, arguments: args } } } };
    const rule = about(server, tool).find(
      ({ cel }) => cel === undefined || cel.valueIn(environment) === true,
    );
    return (rule?.action ?? defaultAction) === 'Allow' ? 'allow' : 'deny';
  };
  const tested = (server: string, tool: string) => {
    const found = new Map<string, readonly unknown[]>();
    for (const { cel } of about(server, tool)) {
      for (const [path, values] of cel?.tested ?? []) {
        if (!path.startsWith(argumentsPath)) continue;
        const argument = path.slice(argumentsPath.length);
        found.set(argument, [...(found.get(argument) ?? []), ...values]);
      }
    }
    return found;
  };
  return {
    outcome: (server, tool): Outcome => {
      const speaking = about(server, tool);
      const [first] = speaking;
      if (speaking.every(({ cel }) => cel === undefined)) {
        if (first === undefined) return defaultAction === 'Allow' ? allowed : deniedUnlisted;
        return first.action === 'Allow' ? allowed : denied;
      }
      const options = [...tested(server, tool)].map(([path, values]) => [path, [absent, ...values]] as const);
      const calls = combinations(options)
        .take(mostTries)
        .map((choice) => decide(server, tool, argumentsOf(choice) ?? {}))
        .toArray();
      if (!calls.includes('allow')) return denied;
      const conditions = calls.includes('deny') ? ['its arguments meet the expressions of this file'] : [];
      return { kind: 'allow', limits: [], conditions };
    },
    names: (server) => [
      ...new Set(
        rules
          .flatMap(({ tools = [] }) => tools)
          .filter(({ backend }) => backend === server)
          .map(({ tool }) => tool),
      ),
    ],
    calls: { decide, tested },
  };
}

const key = (backend: string, tool: string): string => JSON.stringify([backend, tool]);
