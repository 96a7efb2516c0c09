// Claude Code settings: permission rules by tool name. It can deny and ask; it cannot hide, count or look at arguments.

import { z } from 'zod';
import { plainJson } from '../../kit/json.ts';
import { checkAliases } from '../alias.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, asked, denied, type Enforced } from '../outcome.ts';
import { readJson } from '../read.ts';

const can: Capabilities = { hide: false, deny: true, ask: true, count: false, bound: false };

/** Rules are read as text, and the client rewrites names with other signs before it compares them. */
const plainName = /^[A-Za-z0-9_-]{1,128}$/;
/** `__` separates server and tool. */
const aliasShape = /^(?!.*__)[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9-])?$/;

/** A rule of an MCP server or tool without parentheses, which would be skipped in silence; or a rule of a built-in tool. */
const Rule = z
  .string()
  .regex(
    /^(mcp__[^()]+|[A-Z][A-Za-z]*(\(.*\))?)$/s,
    'a rule is mcp__server__tool without parentheses, or a built-in tool',
  );

const Settings = z.looseObject({
  permissions: z.strictObject({
    deny: z.array(Rule).optional(),
    ask: z.array(Rule).optional(),
    allow: z
      .array(
        Rule.refine(
          anchored,
          'in allow a * may only stand after mcp__server__; elsewhere the rule is skipped',
        ),
      )
      .optional(),
    additionalDirectories: z.array(z.string()).optional(),
    defaultMode: z.string().optional(),
    disableBypassPermissionsMode: z.string().optional(),
  }),
});

export const claudeCode: Format = {
  id: 'claude-code',
  label: 'Claude Code',
  about: 'Claude Code reads these rules from its settings: deny first, then ask, then allow.',
  file: 'claude-code.settings.json',
  path: '.claude/settings.json',
  save: 'Save this as `.claude/settings.json` in your project, or add its rules to the file that is there.',
  language: 'json',
  documentation: 'https://code.claude.com/docs/en/permissions',
  can,
  namesServer: true,
  block: (server, tool) => (plainName.test(tool) ? `"deny": ["mcp__${server}__${tool}"]` : undefined),
  emit,
  read: (text): Read => {
    const read = readJson(text, Settings);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data.permissions), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  checkAliases('Claude Code', servers, aliasShape, 'Use letters, digits and -, and no two _ in a row.');
  const gaps: Gap[] = [{ cannot: 'close-by-default', instead: 'client-asks', than: 'looser', tools: [] }];
  const rules: Record<'deny' | 'ask' | 'allow', string[]> = { deny: [], ask: [], allow: [] };
  for (const { alias, tools } of servers) {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    for (const { name, decision } of expressed.tools) {
      if (plainName.test(name)) {
        rules[decision.kind === 'hide' ? 'deny' : decision.kind].push(`mcp__${alias}__${name}`);
      } else if (decision.kind !== 'ask') {
        const than = decision.kind === 'allow' ? 'stricter' : 'looser';
        gaps.push({ cannot: 'name', instead: 'client-asks', than, tools: [name] });
      }
    }
  }
  const permissions = Object.fromEntries(Object.entries(rules).filter(([, list]) => list.length > 0));
  const settings = { $schema: 'https://json.schemastore.org/claude-code-settings.json', permissions };
  return { text: plainJson(settings), gaps: gathered(gaps) };
}

function enforcedBy(permissions: z.infer<typeof Settings>['permissions']): Enforced {
  const { deny = [], ask = [], allow = [] } = permissions;
  const [denies, asks, allows] = [hitsOf(deny), hitsOf(ask), hitsOf(allow)];
  return {
    outcome: (server, tool) => {
      // What no rule names is asked about, unless the user has chosen another mode.
      if (denies(server, tool)) return denied;
      return asks(server, tool) ? asked : allows(server, tool) ? allowed : asked;
    },
    names: (server) => {
      const prefix = `mcp__${server}__`;
      const named = [...deny, ...ask, ...allow].filter(
        (rule) => rule.startsWith(prefix) && !rule.includes('*'),
      );
      return [...new Set(named.map((rule) => rule.slice(prefix.length)))];
    },
  };
}

/** Tells whether a rule speaks of a tool; rules without a star are looked up, so that long lists stay quick. */
function hitsOf(rules: readonly string[]): (server: string, tool: string) => boolean {
  const exact = new Set(rules);
  const globs = rules.filter((rule) => rule.includes('*'));
  return (server, tool) => {
    const name = `mcp__${server}__${tool}`;
    return exact.has(name) || exact.has(`mcp__${server}`) || globs.some((glob) => globMatches(glob, name));
  };
}

function anchored(rule: string): boolean {
  const star = rule.indexOf('*');
  return star < 0 || !rule.startsWith('mcp__') || rule.slice('mcp__'.length, star).includes('__');
}

/** `*` stands for any text. Looks for the pieces between stars one after the other, so that time stays linear. */
function globMatches(glob: string, text: string): boolean {
  const [head = '', ...pieces] = glob.split('*');
  const tail = pieces.pop();
  if (tail === undefined) return glob === text;
  if (!text.startsWith(head)) return false;
  let from = head.length;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - tail.length >= from && text.endsWith(tail);
}
