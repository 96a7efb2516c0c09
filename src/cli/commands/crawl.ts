// toolrisk crawl: read sources and print what is in them; the catalog stays as it is.
import { readers } from '../../crawl/readers.ts';
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { Crawl } from '../../model/entry.ts';
import { isServerId } from '../../model/server.ts';
import type { CrawlContext } from '../../model/source.ts';
import { skipReasons } from '../../model/vocabulary.ts';
import { count, visible } from '../../model/wording.ts';
import { readSource } from '../../pipeline/read-source.ts';
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
    const worse = await crawlOne(source, crawlContext, context);
    if (worse > status) status = worse;
    if (context.signal.aborted) return 2;
  }
  return status;
}

async function crawlOne(
  source: string,
  crawlContext: CrawlContext,
  { json, print, talk }: CommandContext,
): Promise<ExitStatus> {
  let found = 0;
  let elsewhere: string | undefined;
  let failed = false;
  const fail = (named: string, message: string, remedy: string) => {
    failed = true;
    talk.say(`error: ${named}: ${message}`);
    talk.say(remedy);
  };
  try {
    for await (const result of readSource(source, crawlContext)) {
      if (result.kind === 'gone') fail(result.id, `${result.detail}.`, goneRemedy);
      else if (result.kind === 'failed') fail(result.source, result.failure.message, result.failure.remedy);
      else if (result.kind === 'crawl') {
        found += result.crawl.tools.length;
        elsewhere ??= repositorySource(result.crawl);
        print(json ? JSON.stringify(result.crawl) : summaryOf(result.crawl));
      }
    }
  } catch (thrown) {
    if (thrown instanceof OutsideError || thrown instanceof InputError) {
      fail(source, messageOf(thrown), thrown.remedy);
    } else if (crawlContext.signal.aborted) fail(source, 'Stopped.', 'Run it again to go on.');
    else throw thrown;
  }
  if (failed) return 2;
  if (found > 0) return 0;
  talk.warn(`${source}: no tool definition was found. ${hintAt(elsewhere)}`);
  return 1;
}

const goneRemedy = 'Check the spelling; what is private also needs your settings of npm or git.';
/** The repository of a package, which may hold what the package does not, as a source. */
function repositorySource({ server }: Crawl): string | undefined {
  const name = /^https:\/\/github\.com\/([\w-]+\/[\w.-]+)$/.exec(server.repository ?? '')?.[1];
  // With a commit, the repository is what was read.
  return name === undefined || server.commit !== undefined ? undefined : `github:${name}`;
}

function hintAt(elsewhere: string | undefined): string {
  const hint = 'If it is a server, its tools live in another package or are made at run time.';
  return elsewhere === undefined ? hint : `${hint} Its repository may show more: ${elsewhere}`;
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
