// The composer in a real browser on the built site: picking, deciding, copying, links, keys alone, themes, no network.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { formats } from '../../src/policy/formats.ts';
import { openBrowser } from '../site/_browser.ts';
import { type BuiltSite, buildSite } from '../site/_build.ts';
import { harbor, machines } from '../view/_harbor.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const full =
  '/policy/#server=github/harbor/machines-mcp-server&limit=5.hour.stop_machine&deny=flux&server=npm/@harbor/pay&server=npm/pirate';

suite('the composer in a browser', () => {
  let site: BuiltSite;
  let browser: Browser;
  before(async () => {
    site = await buildSite(harbor);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a path; fails the test when the page reports an error, breaks its own policy, or asks another host. */
  const on = async (
    path: string,
    use: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<void> = async () => {},
  ) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin) && !request.url().startsWith('blob:'))
        wrong.push(request.url());
    });
    try {
      await prepare(page);
      await page.goto(site.origin + path);
      await use(page);
      assert.deepEqual(wrong, []);
    } finally {
      await context.close();
    }
  };
  /** Waits until the document and what it does are there. */
  const settled = async (page: Page) => {
    await page.locator('[data-result]:not([hidden])').waitFor();
    await page.locator('[data-composer]:not([aria-busy])').waitFor();
  };
  const shown = (page: Page) => page.locator('#composer-text').evaluate((code) => code.textContent ?? '');
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute('aria-label') ?? at?.id ?? '';
    });
  const add = async (page: Page, words: string) => {
    await page.locator('#composer-field').fill(words);
    await page.locator('#composer-options [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
  };
  const decision = (page: Page, tool: string) => page.getByLabel(`Decision for ${tool}`, { exact: true });

  test('two servers, a changed decision: the copy, the file and the link are what is shown', async () => {
    await on('/policy/', async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await add(page, 'machines');
      await settled(page);
      await add(page, 'pay');
      await decision(page, 'send_payment').waitFor();
      await settled(page);
      const before = await shown(page);
      assert.ok(before.includes('"list_machines"') && before.includes('"send_payment"'));
      await decision(page, 'send_payment').selectOption('hide');
      await page
        .locator('[data-status]', { hasText: 'send_payment is removed from the tool list' })
        .waitFor();
      const text = await shown(page);
      assert.ok(JSON.parse(text).hide.includes('send_payment'));
      assert.notEqual(text, before);

      await page.getByRole('button', { name: 'Copy policy.json' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      assert.equal(await clipboard(), text);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'policy.json');
      assert.equal(await readFile(await download.path(), 'utf8'), text);

      await page.getByRole('tab', { name: 'Claude Code' }).click();
      await page.getByRole('button', { name: 'Copy claude-code.settings.json' }).waitFor();
      await settled(page);
      const rules = await shown(page);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('http'));
      const link = await clipboard();
      assert.equal(link, page.url());
      await on(link.slice(site.origin.length), async (other) => {
        await settled(other);
        await other.waitForFunction(
          (text) => document.querySelector('#composer-text')?.textContent === text,
          rules,
        );
        assert.equal(await other.getByRole('tab', { selected: true }).textContent(), 'Claude Code');
        assert.equal(await other.locator('.server').count(), 2);
        assert.match(
          (await other.locator('[data-does]').textContent()) ?? '',
          /Of 7 tools of the Harbor Machines/,
        );
      });
    });
  });

  test('keys alone lead from the field through every part', async () => {
    await on('/policy/', async (page) => {
      await page.locator('#composer-field').focus();
      await page.locator('#composer-options [role=option]').first().waitFor();
      await page.keyboard.type('harbor');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      const active = await page.locator('#composer-field').getAttribute('aria-activedescendant');
      assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#composer-options').isHidden(), true);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await settled(page);
      assert.equal(await focused(page), 'composer-field');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).name), 'preset');
      await page.keyboard.press('ArrowLeft');
      await page.locator('[data-status]', { hasText: 'Strict.' }).waitFor();
      assert.match(page.url(), /preset=strict/);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SUMMARY');
      await page.keyboard.press('Tab');
      await page.keyboard.type('quay');
      assert.match(page.url(), /alias=quay/);
      for (let presses = 0; !(await focused(page)).startsWith('Decision for'); presses += 1) {
        assert.ok(presses < 8, 'no decision is reached');
        await page.keyboard.press('Tab');
      }
      const tool = (await focused(page)).slice('Decision for '.length);
      await page.keyboard.type('Limit');
      assert.equal(await decision(page, tool).inputValue(), 'limit');
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), `Calls of ${tool}`);
      await page.keyboard.press('ArrowUp');
      await page.locator('[data-status]', { hasText: '11 times per minute' }).waitFor();
      for (let presses = 0; (await focused(page)) !== 'composer-tab-policy-json'; presses += 1) {
        assert.ok(presses < 60, 'the formats are not reached');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(page), 'composer-tab-claude-code');
      await settled(page);
      assert.match(await shown(page), /mcp__quay__/);
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(page), 'composer-tab-policy-json');
      await page.getByRole('button', { name: 'Copy policy.json' }).waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), 'policy.json');
    });
  });

  test('every format shows its file without a problem', async () => {
    await on(full, async (page) => {
      await settled(page);
      for (const { id, label, file } of formats) {
        await page.getByRole('tab', { name: label, exact: true }).click();
        await page.getByRole('button', { name: `Copy ${file}`, exact: true }).waitFor();
        await settled(page);
        assert.ok((await shown(page)).length > 10, id);
        assert.equal(await page.locator('[data-problem]').isHidden(), true, id);
        assert.equal(await page.locator('[data-does] p').count(), 3, id);
      }
    });
  });

  test('a name that a format cannot hold is told with what to do', async () => {
    await on(full, async (page) => {
      await settled(page);
      await page.locator('.tools-of input').first().fill('two words');
      await page.locator('[data-problem]', { hasText: 'Use letters, digits' }).waitFor();
      assert.equal(await page.locator('[data-result]').isHidden(), true);
      await page.locator('.tools-of input').first().fill('');
      await settled(page);
    });
  });

  test('what a server wrote stays text, and what one picks is sent to nobody', async () => {
    const asked: string[] = [];
    await on(
      full,
      async (page) => {
        await settled(page);
        for (const details of await page.locator('.server').all())
          await details.evaluate((one) => ((one as HTMLDetailsElement).open = true));
        await decision(page, 'get_secret').selectOption('ask');
        await settled(page);
        await page.locator('#composer-field').fill('pirate');
        await page.locator('#composer-options [role=option]').first().waitFor();
        assert.notEqual(await page.title(), 'owned');
        const foreign = '[data-composer] :is(img, script, iframe, [onerror], [style])';
        assert.equal(await page.locator(foreign).count(), 0);
        const hidden = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;
        assert.doesNotMatch((await page.locator('[data-composer]').textContent()) ?? '', hidden);
        assert.deepEqual(
          asked.filter((url) => /get_secret|stop_machine|flux|limit/.test(url)),
          [],
        );
        assert.ok(asked.some((url) => url.endsWith('/api/v1/servers/npm/@harbor/pay.json')));
      },
      {},
      async (page) => {
        page.on('request', (request) => asked.push(request.url()));
      },
    );
  });

  test('removing and undoing bring back what was before', async () => {
    await on(full, async (page) => {
      await settled(page);
      await page.getByRole('button', { name: /^Undo changes of Harbor/ }).click();
      await settled(page);
      assert.equal(await page.locator('.changed').count(), 0);
      await page.getByRole('button', { name: /^Remove Harbor/ }).click();
      await page.waitForFunction(
        () => !document.querySelector('#composer-text')?.textContent?.includes('stop_machine"'),
      );
      assert.equal(await page.locator('.server').count(), 2);
      assert.equal(page.url(), `${site.origin}/policy/#server=npm/@harbor/pay&server=npm/pirate`);
    });
  });

  test('a link to a place of the page, and a link that makes no sense, leave what there is', async () => {
    await on(full, async (page) => {
      await settled(page);
      const [text, address] = [await shown(page), page.url()];
      await page.locator('.skip').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((wanted) => location.href === wanted, address);
      assert.equal(await shown(page), text);
    });
    await on('/policy/#server=npm/@harbor/pay&deny=&colour=blue', async (page) => {
      await settled(page);
      await page.locator('[data-status]', { hasText: '2 entries left out' }).waitFor();
      assert.match(page.url(), /#server=npm\/@harbor\/pay$/);
    });
  });

  test('a limit takes whole numbers, and shows what counts', async () => {
    await on(full, async (page) => {
      await settled(page);
      const calls = page.getByLabel('Calls of stop_machine');
      assert.equal(await calls.inputValue(), '5');
      await calls.fill('');
      await calls.blur();
      assert.equal(await calls.inputValue(), '5');
      await calls.fill('0');
      await calls.blur();
      assert.equal(await calls.inputValue(), '1');
      assert.match(page.url(), /limit=1\.hour\.stop_machine/);
    });
  });

  test('fifty servers with two thousand tools never make a key press wait', async () => {
    const prefix = 'github/quay/ferry-';
    await on(
      `/policy/#${Array.from({ length: 50 }, (_, n) => `server=${prefix}${n}`).join('&')}`,
      async (page) => {
        await page.locator('[data-status]', { hasText: '50 servers with 2,000 tools' }).waitFor();
        await settled(page);
        const waits = await page.evaluate(async () => {
          const select = document.querySelector<HTMLSelectElement>('.decisions select');
          const found: number[] = [];
          for (const choice of ['deny', 'limit', 'hide', 'allow', '', 'ask', 'omit']) {
            const begun = performance.now();
            if (select) select.value = choice;
            select?.dispatchEvent(new Event('change'));
            await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
            found.push(performance.now() - begun);
          }
          return found.toSorted((a, b) => a - b);
        });
        assert.ok((waits[3] ?? 0) < 100, `half of the changes took longer than ${waits[3]} ms`);
        await settled(page);
        assert.equal(await page.locator('.decisions > li').count(), 40);
        assert.equal(await page.locator('[data-does] p').count(), 50);
      },
      {},
      async (page) => {
        await page.route('**/api/v1/servers/**', (route) => {
          const id = new URL(route.request().url()).pathname.replace(/^.*servers\/|\.json$/g, '');
          const n = id.slice(prefix.length);
          const [model] = machines.tools;
          const tools = Array.from({ length: 40 }, (_, at) => ({
            ...model,
            name: `tool_${n}_${at}`,
            slug: 'x',
          }));
          return route.fulfill({ json: { server: { id, title: `Ferry ${n}` }, tools, skips: [] } });
        });
      },
    );
  });

  test('works where no worker starts', async () => {
    await on(
      full,
      async (page) => {
        await settled(page);
        assert.match(await shown(page), /"stop_machine"/);
      },
      {},
      async (page) => {
        await page.addInitScript(() => {
          class Silent extends EventTarget {
            constructor() {
              super();
              setTimeout(() => this.dispatchEvent(new Event('error')));
            }
            postMessage() {}
          }
          Object.assign(globalThis, { Worker: Silent });
        });
      },
    );
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility finding in the ${colorScheme} theme`, async () => {
      await on(
        full,
        async (page) => {
          await settled(page);
          await page.locator('#composer-field').fill('h');
          await page.locator('#composer-options [role=option]').first().waitFor();
          await page.keyboard.press('ArrowDown');
          await page.addScriptTag({ path: axe });
          const findings = await page.evaluate(async () => {
            const { axe } = globalThis as unknown as {
              axe: {
                run(): Promise<{
                  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
                }>;
              };
            };
            const { violations } = await axe.run();
            return violations.map(
              ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
            );
          });
          assert.deepEqual(findings, []);
        },
        { colorScheme, bypassCSP: true },
      );
    });
  }

  test('is no wider than a screen of 320 pixels', async () => {
    await on(
      full,
      async (page) => {
        await settled(page);
        for (const details of await page.locator('.server').all())
          await details.evaluate((one) => ((one as HTMLDetailsElement).open = true));
        await page.locator('#composer-field').fill('h');
        await page.locator('#composer-options [role=option]').first().waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      },
      { viewport: { width: 320, height: 700 } },
    );
  });

  test('explains itself without script, with links to files that are there', async () => {
    await on(
      '/policy/',
      async (page) => {
        assert.equal(await page.locator('[data-desk]').isVisible(), false);
        await page.locator('.without-script', { hasText: 'needs JavaScript' }).waitFor({ state: 'visible' });
        const links = await page
          .locator('.files a')
          .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
        assert.ok(links.length > formats.length);
        for (const link of links) assert.equal((await fetch(link)).status, 200, link);
      },
      { javaScriptEnabled: false },
    );
  });

  test('is valid HTML', async () => {
    const root = join(import.meta.dirname, '..', '..');
    const validator = new HtmlValidate(JSON.parse(await readFile(join(root, '.htmlvalidate.json'), 'utf8')));
    const html = await readFile(join(site.folder, 'policy/index.html'), 'utf8');
    const { results } = await validator.validateString(html);
    const messages = results.flatMap((result) =>
      result.messages.map(({ message, line }) => `${line}: ${message}`),
    );
    assert.deepEqual(messages, []);
  });
});
