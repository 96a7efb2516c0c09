// What the site gives to programs and to other places: data that fits its schemas, Markdown, pictures, comparisons.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { buildSearchIndex } from '../../src/search/build/build.ts';
import { record } from '../search/_index.ts';
import { entry, harbor, machines, payments } from '../view/_harbor.ts';
import { compile } from '../view/_json-schema.ts';
import { openBrowser } from './_browser.ts';
import { type BuiltSite, buildSite } from './_build.ts';

/** The harbor with package URLs and with changes that say what was. */
const catalog = harbor.map((one) =>
  one.server.id === machines.server.id
    ? entry(
        { ...one.server, purl: `pkg:github/harbor/machines-mcp-server@${one.server.commit}` },
        one.tools,
        {
          changes: [
            {
              date: '2026-11-19',
              kind: 'redefined',
              tool: 'stop_machine',
              fields: ['description', 'inputSchema'],
              was: {
                description: 'Stop a machine <script>1</script>',
                inputSchema: { type: 'object', properties: { id: { type: 'number' } } },
              },
            },
            { date: '2026-10-01', kind: 'added', tool: 'stop_machine' },
            { date: '2026-10-01', kind: 'removed', tool: 'sink_machine' },
          ],
        },
      )
    : one,
);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const stop = 'tools/github/harbor/machines-mcp-server/stop_machine';
const send = 'tools/npm/@harbor/pay/send_payment';

