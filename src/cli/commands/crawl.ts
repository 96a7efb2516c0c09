// toolrisk crawl: read sources and print what is in them; the catalog stays as it is.
import { readers } from '../../crawl/readers.ts';
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { Crawl } from '../../model/entry.ts';
import { isServerId } from '../../model/server.ts';
import type { CrawlContext } from '../../model/source.ts';
import { skipReasons } from '../../model/vocabulary.ts';
import { count, visible } from '../../model/wording.ts';
import { readSource, type SourceResult } from '../../pipeline/read-source.ts';
import type { Command, CommandContext, ExitStatus, Given } from '../command.ts';

export const crawl: Command = {
  name: 'crawl',
  summary: 'read sources and print their tools; writes nothing',
  usage: '<source...> [--id id] [--allow-run]',
  help: `
Sources, several may be given:
${readers.map((reader) => `  ${reader.spelling}`).join('\n')}

With --json one line a server is printed: {server, tools, skips}. A source that fails does not stop the others.

Examples:
  toolrisk crawl npm:@modelcontextprotocol/server-filesystem
  toolrisk crawl git+/home/me/server@v2 --id github/owner/server --json

Exit status: 0 when every source was read, 1 when one of them held no tool, 2 when one of them could not be read.`,
  options: {
    id: { type: 'string', value: '<server-id>', help: 'file the server under this id (one source only)' },
    'allow-run': { type: 'boolean', help: 'allow sources that run foreign code, such as stdio:' },
  },
  run,
};

async function run(given: Given, context: CommandContext): Promise<ExitStatus> {
  const crawlContext = contextOf(given, context);
  let status: ExitStatus = 0;
  for (const source of given.args) {
    try {
      for await (const result of readSource(source, crawlContext)) {
        const worse = tell(result, context);
        if (worse > status) status = worse;
      }
    } catch (thrown) {
      if (!(thrown instanceof OutsideError || thrown instanceof InputError)) throw thrown;
      context.talk.say(`error: ${source}: ${messageOf(thrown)}`);
      context.talk.say(thrown.remedy);
      status = 2;
    }
    if (context.signal.aborted) return 2;
  }
  return status;
}

function contextOf(given: Given, context: CommandContext): CrawlContext {
  const id = given.text('id');
  if (given.args.length === 0) {
    throw new InputError('No source was given.', 'Name one, such as npm:name or ./folder.');
  }
  if (id !== undefined && !isServerId(id)) {
    throw new InputError(
      `"${id}" is not a server id.`,
      'Write one like npm/name, github/owner/repo or local/name.',
    );
  }
  if (id !== undefined && given.args.length > 1) {
    throw new InputError('--id was given with several sources.', 'Crawl them one by one.');
  }
  return { known: async () => undefined, signal: context.signal, id, allowRun: given.on('allow-run') };
}

function tell(result: SourceResult, { json, print, talk }: CommandContext): ExitStatus {
  if (result.kind === 'unchanged') return 0;
  if (result.kind === 'gone') {
    talk.say(`error: ${result.id}: ${result.detail}.`);
    talk.say('Check the spelling; a private package also needs its registry and token in your .npmrc.');
    return 2;
  }
  const { crawl: found } = result;
  if (json) print(JSON.stringify(found));
  else print(summaryOf(found));
  if (found.tools.length > 0) return 0;
  talk.warn(
    `${found.server.id}: no tool definition was found. If it is a server, its code may lie in another package or be made at run time.`,
  );
  return 1;
}

function summaryOf({ server, tools, skips }: Crawl): string {
  const version = server.version ?? server.commit?.slice(0, 12) ?? '';
  return [
    `${server.id} ${version}: ${visible(server.title, 80)}, ${count(tools.length, 'tool')}, ${count(skips.length, 'skip')}`,
    ...tools.map(
      ({ name, place }) => `  ${visible(name, 60).padEnd(40)} ${visible(place.path, 80)}${at(place.line)}`,
    ),
    ...skips.map(({ reason, place, detail }) => {
      const where = place === undefined ? '' : `${visible(place.path, 80)}${at(place.line)}: `;
      return `  skipped: ${where}${visible(detail ?? skipReasons[reason], 200)}`;
    }),
  ].join('\n');
}

function at(line: number | undefined): string {
  return line === undefined ? '' : `:${line}`;
}
