// Runs npm servers and compares what they list with what is read from their code:
// node scripts/truth.ts --allow-run [--into folder] [--verbose] <name[@version]… | file of names>
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Agreement, agreementOf, type Difference, ratesOf } from '../src/extract/agreement.ts';
import { messageOf } from '../src/kit/errors.ts';
import type { Crawl } from '../src/model/entry.ts';
import { visible } from '../src/model/wording.ts';
import { readSource } from '../src/pipeline/read-source.ts';
import { install, waysToStart } from './truth/installed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'allow-run': { type: 'boolean' },
    into: { type: 'string' },
    verbose: { type: 'boolean' },
  },
});
const signal = new AbortController().signal;
const wanted = positionals.flatMap((one) =>
  existsSync(one)
    ? readFileSync(one, 'utf8')
        .split('\n')
        .map((line) => line.trim())
    : [one],
);
const names = wanted.filter((line) => line !== '' && !line.startsWith('#'));
if (values['allow-run'] !== true || names.length === 0) {
  process.stderr.write(
    'This installs and runs foreign code. Name npm packages, or a file of them, and add --allow-run; best in a container.\n',
  );
  process.exit(2);
}
const into =
  values.into === undefined ? await mkdtemp(join(tmpdir(), 'toolrisk-truth-')) : resolve(values.into);
// Servers write where they are started.
process.chdir(into);
const agreements: Agreement[] = [];
try {
  for (const name of names) {
    const listed = await listedBy(name);
    if (typeof listed === 'string') {
      process.stdout.write(`${name}: not compared: ${visible(listed, 160)}\n`);
      continue;
    }
    const { server, tools } = listed;
    const read = await first(`npm:${server}`, false);
    const agreement = agreementOf(tools, read.tools, read.skips);
    agreements.push(agreement);
    process.stdout.write(reportOf(server, agreement));
  }
} finally {
  if (values.into === undefined) await rm(into, { recursive: true, force: true, maxRetries: 5 });
}
process.stdout.write(totals());

/** What a server lists by the first way of starting it that works. Kept beside the installed package. */
async function listedBy(
  name: string,
): Promise<{ readonly server: string; readonly tools: Crawl['tools'] } | string> {
  const kept = join(into, `${name.replace(/[^\w.-]+/g, '+')}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const found = await listedAfresh(name);
  await writeFile(kept, JSON.stringify(found));
  return found;
}

async function listedAfresh(name: string) {
  const installed = install(name, into);
  if (typeof installed === 'string') return installed;
  let why = '';
  for (const way of waysToStart(installed)) {
    try {
      const { tools } = await first(way, true);
      if (tools.length > 0) return { server: `${installed.name}@${installed.version}`, way, tools };
      why = 'it lists no tool';
    } catch (thrown) {
      why = messageOf(thrown);
    }
  }
  return why;
}

async function first(source: string, allowRun: boolean): Promise<Crawl> {
  for await (const result of readSource(source, { known: async () => undefined, signal, allowRun })) {
    if (result.kind === 'crawl') return result.crawl;
  }
  throw new Error(`${source} could not be read.`);
}

function reportOf(server: string, found: Agreement): string {
  const lines = [
    `${server}: ${found.both.length} of ${found.listed} listed, ${found.read} read`,
    ...namesLine(found.silent ? 'missing, and no skip says so' : 'missing, with a skip', found.missing),
    ...namesLine(
      'only read',
      found.extra.filter((name) => !found.gated.includes(name)),
    ),
    ...namesLine('only read, behind an option', found.gated),
    ...differenceLines('parameters', found.parameters),
    ...differenceLines('description', found.descriptions),
    ...differenceLines('hints', found.annotations),
  ];
  return `${lines.join('\n')}\n`;
}

function namesLine(what: string, of: readonly string[]): readonly string[] {
  if (of.length === 0) return [];
  const shown = values.verbose === true ? of : of.slice(0, 6);
  return [`  ${what} (${of.length}): ${shown.map((name) => visible(name, 60)).join(' ')}`];
}

function differenceLines(what: string, of: readonly Difference[]): readonly string[] {
  const shown = values.verbose === true ? of : of.slice(0, 2);
  return shown.map(
    ({ name, listed, read }) =>
      `  ${what} of ${visible(name, 60)}: listed ${visible(listed, 200)}; read ${visible(read, 200)}`,
  );
}

function totals(): string {
  const rates = ratesOf(agreements);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return `${[
    `${rates.servers} servers, ${rates.listed} tools`,
    `recall ${percent(rates.recall)} (mean of servers ${percent(rates.meanRecall)}, missing in silence ${rates.silent})`,
    `precision ${percent(rates.precision)} (without those behind an option ${percent(rates.ungatedPrecision)})`,
    `parameters ${percent(rates.parameters)}, descriptions ${percent(rates.descriptions)}, annotations ${percent(rates.annotations)}`,
  ].join('\n')}\n`;
}
