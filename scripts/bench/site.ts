// Measures the finished site in dist/ as a reader meets it: bytes, layout shifts, foreign requests, search in a real browser.
// node scripts/bench/site.ts; TOOLRISK_ROOT names another folder that holds dist/. Prints JSON.
import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { siteFolder } from '../../src/pipeline/build-site.ts';
import { serveSite } from '../../src/pipeline/serve-site.ts';
import { openBrowser } from '../../test/site/_browser.ts';
import { tasksDuring } from './site/main-thread.ts';

const root = process.env['TOOLRISK_ROOT'] ?? dirname(dirname(import.meta.dirname));
const site = join(root, siteFolder);
const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
const spread = (numbers: readonly number[]) => {
  const sorted = ascending(numbers).map((number) => Math.round(number * 10) / 10);
  return {
    n: sorted.length,
    median: share(sorted, 0.5),
    p95: share(sorted, 0.95),
    largest: sorted.at(-1) ?? 0,
  };
};

const tools = globSync('tools/**/index.html', { cwd: site });
const served = await serveSite(root);
const browser = await openBrowser();
try {
  const figures = {
    toolPages: await toolPages(),
    beforeSearch: await weightBeforeSearch(),
    pages: await pageFigures(browser),
    search: await searchFigures(browser),
  };
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await served.stop();
}

async function toolPages() {
  const sizes = await Promise.all(tools.map(async (file) => (await stat(join(site, file))).size));
  return { ...spread(sizes), over25kB: sizes.filter((size) => size > 25_000).length };
}

/** What a tool page loads, packed. */
async function weightBeforeSearch() {
  const html = await readFile(join(site, tools[0] ?? ''), 'utf8');
  const packed = async (pattern: RegExp) => {
    const files = [...html.matchAll(pattern)].map(([, file = '']) => join(site, file));
    const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
    return kilobytes(sizes.reduce((sum, size) => sum + size, 0));
  };
  return {
    styleKilobytes: await packed(/<link rel="stylesheet" href="([^"]+)"/g),
    scriptKilobytes: await packed(/<script[^>]* src="([^"]+)"/g),
  };
}

/** One page of every kind, wide and narrow. */
async function pageFigures(browser: Browser) {
  const folders = ['categories', 'risk', 'effects', 'attacks', 'servers', 'tools', 'servers/by'];
  const first = folders.flatMap(
    (folder) => globSync(`${folder}/**/index.html`, { cwd: site }).sort().at(-1) ?? [],
  );
  const paths = [...globSync('*/index.html', { cwd: site }), ...first].map((file) =>
    file.slice(0, -'index.html'.length),
  );
  const shifts = new Map<string, number>();
  const foreign = new Set<string>();
  const complaints = new Set<string>();
  for (const width of [390, 1440]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on('request', (request) => {
      if (!request.url().startsWith(served.url)) foreign.add(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.add(message.text());
    });
    for (const path of ['', ...paths]) {
      await page.goto(new URL(path, served.url).href, { waitUntil: 'networkidle' });
      const shift = await page.evaluate(shiftSoFar);
      if (shift > 0) shifts.set(`/${path} at ${width}`, Math.round(shift * 1000) / 1000);
    }
    await page.close();
  }
  return {
    opened: 2 * (paths.length + 1),
    layoutShifts: Object.fromEntries(shifts),
    foreignRequests: [...foreign],
    complaints: [...complaints],
  };
}

/** Runs in the page. */
function shiftSoFar(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 100);
  });
}

async function searchFigures(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const names = queries();
  await page.goto(new URL('search/', served.url).href, { waitUntil: 'load' });
  await page.evaluate(watchHits);
  const field = page.locator('main input[name=q]');
  await field.focus();
  await page.waitForLoadState('networkidle');
  const firstMilliseconds = await typed(page, 'delete file');
  const coldBytes = bytes;
  const laterBytes: number[] = [];
  const laterMilliseconds: number[] = [];
  const tasks = await tasksDuring(browser, page, async () => {
    for (const name of names) {
      bytes = 0;
      laterMilliseconds.push(await typed(page, name));
      await page.waitForLoadState('networkidle');
      laterBytes.push(bytes);
    }
  });
  const blocked = await page.evaluate(() => (globalThis as unknown as { blocked: number[] }).blocked);
  await page.close();
  return {
    coldKilobytes: kilobytes(coldBytes),
    firstMilliseconds: Math.round(firstMilliseconds),
    /** All that is loaded while a name is typed key by key. */
    laterKilobytes: spread(laterBytes.map(kilobytes)),
    laterMilliseconds: spread(laterMilliseconds),
    /** Pieces of work that kept the page from answering for more than 50 ms by the clock; on a busy machine also by waiting. */
    longTasks: spread(blocked),
    /** The longest piece of work, in milliseconds of processor time. */
    longestTaskMilliseconds: Math.round(Math.max(...tasks) * 10) / 10,
  };
}

/** Names of sampled tools as a person would type them. */
function queries(): readonly string[] {
  const slugs = tools.map((file) => file.split('/').at(-2) ?? '').sort();
  return Array.from({ length: 60 }, (_, index) => slugs[Math.floor((index * slugs.length) / 60)] ?? '').map(
    (slug) =>
      slug
        .split(/[^a-z0-9]+/)
        .slice(0, 3)
        .join(' '),
  );
}

/** Runs in the page: notes when hits are drawn, and what blocks. */
function watchHits(): void {
  const state = globalThis as unknown as { pressed: number; drawn: number; blocked: number[] };
  state.blocked = [];
  const status = document.querySelector('[data-status]');
  if (status === null) throw new Error('no status');
  addEventListener('input', () => {
    state.pressed = performance.now();
    state.drawn = 0;
  });
  new MutationObserver(() => {
    if (state.drawn === 0 && status.textContent !== 'Searching.') state.drawn = performance.now();
  }).observe(status.closest('main') ?? status, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) state.blocked.push(duration);
  }).observe({ type: 'longtask' });
}

/** Types the query key by key; milliseconds from the last key to its results. */
async function typed(page: Page, query: string): Promise<number> {
  const field = page.locator('main input[name=q]');
  await field.fill('');
  await field.pressSequentially(query, { delay: 60 });
  await page.waitForFunction(() => (globalThis as unknown as { drawn: number }).drawn > 0);
  await page.waitForTimeout(150);
  return await page.evaluate(() => {
    const { pressed, drawn } = globalThis as unknown as { pressed: number; drawn: number };
    return drawn - pressed;
  });
}
