// The builder: the same bytes each time, few changes for few changes, and names that break careless code.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { buildSearchIndex } from '../../src/search/build/build.ts';
import type { SearchRecord } from '../../src/search/format.ts';
import { catalog } from './_catalog.ts';
import { record, type TestIndex, testIndex } from './_index.ts';

const opened: TestIndex[] = [];
const index = async (records: Iterable<SearchRecord>) => {
  const made = await testIndex(records);
  opened.push(made);
  return made;
};
after(async () => {
  for (const made of opened) await made.remove();
});

async function files({ folder }: TestIndex): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.(json|txt)$/.test(name))
    .sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

test('the same records give the same files, in whatever order they come', async () => {
  const records = [...catalog(4_000)];
  const [a, b] = [await index(records), await index(records.toReversed())];
  assert.deepEqual(await files(b), await files(a));
});

test('one changed server changes few files', async () => {
  const records = [...catalog(40_000, 3, false)];
  const sizes = Map.groupBy(records, ({ server }) => server);
  const changed = [...sizes].find(([, tools]) => tools.length === 3)?.[0];
  const a = await index(records);
  const next = records.flatMap((each) =>
    each.server === changed ? [{ ...each, name: `${each.name}_twice`, slug: `${each.slug}_twice` }] : each,
  );
  const kept = new Set((await files(a)).keys());
  const fresh = [...(await files(await index(next))).keys()].filter((name) => !kept.has(name));
  assert.ok(fresh.length > 0);
  assert.ok(fresh.length <= a.report.files / 6, `${fresh.length} of ${a.report.files}`);
});

test('a second build writes nothing, and files of the index before stay for one build', async () => {
  const first = await index([record({ name: 'pick_pear' })]);
  const [old = ''] = await readdir(join(first.folder, 'names'));
  assert.equal((await buildSearchIndex([record({ name: 'pick_pear' })], first.folder)).written, 0);

  await buildSearchIndex([record({ name: 'pick_plum' })], first.folder);
  assert.ok((await readdir(join(first.folder, 'names'))).includes(old));
  await buildSearchIndex([record({ name: 'pick_quince' })], first.folder);
  assert.ok(!(await readdir(join(first.folder, 'names'))).includes(old));
});

test('half-written files and a broken manifest of an earlier run do no harm, and foreign files stay', async () => {
  const made = await index([record({ name: 'pick_pear' })]);
  await writeFile(join(made.folder, 'names', 'x.abcdefg.json.new'), '{');
  await writeFile(join(made.folder, 'names', 'readme.txt'), 'kept');
  await writeFile(join(made.folder, 'manifest.json'), '{"names":');
  await mkdir(join(made.folder, 'other'));
  await buildSearchIndex([record({ name: 'pick_pear' })], made.folder);
  const left = await readdir(join(made.folder, 'names'));
  assert.ok(left.includes('readme.txt') && !left.includes('x.abcdefg.json.new'));
  assert.ok((await readdir(made.folder)).includes('other'));
});

test('files, manifest and number of files keep to their bounds', async () => {
  const made = await index(catalog(30_000));
  const sizes = Array.from(await files(made), ([name, text]) => ({ name, size: gzipSync(text).length }));
  for (const { name, size } of sizes) assert.ok(size <= 40_000, `${name}: ${size}`);
  assert.ok((sizes.find(({ name }) => name === 'manifest.json')?.size ?? 0) <= 40_000);
  assert.ok(made.report.files <= 15_000);
});

test('names at their longest do not make a file too large', async () => {
  const records = Array.from({ length: 3_000 }, (_, i) =>
    record({
      name: `plum_${String(i).repeat(60)}`.slice(0, 256),
      slug: `s${i}`,
      server: `github/orchard/tree-${i}`,
    }),
  );
  const { report, search } = await index(records);
  assert.ok(report.largest < 160_000, String(report.largest));
  const answer = await search().search('plum', {}, 5);
  assert.deepEqual(answer?.total, { n: 3_000, exact: true });
});

test('an empty catalog has an index that finds nothing', async () => {
  const { search } = await index([]);
  assert.deepEqual((await search().search('pear', {}, 5))?.hits, []);
});

test('every tool with a word in its name is found by its whole name, however hostile', async () => {
  const name = fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      '---',
      '天气查询',
      'con',
      '\ud83d\ude80',
      '</script>',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.stringMatching(/^[a-z_A-Z0-9.]{1,30}$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 20 }), async (names) => {
      const made = await testIndex(names.map((each, i) => record({ name: each, slug: `tool-${i}` })));
      try {
        const search = made.search();
        for (const each of names.filter((text) => /[a-z]{3}/.test(text) && !/[^\x20-\x7e]/.test(text))) {
          const answer = await search.search(`${each} `, {}, 30);
          assert.ok(
            answer?.hits.some((hit) => hit.name === each),
            JSON.stringify({ each, names }),
          );
        }
      } finally {
        await made.remove();
      }
    }),
    { numRuns: 40 },
  );
});
