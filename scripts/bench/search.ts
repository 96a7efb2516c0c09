// Measures search on a made-up catalog: node scripts/bench/search.ts [records]. Prints JSON; 600,000 records by default.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSearchIndex } from '../../src/search/build/build.ts';
import { createSearch, type Fetch } from '../../src/search/client/client.ts';
import { wordsOf } from '../../src/search/text.ts';
import { catalog, planted, random } from '../../test/search/_catalog.ts';
import { misspelt } from '../../test/search/_misspelt.ts';

const records = Number(process.argv[2] ?? 600_000);
const folder = await mkdtemp(join(tmpdir(), 'toolrisk-search-bench-'));
const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
const at = (sorted: readonly number[], share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

/** The words of the sampled tools, taken while the records pass by. */
const sample: string[][] = [];

function* sampled() {
  const next = random(5);
  for (const record of catalog(records)) {
    if (next() < 150 / records) {
      const words = wordsOf(record.name);
      if (words.length > 1 && words.length < 4) sample.push(words);
    }
    yield record;
  }
  yield* planted();
}

try {
  const generated = process.cpuUsage();
  for (const _ of catalog(records));
  const generation = process.cpuUsage(generated);
  const begun = process.cpuUsage();
  const report = await buildSearchIndex(sampled(), folder);
  const used = process.cpuUsage(begun);
  const peak = process.resourceUsage().maxRSS / 1024;

  const sizes = new Map<string, number>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (/\.(json|txt)$/.test(file)) sizes.set(file, gzipSync(await readFile(join(folder, file))).length);
  }
  const tier = (name: string) => {
    const found = ascending([...sizes].flatMap(([file, size]) => (file.startsWith(name) ? [size] : [])));
    const sum = found.reduce((a, b) => a + b, 0);
    return {
      files: found.length,
      megabytes: kilobytes(sum) / 1000,
      median: kilobytes(at(found, 0.5)),
      largest: kilobytes(found.at(-1) ?? 0),
    };
  };

  let bytes = 0;
  const fetch: Fetch = async (address) => {
    const path = address.split('?')[0] ?? '';
    bytes += sizes.get(path) ?? 0;
    const text = await readFile(join(folder, path), 'utf8');
    return { ok: true, text: async () => text };
  };
  const cold = async (query: string) => {
    bytes = 0;
    await createSearch(fetch, '').search(query, {}, 10);
    return kilobytes(bytes);
  };
  const coldBytes = {
    'stop vm': await cold('stop vm'),
    'get user': await cold('get user'),
    get: await cold('get'),
  };

  const search = createSearch(fetch, '');
  await search.warm();
  const next = random(9);
  const later: number[] = [];
  const times: number[] = [];
  const recall = async (query: (words: readonly string[]) => string | undefined) => {
    let asked = 0;
    let found = 0;
    for (const words of sample) {
      const text = query(words);
      if (text === undefined) continue;
      bytes = 0;
      const started = performance.now();
      const answer = await search.search(text, {}, 10);
      times.push(performance.now() - started);
      later.push(bytes);
      asked += 1;
      const wanted = [...new Set(words)].sort().join();
      if (answer?.hits.some(({ name }) => [...new Set(wordsOf(name))].sort().join() === wanted)) found += 1;
    }
    return Math.round((found / asked) * 1000) / 1000;
  };
  const rates = {
    exact: await recall((words) => words.join(' ')),
    reversed: await recall((words) => words.toReversed().join(' ')),
    typo: await recall((words) => {
      const place = words.findIndex((word) => word.length >= 5);
      const word = words[place];
      return word === undefined ? undefined : words.with(place, misspelt(word, next)).join(' ');
    }),
  };
  const stops = ['stop_virtual_machine', 'stopVm', 'vm_stop', 'stop_vm'];
  const spellings: Record<string, string> = {};
  for (const query of ['stop vm', 'stopVm', 'stopvm', 'stpo vm']) {
    const hits = (await search.search(query, {}, 10))?.hits.map(({ name }) => name) ?? [];
    spellings[query] = `${stops.filter((name) => hits.includes(name)).length} of ${stops.length}`;
  }

  const seconds = ({ user, system }: NodeJS.CpuUsage) => Math.round((user + system) / 1e5) / 10;
  const sorted = { later: ascending(later), times: ascending(times) };
  console.log(
    JSON.stringify(
      {
        report,
        build: {
          cpuSeconds: Math.round((seconds(used) - seconds(generation)) * 10) / 10,
          peakMegabytes: Math.round(peak),
        },
        gzip: {
          manifestKilobytes: kilobytes(sizes.get('manifest.json') ?? 0),
          vocabularyKilobytes: kilobytes(sizes.get('vocab.txt') ?? 0),
          names: tier('names'),
          texts: tier('texts'),
        },
        coldKilobytesWithoutScript: coldBytes,
        laterKilobytes: {
          median: kilobytes(at(sorted.later, 0.5)),
          p95: kilobytes(at(sorted.later, 0.95)),
          largest: kilobytes(sorted.later.at(-1) ?? 0),
        },
        milliseconds: {
          median: at(sorted.times, 0.5),
          p95: at(sorted.times, 0.95),
          largest: at(sorted.times, 1),
        },
        recall: { queries: times.length, ...rates },
        spellings,
      },
      null,
      2,
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
