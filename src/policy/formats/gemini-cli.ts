// Gemini CLI policy rules: by server, tool and a pattern over the arguments. It can hide and ask; it cannot count.
import { stringify } from 'smol-toml';
import { z } from 'zod';
import { canonicalJson } from '../../model/canonical-json.ts';
import { checkAliases } from '../alias.ts';
import { codeSpan } from '../code-span.ts';
import { isValues, type ValuesBound } from '../decision.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { DecidedServer, Intent } from '../intent.ts';
import { allowed, asked, type Enforced, hidden, hiddenUnlisted } from '../outcome.ts';
import { readToml } from '../read.ts';

const can: Capabilities = { hide: true, deny: false, ask: true, count: false, bound: true };

/** The client rewrites other names before it compares them, and `*` would stand for many. */
const plainName = /^[A-Za-z0-9_.-]+$/;
/** Longest `mcp_<server>_<tool>` that the client keeps as it is. */
const longestName = 63;
/** The parser takes everything up to the first `_` for the server's name. */
const aliasShape = /^[A-Za-z0-9-]+$/;

/** Bounded rules come before what denies the rest of the same tool, and all of them before the rest of the server. */
const priority = { bounded: 900, tool: 800, server: 100 } as const;

const Rule = z.strictObject({
  mcpName: z.string().optional(),
  toolName: z.union([z.string(), z.array(z.string())]),
  decision: z.enum(['allow', 'deny', 'ask_user']),
  priority: z.int().min(0).max(999),
  argsPattern: z.string().refine(compiles, 'not a regular expression').optional(),
  denyMessage: z.string().optional(),
  modes: z.array(z.string()).optional(),
  interactive: z.boolean().optional(),
  commandPrefix: z.union([z.string(), z.array(z.string())]).optional(),
  commandRegex: z.string().optional(),
  subagent: z.string().optional(),
  toolAnnotations: z.record(z.string(), z.unknown()).optional(),
  allowRedirection: z.boolean().optional(),
});
type Rule = z.infer<typeof Rule>;
const Rules = z.strictObject({ rule: z.array(Rule) });

export const geminiCli: Format = {
  id: 'gemini-cli',
  label: 'Gemini CLI',
  about: 'Gemini CLI reads every file of its policies folder; the rule with the highest priority wins.',
  file: 'gemini-cli.toml',
  path: '~/.gemini/policies/toolrisk.toml',
  save: 'Save this as `~/.gemini/policies/toolrisk.toml`; every file of that folder is read.',
  language: 'toml',
  documentation: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/policy-engine.md',
  can,
  engine:
    "Gemini CLI's own policy engine (0.61.0): every tool of the catalog, hostile names, bounded arguments",
  closing: 'Allow with a pattern, and deny without one at a lower priority.',
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readToml(text, Rules);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data.rule), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  checkAliases(
    'Gemini CLI',
    servers,
    aliasShape,
    'Use letters, digits and -; no _, which ends the name here.',
  );
  const gaps: Gap[] = [];
  const rule = servers.flatMap((server) => rulesOf(server, gaps));
  return {
    text: rule.length === 0 ? 'rule = []\n' : stringify({ rule }).trim().concat('\n'),
    gaps: gathered(gaps),
  };
}

function rulesOf({ alias, tools }: DecidedServer, gaps: Gap[]): Rule[] {
  const expressed = expressAll(tools, can);
  gaps.push(...expressed.gaps);
  const rules: Rule[] = [];
  for (const { name, decision } of expressed.tools) {
    if (!plainName.test(name) || `mcp_${alias}_${name}`.length > longestName) {
      // The last rule of the server denies it.
      if (decision.kind !== 'hide')
        gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
      continue;
    }
    const tool = { mcpName: alias, toolName: name };
    if (decision.kind === 'ask') {
      rules.push({ ...tool, decision: 'ask_user', priority: priority.tool });
    } else if (decision.kind !== 'allow') {
      rules.push({ ...tool, decision: 'deny', priority: priority.tool });
    } else if (decision.bounds.length === 0) {
      rules.push({ ...tool, decision: 'allow', priority: priority.tool });
    } else {
      rules.push(
        {
          ...tool,
          argsPattern: patternOf(decision.bounds.filter(isValues)),
          decision: 'allow',
          priority: priority.bounded,
        },
        { ...tool, decision: 'deny', priority: priority.tool },
      );
    }
  }
  return [...rules, { mcpName: alias, toolName: '*', decision: 'deny', priority: priority.server }];
}

/**
 * The engine tests patterns against a JSON text of the arguments with sorted keys, in which each pair of the top level
 * stands between NUL characters (measured with version 0.61; undocumented). A pair that is absent, nested or of another
 * type does not match, and the rule below it denies.
 */
