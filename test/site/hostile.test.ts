// Hostile texts in every place a server can write to, on every kind of page and in every file: nothing runs, breaks or overflows.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import type { Entry } from '../../src/model/entry.ts';
import type { Definition } from '../../src/model/tool.ts';
import type { Action } from '../../src/model/verdict.ts';
import { categories, effects, levels } from '../../src/model/vocabulary.ts';
import { longestPage } from '../../src/view/fit-page.ts';
import { entry, tool } from '../view/_harbor.ts';
import { openBrowser } from './_browser.ts';
import { type BuiltSite, buildSite } from './_build.ts';
import { hostile } from './_hostile.ts';

/** One server for each text, which stands in all of its fields. */
function serverOf(text: string, index: number): Entry {
  const inputSchema = {
    type: 'object',
    properties: {
      [text]: { type: 'string', title: text, description: text, enum: [text, 'other'], default: text },
      plain: { type: text, format: text, pattern: text, description: `${text} and more`, examples: [text] },
    },
    required: [text],
  } as unknown as Definition['inputSchema'];
  const nth = <Item>(items: readonly Item[]): Item => items[index % items.length] as Item;
  const category = nth(categories).id;
  return entry(
    {
      id: `npm/hostile-${index}`,
      title: text,
      description: text,
      version: text,
      license: text,
      language: index % 9 === 0 ? text : 'typescript',
      directory: text,
      homepage: `https://harbor.example/?q=${encodeURIComponent(text.toWellFormed())}`,
    },
    [
      tool(
        { name: text, title: text, description: text, inputSchema, annotations: { title: text } },
        {
          category,
          level: nth(levels).id,
          effects: [nth(effects).id],
          rationale: `It acts on ${text}.`,
          levelReason: `It says ${text}.`,
          findings: [{ id: 'instruction-like-text', detail: `It says ${text}.` }],
          quotes: [
            ['name', text],
            ['description', text],
            ['parameterName', text, text],
          ],
          actions: [
            { argument: text, value: text, category, level: 'high' },
            { argument: text, value: 'other', category: 'Read', level: 'low' },
          ] as Action[],
        },
      ),
    ],
    {
      skips: [{ reason: 'made-at-run-time', detail: text, place: { path: text, line: 3 } }],
      changes: [
        { date: '2026-11-19', kind: 'added', tool: text },
        {
          date: '2026-11-18',
          kind: 'redefined',
          tool: text,
          fields: ['description'],
          was: { description: text },
        },
      ] as Entry['changes'],
    },
  );
}

