// agentgateway: authorization rules in CEL over the names of target and tool. It hides what no rule allows.
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, type Enforced, hidden, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readYaml } from '../read.ts';
import { celNames, type NameRule, readNameRule } from './_cel.ts';

/** Arguments are not there yet when the rules run (https://github.com/agentgateway/agentgateway/issues/2069). */
const can: Capabilities = { hide: true, deny: false, ask: false, count: false, bound: false };

const YamlRule = z.union([
  z.string(),
  z.strictObject({ allow: z.string() }),
  z.strictObject({ deny: z.string() }),
  z.strictObject({ require: z.string() }),
]);
const Target = z.looseObject({ name: z.string() });
const Gateway = z.looseObject({
  mcp: z.looseObject({
    policies: z.looseObject({ mcpAuthorization: z.strictObject({ rules: z.array(YamlRule) }) }),
    targets: z.array(Target).optional(),
  }),
});
type Gateway = z.infer<typeof Gateway>;

export const agentgateway: Format = {
  id: 'agentgateway',
  label: 'agentgateway',
  about:
    'agentgateway applies these rules to the tool list and to every call; its targets carry your names for the servers.',
  file: 'agentgateway.yaml',
  path: 'config.yaml',
  save: 'Add the rules to `config.yaml` of the gateway, with your own targets.',
  language: 'yaml',
  documentation: 'https://github.com/agentgateway/agentgateway',
  can,
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readYaml<Gateway>(text, Gateway);
    return read.data === undefined ? read : readRules(read.data);
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const rules = servers.flatMap(({ alias, tools }) => {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    const open = expressed.tools.filter(({ name, decision }) => {
      if (decision.kind !== 'allow') return false;
      if (name.isWellFormed()) return true;
      gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
      return false;
    });
    // One positive rule a server: a rule that cannot be evaluated allows nothing.
    return open.length === 0
      ? []
      : [
          {
            allow: celNames(
              alias,
              open.map(({ name }) => name),
            ),
          },
        ];
  });
  const document = {
    mcp: {
      port: 3000,
      // Without any allow rule the gateway would let everything through.
      policies: { mcpAuthorization: { rules: rules.length === 0 ? [{ allow: 'false' }] : rules } },
      targets: servers.map(({ alias }) => ({ name: alias, mcp: { host: 'http://localhost:3001/mcp' } })),
    },
  };
  return { text: stringify(document, { lineWidth: 0 }), gaps: gathered(gaps) };
}

function readRules({ mcp }: Gateway): Read {
  const rules: { readonly kind: 'allow' | 'deny' | 'require'; readonly rule: NameRule }[] = [];
  for (const [index, one] of mcp.policies.mcpAuthorization.rules.entries()) {
    const [kind, text] = partsOf(one);
    const rule = readNameRule(text);
    if (rule === undefined) return { problems: [`rule ${index + 1} has a form that is not evaluated here`] };
    rules.push({ kind, rule });
  }
  const some = (kind: 'allow' | 'deny' | 'require') => rules.filter((one) => one.kind === kind);
  const enforced: Enforced = {
    outcome: (server, tool): Outcome => {
      if (some('deny').some(({ rule }) => rule.holds(server, tool))) return hidden;
      if (some('require').some(({ rule }) => !rule.holds(server, tool))) return hidden;
      const allow = some('allow');
      if (allow.some(({ rule }) => rule.holds(server, tool))) return allowed;
      return allow.length === 0 ? allowed : hiddenUnlisted;
    },
    names: (server) => [...new Set(rules.flatMap(({ rule }) => rule.names(server)))],
  };
  return { enforced, problems: [] };
}

function partsOf(rule: z.infer<typeof YamlRule>): ['allow' | 'deny' | 'require', string] {
  if (typeof rule === 'string') return ['allow', rule];
  if ('allow' in rule) return ['allow', rule.allow];
  return 'deny' in rule ? ['deny', rule.deny] : ['require', rule.require];
}
