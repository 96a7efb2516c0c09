// Says which tools two policy files treat differently.
import { InputError } from '../kit/errors.ts';
import { codeSpan } from '../policy/code-span.ts';
import { toolEffect } from '../policy/effect.ts';
import type { Format } from '../policy/format.ts';
import { aliasOf } from '../policy/intent.ts';
import { type Enforced, laterTool, type Outcome } from '../policy/outcome.ts';
import type { CommandContext, ExitStatus, Given } from './command.ts';
import { chosenFormat, entryOf, textOf } from './policy-given.ts';

/** `policy diff <old> <new>`: exit status 1 when some tool fares otherwise. */
export async function diffPolicies(
  args: readonly string[],
  given: Given,
  context: CommandContext,
): Promise<ExitStatus> {
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
    .filter((change) => effective(change.before) !== effective(change.after));
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

/** What a call meets. That a tool is denied counts, not whether the document names it. */
function effective(outcome: Outcome): string {
  const { unlisted: _, ...rest } = { unlisted: false, ...outcome };
  return JSON.stringify(rest);
}

async function enforcedIn(format: Format, file: string): Promise<Enforced> {
  const { enforced, problems } = format.read(await textOf(file));
  if (enforced !== undefined) return enforced;
  throw new InputError(
    `${file} is not a valid ${format.label} document: ${problems.join('; ')}.`,
    'Correct it first.',
  );
}
