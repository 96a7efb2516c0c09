// The built site in a real browser: nothing overflows, nothing foreign runs, copying is exact, no script is needed.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { harbor } from '../view/_harbor.ts';
import { openBrowser } from './_browser.ts';
import { type BuiltSite, buildSite } from './_build.ts';

const root = join(import.meta.dirname, '..', '..');
const machine = '/tools/github/harbor/machines-mcp-server/stop_machine/';
/** One page of every kind. */
const kinds = [
  '/',
  '/404.html',
  '/about/',
  '/methodology/',
  '/categories/',
  '/categories/destructive/',
  '/risk/',
  '/risk/high/',
  '/effects/',
  '/effects/runs-code/',
  '/attacks/',
  '/attacks/command-injection/',
  '/attacks/approval-fatigue/',
  '/api/',
  '/changes/',
  '/compare/',
  '/search/',
  '/servers/',
  '/servers/by/category/destructive/',
  '/servers/?category=destructive&order=tools',
  '/servers/github/harbor/machines-mcp-server/',
  '/servers/npm/pirate/',
  '/servers/pypi/harbor-shed/',
  machine,
  '/tools/github/harbor/machines-mcp-server/manage_label/',
  '/tools/github/harbor/machines-mcp-server/new_arrival/',
  '/tools/npm/@harbor/pay/send_payment/',
  '/tools/npm/pirate/steal-script-document-title-owned-script/',
];
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the site', () => {
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

  /** Addresses of all pages. */
  const paths = () => [
    '/',
    '/404.html',
    ...globSync('**/index.html', { cwd: site.folder })
      .map((file) => `/${file.slice(0, -'index.html'.length)}`)
      .filter((path) => path !== '/')
      .sort(),
  ];

  async function withPage<Found>(
    options: NonNullable<Parameters<Browser['newPage']>[0]>,
    use: (page: Page) => Promise<Found>,
  ): Promise<Found> {
    const page = await browser.newPage(options);
    try {
      return await use(page);
    } finally {
      await page.close();
    }
  }

  test('has no page that is wider than a screen of 320 pixels', async () => {
    await withPage({ viewport: { width: 320, height: 800 } }, async (page) => {
      for (const path of paths()) {
        await page.goto(site.origin + path);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(wider, 0, path);
      }
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility finding in the ${colorScheme} theme`, async () => {
      await withPage(
        { colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } },
        async (page) => {
          for (const path of kinds) {
            await page.goto(site.origin + path);
            await page.evaluate(() => {
              for (const details of document.querySelectorAll('details')) details.open = true;
            });
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
            assert.deepEqual(findings, [], path);
          }
        },
      );
    });
  }

  test('is valid HTML', async () => {
    const validator = new HtmlValidate(JSON.parse(await readFile(join(root, '.htmlvalidate.json'), 'utf8')));
    for (const path of kinds) {
      if (path.includes('?')) continue;
      const file = path.endsWith('/') ? `${path}index.html` : path;
      const { results } = await validator.validateString(await readFile(join(site.folder, file), 'utf8'));
      const messages = results.flatMap(({ messages }) =>
        messages.map(({ message, line }) => `${line}: ${message}`),
      );
      assert.deepEqual(messages, [], path);
    }
  });

  test('runs nothing that a server wrote, and loads nothing from elsewhere', async () => {
    await withPage({}, async (page) => {
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      for (const path of paths()) {
        await page.goto(site.origin + path);
        assert.notEqual(await page.title(), 'owned', path);
        const foreign = await page.evaluate(
          () =>
            document.querySelectorAll(
              'img:not([src^="/badges/"]), iframe, object, embed, [onerror], [onload], [style]',
            ).length,
        );
        assert.equal(foreign, 0, path);
      }
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(site.origin)),
        [],
      );
      assert.deepEqual(complaints, []);
    });
  });

  test('holds facts for search engines that stay JSON whatever a server wrote', async () => {
    for (const file of globSync('tools/npm/pirate/*/index.html', { cwd: site.folder })) {
      const html = await readFile(join(site.folder, file), 'utf8');
      const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
      // The way to the page always; answers to questions where the page has room for them.
      assert.ok(blocks.length >= 1, file);
      for (const [, json = ''] of blocks) assert.doesNotThrow(() => JSON.parse(json));
    }
  });

  test('shows names without anything invisible in them', async () => {
    for (const file of globSync('**/*.html', { cwd: site.folder })) {
      // Formats other than JSON have no escape that every reader knows.
      const html = (await readFile(join(site.folder, file), 'utf8')).replace(
        /<pre[^>]*aria-label="[^"]*(?:toml|yaml|cedar)">.*?<\/pre>/gs,
        '',
      );
      const hidden = html.match(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u);
      assert.equal(hidden, null, file);
    }
  });

  test('copies exactly the file that the download gives', async () => {
    await withPage({}, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      for (const path of [machine, '/servers/github/harbor/machines-mcp-server/', ...pirateTools()]) {
        await page.goto(site.origin + path);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        const panels = await page.locator('.panel:has(a[download])').all();
        assert.ok(panels.length > 0, path);
        for (const panel of panels) {
          const href = (await panel.locator('a[download]').getAttribute('href')) ?? '';
          const file = await (await fetch(site.origin + href)).text();
          await panel.locator('[data-copy]').press('Enter');
          await page.waitForFunction(() =>
            document.querySelector('[data-copy]')?.textContent?.startsWith('Cop'),
          );
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), file, href);
        }
      }
    });
  });

  test('tells all of a tool page without script', async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(site.origin + machine);
      const text = await page.locator('body').textContent();
      for (const part of [
        'High risk',
        'Stop a virtual machine',
        'What stop_machine does on the Harbor Machines MCP server',
        'stop_machine can be called up to 10 times per minute for each grant',
        'Questions about stop_machine',
        '7 tools of the Harbor Machines MCP server are in the catalog, out of 12 tools on 4 servers.',
      ]) {
        assert.ok(text?.includes(part), part);
      }
      assert.equal(await page.locator('[data-copy]:visible').count(), 0);
      assert.equal(await page.locator('a[download]:visible').count(), 1);
      await page.locator('#question-limit summary').click();
      assert.ok(await page.getByText('The file above sets 10 per minute.').isVisible());
    });
  });

  test('keeps the theme that the reader chose', async () => {
    await withPage({ colorScheme: 'light' }, async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      await page.goto(site.origin + machine);
      const light = await ground();
      await page.locator('button.theme').click();
      const dark = await ground();
      assert.notEqual(dark, light);
      await page.goto(`${site.origin}/servers/`);
      assert.equal(await ground(), dark);
    });
  });

  test('narrows the list of servers by keys alone, to the same servers as the list without script', async () => {
    const titles = (page: Page) =>
      page.locator('main .rows.servers:not([hidden]) a.title:visible').allTextContents();
    const plain = await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.origin}/servers/`);
      assert.equal(await page.locator('[data-choices]').isVisible(), false);
      await page.getByRole('link', { name: /^Destructive/ }).click();
      return await titles(page);
    });
    await withPage({}, async (page) => {
      await page.goto(`${site.origin}/servers/`);
      const all = await titles(page);
      await page.getByRole('checkbox', { name: 'Destructive' }).focus();
      await page.keyboard.press('Space');
      await page.getByText('with these choices').waitFor();
      assert.deepEqual((await titles(page)).toSorted(), plain.toSorted());
      assert.ok(plain.length > 0 && plain.length < all.length);
      await page.reload();
      await page.getByText('with these choices').waitFor();
      assert.deepEqual((await titles(page)).toSorted(), plain.toSorted());
      const next = page.getByRole('checkbox', { name: 'Financial' });
      const number = await next.locator('xpath=../*[@data-number]').textContent();
      await next.focus();
      await page.keyboard.press('Space');
      await page.waitForFunction(() => location.search.includes('financial'));
      assert.ok(Number(number) > 0);
      await page.getByRole('button', { name: 'Clear choices' }).press('Enter');
      await page.waitForFunction(() => location.search === '');
      assert.deepEqual(await titles(page), all);
      await page.goBack();
      await page.getByText('with these choices').waitFor();
    });
  });

  test('has no link to a page or file that is not there', async () => {
    const files = new Set(globSync('**/*', { cwd: site.folder }));
    const missing = new Set<string>();
    for (const file of globSync('**/*.html', { cwd: site.folder })) {
      const html = await readFile(join(site.folder, file), 'utf8');
      for (const [, href = ''] of html.matchAll(/(?:href|src|action)="(\/[^"#?]*)/g)) {
        const target = decodeURIComponent(href.slice(1));
        if (!files.has(target.endsWith('/') || target === '' ? `${target}index.html` : target))
          missing.add(href);
      }
    }
    assert.deepEqual([...missing], []);
  });

  test('lists every tool and server page in the sitemap, once', async () => {
    const xml = await readFile(join(site.folder, 'sitemaps/1.xml'), 'utf8');
    const listed = [...xml.matchAll(/<loc>http:\/\/localhost:4321(.*?)<\/loc>/g)].map(([, path]) => path);
    assert.equal(new Set(listed).size, listed.length);
    const pages = paths().filter((path) => /^\/(tools|servers)\/(github|npm|pypi)\//.test(path));
    assert.deepEqual(
      pages.filter((path) => !listed.includes(path)),
      [],
    );
  });

  test('keeps a tool page under 25 kB and the stylesheet under 12 kB packed', async () => {
    const { gzipSync } = await import('node:zlib');
    const page = await readFile(join(site.folder, machine, 'index.html'));
    assert.ok(page.length < 25_000, `${page.length} bytes`);
    for (const file of globSync('assets/*.css', { cwd: site.folder })) {
      const css = gzipSync(await readFile(join(site.folder, file)));
      assert.ok(css.length < 12_000, `${css.length} bytes`);
    }
  });

  function pirateTools(): readonly string[] {
    return paths().filter((path) => path.startsWith('/tools/npm/pirate/'));
  }
});

