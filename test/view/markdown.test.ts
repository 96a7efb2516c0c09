// The Markdown beside the pages: read back by a parser, nothing that a server wrote has become markup.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { slugsOf } from '../../src/model/slug.ts';
import { serverMarkdown } from '../../src/view/markdown/server.ts';
import { toolMarkdown } from '../../src/view/markdown/tool.ts';
import { authorBlock, block, code, link, text } from '../../src/view/markdown/write.ts';
import { serverPage } from '../../src/view/server-page.ts';
import { toolStatement } from '../../src/view/tool-page.ts';
import { entry, harbor, machines, tool } from './_harbor.ts';

const origin = 'https://toolrisk.example';
const frame = { site: { origin, branch: 'main' }, tools: 12, servers: 4, built: '2026-11-21' };
const withoutMatter = (markdown: string) => markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
const html = (markdown: string) => micromark(withoutMatter(markdown), { allowDangerousHtml: true });
/** Elements outside of code, by name. */
const elementsOf = (markup: string) =>
  new Set(
    [...markup.replace(/<code[^>]*>[^<]*<\/code>/g, '').matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name),
  );

function toolPages(of: (typeof harbor)[number]): readonly string[] {
  const slugs = slugsOf(of.tools.map(({ name }) => name));
  return of.tools.map((one) => {
    const slug = slugs.get(one.name) ?? '';
    const page = toolStatement(of, one, slug);
    return toolMarkdown(page, of, one, slug, origin);
  });
}

describe('Markdown', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          '`',
          '```',
          '````',
          '~~~',
          '\n',
          '\n\n',
          '# ',
          '- ',
          '1. ',
          '> ',
          '<img src=x onerror=y>',
          '](//x)',
          '[a]: //x',
          '&lt;',
          '\\',
          '|',
          '\t',
          '    ',
          'word',
          '\u202e',
          '---',
          '***',
          '<!--',
          '$$',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );

  test('shows words as they are and makes no markup of them', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const [paragraph, ...more] = [...elementsOf(html(text(`We say ${words}`)))];
        assert.equal(paragraph, 'p');
        assert.deepEqual(more, []);
      }),
    );
  });

  test('keeps a stranger’s line inside its code, and a stranger’s lines inside their block', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const inline = html(`- before ${code(words)} after`);
        assert.deepEqual(
          [...elementsOf(inline)].filter((name) => !['ul', 'li', 'code'].includes(name ?? '')),
          [],
        );
        assert.match(inline, /after<\/li>/);
        const fenced = html(`${authorBlock(words)}\n\nafter`);
        assert.match(fenced, /^<pre><code class="language-text">[^<]*<\/code><\/pre>\n<p>after<\/p>$/);
      }),
    );
  });

  test('gives a file back byte for byte', () => {
    const file = '{\n  "a": "``` ```` <b>"\n}\n';
    const shown = html(block(file, 'json'))
      .replace(/^<pre><code class="language-json">|<\/code><\/pre>$/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    assert.equal(shown, file);
  });

  test('links where it says, whatever the address holds', () => {
    assert.equal(
      html(link(text('a]b'), 'https://x.example/a b>c')),
      '<p><a href="https://x.example/a%20b%3Ec">a]b</a></p>',
    );
  });
});

describe('a page in Markdown', () => {
  test('of a tool holds its verdict, its author’s words, its policy and its facts', () => {
    const stop = toolPages(machines).find((page) => page.includes('# `stop_machine`')) ?? '';
    for (const part of [
      'read: "2026-11-20"',
      'license: "Facts and judgements: MIT.',
      '[High risk](<https://toolrisk.example/risk/high/>)',
      '```text\nStop a virtual machine\n```',
      '## How to control `stop_machine`',
      '"counter": "stop_machine_rate"',
      '- `forced` (boolean, optional): `Force stop the machine`; default `false`',
    ]) {
      assert.ok(stop.includes(part), `${part}\n---\n${stop}`);
    }
  });

  test('has only the elements that we write, whatever a server wrote', () => {
    const ours = new Set(['h1', 'h2', 'p', 'ul', 'li', 'a', 'pre', 'code']);
    const nasty = '````\n</code></pre>\n# Owned\n[x](javascript:alert(1)) <script>1</script>\n```\n`';
    const flooded = entry({ ...machines.server, title: `x\n# ${nasty}`, description: nasty }, [
      tool(
        {
          name: nasty,
          title: nasty,
          description: nasty,
          inputSchema: {
            type: 'object',
            properties: { [nasty]: { description: nasty, enum: [nasty], default: nasty } },
          },
        },
        { category: 'Execute', level: 'high', effects: ['runs-code'] },
      ),
    ]);
    for (const of of [...harbor, flooded]) {
      const slugs = slugsOf(of.tools.map(({ name }) => name));
      const pages = [...toolPages(of), serverMarkdown(serverPage(of, slugs, frame), of, origin)];
      for (const page of pages) {
        const markup = html(page);
        assert.deepEqual(
          [...elementsOf(markup)].filter((name) => !ours.has(name ?? '')),
          [],
          page,
        );
        assert.equal(markup.match(/<h1>/g)?.length, 1);
        for (const [, href = ''] of markup
          .replace(/<code[^>]*>[^<]*<\/code>/g, '')
          .matchAll(/href="([^"]*)"/g))
          assert.match(href, /^https?:\/\//);
        assert.doesNotMatch(page, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
      }
    }
  });
});