describe('what the site gives to others', () => {
  let site: BuiltSite;
  let browser: Browser;
  before(async () => {
    site = await buildSite(catalog);
    await buildSearchIndex(
      [
        record({ name: 'stop_machine', server: machines.server.id }),
        record({ name: 'send_payment', server: payments.server.id }),
      ],
      join(site.folder, 'search-index'),
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  const read = (path: string) => readFile(join(site.folder, path), 'utf8');
  const json = async (path: string) => JSON.parse(await read(path));
  const schema = async (name: string) => compile(await json(`api/v1/schema/${name}.json`));

  async function withPage(
    use: (page: Page) => Promise<void>,
    options: Parameters<Browser['newPage']>[0] = {},
  ) {
    const page = await browser.newPage(options);
    try {
      await use(page);
    } finally {
      await page.close();
    }
  }

  test('every JSON document fits the schema that it names', async () => {
    const kinds: readonly (readonly [string, string])[] = [
      ['index-document', 'api/v1/index.json'],
      ['server-document', 'api/v1/servers/**/*.json'],
      ['tool-document', 'api/v1/tools/**/*.json'],
      ['purl-document', 'api/v1/purl/*.json'],
      ['policy-document', 'policies/**/policy.json'],
    ];
    for (const [name, pattern] of kinds) {
      const valid = await schema(name);
      const files = globSync(pattern, { cwd: site.folder });
      assert.ok(files.length > 0, pattern);
      for (const file of files) {
        const document: { readonly $schema?: string } = await json(file);
        assert.ok(valid(document), `${file}: ${JSON.stringify(valid.errors)}`);
        if (name !== 'policy-document')
          assert.equal(document.$schema, `http://localhost:4321/api/v1/schema/${name}.json`, file);
      }
    }
    const valid = await schema('tool-record');
    const lines = (await read('api/v1/tools.ndjson')).trimEnd().split('\n');
    assert.equal(
      lines.length,
      catalog.reduce((sum, { tools }) => sum + tools.length, 0),
    );
    for (const line of lines) assert.ok(valid(JSON.parse(line)), JSON.stringify(valid.errors));
    const [head = '', first = ''] = (await read('api/v1/tools.csv')).split('\r\n');
    assert.ok(head.endsWith(',serverVersion,license') && first.includes('MIT; names'));
  });

  test('lists every schema that it serves', async () => {
    const { schemas } = await json('api/v1/schema/index.json');
    const served = globSync('api/v1/schema/*.json', { cwd: site.folder }).filter(
      (file) => !file.endsWith('/index.json'),
    );
    assert.equal(schemas.length, served.length);
    for (const { schema } of schemas) assert.ok(served.includes(new URL(schema).pathname.slice(1)), schema);
  });

  test('leads from a package URL to the server', async () => {
    const purl = 'pkg:github/harbor/machines-mcp-server';
    for (const name of [purl, `${purl}@${machines.server.commit}`]) {
      const shard = createHash('sha256').update(name).digest('hex').slice(0, 2);
      const [found] = (await json(`api/v1/purl/${shard}.json`)).purls[name];
      assert.equal(found.id, machines.server.id);
      assert.ok(globSync(new URL(found.data).pathname.slice(1), { cwd: site.folder }).length === 1);
    }
    assert.equal(globSync('api/v1/purl/*.json', { cwd: site.folder }).length, 256);
  });

  test('has every tool and server page in Markdown, linked from the page', async () => {
    for (const page of globSync('{tools,servers}/{github,npm,pypi}/**/index.html', { cwd: site.folder })) {
      const html = await read(page);
      const [, href = ''] = html.match(/<link rel="alternate" type="text\/markdown" href="([^"]*)"/) ?? [];
      assert.equal(href, `/${page.replace(/html$/, 'md')}`);
      assert.match(await read(href.slice(1)), /^---\ntitle: /);
    }
    assert.ok((await read('llms.txt')).includes('/tools/{server-id}/{slug}/index.md'));
  });

  test('names for every page a picture that is there, in the size it says', async () => {
    for (const file of globSync('**/*.html', { cwd: site.folder })) {
      const html = await read(file);
      const meta = (name: string) =>
        html.match(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`))?.[1];
      const picture = await readFile(join(site.folder, new URL(meta('og:image') ?? '').pathname));
      assert.equal(picture.subarray(1, 4).toString(), 'PNG', file);
      assert.equal(String(picture.readUInt32BE(16)), meta('og:image:width'));
      assert.equal(String(picture.readUInt32BE(20)), meta('og:image:height'));
      assert.ok((meta('og:image:alt') ?? '').length > 20 && meta('twitter:card') === 'summary_large_image');
    }
    const tool = await read(`${send}/index.html`);
    assert.ok(tool.includes('/social/critical.png"'));
  });

  test('has a form for reports nowhere, since no endpoint is set', async () => {
    for (const file of globSync('**/*.html', { cwd: site.folder })) {
      const html = await read(file);
      assert.doesNotMatch(html, /data-report|report\.js|Message sent/, file);
      assert.match(html, /connect-src 'self';/, file);
    }
  });

  test('shows changes as a picture with words, and differences without running them', async () => {
    await withPage(async (page) => {
      await page.goto(`${site.origin}/servers/github/harbor/machines-mcp-server/`);
      const picture = page.locator('#changes svg');
      assert.equal(
        await picture.getAttribute('aria-label'),
        '3 changes from 2026-10-01 to 2026-11-19: 1 added, 1 redefined, 1 removed.',
      );
      await page.locator('details.diff summary').click();
      assert.deepEqual(await page.locator('details.diff ins').allTextContents(), ['virtual', 'machine']);
      assert.ok(
        (await page.locator('details.diff del').allTextContents()).join('').includes('<script>1</script>'),
      );
      assert.ok(await page.getByText('was added (boolean, optional').isVisible());
      await page.goto(`${site.origin}/changes/`);
      assert.equal(await page.locator('svg[aria-label*=" changes from "]').count(), 1);
    });
  });

  describe('comparing', () => {
    const cells = (page: Page, label: string) =>
      page
        .locator('.comparison tr', {
          has: page.locator('th', { hasText: new RegExp(`^${label}(differs)?$`) }),
        })
        .locator('td')
        .allTextContents();

    test('puts two tools side by side, with what differs marked in words', async () => {
      await withPage(async (page) => {
        await page.goto(`${site.origin}/compare/?a=${stop}&b=${send}`);
        await page.locator('.comparison table').waitFor();
        assert.deepEqual(await cells(page, 'Level'), ['High', 'Critical']);
        assert.deepEqual(await cells(page, 'Category'), ['Execute', 'Financial']);
        assert.match((await page.locator('[data-status]').textContent()) ?? '', /^\d+ of \d+ rows differ\./);
        assert.equal(await page.title(), 'stop_machine and send_payment compared');
        await page.getByRole('link', { name: 'Change sides' }).click();
        await page.locator('.comparison table').waitFor();
        assert.deepEqual(await cells(page, 'Level'), ['Critical', 'High']);
        await page.getByLabel('Only what differs').check();
        assert.equal(await page.locator('.comparison tbody tr.alike:visible').count(), 0);
      });
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`has no accessibility finding in the ${colorScheme} theme once it is drawn`, async () => {
        await withPage(
          async (page) => {
            for (const pair of [`a=${stop}&b=${send}`, `a=npm/pirate&b=${machines.server.id}`]) {
              await page.goto(`${site.origin}/compare/?${pair}`);
              await page.locator('.comparison table').waitFor();
              await page.addScriptTag({ path: axe });
              const findings = await page.evaluate(async () => {
                const { axe } = globalThis as unknown as {
                  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
                };
                const { violations } = await axe.run();
                return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
              });
              assert.deepEqual(findings, [], pair);
            }
          },
          { colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } },
        );
      });
    }

    test('works by keyboard alone, from the form', async () => {
      await withPage(async (page) => {
        await page.goto(`${site.origin}/compare/`);
        await page.getByLabel('First').focus();
        await page.keyboard.type('github/harbor/machines-mcp-server');
        await page.keyboard.press('Tab');
        await page.keyboard.type(`${site.origin}/servers/npm/@harbor/pay/`);
        await page.keyboard.press('Enter');
        await page.locator('.comparison table').waitFor();
        assert.deepEqual(
          await cells(page, 'Tools'),
          [machines, payments].map(({ tools }) => String(tools.length)),
        );
        assert.equal(await page.getByLabel('Second').inputValue(), 'servers/npm/@harbor/pay');
      });
    });

    test('finds a tool by words while one types, and goes on to the next field', async () => {
      await withPage(async (page) => {
        await page.goto(`${site.origin}/compare/`);
        await page.getByLabel('First').pressSequentially('stop machine');
        await page
          .getByRole('button', { name: 'stop_machine on github/harbor/machines-mcp-server' })
          .press('Enter');
        assert.equal(await page.getByLabel('First').inputValue(), stop);
        await page.keyboard.type('payment');
        await page.getByRole('button', { name: 'send_payment on npm/@harbor/pay' }).click();
        await page.keyboard.press('Enter');
        await page.locator('.comparison table').waitFor();
        assert.deepEqual(await cells(page, 'Level'), ['High', 'Critical']);
        await page.getByLabel('First').fill('zzzzzz');
        await page.getByText('No tool has these words.').waitFor();
      });
    });

    test('offers the other tools of the server when there is one side, and says what it cannot find', async () => {
      await withPage(async (page) => {
        await page.goto(`${site.origin}/${stop}/`);
        await page.getByRole('link', { name: 'Compare with another tool' }).click();
        await page.locator('[data-result] a').first().waitFor();
        assert.equal(await page.locator('[data-result] a').count(), machines.tools.length - 1);
        await page.goto(`${site.origin}/compare/?a=${stop}&b=tools/npm/nobody/nothing`);
        await page.getByText('The catalog has no tool at tools/npm/nobody/nothing.').waitFor();
        await page.goto(`${site.origin}/compare/?a=${stop}&b=npm/@harbor/pay`);
        await page.getByText('These are a tool and a server.').waitFor();
        await page.goto(
          `${site.origin}/compare/?a=${encodeURIComponent('<img src=x onerror=alert(1)>')}&b=${stop}`,
        );
        await page.getByText('is neither a tool nor a server').waitFor();
        assert.equal(await page.locator('main img').count(), 0);
      });
    });

    test('shows a pirate’s words as words, whatever they hold', async () => {
      await withPage(async (page) => {
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        const [pirate = '', other = ''] = globSync('tools/npm/pirate/*', { cwd: site.folder });
        for (const pair of [
          `a=${pirate}&b=${other}`,
          `a=servers/npm/pirate&b=servers/${machines.server.id}`,
        ]) {
          await page.goto(`${site.origin}/compare/?${pair}`);
          await page.locator('.comparison table').waitFor();
          const foreign = await page.evaluate(
            () =>
              document.querySelectorAll('main :is(img, iframe, script, [onerror], [onload], [style])').length,
          );
          // The page's own script stands at its end.
          assert.ok(foreign <= 1);
          assert.notEqual(await page.title(), 'owned');
          assert.doesNotMatch(
            (await page.locator('.comparison').textContent()) ?? '',
            /[\u200b-\u200f\u202a-\u202e]/,
          );
        }
        assert.deepEqual(
          asked.filter((url) => !url.startsWith(site.origin)),
          [],
        );
      });
    });

    test('fits a screen of 320 pixels, explains itself without script, and is small', async () => {
      await withPage(
        async (page) => {
          await page.goto(`${site.origin}/compare/?a=${stop}&b=${send}`);
          await page.locator('.comparison table').waitFor();
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        },
        { viewport: { width: 320, height: 800 } },
      );
      await withPage(
        async (page) => {
          await page.goto(`${site.origin}/compare/`);
          assert.ok(await page.getByText('Comparing needs JavaScript.').isVisible());
        },
        { javaScriptEnabled: false },
      );
      const html = await read('compare/index.html');
      let size = 0;
      for (const file of scriptsOf(html)) size += gzipSync(await readFile(join(site.folder, file))).length;
      assert.ok(size < 15_000, `${size} bytes of script`);
    });

    /** The page's scripts and what they import from the start. */
    function scriptsOf(html: string): ReadonlySet<string> {
      const found = new Set<string>();
      const add = (file: string) => {
        if (found.has(file)) return;
        found.add(file);
        const text = globSync(file, { cwd: site.folder }).length === 1 ? readSync(file) : '';
        for (const [, to = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
          add(`assets/${to}`);
      };
      for (const [, src = ''] of html.matchAll(/<script[^>]*src="\/([^"]*)"/g)) add(src);
      return found;
    }
  });

  const readSync = (file: string) => readFileSync(join(site.folder, file), 'utf8');
});
