// Search in a real browser on the built site: typing, keys, choices, the address, hostile names, no network, no script.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildSearchIndex } from '../../src/search/build/build.ts';
import { openBrowser } from '../site/_browser.ts';
import { type BuiltSite, buildSite } from '../site/_build.ts';
import { harbor } from '../view/_harbor.ts';
import { catalog, planted } from './_catalog.ts';
import { record } from './_index.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const script = '<img src=x onerror="document.title=\'owned\'"> stop_ship';

suite('search in a browser', () => {
  let site: BuiltSite;
  let browser: Browser;

  before(async () => {
    site = await buildSite(harbor);
    await buildSearchIndex(
      [...catalog(6_000), ...planted(), record({ name: script, slug: 'tool-1', level: 'critical' })],
      join(site.folder, 'search-index'),
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a path, and fails the test when the page reports an error or breaks its own policy. */
  const on = async (
    path: string,
    use: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
    });
    try {
      await page.goto(site.origin + path);
      await use(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  };
  const firstHit = '[data-hits] li:first-child a.title';

  test('slash, words, arrows and enter lead from any page to a tool', async () => {
    await on('/about/', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('stop vm', { delay: 15 });
      await page.locator('.found a.title', { hasText: 'stop_vm' }).waitFor();
      assert.equal(await page.locator('.found li').count(), 4);
      assert.match((await page.locator('.top [role=status]').textContent()) ?? '', /^4 tools\./);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      const href = await page.locator('.found li:first-child a.title').getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/tools\/github\/planted\//);
      assert.equal(page.url(), href);
    });
  });

  test('what was loaded is found again without a network', async () => {
    await on('/search/', async (page) => {
      const field = page.locator('main input[name=q]');
      await field.fill('stop vm');
      await page.locator(firstHit).waitFor();
      await page.context().setOffline(true);
      await field.fill('');
      await page.locator('[data-results]').waitFor({ state: 'hidden' });
      await field.fill('vm stop');
      await page.locator(firstHit, { hasText: /stop/i }).waitFor();
    });
  });

  test('escape closes the suggestions and keeps the words; enter in the field opens the search page', async () => {
    await on('/about/', async (page) => {
      const field = page.locator('.top input[name=q]');
      await field.fill('stop vm');
      await page.locator('.found li').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      assert.ok(await field.evaluate((input) => input === document.activeElement));
      await page.keyboard.press('Escape');
      await page.locator('.found').waitFor({ state: 'hidden' });
      assert.equal(await field.inputValue(), 'stop vm');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search/?q=stop+vm');
      await page.locator(firstHit).waitFor();
    });
  });

  test('the address holds query and choices: reload, back and forward show the same', async () => {
    await on('/search/', async (page) => {
      await page.locator('main input[name=q]').fill('user');
      await page.waitForURL('**/search/?q=user');
      await page.locator(firstHit).waitFor();
      const before = await page.locator('[data-status]').textContent();
      await page.getByLabel(/^Critical/).check();
      await page.waitForURL('**/search/?q=user&level=critical');
      await page.locator('[data-status]', { hasText: 'with these choices' }).waitFor();
      for (const level of await page.locator('[data-hits] .risk').allTextContents())
        assert.equal(level, 'Critical');

      await page.reload();
      await page.locator('[data-status]', { hasText: 'with these choices' }).waitFor();
      assert.ok(await page.getByLabel(/^Critical/).isChecked());
      await page.goBack();
      await page.locator('[data-status]', { hasText: before ?? '' }).waitFor();
      assert.equal(await page.getByLabel(/^Critical/).isChecked(), false);
      await page.goForward();
      await page.locator('[data-status]', { hasText: 'with these choices' }).waitFor();
    });
  });

  test('a choice leaves as many tools as the number beside it says', async () => {
    await on('/search/?q=user', async (page) => {
      await page.locator(firstHit).waitFor();
      const label = page.locator('label', { hasText: 'Destructive' });
      const number = await label.locator('[data-number]').textContent();
      await label.locator('input').check();
      await page.locator('[data-status]', { hasText: `${number} tools with these choices` }).waitFor();
      await page.getByRole('button', { name: 'Clear choices' }).click();
      await page.waitForURL('**/search/?q=user');
    });
  });

  test('a misspelt query says what it shows, an unknown one leads to the lists', async () => {
    await on('/search/?q=stpo+vm', async (page) => {
      await page.getByText('Showing results for “stop vm”.').waitFor();
      assert.equal(await page.locator('[data-hits] li').count(), 4);
    });
    await on('/search/?q=qqqqzzzz', async (page) => {
      await page.getByText('No tool found for “qqqqzzzz”.').waitFor();
      assert.ok(await page.locator('[data-browse]').isVisible());
    });
  });

  test('more rows follow on request, and the focus goes to the first of them', async () => {
    await on('/search/?q=get', async (page) => {
      await page.locator(firstHit).waitFor();
      assert.equal(await page.locator('[data-hits] li').count(), 30);
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.locator('[data-hits] li').nth(59).waitFor();
      assert.ok(
        await page
          .locator('[data-hits] li')
          .nth(30)
          .locator('a.title')
          .evaluate((link) => link === document.activeElement),
      );
    });
  });

  test('names are shown as text', async () => {
    await on('/search/?q=stop+ship', async (page) => {
      await page.locator(firstHit).waitFor();
      assert.equal(await page.locator(firstHit).textContent(), script);
      assert.equal(await page.locator('[data-hits] img').count(), 0);
      assert.equal(await page.title(), 'Search: stop ship');
    });
  });

  test('an index that cannot be read is told, and can be tried again', async () => {
    await on('/search/', async (page) => {
      await page.route('**/search-index/**', (route) => route.fulfill({ status: 404, body: 'gone' }));
      await page.locator('main input[name=q]').fill('stop vm');
      await page.getByText('The search index could not be read.').waitFor();
      await page.unroute('**/search-index/**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator(firstHit).waitFor();
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`results and suggestions have no accessibility finding in the ${colorScheme} theme`, async () => {
      const check = async (page: Page) => {
        await page.addScriptTag({ path: axe });
        const findings = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          };
          return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        assert.deepEqual(findings, []);
      };
      const options = { colorScheme, bypassCSP: true } as const;
      await on(
        '/search/?q=user&level=critical',
        async (page) => {
          await page.locator(firstHit).waitFor();
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details')) details.open = true;
          });
          await check(page);
        },
        options,
      );
      await on(
        '/about/',
        async (page) => {
          await page.locator('.top input[name=q]').fill('get user');
          await page.locator('.found li').first().waitFor();
          await check(page);
        },
        options,
      );
    });
  }

  test('nothing is wider than a screen of 320 pixels', async () => {
    await on(
      '/search/?q=stop+ship',
      async (page) => {
        await page.locator(firstHit).waitFor();
        await page.locator('.top input[name=q]').fill('user');
        await page.locator('.found li').first().waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        const panel = await page.locator('.found').boundingBox();
        assert.ok(panel !== null && panel.x >= 0 && panel.x + panel.width <= 320);
      },
      { viewport: { width: 320, height: 700 } },
    );
  });

  test('without script the page explains and leads to the lists', async () => {
    await on(
      '/search/?q=stop',
      async (page) => {
        assert.ok(await page.getByText('needs JavaScript').isVisible());
        for (const path of ['/servers/', '/risk/critical/', '/categories/read/']) {
          assert.ok(await page.locator(`main a[href="${path}"]`).isVisible(), path);
        }
        await page.locator('.top input[name=q]').fill('vm');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/search/?q=vm');
      },
      { javaScriptEnabled: false },
    );
  });
});
