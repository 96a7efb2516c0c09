// Intercept YAML: rules by tool name for a local proxy. It says all that policy.json says, in another shape.
import { z } from 'zod';
import type { Bound, Decision } from '../decision.ts';
import { boundMessage } from '../decision-words.ts';
import {
  Condition,
  type DocumentLimit,
  limitWindows,
  operators,
  type PolicyDocument,
  type Rule,
} from '../document.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, express, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { oneByName } from '../one-by-name.ts';
import type { Enforced } from '../outcome.ts';
import { decideCall, probe, testedArguments } from '../probe.ts';
import { plainOf, readYamlMaps } from '../read.ts';
import { yamlText } from '../yaml.ts';
import { conditionsOf, toolFlaws } from './policy-json.ts';

const can: Capabilities = { hide: true, deny: true, ask: false, count: true, bound: true, pattern: true };

const State = z.strictObject({
  counter: z.string().min(1),
  window: z.enum(limitWindows),
  increment: z.number().optional(),
  increment_from: z.string().startsWith('args.').optional(),
});
/** A condition on a counter; those on arguments are the same as in policy.json. */
const StateCondition = z.strictObject({
  path: z.string().startsWith('state.'),
  op: z.enum(operators),
  value: z.json(),
});
const YamlRule = z
  .strictObject({
    name: z.string().min(1),
    action: z.enum(['evaluate', 'deny']).optional(),
    rate_limit: z
      .string()
      .regex(/^[1-9]\d*\/(minute|hour|day)$/, 'rate_limit is a count and a window, such as 5/hour')
      .optional(),
    conditions: z.array(z.union([Condition, StateCondition])).optional(),
    on_deny: z.string().optional(),
    state: State.optional(),
  })
  .check(({ value: rule, issues }) => {
    const wrong = (message: string) => issues.push({ code: 'custom', message, input: rule });
    const conditions = rule.conditions?.length ?? 0;
    if (rule.rate_limit !== undefined && (conditions > 0 || rule.state !== undefined)) {
      wrong('rate_limit cannot stand beside conditions or state');
    }
    if (rule.action === 'deny' && (conditions > 0 || rule.rate_limit !== undefined)) {
      wrong('a deny rule takes no conditions and no rate_limit');
    }
    if (rule.action !== 'deny' && rule.rate_limit === undefined && conditions === 0) {
      wrong('an evaluate rule needs a condition');
    }
    if (rule.state?.increment_from !== undefined || (rule.state?.increment ?? 1) !== 1) {
      wrong('limits that count by an argument are not evaluated here');
    }
    const onCounters = (rule.conditions ?? []).filter(({ path }) => path.startsWith('state.'));
    if (
      onCounters.some(
        ({ op, value }) => rule.state === undefined || !/^lte?$/.test(op) || typeof value !== 'number',
      )
    ) {
      wrong(
        'a condition on a counter is evaluated here only as lt or lte beside the state block of that counter',
      );
    }
  });
type YamlRule = z.infer<typeof YamlRule>;

const Yaml = z
  .map(z.string(), z.unknown())
  .transform(withToolMap)
  .pipe(
    z.strictObject({
      version: z.literal('1'),
      description: z.string().optional(),
      default: z.enum(['allow', 'deny']).optional(),
      hide: z
        .array(z.string().min(1))
        .refine((names) => new Set(names).size === names.length, 'a name is hidden twice')
        .optional(),
      tools: z.map(
        z.string(),
        z.strictObject({ rules: z.array(YamlRule) }).check(({ value, issues }) => {
          const counters = value.rules.flatMap(counterOf);
          if (new Set(counters).size < counters.length) {
            issues.push({ code: 'custom', message: 'two rules share a counter or window', input: value });
          }
        }),
      ),
    }),
  );
type Yaml = z.infer<typeof Yaml>;

export const intercept: Format = {
  id: 'intercept',
  label: 'Intercept',
  about: 'Intercept is a local proxy that reads one file a server.',
  file: 'intercept.yaml',
  path: 'policy.yaml',
  save: 'Save this as `policy.yaml` and start the proxy with it.',
  language: 'yaml',
  documentation: 'https://github.com/PolicyLayer/Intercept/blob/main/POLICY.md',
  can,
  namesServer: false,
  block: (_server, tool) =>
    tool.isWellFormed() && tool !== '*' ? `hide: [${JSON.stringify(tool)}]` : undefined,
  emit,
  read: (text): Read => {
    const read = readYamlMaps<Yaml>(text, Yaml);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data), problems: [] };
  },
};

function emit(intent: Intent): Emitted {
  const gaps: Gap[] = [];
  const hide: string[] = [];
  const tools = new Map<string, { readonly rules: readonly YamlRule[] }>();
  for (const { name, decision: meant } of oneByName(intent, gaps)) {
    const { decision, gaps: own } = express(meant, can);
    gaps.push(...own.map((gap) => ({ ...gap, tools: [name] })));
    if (!name.isWellFormed() || name === '*') {
      // A lone star stands for all tools; not listed means denied.
      if (decision.kind !== 'hide')
        gaps.push({ cannot: 'name', instead: 'deny', than: 'stricter', tools: [name] });
      else gaps.push({ cannot: 'name', instead: 'deny', than: 'looser', tools: [name] });
    } else if (decision.kind === 'hide') {
      hide.push(name);
    } else {
      tools.set(name, { rules: rulesFor(meant, decision) });
    }
  }
  const document = { version: '1', default: 'deny', ...(hide.length === 0 ? {} : { hide }), tools };
  return { text: yamlText(document), gaps: gathered(gaps) };
}

