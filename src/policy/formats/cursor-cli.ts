// Cursor CLI permissions: allow and deny by server and tool. What neither names is asked about.
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, asked, denied, type Enforced } from '../outcome.ts';
import { readJson } from '../read.ts';

const can: Capabilities = { hide: false, deny: true, ask: true, count: false, bound: false };

/** Rules are read as text, in which `*`, `:` and parentheses have a meaning. */
const plainName = /^[A-Za-z0-9_.-]{1,128}$/;
const ruleShape = /^(Mcp\([^():]+:[^():]+\)|(Shell|Read|Write|WebFetch)\(.*\))$/s;
const Rule = z
  .string()
  .regex(ruleShape, 'a rule is Mcp(server:tool), or one of Shell, Read, Write or WebFetch');

const Permissions = z.strictObject({ allow: z.array(Rule).optional(), deny: z.array(Rule).optional() });
const Settings = z.looseObject({ permissions: Permissions });

export const cursorCli: Format = {
  id: 'cursor-cli',
  label: 'Cursor CLI',
  about: 'The command line of Cursor reads these rules; deny wins, and what no rule names is asked about.',
  file: 'cursor-cli.json',
  path: '.cursor/cli.json',
  save: 'Save this as `.cursor/cli.json` in your project, or add its rules to the file that is there.',
  language: 'json',
  documentation: 'https://cursor.com/docs/cli/reference/permissions',
  can,
  namesServer: true,
  block: (server, tool) =>
    plainName.test(tool) ? `"deny": [${JSON.stringify(ruleOf(server, tool))}]` : undefined,
  emit,
  read: (text): Read => {
    const read = readJson(text, Settings);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data.permissions), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [{ cannot: 'close-by-default', instead: 'client-asks', than: 'looser', tools: [] }];
  const allow: string[] = [];
  const deny: string[] = [];
  for (const { alias, tools } of servers) {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    for (const { name, decision } of expressed.tools) {
      if (decision.kind === 'ask') continue;
      const list = decision.kind === 'allow' ? allow : deny;
      if (plainName.test(name)) list.push(ruleOf(alias, name));
      else {
        const than = decision.kind === 'allow' ? 'stricter' : 'looser';
        gaps.push({ cannot: 'name', instead: 'client-asks', than, tools: [name] });
      }
    }
  }
  return { text: `${JSON.stringify({ permissions: { allow, deny } }, null, 2)}\n`, gaps: gathered(gaps) };
}

/** A lone `*` stands for any server or any tool. */
const ruleOf = (server: string, tool: string): string => `Mcp(${server}:${tool})`;

function enforcedBy({ allow = [], deny = [] }: z.infer<typeof Permissions>): Enforced {
  const [denies, allows] = [new Set(deny), new Set(allow)];
  return {
    outcome: (server, tool) => {
      const hits = (rules: ReadonlySet<string>) =>
        [ruleOf(server, tool), ruleOf(server, '*'), ruleOf('*', tool), ruleOf('*', '*')].some((rule) =>
          rules.has(rule),
        );
      return hits(denies) ? denied : hits(allows) ? allowed : asked;
    },
    names: (server) => {
      const prefix = `Mcp(${server}:`;
      const named = [...allow, ...deny]
        .filter((rule) => rule.startsWith(prefix))
        .map((rule) => rule.slice(prefix.length, -1));
      return [...new Set(named.filter((name) => !name.includes('*')))];
    },
  };
}
