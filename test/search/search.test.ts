// Search from query to hits on a made-up catalog: spellings, recall, counts, and what the network may do.
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildSearchIndex } from '../../src/search/build/build.ts';
import {
  type Count,
  createSearch,
  type Filters,
  type Search,
  SearchUnavailable,
} from '../../src/search/client/client.ts';
import { type Dimension, dimensions, type SearchRecord, unpackWords } from '../../src/search/format.ts';
import { findableWords, isWeak, serverWords, wordsOf } from '../../src/search/text.ts';
import { catalog, planted, random } from './_catalog.ts';
import { record, type TestIndex, testIndex } from './_index.ts';
import { misspelt } from './_misspelt.ts';

const records = [...catalog(40_000, 11, false), ...planted()];
let index: TestIndex;
let search: Search;

before(async () => {
  index = await testIndex(records);
  search = index.search();
});
after(() => index.remove());

const names = async (text: string, filters: Filters = {}, most = 10) =>
  (await search.search(text, filters, most))?.hits.map(({ name }) => name) ?? [];

suite('spellings', () => {
  const stops = ['stop_virtual_machine', 'stopVm', 'vm_stop', 'stop_vm'];
  for (const query of [
    'stop vm',
    'stopVm',
    'stpo vm',
    'stopvm',
    'STOP_VM',
    'vm stop',
    'stop virtual machine',
    'stop vms',
  ]) {
    test(`"${query}" finds every tool that stops a virtual machine`, async () => {
      const found = await names(query);
      for (const name of stops) assert.ok(found.includes(name), `${name} is not among ${found.join(', ')}`);
    });
  }

  test('a name that is the query comes before one that means the same', async () => {
    const found = await names('stop vm');
    assert.ok(found.indexOf('stop_vm') < found.indexOf('stop_virtual_machine'));
  });

  test('a misspelt word is told', async () => {
    const answer = await search.search('destory virtual machine', {}, 5);
    assert.equal(answer?.hits[0]?.name, 'destroy_virtual_machine');
    assert.equal(answer?.shownFor, 'destroy virtual machine');
    assert.equal((await search.search('destroy virtual machine', {}, 5))?.shownFor, undefined);
  });

  test('the beginning of a word finds it while it is typed', async () => {
    assert.ok((await names('hyperv')).length >= 5);
    for (const name of await names('stop ma')) assert.match(name, /stop/i);
    assert.ok((await names('sto')).every((name) => /sto/i.test(name)));
  });

  test('words that say nothing order the hits and exclude none', async () => {
    assert.deepEqual(
      (await names('stop the vm on my hypervisor mcp server')).sort(),
      (await names('stop vm hypervisor')).sort(),
    );
  });

  test('a word written in two is put together', async () => {
    const answer = await search.search('hyper visor', {}, 10);
    assert.equal(answer?.shownFor, 'hypervisor');
    assert.equal(answer?.hits.length, 5);
  });

  test('when no tool has all words, those with most of them are shown, and it is said', async () => {
    const answer = await search.search('stop vm qqqqzzzz', {}, 5);
    assert.equal(answer?.match, 'some');
    assert.ok((answer?.hits.length ?? 0) > 0);
  });
});

suite('recall', () => {
  const next = random(5);
  const sample = Array.from({ length: 120 }, () => records[Math.floor(next() * records.length)])
    .filter((each) => each !== undefined)
    .map(({ name }) => wordsOf(name))
    .filter((words) => words.length > 1 && words.length < 4);

  const recall = async (query: (words: readonly string[]) => string | undefined) => {
    let asked = 0;
    let found = 0;
    for (const words of sample) {
      const text = query(words);
      if (text === undefined) continue;
      asked += 1;
      const wanted = [...new Set(words)].sort().join();
      const hits = await names(text);
      if (hits.some((name) => [...new Set(wordsOf(name))].sort().join() === wanted)) found += 1;
    }
    assert.ok(asked > 40, `only ${asked} queries`);
    return found / asked;
  };

  test('the words of a tool find it', async () =>
    assert.ok((await recall((words) => words.join(' '))) >= 0.98));
  test('in any order', async () =>
    assert.ok((await recall((words) => words.toReversed().join(' '))) >= 0.98));
  test('with one mistake in a longer word', async () => {
    const rate = await recall((words) => {
      const at = words.findIndex((word) => word.length >= 5);
      const word = words[at];
      return word === undefined ? undefined : words.with(at, misspelt(word, next)).join(' ');
    });
    assert.ok(rate >= 0.9, String(rate));
  });
});