function rulesFor(meant: Decision, decision: Decision): readonly YamlRule[] {
  if (decision.kind !== 'allow') {
    const on_deny =
      meant.kind === 'ask'
        ? 'Blocked: a person should approve this call, and this format cannot ask.'
        : 'This tool is blocked by policy.';
    return [{ name: 'blocked', action: 'deny', on_deny }];
  }
  const { bounds, limit } = decision;
  return [
    ...bounds.map(boundRule),
    ...(limit === undefined
      ? []
      : [
          {
            name: `per ${limit.window}`,
            rate_limit: `${limit.max}/${limit.window}`,
            on_deny: `Limit of ${limit.max} per ${limit.window} reached.`,
          },
        ]),
  ];
}

function boundRule(bound: Bound): YamlRule {
  const { argument, kind } = bound;
  const names = {
    switch: `${argument} is off`,
    action: `harmless ${argument}`,
    query: `${argument} only reads`,
  };
  return {
    name:
      kind === 'address' || kind === 'path' || kind === 'amount' ? `${argument} within bounds` : names[kind],
    conditions: conditionsOf(bound),
    on_deny: boundMessage(bound),
  };
}

/** Each tool's rules become a policy.json about that tool alone, whose evaluator then answers. */
function enforcedBy(yaml: Yaml): Enforced {
  return {
    outcome: (_server, tool) => probe(documentFor(yaml, tool), tool),
    names: () => [...new Set([...yaml.tools.keys(), ...(yaml.hide ?? [])])].filter((name) => name !== '*'),
    calls: {
      decide: (_server, tool, args) => decideCall(documentFor(yaml, tool), tool, args),
      tested: (_server, tool) => testedArguments(documentFor(yaml, tool), tool),
    },
    flaws: (_server, tools) => tools.flatMap((tool) => toolFlaws(documentFor(yaml, tool), tool)),
  };
}

/** What a file means for one tool, as a policy.json; undefined when the file is not valid. */
export function documentOfYaml(text: string, tool: string): PolicyDocument | undefined {
  const { data } = readYamlMaps<Yaml>(text, Yaml);
  return data === undefined ? undefined : documentFor(data, tool);
}

function documentFor(yaml: Yaml, tool: string): PolicyDocument {
  const own = tool === '*' ? undefined : yaml.tools.get(tool);
  const common = yaml.tools.get('*');
  const document: PolicyDocument = {
    version: '1',
    default: yaml.default ?? 'allow',
    ...(yaml.hide === undefined ? {} : { hide: yaml.hide }),
  };
  if (own === undefined && document.default === 'deny') return document;
  const rules = [...(own?.rules ?? []), ...(common?.rules ?? [])];
  return {
    ...document,
    all_tools: { limits: (common?.rules ?? []).flatMap((rule) => limitOf(rule, '_global')) },
    tools: Object.fromEntries([
      [
        tool,
        {
          require: rules.flatMap(requirementOf),
          deny_if: rules.filter(({ action }) => action === 'deny').map(() => ({ conditions: [] })),
          limits: (own?.rules ?? []).flatMap((rule) => limitOf(rule, tool)),
        },
      ],
    ]),
  };
}

function requirementOf({ conditions = [], on_deny }: YamlRule): readonly Rule[] {
  const onArguments = conditions.flatMap((condition) => Condition.safeParse(condition).data ?? []);
  return onArguments.length === 0 ? [] : [{ conditions: onArguments, on_deny }];
}

function limitOf(rule: YamlRule, scope: string): readonly DocumentLimit[] {
  const [max, window] = rule.rate_limit?.split('/') ?? [];
  const named = limitWindows.find((one) => one === window);
  if (named !== undefined) {
    return [{ counter: `${scope} _rate_${named}`, window: named, max: Number(max), scope: 'grant' }];
  }
  const { state } = rule;
  if (state === undefined) return [];
  return (rule.conditions ?? []).flatMap(({ path, op, value }) => {
    if (!path.startsWith('state.') || typeof value !== 'number') return [];
    // The counter is compared after it was raised.
    const most = op === 'lte' ? value : op === 'lt' ? value - 1 : undefined;
    if (most === undefined) return [];
    return [
      { counter: `${scope} ${state.counter}`, window: state.window, max: most, scope: 'grant' as const },
    ];
  });
}

function counterOf({ rate_limit, state }: YamlRule): readonly string[] {
  return [
    ...(rate_limit === undefined ? [] : [`_rate_${rate_limit.split('/')[1]}`]),
    ...(state === undefined ? [] : [state.counter]),
  ];
}

/** Maps as objects, but for the tools, whose names may be anything. */
function withToolMap(map: ReadonlyMap<string, unknown>): unknown {
  const tools = map.get('tools');
  return Object.fromEntries(
    [...map].map(([key, value]) => [
      key,
      key === 'tools' && tools instanceof Map
        ? new Map([...tools].map(([name, rules]) => [name, plainOf(rules)]))
        : plainOf(value),
    ]),
  );
}
