// policy.json: the primary document. It can hide, deny, count and look at arguments; it cannot ask.
import { plainJson } from '../../kit/json.ts';
import { placeholders } from '../bounds.ts';
import { codeSpan } from '../code-span.ts';
import { type Bound, type Decision, isValues } from '../decision.ts';
import { boundMessage } from '../decision-words.ts';
import {
  type Condition,
  namesIn,
  type PolicyDocument,
  parseDocument,
  rulesOf,
  type ToolRules,
} from '../document.ts';
import type { Flaw } from '../flaw.ts';
import type { Emitted, Format } from '../format.ts';
import { type Capabilities, express, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { oneByName } from '../one-by-name.ts';
import type { Enforced } from '../outcome.ts';
import { decideCall, probe, testedArguments } from '../probe.ts';

const can: Capabilities = { hide: true, deny: true, ask: false, count: true, bound: true, pattern: true };

/** The document for an intent, and what it could not say. Tools that are not named are denied. */
export function documentOf(intent: Intent): {
  readonly document: PolicyDocument;
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const hide: string[] = [];
  const tools: [string, ToolRules][] = [];
  const counters = new Set<string>();
  for (const { name, decision: meant } of oneByName(intent, gaps)) {
    const { decision, gaps: own } = express(meant, can);
    gaps.push(...own.map((gap) => ({ ...gap, tools: [name] })));
    if (decision.kind === 'hide' && name !== '*') {
      hide.push(name);
    } else if (name === '__proto__') {
      // Readers that use plain objects lose this key; not listed means denied.
      if (decision.kind === 'allow')
        gaps.push({ cannot: 'name', instead: 'deny', than: 'stricter', tools: [name] });
    } else {
      // Under `hide` a lone `*` would hide every tool.
      if (decision.kind === 'hide')
        gaps.push({ cannot: 'name', instead: 'deny', than: 'looser', tools: [name] });
      tools.push([name, rulesFor(name, meant, decision, counters)]);
    }
  }
  const document: PolicyDocument = {
    version: '1',
    default: 'deny',
    ...(hide.length === 0 ? {} : { hide }),
    ...(tools.length === 0 ? {} : { tools: Object.fromEntries(tools) }),
  };
  return { document, gaps: gathered(gaps) };
}

function rulesFor(name: string, meant: Decision, decision: Decision, counters: Set<string>): ToolRules {
  if (decision.kind !== 'allow') {
    const message =
      meant.kind === 'ask'
        ? 'Blocked: a person should approve this call, and this format cannot ask.'
        : 'This tool is blocked by policy.';
    return { deny_if: [{ conditions: [], on_deny: message }] };
  }
  const { bounds, limit } = decision;
  return {
    ...(bounds.length === 0
      ? {}
      : {
          require: bounds.map((bound) => ({ conditions: conditionsOf(bound), on_deny: boundMessage(bound) })),
        }),
    ...(limit === undefined
      ? {}
      : {
          limits: [
            { counter: counterOf(name, counters), window: limit.window, max: limit.max, scope: 'grant' },
          ],
        }),
  };
}

/** The conditions that a bound stands for; all have to hold. */
export function conditionsOf(bound: Bound): Condition[] {
  const path = `args.${bound.argument}`;
  if (bound.kind === 'amount') {
    return [
      { path, op: 'gte', value: 0 },
      { path, op: 'lte', value: bound.max },
    ];
  }
  if (!isValues(bound)) return [{ path, op: 'regex', value: bound.pattern }];
  const [first, ...more] = bound.allowed;
  return first !== undefined && more.length === 0
    ? [{ path, op: 'eq', value: first }]
    : [{ path, op: 'in', value: [...bound.allowed] }];
}

/** The lower-cased name and `_rate`; tools whose names differ only in case must not count together. */
function counterOf(name: string, taken: Set<string>): string {
  const wanted = `${name.toLowerCase()}_rate`;
  let counter = wanted;
  for (let n = 2; taken.has(counter); n += 1) counter = `${wanted}_${n}`;
  taken.add(counter);
  return counter;
}

export const policyJson: Format = {
  id: 'policy-json',
  label: 'policy.json',
  about: `A gateway reads it and applies it to each grant, ${codeSpan('grant')} being the token that one agent uses there.`,
  file: 'policy.json',
  path: 'policy.json',
  save: 'Save this as `policy.json` and attach it to the grant of your agent at the gateway.',
  language: 'json',
  documentation: 'https://policylayer.com/docs/writing-policies',
  can,
  namesServer: false,
  closing: 'Use `require`.',
  block: (_server, tool) => (tool === '*' ? undefined : `"hide": [${JSON.stringify(tool)}]`),
  emit: (intent): Emitted => {
    const { document, gaps } = documentOf(intent);
    return { text: documentText(document), gaps };
  },
  read: (text) => {
    const { document, problems } = parseDocument(text);
    return document === undefined ? { problems } : { enforced: enforcedBy(document), problems: [] };
  },
};

/** Arguments that are still held to what a document begins with. */
function unfilled({ require = [] }: ToolRules): readonly string[] {
  const texts = Object.values(placeholders).map((text) => text.replaceAll('.', '\\.'));
  return require.flatMap(({ conditions, on_deny = '' }) =>
    conditions.flatMap(({ op, path, value }) => {
      const isText = op === 'regex' && texts.some((text) => value.includes(text));
      const isCap = op === 'lte' && value === 0 && on_deny.startsWith('To be filled in');
      return isText || isCap ? [path.slice('args.'.length)] : [];
    }),
  );
}

/** What a document does, asked tool by tool. It knows no server names. */
export function enforcedBy(document: PolicyDocument): Enforced {
  return {
    outcome: (_server, tool) => probe(document, tool),
    names: () => namesIn(document),
    calls: {
      decide: (_server, tool, args) => decideCall(document, tool, args),
      tested: (_server, tool) => testedArguments(document, tool),
    },
    flaws: (_server, tools) => tools.flatMap((tool) => toolFlaws(document, tool)),
  };
}

/** Rules that never work, and limits that count more than one tool. */
export function toolFlaws(document: PolicyDocument, tool: string): readonly Flaw[] {
  const rules = rulesOf(document, tool);
  if (rules === undefined) return [];
  const flaws: Flaw[] = [];
  const add = (kind: Flaw['kind'], text: string, serious: boolean) =>
    flaws.push({ kind, tool, text, serious });
  const name = codeSpan(tool);
  if (document.hide?.includes(tool)) {
    const text = `${name} is hidden, so its rules under ${codeSpan('tools')} never work.`;
    add('hidden-and-listed', text, false);
    return flaws;
  }
  for (const argument of unfilled(rules)) {
    add(
      'to-fill',
      `${codeSpan(argument)} of ${name} is held to a placeholder: put in your own value.`,
      false,
    );
  }
  const outcome = probe(document, tool);
  const blocked = (rules.deny_if ?? []).some(({ conditions }) => conditions.length === 0);
  if (!blocked && (rules.require ?? []).length > 0 && outcome.kind === 'deny') {
    add('never-passes', `No call of ${name} was found that meets all its rules.`, true);
  }
  const limited = (rules.limits ?? []).length > 0 && document.all_tools === undefined;
  if (limited && outcome.kind === 'allow' && outcome.limits.some(({ shared }) => shared)) {
    add('shared-counter', `${name} counts its calls together with another tool.`, false);
  }
  return flaws;
}

/** The document as a file: two spaces, one newline at the end. */
export function documentText(document: PolicyDocument): string {
  return plainJson(document);
}