suite('counts', () => {
  const all = [...catalog(10_000, 23, false)];
  let small: TestIndex;
  before(async () => {
    small = await testIndex(all);
  });
  after(() => small.remove());

  const has = (each: SearchRecord, words: readonly string[]) => {
    const own = new Set([
      ...findableWords(wordsOf(each.name)),
      ...serverWords(each.server, each.serverTitle).filter((word) => !isWeak(word)),
    ]);
    return words.every((word) => own.has(word));
  };
  const valuesOf = (each: SearchRecord, dimension: Dimension): readonly string[] =>
    dimension === 'effect'
      ? each.effects
      : dimension === 'language'
        ? [each.language ?? '']
        : [each[dimension]];
  const passes = (each: SearchRecord, filters: Filters) =>
    dimensions.every((dimension) => {
      const chosen = filters[dimension] ?? [];
      return chosen.length === 0 || valuesOf(each, dimension).some((value) => chosen.includes(value));
    });

  const queries = [
    'get',
    'delete',
    'user',
    'get user',
    'update message',
    'list all',
    'stop',
    'file',
    'get all active',
  ];
  const choices: readonly Filters[] = [
    {},
    { level: ['critical'] },
    { level: ['low', 'high'] },
    { category: ['Read'] },
    { ecosystem: ['npm'], effect: ['deletes-data', 'reads-private-data'] },
    { language: ['python'], level: ['medium'] },
  ];
  for (const query of queries) {
    test(`"${query}" is counted right, and never too high`, async () => {
      const searching = small.search();
      const words = query.split(' ').filter((word) => !isWeak(word));
      const rows = all.filter((each) => has(each, words));
      if (rows.length < 10) assert.fail('the query has too few hits to mean anything');
      const isRight = (count: Count | undefined, n: number, what: string) => {
        assert.ok(
          count !== undefined && (count.exact ? count.n === n : count.n <= n),
          `${what}: ${JSON.stringify(count)}, is ${n}`,
        );
        // Only what had to be cut may be uncertain.
        if (rows.length <= 1_500) assert.ok(count.exact, what);
      };
      for (const filters of choices) {
        const answer = await searching.search(`${query} `, filters, 10);
        isRight(
          answer?.total,
          rows.filter((each) => passes(each, filters)).length,
          `total with ${JSON.stringify(filters)}`,
        );
        for (const dimension of dimensions) {
          const others = rows.filter((each) => passes(each, { ...filters, [dimension]: [] }));
          for (const [value, count] of answer?.facets[dimension] ?? []) {
            const n = others.filter((each) => valuesOf(each, dimension).includes(value)).length;
            isRight(count, n, `${value} with ${JSON.stringify(filters)}`);
          }
        }
        for (const hit of answer?.hits ?? [])
          assert.ok(passes(hit as unknown as SearchRecord & typeof hit, filters));
      }
    });
  }

  test('a frequent word is counted exactly, alone and by level, although its list is cut', async () => {
    const searching = small.search();
    const rows = all.filter((each) => has(each, ['get']));
    assert.ok(rows.length > 1_500);
    assert.deepEqual((await searching.search('get ', {}, 1))?.total, { n: rows.length, exact: true });
    const low = rows.filter(({ level }) => level === 'low').length;
    assert.deepEqual((await searching.search('get ', { level: ['low'] }, 1))?.total, { n: low, exact: true });
    const pythonRead = rows.filter(({ level, language }) => level === 'low' && language === 'python').length;
    const narrowed = await searching.search('get ', { level: ['low'], language: ['python'] }, 1);
    assert.deepEqual(narrowed?.total, { n: pythonRead, exact: true });
    assert.deepEqual(narrowed?.facets.level.get('critical'), { n: 0, exact: true });
    const twice = await searching.search('get ', { ecosystem: ['npm'], language: ['python'] }, 1);
    assert.equal(twice?.total.exact, false);
  });
});

