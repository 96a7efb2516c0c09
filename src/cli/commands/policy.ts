// policy: prints the recommended policy of servers, and says what any policy file does.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEntry } from '../../catalog/entries.ts';
import { InputError, messageOf } from '../../kit/errors.ts';
import { writeIfDifferent } from '../../kit/files.ts';
import type { Entry } from '../../model/entry.ts';
import { useOperatorTable } from '../../pipeline/operator-table.ts';
import { flawsOf } from '../../policy/check.ts';
import { codeSpan } from '../../policy/code-span.ts';
import { type EffectSubject, effectText, serverEffect, toolEffect } from '../../policy/effect.ts';
import type { Format } from '../../policy/format.ts';
import { policyJson } from '../../policy/formats/policy-json.ts';
import { formatOf, formats } from '../../policy/formats.ts';
import { gapText } from '../../policy/gaps.ts';
import { aliasOf, type Intent, intentOf, unreadTools } from '../../policy/intent.ts';
import { policyFile } from '../../policy/operator-table.ts';
import { type Enforced, laterTool } from '../../policy/outcome.ts';
import { type Preset, presets, tableInForce } from '../../policy/table.ts';
import type { Command, CommandContext, ExitStatus, Given } from '../command.ts';

const formatIds = formats.map(({ id }) => id).join(', ');

export const policy: Command = {
  name: 'policy',
  summary: 'print the recommended policy of servers, or check a policy file',
  usage: '<server-id...> | check <file> --server <id> | diff <old file> <new file>',
  help: `
Prints a policy document for all tools of the servers, or for one tool with --tool. What the format
cannot say, and what the document really does, is said on stderr.

  policy github/owner/repo
  policy github/owner/repo --tool stop_vm --stricter
  policy npm/one npm/two --format claude-code --alias one --alias two
  policy check policy.json --server github/owner/repo     exit 1 when a rule is wrong or dangerous,
                                                          or a tool changed after the file was written
  policy diff old.json new.json --server github/owner/repo    exit 1 when something is looser or stricter

Formats: ${formatIds}.
Presets: ${presets.map(({ id, meaning }) => `${id} (${meaning.replace(/\.$/, '').toLowerCase()})`).join('; ')}.`,
  options: {
    tool: { type: 'string', value: '<name>', help: 'only this tool; every other one is denied' },
    format: {
      type: 'string',
      value: '<id>',
      help: 'policy-json when absent; check then takes the format that reads the file',
    },
    preset: {
      type: 'string',
      value: '<id>',
      help: "balanced when absent, or what the operator's table says",
    },
    table: {
      type: 'string',
      value: '<file>',
      help: `a table of decisions; ${policyFile} when absent, if it is there`,
    },
    alias: {
      type: 'string',
      multiple: true,
      value: '<name>',
      help: 'your own name for the server; repeat for several',
    },
    stricter: { type: 'boolean', help: 'with --tool: hold switches that make a call worse to false' },
    out: { type: 'string', value: '<file>', help: 'write the document to a file' },
    server: { type: 'string', value: '<id>', help: 'with check and diff: the server to evaluate against' },
    since: {
      type: 'string',
      value: '<date>',
      help: 'with check: tools that changed later are findings; the day of the file when absent',
    },
  },
  run: async (given, context) => {
    await useOperatorTable(context.root, given.text('table'));
    const [first, ...rest] = given.args;
    if (first === 'check') return check(rest, given, context);
    if (first === 'diff') return diff(rest, given, context);
    return recommend(given, context);
  },
};