function patternOf(bounds: readonly ValuesBound[]): string {
  return [...bounds]
    .map(({ argument, allowed: values }) => {
      const [first = '', ...more] = values.map((value) => escaped(JSON.stringify(value)));
      const choice = more.length === 0 ? first : `(${[first, ...more].join('|')})`;
      return { argument, pattern: `\\x00${escaped(JSON.stringify(argument))}:${choice}\\x00` };
    })
    .sort((a, b) => (a.argument < b.argument ? -1 : 1))
    .map(({ pattern }) => pattern)
    .join('.*');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function enforcedBy(all: readonly Rule[]): Enforced {
  const exact = all.filter(namesOneTool);
  const byName = Map.groupBy(exact, ({ toolName }) => toolName);
  const wide = all.filter((rule) => !namesOneTool(rule));
  return {
    outcome: (server, tool) => {
      const rules = [...(byName.get(tool) ?? []), ...wide];
      const rest = decisionOn(rules, server, tool, {});
      const patterns = rules
        .filter((rule) => rule.decision === 'allow' && matches(rule, server, tool))
        .flatMap(({ argsPattern }) => argsPattern ?? []);
      if (rest?.decision === 'deny' && patterns.length > 0) {
        const [only = '', ...more] = patterns;
        const conditions =
          more.length === 0 ? inWords(only) : [`its arguments match one of ${patterns.length} patterns`];
        return { kind: 'allow', limits: [], conditions };
      }
      // What no rule names is asked about, unless the user has chosen another mode.
      if (rest === undefined || rest.decision === 'ask_user') return asked;
      if (rest.decision === 'allow') return allowed;
      return rest.toolName === '*' ? hiddenUnlisted : hidden;
    },
    names: (server) => [
      ...new Set(
        all
          .filter(({ mcpName }) => mcpName === server)
          .flatMap(({ toolName }) => toolName)
          .filter((name) => !name.includes('*')),
      ),
    ],
    calls: {
      decide: (server, tool, args) => {
        const rule = decisionOn([...(byName.get(tool) ?? []), ...wide], server, tool, args);
        return kinds[rule?.decision ?? 'ask_user'];
      },
      tested: (server, tool) => {
        const patterns = [...(byName.get(tool) ?? []), ...wide].filter((rule) => matches(rule, server, tool));
        return testedIn(patterns.flatMap(({ argsPattern }) => argsPattern ?? []));
      },
    },
  };
}

/** A denied tool leaves the list of the client. */
const kinds = { allow: 'allow', ask_user: 'ask', deny: 'hide' } as const;

/** The pairs of name and plain value that stand in patterns, with the opposite of each switch. */
function testedIn(patterns: readonly string[]): ReadonlyMap<string, readonly unknown[]> {
  const tested = new Map<string, unknown[]>();
  for (const pattern of patterns) {
    const text = pattern.replaceAll('\\x00', '').replace(/\\(.)/gs, '$1');
    for (const [, name = '', values = ''] of text.matchAll(
      /"([A-Za-z0-9_$.-]{1,100})":\s*\(?((?:(?:true|false|null|-?\d[\d.]{0,20}|"[^"]{0,200}")\|?)+)/g,
    )) {
      const found = [...values.matchAll(/true|false|null|-?\d[\d.]*|"[^"]*"/g)].flatMap(([one]) =>
        jsonValue(one),
      );
      const others = found.flatMap((value) => (typeof value === 'boolean' ? [!value] : []));
      tested.set(name, [...(tested.get(name) ?? []), ...found, ...others]);
    }
  }
  return tested;
}

function jsonValue(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function namesOneTool({ mcpName, toolName }: Rule): boolean {
  return mcpName !== undefined && typeof toolName === 'string' && toolName !== '*';
}

/** The rule that decides a call: the highest priority among those that match name and arguments. */
function decisionOn(
  rules: readonly Rule[],
  server: string,
  tool: string,
  args: Readonly<Record<string, unknown>>,
): Rule | undefined {
  const text = stableText(args);
  return rules
    .filter((rule) => matches(rule, server, tool))
    .filter(({ argsPattern }) => argsPattern === undefined || new RegExp(argsPattern).test(text))
    .reduce<Rule | undefined>(
      (best, rule) => (best === undefined || rule.priority > best.priority ? rule : best),
      undefined,
    );
}

/** What becomes of one call under a document's text; undefined when no rule speaks. For tests of bounds. */
export function geminiDecision(
  text: string,
  server: string,
  tool: string,
  args: Readonly<Record<string, unknown>>,
): Rule['decision'] | undefined {
  const { data } = readToml(text, Rules);
  return data === undefined ? undefined : decisionOn(data.rule, server, tool, args)?.decision;
}

/** The text that patterns are tested against. */
function stableText(args: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(args)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `\0${JSON.stringify(key)}:${canonicalJson(value)}\0`);
  return `{${pairs.join(',')}}`;
}

/** Our own patterns in words; another's is quoted. */
function inWords(pattern: string): readonly string[] {
  const pairs = pattern.split('\\x00.*\\x00').map((part) => part.replace(/^\\x00|\\x00$/g, ''));
  const words = pairs.map((pair) => {
    const parts = /^"([A-Za-z0-9_$\\-]+)":(.+)$/s.exec(pair);
    if (parts === null) return undefined;
    const [, argument = '', choice = ''] = parts;
    const values = choice.replace(/^\((.*)\)$/s, '$1').match(/(?:\\.|[^|\\])+/gs) ?? [];
    const said = values.map((value) => valueText(value.replace(/\\(.)/gs, '$1')));
    const list =
      said.length === 1 ? `is ${said[0]}` : `is one of ${said.slice(0, -1).join(', ')} or ${said.at(-1)}`;
    return `${codeSpan(argument.replaceAll('\\', ''))} ${list}`;
  });
  return words.every((word) => word !== undefined) ? words : [`its arguments match ${codeSpan(pattern)}`];
}

function valueText(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? codeSpan(value) : String(value);
  } catch {
    return codeSpan(json);
  }
}

function matches({ mcpName, toolName }: Rule, server: string, tool: string): boolean {
  if (mcpName !== undefined && mcpName !== server && mcpName !== '*') return false;
  const full = `mcp_${server}_${tool}`;
  return [toolName].flat().some((name) => {
    if (name === '*') return true;
    if (mcpName !== undefined) return name === tool;
    if (name === 'mcp_*' || name === `mcp_${server}_*` || name === `mcp_*_${tool}`) return true;
    return name === full;
  });
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