suite('costs', () => {
  test('the first result costs little, and so does the next', async () => {
    const searching = index.search();
    const begun = index.bytes();
    await searching.search('stop vm ', {}, 10);
    const first = index.bytes() - begun;
    assert.ok(first <= 300_000, String(first));
    for (const query of ['get user ', 'delete record ', 'update ', 'stop machine ']) {
      const before = index.bytes();
      await searching.search(query, {}, 10);
      assert.ok(index.bytes() - before <= 45_000, `${query}: ${index.bytes() - before}`);
    }
  });

  test('nothing is fetched twice', async () => {
    const searching = index.search();
    await searching.search('get user ', {}, 10);
    const fetched = index.fetched.length;
    await searching.search('get user ', {}, 20);
    assert.equal(index.fetched.length, fetched);
  });

  test('the vocabulary is small', async () => {
    const { words } = index.report;
    const text = await (await index.fetch('vocab.txt')).text();
    assert.equal(unpackWords(text).length, Math.min(words, 24_000));
    assert.ok(gzipSync(text).length < 110_000);
  });
});

suite('descriptions', () => {
  test('words that only a description has are found when names give little, after the names', async () => {
    const made = await testIndex([
      record({ name: 'pick_plum', description: 'Harvests ripe fruit from an orchard ladder.' }),
      record({ name: 'ladder', description: 'Leans on things.' }),
      record({ name: 'ripe_ladder_check', description: '' }),
    ]);
    const searching = made.search();
    const found = async (text: string) =>
      (await searching.search(text, {}, 10))?.hits.map(({ name }) => name);
    assert.deepEqual(await found('harvest fruit'), ['pick_plum']);
    assert.deepEqual(await found('ladder'), ['ladder', 'ripe_ladder_check', 'pick_plum']);
    assert.deepEqual(await found('ripe plum'), ['pick_plum']);
    const marked = (await searching.search('ladder', {}, 10))?.hits.map(({ described = false }) => described);
    assert.deepEqual(marked, [false, false, true]);
    await made.remove();
  });

  test('are not asked for a word of which the rest is still to come, unless there is nothing else', async () => {
    const made = await testIndex([
      record({ name: 'ladder_check', description: 'Leans on things.' }),
      record({ name: 'pick_plum', description: 'From an orchard ladder.' }),
    ]);
    const searching = made.search();
    const names = async (text: string) =>
      (await searching.search(text, {}, 10))?.hits.map(({ name }) => name);
    assert.deepEqual(await names('ladd'), ['ladder_check']);
    assert.deepEqual(await names('ladder'), ['ladder_check', 'pick_plum']);
    await made.remove();
  });

  test('are not asked when names give enough', async () => {
    const made = await testIndex(catalog(2_000));
    await made.search().search('get ', {}, 10);
    assert.ok(made.fetched.every((address) => !address.startsWith('texts/')));
    await made.remove();
  });
});

suite('the network', () => {
  test('a search that another overtook gives nothing', async () => {
    const searching = index.search();
    const [first, second] = await Promise.all([
      searching.search('stop', {}, 5),
      searching.search('stop vm', {}, 5),
    ]);
    assert.equal(first, undefined);
    assert.ok((second?.hits.length ?? 0) > 0);
  });

  test('a file that a newer index replaced is found through its new manifest', async () => {
    const made = await testIndex([record({ name: 'pick_pear' })]);
    const searching = made.search();
    await searching.warm();
    for (const name of ['pick_plum', 'pick_quince']) {
      await buildSearchIndex([record({ name: 'pick_pear' }), record({ name })], made.folder);
    }
    const answer = await searching.search('pick pear', {}, 1);
    assert.deepEqual(
      answer?.hits.map(({ name }) => name),
      ['pick_pear'],
    );
    assert.equal(made.fetched.filter((address) => address === 'manifest.json').length, 2);
    await made.remove();
  });

  test('a file that is missing for good is an error, after one more look at the manifest', async () => {
    const made = await testIndex([record({ name: 'pick_pear' })]);
    const fetched: string[] = [];
    const searching = createSearch(async (address) => {
      fetched.push(address);
      return address.startsWith('names/') ? { ok: false, text: async () => '' } : made.fetch(address);
    }, '');
    await assert.rejects(searching.search('pick pear', {}, 5), SearchUnavailable);
    assert.equal(fetched.filter((address) => address === 'manifest.json').length, 2);
    await made.remove();
  });

  test('no network is an error, and the next try starts again', async () => {
    let up = false;
    const searching = createSearch(async (address) => {
      if (!up) throw new TypeError('fetch failed');
      return index.fetch(address);
    }, '');
    await assert.rejects(searching.search('stop', {}, 5), SearchUnavailable);
    up = true;
    assert.ok((await searching.search('stop', {}, 5))?.hits.length);
  });

  test('a page in place of a file is an error', async () => {
    const searching = createSearch(async () => ({ ok: true, text: async () => '<!doctype html>' }), '');
    await assert.rejects(searching.search('stop', {}, 5), SearchUnavailable);
  });
});