async function recommend(given: Given, context: CommandContext): Promise<ExitStatus> {
  if (given.args.length === 0)
    throw new InputError('No server was named.', 'Write: toolrisk policy <server-id>');
  const format = chosenFormat(given);
  const tool = given.text('tool');
  const entries = await Promise.all(given.args.map((id) => entryOf(context.root, id)));
  const aliases = given.texts('alias');
  const intent = intentOf(
    entries.map((entry, index) => ({
      id: entry.server.id,
      title: entry.server.title,
      tools: tool === undefined ? entry.tools : only(entry, tool),
      skips: entry.skips,
      alias: aliases[index],
    })),
    { preset: chosenPreset(given), switches: tool === undefined || given.on('stricter') },
  );
  const { text, gaps } = format.emit(intent);
  const { enforced, problems } = format.read(text);
  if (enforced === undefined)
    throw new Error(`Our own ${format.label} document is invalid: ${problems.join('; ')}`);
  const effects = entries.map((entry, index) => {
    const subject = subjectOf(entry, enforced, intent.servers[index]?.alias ?? '');
    return tool === undefined ? serverEffect(subject) : effectText(tool, subject);
  });
  const out = given.text('out');
  if (out !== undefined) await writeIfDifferent(resolve(out), text);
  if (context.json) {
    const said = gaps.map((gap) => ({ ...gap, text: gapText(gap, format.label) }));
    context.print(
      JSON.stringify({
        format: format.id,
        path: format.path,
        text,
        effects,
        gaps: said,
        decisions: decisionsOf(intent),
      }),
    );
  } else {
    if (out === undefined) context.print(text.trimEnd());
    for (const effect of effects) context.talk.say(effect);
    for (const gap of gaps) context.talk.warn(gapText(gap, format.label));
    if (format.namesServer && aliases.length < entries.length) {
      const names = intent.servers.map(({ alias }) => codeSpan(alias)).join(', ');
      context.talk.warn(
        `This format uses your own name for the server; here ${names}. Give it with --alias.`,
      );
    }
  }
  return 0;
}

async function check(args: readonly string[], given: Given, context: CommandContext): Promise<ExitStatus> {
  const [file, ...more] = args;
  const id = given.text('server');
  if (file === undefined || more.length > 0 || id === undefined) {
    throw new InputError(
      'A file and a server are needed.',
      'Write: toolrisk policy check <file> --server <id>',
    );
  }
  const entry = await entryOf(context.root, id);
  const alias = given.texts('alias')[0] ?? aliasOf(id);
  const text = await textOf(file);
  const format =
    given.text('format') === undefined ? formatOfText(text, alias, entry.tools) : chosenFormat(given);
  const { enforced, problems } = format.read(text);
  if (enforced === undefined) {
    if (given.text('format') === undefined)
      context.talk.warn(
        `No format reads ${file}; as ${format.label} it is wrong so. Name another with --format.`,
      );
    if (context.json) context.print(JSON.stringify({ file, problems }));
    else for (const problem of problems) context.print(`${file}: ${problem}`);
    return 1;
  }
  const subject = subjectOf(entry, enforced, alias);
  const history = { changes: entry.changes, written: givenDay(given) ?? (await dayOf(file)) };
  const flaws = flawsOf({ format, enforced, alias, tools: entry.tools, unread: subject.unread, history });
  const outcomes = subject.tools.map((tool) => ({ tool, outcome: enforced.outcome(alias, tool) }));
  if (context.json) {
    context.print(JSON.stringify({ file, effect: serverEffect(subject), tools: outcomes, findings: flaws }));
  } else {
    for (const tool of subject.tools) context.print(toolEffect(tool, subject));
    context.print(serverEffect(subject));
    for (const flaw of flaws) context.print(`${flaw.serious ? 'wrong' : 'note'}: ${flaw.text}`);
  }
  return flaws.some(({ serious }) => serious) ? 1 : 0;
}

