// agentgateway: authorization rules in CEL over the names of target and tool. It hides what no rule allows.
import { z } from 'zod';
import { codeSpan } from '../code-span.ts';
import type { Flaw } from '../flaw.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, type Enforced, hidden, hiddenUnlisted, laterTool, type Outcome } from '../outcome.ts';
import { readYaml } from '../read.ts';
import { yamlText } from '../yaml.ts';
import { type Cel, celNames, readCel } from './_cel.ts';

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
  engine: 'a CEL engine (cel-js 8.0), not the one in the gateway: every tool of the catalog, hostile names',
  closing: 'Use `require`.',
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
  return { text: yamlText(document), gaps: gathered(gaps) };
}

/** What rules may speak of here. Arguments never have a value when they run. */
const known = ['mcp.tool.name', 'mcp.tool.target', 'mcp.tool.arguments'];

interface NameRule {
  readonly kind: 'allow' | 'deny' | 'require';
  readonly cel: Cel;
}

function readRules({ mcp }: Gateway): Read {
  const rules: NameRule[] = [];
  for (const [index, one] of mcp.policies.mcpAuthorization.rules.entries()) {
    const [kind, text] = partsOf(one);
    const cel = readCel(text, known);
    if (cel === undefined) return { problems: [`rule ${index + 1} has a form that is not evaluated here`] };
    rules.push({ kind, cel });
  }
  return { enforced: enforcedBy(rules), problems: [] };
}

function enforcedBy(rules: readonly NameRule[]): Enforced {
  const valueFor = ({ cel }: NameRule, target: string, name: string) =>
    cel.valueIn({ mcp: { tool: { target, name } } });
  const [deny, require, allow] = (['deny', 'require', 'allow'] as const).map((kind) =>
    rules.filter((rule) => rule.kind === kind),
  ) as [NameRule[], NameRule[], NameRule[]];
  /** The names in a rule that fare otherwise than a name that is not in it. */
  const namedBy = (rule: NameRule, server: string): readonly string[] => {
    const names = (rule.cel.tested.get('mcp.tool.name') ?? []).filter((name) => typeof name === 'string');
    const other = valueFor(rule, server, laterTool(names));
    return names.filter((name) => valueFor(rule, server, name) !== other);
  };
  return {
    outcome: (server, tool): Outcome => {
      const holds = (rule: NameRule) => valueFor(rule, server, tool) === true;
      if (deny.some(holds) || !require.every(holds)) return hidden;
      if (allow.some(holds)) return allowed;
      return allow.length === 0 ? allowed : hiddenUnlisted;
    },
    names: (server) => [...new Set(rules.flatMap((rule) => namedBy(rule, server)))],
    flaws: (server, tools) =>
      rules.flatMap((rule, index) => faultOf(rule, index, (tool) => valueFor(rule, server, tool), tools)),
  };
}

/** A rule that cannot be evaluated: a deny lets everything through, the others let nothing through. */
function faultOf(
  { kind }: NameRule,
  index: number,
  valueFor: (tool: string) => boolean | undefined,
  tools: readonly string[],
): readonly Flaw[] {
  if (tools.every((tool) => valueFor(tool) !== undefined)) return [];
  const start = `Rule ${index + 1} reads something that is not there when rules run, such as arguments`;
  return kind === 'deny'
    ? [
        {
          kind: 'fails-open',
          text: `${start}, so it never denies. Use ${codeSpan('require')}.`,
          serious: true,
        },
      ]
    : [{ kind: 'never-passes', text: `${start}, so it never holds.`, serious: true }];
}

function partsOf(rule: z.infer<typeof YamlRule>): ['allow' | 'deny' | 'require', string] {
  if (typeof rule === 'string') return ['allow', rule];
  if ('allow' in rule) return ['allow', rule.allow];
  return 'deny' in rule ? ['deny', rule.deny] : ['require', rule.require];
}
