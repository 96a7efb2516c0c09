// Takes the pictures of docs/ from the finished site: node scripts/pictures.ts. TOOLRISK_ROOT names another folder with dist/.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDatabase } from '../src/catalog/database.ts';
import { indexFile } from '../src/pipeline/build-site.ts';
import { serveSite } from '../src/pipeline/serve-site.ts';
import { policyUrl, searchUrl, serverUrl, toolUrl } from '../src/view/address.ts';
import { openBrowser } from '../test/site/_browser.ts';

const project = dirname(import.meta.dirname);
const root = process.env['TOOLRISK_ROOT'] ?? project;
const folder = join(project, 'docs', 'pictures');
const widths = [390, 1440];
const themes = ['light', 'dark'] as const;
const heights: Readonly<Record<number, number>> = { 390: 844, 1440: 900 };

interface Picture {
  readonly name: string;
  readonly path: string;
  /** What the reader does before the picture. */
  readonly before?: (page: Page) => Promise<void>;
}

/** The server with the most tools and the first of its worst, so that every catalog gives pictures. */
function subjects(): readonly Picture[] {
  const db = openDatabase(join(root, indexFile));
  try {
    const [server] = [...db.servers()].sort((a, b) => b.tools - a.tools);
    if (server === undefined) throw new Error('The index holds no server.');
    const entry = db.server(server.id);
    const tool = entry?.tools.find(({ verdict }) => verdict?.level === 'critical') ?? entry?.tools[0];
    const slug = db.slugs(server.id).get(tool?.name ?? '') ?? '';
    return [
      { name: 'home', path: '/' },
      { name: 'server', path: serverUrl(server.id) },
      { name: 'tool', path: toolUrl(server.id, slug) },
      {
        name: 'search',
        path: `${searchUrl}?q=delete+file`,
        before: (page) => page.locator('[data-hits] li').first().waitFor(),
      },
      {
        name: 'composer',
        path: policyUrl,
        before: async (page) => {
          await page.locator('[data-begin] button').first().click();
          await page.locator('[data-servers] a').first().waitFor();
          await page.locator('[data-desk] pre').filter({ hasText: /\S/ }).first().waitFor();
          // The field is ready for the next server, with its list open.
          await page.locator('h1').click();
          await page.waitForLoadState('networkidle');
        },
      },
    ];
  } finally {
    db.close();
  }
}

const served = await serveSite(root);
const browser = await openBrowser();
let bytes = 0;
try {
  await mkdir(folder, { recursive: true });
  for (const { name, path, before } of subjects()) {
    for (const width of widths) {
      for (const colorScheme of themes) {
        const page = await browser.newPage({
          viewport: { width, height: heights[width] ?? 900 },
          colorScheme,
        });
        await page.goto(new URL(path, served.url).href, { waitUntil: 'networkidle' });
        await before?.(page);
        const file = join(folder, `${name}-${width}-${colorScheme}.webp`);
        await writeFile(file, await webp(page));
        bytes += (await stat(file)).size;
        await page.close();
      }
    }
  }
  process.stdout.write(`${Math.round(bytes / 1000)} kB in ${folder}\n`);
} finally {
  await browser.close();
  await served.stop();
}

/** What is on the screen. The browser's own protocol knows WebP, a fraction of PNG. */
async function webp(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  return Buffer.from(data, 'base64');
}
