// toolrisk add: the whole job for new servers.
import { addSource } from '../../catalog/sources.ts';
import { readerOf } from '../../crawl/readers.ts';
import { today } from '../../kit/clock.ts';
import { InputError } from '../../kit/errors.ts';
import type { Entry } from '../../model/entry.ts';
import { isServerId } from '../../model/server.ts';
import { type BuildOptions, buildSite } from '../../pipeline/build-site.ts';
import { beginRendering, type Rendering } from '../../pipeline/render-pages.ts';
import { exitOf, reportLines } from '../../pipeline/report.ts';
import { type RunReport, updateCatalog } from '../../pipeline/update-catalog.ts';
import type { Command, CommandContext, ExitStatus, Given } from '../command.ts';

export const add: Command = {
  name: 'add',
  summary: 'crawl, extract and judge new servers, write their entries and build their pages',
  usage: '<source...> [--dry-run] [--id <server-id>] [--no-build]',
  help: `
A source is spelled npm:name[@version], github:owner/repo[@ref], git+<url or path>[@ref] or ./folder. Nothing of it is
run. The source is noted in catalog/sources, so that update visits it again.

  npm run -s toolrisk -- add npm:@modelcontextprotocol/server-filesystem
  npm run -s toolrisk -- add ./my-server --id local/my-server
  npm run -s toolrisk -- add npm:some-server --dry-run     prints the entry, writes nothing`,
  options: {
    'dry-run': { type: 'boolean', help: 'print the entries instead of writing them' },
    id: { type: 'string', value: '<server-id>', help: 'file the server under this id; for a single source' },
    'no-build': { type: 'boolean', help: 'do not build pages' },
    'allow-run': { type: 'boolean', help: 'allow stdio: sources, which run foreign code' },
  },
  async run(given, context) {
    const sources = given.args;
    const id = given.text('id');
    if (sources.length === 0) {
      throw new InputError(
        'Which server?',
        'Name a source, such as npm:@modelcontextprotocol/server-filesystem.',
      );
    }
    for (const source of sources) readerOf(source);
    if (id !== undefined && (sources.length > 1 || !isServerId(id))) {
      throw new InputError(
        sources.length > 1 ? '--id goes with a single source.' : `"${id}" is not a server id.`,
        'Give one source and an id such as github/owner/repo.',
      );
    }
    // While the server is read, the other core bundles.
    const rendering = given.on('dry-run') || given.on('no-build') ? undefined : beginRendering();
    try {
      return await addAll(given, context, rendering);
    } finally {
      await rendering?.end();
    }
  },
};

async function addAll(
  given: Given,
  { root, talk, signal, json, print }: CommandContext,
  rendering: Rendering | undefined,
): Promise<ExitStatus> {
  const entries: Entry[] = [];
  const report = await updateCatalog({
    root,
    sources: given.args,
    today: today(),
    talk,
    signal,
    again: true,
    // A list of thousands of servers takes hours; one that was stopped goes on where it was.
    resume: !given.on('dry-run') && given.args.some((source) => readerOf(source).kind === 'registry'),
    journal: 'add',
    id: given.text('id'),
    allowRun: given.on('allow-run'),
    ...(given.on('dry-run') ? { dryRun: (entry: Entry) => entries.push(entry) } : {}),
  });
  if (given.on('dry-run')) {
    for (const entry of entries) print(json ? JSON.stringify(entry) : JSON.stringify(entry, null, 2));
    for (const line of reportLines(report)) talk.say(line);
    return exitOf(report);
  }
  await noteSources(root, report);
  if (rendering !== undefined) await buildPages(report, { root, talk, rendering });
  if (json) print(JSON.stringify(report));
  else {
    for (const line of reportLines(report)) print(line);
    for (const page of pagesOf(report)) print(`  page     ${page}`);
  }
  return exitOf(report);
}

/** Local folders and running servers are not noted: another machine does not have them. */
async function noteSources(root: string, report: RunReport): Promise<void> {
  const read = report.outcomes.filter(({ kind }) => kind !== 'failed').map(({ source }) => source);
  for (const source of new Set(read)) {
    const { kind } = readerOf(source);
    if (kind !== 'local' && kind !== 'stdio') await addSource(root, kind, withoutVersion(kind, source));
  }
}

/** `update` follows the latest version, so that is what is noted. */
function withoutVersion(kind: string, source: string): string {
  return kind === 'npm' ? source.replace(/(?<=.)@[^@/]+$/, '') : source;
}

async function buildPages(
  report: RunReport,
  options: Pick<BuildOptions, 'root' | 'talk' | 'rendering'>,
): Promise<void> {
  const written = report.outcomes.filter(
    ({ kind }) => kind === 'added' || kind === 'changed' || kind === 'gone',
  );
  const [first] = written;
  if (first === undefined) return;
  const alone = written.length === 1 && first.kind === 'added' ? first.id : undefined;
  const { seconds } = await buildSite({ ...options, today: today(), only: alone });
  options.talk.say(`Pages built in ${seconds.toFixed(1)} s. See them with: npm run preview`);
}

function pagesOf(report: RunReport): string[] {
  return report.outcomes.filter(({ kind }) => kind !== 'failed').map(({ id }) => `/servers/${id}/`);
}
