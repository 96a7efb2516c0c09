// How many tools a second of CPU the rules judge when they are warm: node scripts/bench/classify.ts [tools.ndjson].
// Without a file it judges the shipped gold set; its definitions are shorter than those of real servers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, assessAll, classifyAll } from '../../src/classify/classify.ts';
import { parseGold } from '../../src/classify/scoring/gold-line.ts';
import type { Subject } from '../../src/model/verdict.ts';

/** How long each figure is measured, in seconds of CPU of the whole process: the collector's and the compiler's threads count. */
const seconds = 5;
/** How long the warm-up goes on, in such seconds: later the compiler finds little more to do. */
const warmUp = 12;

/** How many tools are handed over at a time: as many as the rules take side by side. Their verdicts are let go before the next. */
const portion = 128;

const [path] = process.argv.slice(2);
const subjects = path === undefined ? shipped() : given(readFileSync(path, 'utf8'));

function shipped(): Subject[] {
  const text = readFileSync(join(import.meta.dirname, '../../catalog/gold/tools.jsonl'), 'utf8');
  return parseGold(text).cases.map((one) => one.subject);
}

/** Lines as `classify --from` reads them. Tools of one server share one object, as they do in a crawl. */
function given(text: string): Subject[] {
  const servers = new Map<string, Subject['server']>();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Subject => {
      const tool = JSON.parse(line);
      const id = String(tool.server);
      const server = servers.get(id) ?? { id, title: id, description: String(tool.serverDescription ?? '') };
      servers.set(id, server);
      return {
        definition: {
          name: String(tool.name),
          description: String(tool.description ?? ''),
          inputSchema: tool.inputSchema ?? {},
        },
        server,
        siblings: [],
      };
    });
}

interface Rate {
  /** Tools judged a second of CPU over all rounds. */
  readonly all: number;
  /** The same in the fastest round: whatever else runs on the machine only slows it down. */
  readonly fastest: number;
}

type Judge = (subjects: readonly Subject[]) => unknown;

/** Judges all of them, portion by portion, as often as fits into `long` seconds of CPU. */
function rate(all: readonly Subject[], long: number, judge: Judge = assessAll): Rate {
  const portions = Array.from({ length: Math.ceil(all.length / portion) }, (_, at) =>
    all.slice(at * portion, (at + 1) * portion),
  );
  let used = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let judged = all.length; ; judged += all.length) {
    const before = process.cpuUsage();
    for (const some of portions) judge(some);
    const { user, system } = process.cpuUsage(before);
    used += (user + system) / 1e6;
    least = Math.min(least, (user + system) / 1e6);
    if (used >= long) return { all: Math.round(judged / used), fastest: Math.round(all.length / least) };
  }
}

const told = ({ all, fastest }: Rate) => `${all} (fastest round ${fastest})`;

/** Every second server warms up, so that the tools of the others are met for the first time when the clock runs. */
const ids = [...new Set(subjects.map(({ server }) => server.id))];
const warming = new Set(ids.filter((_, index) => index % 2 === 0));
const met = subjects.filter(({ server }) => warming.has(server.id));
const unmet = subjects.filter(({ server }) => !warming.has(server.id));
rate(met, warmUp);
const first = rate(unmet, 0).all;
rate(subjects, warmUp);
const warm = rate(subjects, seconds);
const hashed = rate(subjects, seconds, (all) => classifyAll(all));
const alone = rate(subjects, seconds, (all) => all.map(assess));
process.stdout.write(
  `Tools judged a second of CPU, after a warm-up of ${warmUp} s on ${met.length} definitions:\n` +
    `${first} of servers not met before (${unmet.length} definitions, once)\n` +
    `${told(warm)} going round all, when that is warm too (${subjects.length} definitions for ${seconds} s; no verdict is kept from round to round)\n` +
    `${told(hashed)} going round all, and hashing each definition as where no crawl has done it\n` +
    `${told(alone)} going round all, each by itself\n`,
);
