// Says what a policy file does with a server's tools, and what is wrong with it.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../kit/errors.ts';
import type { Entry } from '../model/entry.ts';
import { flawsOf } from '../policy/check.ts';
import { serverEffect, toolEffect } from '../policy/effect.ts';
import type { Format } from '../policy/format.ts';
import { policyJson } from '../policy/formats/policy-json.ts';
import { formats } from '../policy/formats.ts';
import { aliasOf } from '../policy/intent.ts';
import type { CommandContext, ExitStatus, Given } from './command.ts';
import { chosenFormat, entryOf, subjectOf, textOf } from './policy-given.ts';

/** `policy check <file>`: exit status 1 when a rule is wrong or dangerous. */
export async function checkPolicy(
  args: readonly string[],
  given: Given,
  context: CommandContext,
): Promise<ExitStatus> {
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

function givenDay(given: Given): string | undefined {
  const since = given.text('since');
  if (since === undefined || /^\d{4}-\d\d-\d\d$/.test(since)) return since;
  throw new InputError(`"${since}" is not a day.`, 'Write it like 2026-01-31.');
}

/** The day on which a file was last written. */
async function dayOf(file: string): Promise<string> {
  return (await stat(resolve(file))).mtime.toISOString().slice(0, 10);
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