test('with ONLY, tool and server pages of one server are made', async () => {
  const site = await buildSite(harbor, { ONLY: 'npm/@harbor/pay' });
  try {
    const made = globSync('{tools,servers,policies,api}/**/{index.html,*.json}', { cwd: site.folder })
      .filter((file) => /\/(github|npm|pypi)\//.test(file))
      .filter((file) => !file.includes('/by/'));
    assert.ok(made.length >= 3 + 1 + 3 + 1);
    assert.deepEqual(
      made.filter((file) => !file.includes('npm/@harbor/pay')),
      [],
    );
  } finally {
    await site.close();
  }
});

test('the report form says that a message was sent only after the endpoint confirmed it', async () => {
  let status = 500;
  const received: unknown[] = [];
  const endpoint = createServer(async (request, response) => {
    response
      .setHeader('access-control-allow-origin', '*')
      .setHeader('access-control-allow-headers', 'content-type');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => endpoint.listen(0, '127.0.0.1', listening));
  const address = endpoint.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const site = await buildSite(harbor, {
    TOOLRISK_CONTACT: `http://127.0.0.1:${port}/report`,
    ONLY: 'npm/@harbor/pay',
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/tools/npm/@harbor/pay/send_payment/`);
    assert.ok(!(await page.locator('body').textContent())?.includes('Message sent.'));
    await page.getByLabel('What is wrong?').fill('It asks first.');
    await page.getByRole('button', { name: 'Send' }).click();
    const said = page.locator('form[data-report] [role=status]');
    await said
      .getByText('The message was not sent: the server answered 500. You can open a change instead.')
      .waitFor();
    status = 204;
    await page.getByRole('button', { name: 'Send' }).click();
    await said.getByText('Message sent.').waitFor();
    assert.equal((received.at(-1) as { message?: string }).message, 'It asks first.');
  } finally {
    await browser.close();
    await site.close();
    endpoint.closeAllConnections();
    endpoint.close();
  }
});