suite('traps', () => {
  test('a rare word outside the vocabulary is looked up before it is corrected', async () => {
    const made = await testIndex([
      ...Array.from({ length: 24_100 }, (_, i) => {
        const word = `w${i.toString(26).replace(/[0-9]/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}`;
        return record({ name: `${word} ${word}a`, slug: `s${i}`, score: 50 });
      }),
      ...Array.from({ length: 12 }, (_, i) => record({ name: `carpet_${i}`, slug: `carpet-${i}`, score: 9 })),
      record({ name: 'zarpet_wash', score: 1 }),
    ]);
    const searching = made.search();
    const answer = await searching.search('zarpet ', {}, 5);
    assert.deepEqual(
      answer?.hits.map(({ name }) => name),
      ['zarpet_wash'],
    );
    assert.equal(answer?.shownFor, undefined);
    await made.remove();
  });

  test('the last key before a boundary and the first after it are both found', async () => {
    const found = new Set<string>();
    for (const { name } of records.slice(0, 400)) {
      const words = wordsOf(name);
      const answer = await search.search(`${words.join(' ')} `, {}, 1);
      if ((answer?.total.n ?? 0) > 0) found.add(name);
    }
    assert.equal(found.size, new Set(records.slice(0, 400).map(({ name }) => name)).size);
  });

  test('a word of the name comes before the same word of a server', async () => {
    const made = await testIndex([
      record({ name: 'sweep', server: 'github/chimney/sweeper', score: 90_000 }),
      record({ name: 'inspect_chimney', server: 'github/pears/roof', score: 1 }),
    ]);
    const answer = await made.search().search('chimney', {}, 5);
    assert.deepEqual(
      answer?.hits.map(({ name }) => name),
      ['inspect_chimney', 'sweep'],
    );
    await made.remove();
  });

  test('a cut list keeps the best matches, not the most popular rows', async () => {
    const made = await testIndex([
      ...Array.from({ length: 4_000 }, (_, i) =>
        record({ name: `rake_${i}`, slug: `r${i}`, server: `github/leaf/blower-${i}`, score: 50_000 }),
      ),
      record({ name: 'leaf', score: 0 }),
    ]);
    assert.equal((await made.search().search('leaf', {}, 1))?.hits[0]?.name, 'leaf');
    await made.remove();
  });

  test('names like members of objects are words like others', async () => {
    const hostile = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
    const made = await testIndex(hostile.map((name) => record({ name })));
    const searching = made.search();
    for (const name of hostile) {
      assert.equal((await searching.search(name, {}, 1))?.hits[0]?.name, name);
    }
    await made.remove();
  });

  test('names without a letter are found by their server, names of other scripts by themselves', async () => {
    const made = await testIndex([
      record({ name: '---', slug: 'tool-1' }),
      record({ name: '\u{1f680}', slug: 'tool-2' }),
      record({ name: '查询天气', slug: 'tool-3', server: 'github/a/b', serverTitle: '' }),
      record({ name: 'получить_погоду', slug: 'tool-4', server: 'github/a/b', serverTitle: '' }),
    ]);
    const searching = made.search();
    assert.equal((await searching.search('pears', {}, 5))?.hits.length, 2);
    assert.equal((await searching.search('天气', {}, 5))?.hits[0]?.name, '查询天气');
    assert.equal((await searching.search('погоду', {}, 5))?.hits[0]?.name, 'получить_погоду');
    await made.remove();
  });
});
