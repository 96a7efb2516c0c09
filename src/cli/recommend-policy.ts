// Prints the recommended policy of servers, or of one tool.
import { resolve } from 'node:path';
import { InputError } from '../kit/errors.ts';
import { writeIfDifferent } from '../kit/files.ts';
import type { Entry } from '../model/entry.ts';
import { codeSpan } from '../policy/code-span.ts';
import { effectText, serverEffect } from '../policy/effect.ts';
import { gapText } from '../policy/gaps.ts';
import { type Intent, intentOf } from '../policy/intent.ts';
import { type Preset, presets, tableInForce } from '../policy/table.ts';
import type { CommandContext, ExitStatus, Given } from './command.ts';
import { chosenFormat, entryOf, subjectOf } from './policy-given.ts';

/** The document goes to stdout or a file; what it does and cannot say is told. */
export async function recommendPolicy(given: Given, context: CommandContext): Promise<ExitStatus> {
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

function chosenPreset(given: Given): Preset {
  const id = given.text('preset') ?? tableInForce().preset;
  const preset = presets.find((one) => one.id === id);
  if (preset !== undefined) return preset.id;
  throw new InputError(
    `There is no preset "${id}".`,
    `The presets are ${presets.map((one) => one.id).join(', ')}.`,
  );
}
