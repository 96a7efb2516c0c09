// The data for programs: what is served has the shape that is described, whatever a server wrote.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ServerDocument, ToolDocument, ToolRecord } from '../../src/model/api-documents.ts';
import { slugsOf } from '../../src/model/slug.ts';
import { serverJson, toolJson } from '../../src/view/api.ts';
import type { Pattern } from '../../src/view/attacks/applying.ts';
import { badgeSvg } from '../../src/view/badge.ts';
import { csvColumns, csvHead, csvLine, toolRecord } from '../../src/view/download.ts';
import { atomFeed } from '../../src/view/feed.ts';
import { harbor, machines, pirate } from './_harbor.ts';

const origin = 'https://toolrisk.example';
const patterns: readonly Pattern[] = [
  { slug: 'money', title: 'Money', line: 'It goes.', precondition: 'moves-money', references: [] },
];
const served = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the data for programs', () => {
  test('has the shapes that it is said to have', () => {
    for (const entry of harbor) {
      const slugs = slugsOf(entry.tools.map(({ name }) => name));
      ServerDocument.parse(served(serverJson(entry, slugs, origin, patterns)));
      for (const tool of entry.tools) {
        const slug = slugs.get(tool.name) ?? '';
        const document = ToolDocument.parse(served(toolJson(entry, tool, slug, origin, patterns)));
        const record = ToolRecord.parse(served(toolRecord(entry, tool, slug, patterns, origin)));
        assert.deepEqual(
          document.attacks.map(({ id }) => id),
          record.attacks,
        );
        assert.deepEqual(record.attacks, tool.name === 'send_payment' ? ['money'] : []);
      }
    }
  });

  test('as a table has as many cells in every line, and none that a spreadsheet would run', () => {
    const formula = {
      ...machines.tools[0],
      name: '=HYPERLINK("//x","y")',
    } as (typeof machines.tools)[number];
    const line = csvLine(toolRecord(machines, formula, 'x', patterns, origin));
    assert.ok(line.includes(`"'=HYPERLINK(""//x"",""y"")"`), line);
    assert.equal(csvHead.split(',').length, csvColumns.length);
    assert.ok(line.endsWith('\r\n') && !line.slice(0, -2).includes('\n'));
  });

  test('as a feed is XML whatever a server is called', () => {
    const { server, changes } = pirate;
    const feed = atomFeed(
      { title: server.title, self: `${origin}/feed.xml`, page: `${origin}/`, since: pirate.read },
      changes.map((change) => ({
        ...change,
        tool: `${change.tool}\u0000\ud800`,
        server: server.id,
        serverTitle: server.title,
      })),
      origin,
    );
    assert.ok(!feed.includes('<script>'));
    assert.ok(!feed.includes('\u0000') && feed.isWellFormed());
    assert.equal(feed.match(/<entry>/g)?.length, changes.length);
    assert.ok(feed.includes('<updated>2026-11-19T00:00:00Z</updated>'));
    assert.ok(feed.includes('<rights>Facts and judgements: MIT.'));
    assert.match(feed, /<summary>(Version [^<]*\. )?Read 2026-11-19\.<\/summary>/);
  });

  test('as a badge counts the worst levels, and says of what and when', () => {
    const none = { low: 0, medium: 0, high: 0, critical: 0 };
    const many = badgeSvg({
      tools: 46,
      levels: { low: 30, medium: 1, high: 12, critical: 3 },
      version: '1.2.0<b>',
      read: '2026-11-20',
    });
    assert.match(
      many,
      /<title>toolrisk: 3 critical, 12 high of 46 tools \(version 1\.2\.0&lt;b&gt;, read 2026-11-20; counts: MIT\)</,
    );
    assert.match(
      badgeSvg({ tools: 1, levels: { ...none, low: 1 }, read: '2026-11-20' }),
      /toolrisk: 1 low of 1 tool \(read 2026-11-20;/,
    );
    assert.match(badgeSvg({ tools: 0, levels: none, read: '2026-11-20' }), /no tools found/);
  });
});
