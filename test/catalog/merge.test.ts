import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markGone, mergeCrawl, mergeVerdicts } from '../../src/catalog/merge.ts';
import { crawl, tool, verdict } from './_harbor.ts';

const list = tool('list_berths', 'List the berths.');
const scrap = tool('scrap_boat', 'Scrap a boat for good.');

test('a first crawl is an entry without changes, sorted by name', () => {
  const entry = mergeCrawl(undefined, crawl([scrap, list]), '2026-11-01');
  assert.deepEqual(
    entry.tools.map((t) => t.name),
    ['list_berths', 'scrap_boat'],
  );
  assert.deepEqual(entry.changes, []);
  assert.equal(entry.read, '2026-11-01');
});

test('a crawl that finds nothing new gives the very same entry, whatever the day and the order', () => {
  const entry = mergeCrawl(undefined, crawl([list, scrap]), '2026-11-01');
  assert.equal(mergeCrawl(entry, crawl([scrap, list]), '2026-11-20'), entry);
});

test('a verdict stays with an unchanged definition and leaves with a changed one', () => {
  const first = mergeCrawl(undefined, crawl([list, scrap]), '2026-11-01');
  const judged = mergeVerdicts(
    first,
    new Map([
      ['list_berths', verdict(list, 'Read', 'low')],
      ['scrap_boat', verdict(scrap, 'Destructive', 'critical')],
    ]),
    '2026-11-01',
  );
  const redefined = tool('scrap_boat', 'Move a boat to the scrap yard.');
  const next = mergeCrawl(judged, crawl([list, redefined], '1.1.0'), '2026-11-20');
  assert.equal(next.tools[0]?.verdict?.category, 'Read');
  assert.equal(next.tools[1]?.verdict, undefined);
  assert.deepEqual(next.changes, [
    {
      date: '2026-11-20',
      version: '1.1.0',
      kind: 'redefined',
      tool: 'scrap_boat',
      fields: ['description'],
      was: { description: scrap.description },
      before: { category: 'Destructive', level: 'critical' },
    },
  ]);
  const rejudged = mergeVerdicts(
    next,
    new Map([['scrap_boat', verdict(redefined, 'Write', 'medium')]]),
    '2026-11-20',
  );
  assert.deepEqual(rejudged.changes[0]?.after, { category: 'Write', level: 'medium' });
});

test('a redefined tool keeps what its fields were, but for long ones and old changes', () => {
  const texts = ['a'.repeat(9_000), 'Scrap a boat, now.', 'Scrap a boat.'];
  let entry = mergeCrawl(undefined, crawl([scrap]), '2026-11-01');
  for (const [index, description] of texts.entries()) {
    const next = tool('scrap_boat', description, index === 1 ? { title: 'Scrap' } : {});
    entry = mergeCrawl(entry, crawl([next], `1.${index + 1}.0`), '2026-11-02');
  }
  assert.deepEqual(
    entry.changes.map(({ fields, was }) => [fields, was]),
    [
      [['title', 'description'], { title: 'Scrap', description: texts[1] }],
      [['title', 'description'], { title: null }],
      [['description'], { description: scrap.description }],
    ],
  );
  for (let minor = 10; minor < 75; minor += 1) {
    entry = mergeCrawl(entry, crawl([tool('scrap_boat', `Text ${minor}`)], `1.${minor}.0`), '2026-11-03');
  }
  assert.deepEqual(
    entry.changes.map(({ was }) => was !== undefined).filter((kept, index) => kept !== index < 50),
    [],
  );
});

test('added and removed tools are changes', () => {
  const first = mergeCrawl(undefined, crawl([list]), '2026-11-01');
  const next = mergeCrawl(first, crawl([scrap], '2.0.0'), '2026-11-02');
  assert.deepEqual(
    next.changes.map(({ kind, tool: name }) => [kind, name]),
    [
      ['added', 'scrap_boat'],
      ['removed', 'list_berths'],
    ],
  );
});

test('a verdict that moves on an unchanged definition is a change; one that does not is none', () => {
  const first = mergeCrawl(undefined, crawl([scrap]), '2026-11-01');
  const judged = mergeVerdicts(
    first,
    new Map([['scrap_boat', verdict(scrap, 'Write', 'medium')]]),
    '2026-11-01',
  );
  assert.deepEqual(judged.changes, []);
  const same = mergeVerdicts(
    judged,
    new Map([['scrap_boat', verdict(scrap, 'Write', 'medium')]]),
    '2026-11-05',
  );
  assert.equal(same, judged);
  const moved = mergeVerdicts(
    judged,
    new Map([['scrap_boat', verdict(scrap, 'Destructive', 'critical')]]),
    '2026-11-05',
  );
  assert.deepEqual(moved.changes, [
    {
      date: '2026-11-05',
      kind: 'rejudged',
      tool: 'scrap_boat',
      before: { category: 'Write', level: 'medium' },
      after: { category: 'Destructive', level: 'critical' },
    },
  ]);
});

test('a gone server keeps its last known state and the first day it was missed', () => {
  const entry = mergeCrawl(undefined, crawl([scrap]), '2026-11-01');
  const gone = markGone(entry, '2026-11-02');
  assert.equal(gone.gone, '2026-11-02');
  assert.equal(markGone(gone, '2026-11-09'), gone);
  assert.deepEqual(gone.tools, entry.tools);
  assert.equal(mergeCrawl(gone, crawl([scrap]), '2026-11-10').gone, undefined);
});

test('a link that follows from the place is not stored, another one is', () => {
  const at = (url: string) => tool('list_berths', '', { place: { path: 'src/harbor.ts', line: 7, url } });
  const stored = (url: string) => mergeCrawl(undefined, crawl([at(url)]), '2026-11-01').tools[0]?.place.url;
  assert.equal(stored('https://app.unpkg.com/@harbor/mcp@1.0.0/files/src/harbor.ts#L7'), undefined);
  assert.equal(stored('https://example.org/elsewhere.ts'), 'https://example.org/elsewhere.ts');
});

test('a better reading of the same version is no change by its author', () => {
  const first = mergeCrawl(undefined, crawl([list]), '2026-11-01');
  const better = mergeCrawl(first, crawl([list, scrap]), '2026-11-02');
  assert.equal(better.tools.length, 2);
  assert.deepEqual(better.changes, []);
});
