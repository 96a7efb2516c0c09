// Copilot CLI: flags that allow and deny tools when it starts. What neither names is asked about.
import { checkAliases } from '../alias.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, asked, denied, type Enforced } from '../outcome.ts';

const can: Capabilities = { hide: false, deny: true, ask: true, count: false, bound: false };

/** Rules are read as text in which parentheses, commas and `*` have a meaning. */
const plainName = /^[A-Za-z0-9_.-]{1,128}$/;

export const copilotCli: Format = {
  id: 'copilot-cli',
  label: 'Copilot CLI',
  about:
    'Copilot CLI takes these flags when it starts; deny wins, and what no flag names is asked about, or denied where nobody can answer.',
  file: 'copilot-cli.sh',
  path: 'copilot.sh',
  save: 'Start Copilot CLI with these flags, or save the command as `copilot.sh`.',
  language: 'shell',
  documentation: 'https://docs.github.com/en/copilot/how-tos/copilot-cli/use-copilot-cli/allowing-tools',
  can,
  namesServer: true,
  block: (server, tool) => (plainName.test(tool) ? flag('deny', server, tool) : undefined),
  emit,
  read: (text): Read => {
    const found = readFlags(text);
    return typeof found === 'string' ? { problems: [found] } : { enforced: enforcedBy(found), problems: [] };
  },
};

/** Rules of its own tools; they say nothing about servers. */
const builtIn = ['shell', 'write', 'url'];

function emit({ servers }: Intent): Emitted {
  checkAliases(
    'Copilot CLI',
    servers,
    new RegExp(`^(?!(?:${builtIn.join('|')})$)`),
    `${builtIn.join(', ')} are its own tools; use another name.`,
  );
  const gaps: Gap[] = [{ cannot: 'close-by-default', instead: 'client-asks', than: 'looser', tools: [] }];
  const flags: Record<'allow' | 'deny', string[]> = { allow: [], deny: [] };
  for (const { alias, tools } of servers) {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    for (const { name, decision } of expressed.tools) {
      if (decision.kind === 'ask') continue;
      const kind = decision.kind === 'allow' ? 'allow' : 'deny';
      if (plainName.test(name)) flags[kind].push(flag(kind, alias, name));
      else {
        const than = kind === 'allow' ? 'stricter' : 'looser';
        gaps.push({ cannot: 'name', instead: 'client-asks', than, tools: [name] });
      }
    }
  }
  const lines = ['copilot', ...flags.allow, ...flags.deny];
  return { text: `${lines.join(' \\\n  ')}\n`, gaps: gathered(gaps) };
}

/** One shell word; neither name can hold a quote. */
const flag = (kind: 'allow' | 'deny', server: string, tool: string): string =>
  `--${kind}-tool='${server}(${tool})'`;

interface Rule {
  readonly kind: 'allow' | 'deny';
  readonly server: string;
  /** Undefined stands for every tool of the server. */
  readonly tool: string | undefined;
}

/** The rules of a command, or what is wrong with it. */
function readFlags(text: string): readonly Rule[] | string {
  const words = shellWords(text);
  if (words === undefined) return 'It is not one plain command with words in single quotes.';
  const [command, ...rest] = words;
  if (command !== 'copilot') return 'The command is not copilot.';
  const rules: Rule[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const [name = '', ...values] = word.split('=');
    const kind = name === '--allow-tool' ? 'allow' : name === '--deny-tool' ? 'deny' : undefined;
    if (kind === undefined)
      return `${JSON.stringify(word.slice(0, 80))} is not a flag that is evaluated here.`;
    if (values.length === 0) at += 1;
    const value = values.length === 0 ? rest[at] : values.join('=');
    const rule = value === undefined ? undefined : ruleOf(kind, value);
    if (rule === undefined) return `${name} takes server(tool), or the name of a server.`;
    rules.push(rule);
  }
  return rules;
}

function ruleOf(kind: 'allow' | 'deny', value: string): Rule | undefined {
  const [, server, tool] = /^([^(),*'\s]+)(?:\(([^(),*'\s]+)\))?$/.exec(value) ?? [];
  // A rule that nobody here evaluates is refused.
  if (server === undefined || builtIn.includes(server)) return undefined;
  return { kind, server, tool };
}

/** Words of one command: plain characters and single quotes alone; a backslash only before the end of a line. */
function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece] of text.trimEnd().matchAll(/\\\r?\n|[ \t]+|'[^']*'|[A-Za-z0-9_.,:=@/-]+|[\s\S]/g)) {
    if (/^([ \t]|\\\r?\n)/.test(piece)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (piece.length > 1 && piece.startsWith("'")) word = (word ?? '') + piece.slice(1, -1);
    else if (/^[A-Za-z0-9_.,:=@/-]/.test(piece)) word = (word ?? '') + piece;
    else return undefined;
  }
  return word === undefined ? words : [...words, word];
}

function enforcedBy(rules: readonly Rule[]): Enforced {
  const keyOf = (server: string, tool: string | undefined) => JSON.stringify([server, tool ?? null]);
  const keys = (kind: Rule['kind']) =>
    new Set(rules.filter((rule) => rule.kind === kind).map(({ server, tool }) => keyOf(server, tool)));
  const [deny, allow] = [keys('deny'), keys('allow')];
  return {
    outcome: (server, tool) => {
      const hits = (set: ReadonlySet<string>) =>
        set.has(keyOf(server, tool)) || set.has(keyOf(server, undefined));
      return hits(deny) ? denied : hits(allow) ? allowed : asked;
    },
    names: (server) => [
      ...new Set(rules.flatMap((rule) => (rule.server === server ? (rule.tool ?? []) : []))),
    ],
  };
}