async function diff(args: readonly string[], given: Given, context: CommandContext): Promise<ExitStatus> {
  const [before, after, ...more] = args;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new InputError('Two files are needed.', 'Write: toolrisk policy diff <old file> <new file>');
  }
  const format = chosenFormat(given);
  const [old, next] = await Promise.all([before, after].map((file) => enforcedIn(format, file)));
  if (old === undefined || next === undefined) throw new Error('Two files were read.');
  const id = given.text('server');
  const entry = id === undefined ? undefined : await entryOf(context.root, id);
  const alias = given.texts('alias')[0] ?? (id === undefined ? '' : aliasOf(id));
  const known = (entry?.tools ?? []).map(({ name }) => name);
  const tools = [...new Set([...known, ...old.names(alias), ...next.names(alias)])].sort();
  const later = laterTool(tools);
  const changes = [...tools, later]
    .map((tool) => ({ tool, before: old.outcome(alias, tool), after: next.outcome(alias, tool) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
  if (context.json) {
    context.print(
      JSON.stringify(changes.map((change) => (change.tool === later ? { ...change, tool: null } : change))),
    );
  } else {
    const on = { alias, server: { id: id ?? '', title: '' }, tools, unread: 0 };
    for (const { tool } of changes) {
      context.print(tool === later ? 'A tool that is added later:' : `${codeSpan(tool)}:`);
      context.print(`  before: ${toolEffect(tool, { ...on, enforced: old })}`);
      context.print(`  after:  ${toolEffect(tool, { ...on, enforced: next })}`);
    }
    if (changes.length === 0) context.talk.say('Both files treat every tool alike.');
  }
  return changes.length === 0 ? 0 : 1;
}

function givenDay(given: Given): string | undefined {
  const since = given.text('since');
  if (since === undefined || /^\d{4}-\d\d-\d\d$/.test(since)) return since;
  throw new InputError(`"${since}" is not a day.`, 'Write it like 2026-01-31.');
}

/** The day on which a file was last written. */
async function dayOf(file: string): Promise<string> {
  return (await stat(resolve(file))).mtime.toISOString().slice(0, 10);
}

function subjectOf(entry: Entry, enforced: Enforced, alias: string): EffectSubject {
  return {
    enforced,
    alias,
    server: entry.server,
    tools: entry.tools.map(({ name }) => name),
    unread: unreadTools(entry.skips),
  };
}

function decisionsOf({ servers }: Intent): unknown {
  return servers.map(({ id, alias, tools }) => ({
    server: id,
    alias,
    tools: tools.map(({ name, decision }) => ({ name, ...decision })),
  }));
}

function only(entry: Entry, name: string): Entry['tools'] {
  const tools = entry.tools.filter((tool) => tool.name === name);
  if (tools.length > 0) return tools;
  throw new InputError(
    `${entry.server.id} has no tool "${name}" in the catalog.`,
    `Its tools are ${entry.tools
      .slice(0, 20)
      .map((tool) => tool.name)
      .join(', ')}${entry.tools.length > 20 ? ', …' : ''}.`,
  );
}

async function entryOf(root: string, id: string): Promise<Entry> {
  const entry = await readEntry(root, id);
  if (entry !== undefined) return entry;
  throw new InputError(`The catalog does not hold ${id}.`, 'Add it with: toolrisk add <source>');
}

async function enforcedIn(format: Format, file: string): Promise<Enforced> {
  const { enforced, problems } = format.read(await textOf(file));
  if (enforced !== undefined) return enforced;
  throw new InputError(
    `${file} is not a valid ${format.label} document: ${problems.join('; ')}.`,
    'Correct it first.',
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(resolve(file), 'utf8');
  } catch (thrown) {
    throw new InputError(
      `${file} could not be read: ${messageOf(thrown)}.`,
      'Give the path of a policy file.',
    );
  }
}

/** Of the formats that read the text without a problem, the one in which it names most tools; policy.json when none does. */
function formatOfText(text: string, alias: string, tools: Entry['tools']): Format {
  const known = new Set(tools.map(({ name }) => name));
  const [best] = formats
    .flatMap((format) => {
      const { enforced } = format.read(text);
      const names = enforced?.names(alias).filter((name) => known.has(name)) ?? [];
      return enforced === undefined ? [] : [{ format, named: names.length }];
    })
    .toSorted((a, b) => b.named - a.named);
  return best?.format ?? policyJson;
}

function chosenFormat(given: Given): Format {
  const id = given.text('format') ?? 'policy-json';
  const format = formatOf(id);
  if (format !== undefined) return format;
  throw new InputError(`There is no format "${id}".`, `The formats are ${formatIds}.`);
}

function chosenPreset(given: Given): Preset {
  const id = given.text('preset') ?? tableInForce().preset;
  const preset = presets.find((one) => one.id === id);
  if (preset !== undefined) return preset.id;
  throw new InputError(
    `There is no preset "${id}".`,
    `The presets are ${presets.map((one) => one.id).join(', ')}.`,
  );
}