describe('hostile texts', () => {
  let site: BuiltSite;
  let browser: Browser;
  before(async () => {
    site = await buildSite(hostile.map(serverOf));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const files = (pattern: string) =>
    globSync(pattern, { cwd: site.folder, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => relative(site.folder, join(found.parentPath, found.name)))
      .sort();
  const read = (file: string) => readFile(join(site.folder, file), 'utf8');
  const pages = () => files('**/*.html').map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`);

  /** Opens every page in one tab that notices whatever is called, asked for, or breaks the policy of the page. */
  async function onEvery(
    width: number,
    paths: readonly string[],
    ready?: (page: Page) => Promise<void>,
  ): Promise<void> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const foreign: string[] = [];
    const dialogs: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin)) foreign.push(request.url());
    });
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => dialogs.push(error.message));
    await page.addInitScript(watch);
    const findings: string[] = [];
    try {
      for (const path of paths) {
        await page.goto(site.origin + path);
        if (page.url() !== new URL(path, site.origin).href) findings.push(`${path} led to ${page.url()}`);
        await ready?.(page);
        for (const script of [trespasses, overflowing])
          findings.push(...(await page.evaluate(script)).map((finding) => `${path}: ${finding}`));
      }
      assert.deepEqual({ findings, foreign, dialogs }, { findings: [], foreign: [], dialogs: [] });
    } finally {
      await page.close();
    }
  }

  test('are at least two hundred', () => {
    assert.ok(new Set(hostile).size >= 200);
  });

  test('neither run nor overflow on any page on a narrow screen', async () => {
    await onEvery(320, pages());
  });

  test('neither run nor overflow on a wide screen', async () => {
    const all = pages();
    const kinds = all.filter((path) => !/^\/(tools|servers)\/npm\//.test(path));
    const some = all
      .filter((path) => /^\/(tools|servers)\/npm\//.test(path))
      .filter((_, index) => index % 4 === 0);
    await onEvery(1440, [...kinds, ...some]);
  });

  test('stay text in search and its suggestions', async () => {
    const queries = [
      'script',
      'owned',
      'evil example',
      'https',
      'press',
      'constructor',
      '删除虚拟机',
      'w'.repeat(250),
    ];
    await onEvery(
      390,
      queries.map((query) => `/search/?q=${encodeURIComponent(query)}`),
      (page) => page.locator('[data-status]').filter({ hasText: /\S/ }).waitFor(),
    );
  });

  test('stay text in the narrowed list of servers', async () => {
    await onEvery(390, ['/servers/?order=risk', '/servers/?category=destructive&order=tools'], (page) =>
      page.locator('[data-status]').filter({ hasText: /\S/ }).waitFor(),
    );
  });

  test('make pages of valid HTML', async () => {
    const rules = JSON.parse(
      await readFile(join(import.meta.dirname, '..', '..', '.htmlvalidate.json'), 'utf8'),
    );
    // A break inside a text may follow a blank.
    rules.rules['no-trailing-whitespace'] = 'off';
    const validator = new HtmlValidate(rules);
    // A third of them holds every kind of text, in a third of the time.
    const some = [...files('tools/**/*.html'), ...files('servers/**/*.html')].filter(
      (_, nth) => nth % 3 === 0,
    );
    for (const file of some) {
      const { results } = await validator.validateString(await read(file));
      const messages = results.flatMap(({ messages }) =>
        messages.map(({ message, line }) => `${line}: ${message}`),
      );
      assert.deepEqual(messages, [], file);
    }
  });

  test('make no tool page heavier than others, unless a name alone is', async () => {
    for (const file of files('tools/**/index.html')) {
      const text = hostile[Number(/hostile-(\d+)/.exec(file)?.[1])] ?? '';
      const { length } = Buffer.from(await read(file));
      assert.ok(length <= (text.length <= 200 ? 1 : 3) * longestPage, `${file} has ${length} bytes`);
    }
  });

  test('leave JSON, NDJSON and the facts inside pages readable', async () => {
    for (const file of files('**/*.json')) JSON.parse(await read(file));
    for (const file of files('**/*.ndjson')) {
      const lines = (await read(file)).split('\n').filter((line) => line !== '');
      const found = lines.map((line) => JSON.parse(line).name);
      assert.deepEqual(new Set(found), new Set(hostile.map((text) => text)), file);
    }
    for (const file of files('**/*.html')) {
      const html = await read(file);
      for (const [, json = ''] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
        JSON.parse(json);
    }
  });

  test('leave XML well-formed, in feeds, sitemaps and badges', async () => {
    const page = await browser.newPage();
    try {
      for (const file of [...files('**/*.xml'), ...files('**/*.svg')]) {
        const wrong = await page.evaluate(
          ([text]) => {
            const parsed = new DOMParser().parseFromString(text ?? '', 'application/xml');
            const error = parsed.querySelector('parsererror')?.textContent ?? '';
            const active = parsed.querySelectorAll(
              'script, foreignObject, image, use, a[href^="javascript"]',
            ).length;
            return active > 0 ? `${active} active elements` : error;
          },
          [await read(file)],
        );
        assert.equal(wrong, '', file);
      }
    } finally {
      await page.close();
    }
  });

  test('start no formula in a spreadsheet', async () => {
    for (const file of files('**/*.csv')) {
      const rows = csvRows(await read(file));
      const [head, ...body] = rows;
      assert.equal(body.length, hostile.length, file);
      for (const row of body) {
        assert.equal(row.length, head?.length, row.join());
        for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/, file);
      }
    }
  });

  test('leave every policy file readable in its own language', async () => {
    const all = files('policies/**/*');
    assert.ok(all.length > hostile.length * 10);
    for (const file of all) {
      const text = await read(file);
      if (file.endsWith('.json')) JSON.parse(text);
      else if (/\.ya?ml$/.test(file)) {
        for (const document of parseAllDocuments(text)) assert.deepEqual(document.errors, [], file);
      } else if (file.endsWith('.toml')) assert.doesNotThrow(() => parseToml(text), file);
    }
  });

  test('hold nothing invisible in text for agents, and no markup that a reader of Markdown would run', async () => {
    for (const file of [...files('**/*.md'), ...files('**/*.txt')].filter(
      (name) => !name.startsWith('search-index/'),
    )) {
      const text = await read(file);
      assert.doesNotMatch(
        text,
        /[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u,
        file,
      );
      const prose = text
        .replace(/^---\n[\s\S]*?\n---\n/, '')
        .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '')
        .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
      assert.doesNotMatch(prose, /(?<!\\)<(?:script|img|svg|iframe|style|a )/i, file);
      assert.doesNotMatch(prose, /(?<!\\)\]\(\s*(?:javascript|data|vbscript):/i, file);
    }
  });
});

/** Runs before anything in a page. */
function watch(): void {
  const state = globalThis as unknown as Record<string, unknown>;
  const violations: string[] = [];
  state['violations'] = violations;
  state['owned'] = () => {
    state['ran'] = true;
  };
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    violations.push(`${violatedDirective} ${blockedURI}`),
  );
}

/** Runs in the page: what it must never hold or do, whoever wrote it. */
function trespasses(): readonly string[] {
  const state = globalThis as unknown as { ran?: boolean; violations: string[] };
  const elements: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const [tag] = [element.localName];
    const foreign = [
      'img',
      'iframe',
      'object',
      'embed',
      'base',
      'style',
      'video',
      'audio',
      'math',
      'template',
      'noscript',
    ];
    const isBadge =
      element instanceof HTMLImageElement && element.src.startsWith(`${location.origin}/badges/`);
    if (foreign.includes(tag) && !isBadge) elements.push(tag);
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') elements.push(`${tag} ${name}`);
      if (!['href', 'src', 'action'].includes(name) || value.startsWith('#')) continue;
      const { protocol, host } = new URL(value, location.href);
      const outside = host === 'evil.example';
      if (!/^https?:$/.test(protocol) || outside) elements.push(`${tag} ${name}=${value.slice(0, 80)}`);
    }
  }
  return [...(state.ran === true ? ['a text ran'] : []), ...state.violations, ...elements];
}

/** Runs in the page: what reaches beyond the screen or out of its own box, unless that scrolls. */
function overflowing(): readonly string[] {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const found: string[] = [];
  const scrolls = (element: Element | null): boolean =>
    element !== null && element !== document.documentElement
      ? getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement)
      : false;
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || scrolls(element) || element.closest('.hidden, .skip') !== null) continue;
    const told = `${element.localName}.${element.className} ${(element.textContent ?? '').slice(0, 30)}`;
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`${told}: beyond the screen`);
    else if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 4)
      found.push(`${told}: out of its box`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the screen');
  return found.slice(0, 3);
}

/** The cells of a CSV file (RFC 4180). */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && bare === '' && row.length === 0) break;
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
