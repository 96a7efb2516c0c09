// How many tools a second of CPU the rules judge when they are warm: node scripts/bench/classify.ts [tools.ndjson].
// Without a file it judges the shipped gold set; its definitions are shorter than those of real servers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, assessAll, classifyAll } from '../../src/classify/classify.ts';
import { parseGold } from '../../src/classify/scoring/gold-line.ts';
import type { Subject } from '../../src/model/verdict.ts';

/** How long each figure is measured, in seconds of CPU of the whole process: the collector's and the compiler's threads count. */
const seconds = 5;
/** One round of the warm-up, and the most that all of them take, in such seconds. */
const round = 1;
const longestWarmUp = 15;
/** How far two rounds in a row may lie apart when it is over. */
const steady = 0.03;

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

/** Judges all of them, each once, as often as fits into `long` seconds of CPU. */
function rate(all: readonly Subject[], long: number, judge: Judge = assessAll): Rate {
  let used = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let judged = all.length; ; judged += all.length) {
    const before = process.cpuUsage();
    judge(all);
    const { user, system } = process.cpuUsage(before);
    used += (user + system) / 1e6;
    least = Math.min(least, (user + system) / 1e6);
    if (used >= long) return { all: Math.round(judged / used), fastest: Math.round(all.length / least) };
  }
}

const told = ({ all, fastest }: Rate) => `${all} (fastest round ${fastest})`;

/** Judges them until two rounds in a row are equally fast, or for the longest time allowed. How many rounds that took. */
function warmUp(all: readonly Subject[]): number {
  let before = 0;
  for (let rounds = 1; ; rounds += 1) {
    const now = rate(all, round).all;
    if (Math.abs(now - before) <= steady * before || rounds * round >= longestWarmUp) return rounds;
    before = now;
  }
}

/** Every second server warms up, so that the tools of the others are met for the first time when the clock runs. */
const ids = [...new Set(subjects.map(({ server }) => server.id))];
const warming = new Set(ids.filter((_, index) => index % 2 === 0));
const met = subjects.filter(({ server }) => warming.has(server.id));
const unmet = subjects.filter(({ server }) => !warming.has(server.id));
const rounds = warmUp(met);
const first = rate(unmet, 0).all;
warmUp(subjects);
const warm = rate(subjects, seconds);
const hashed = rate(subjects, seconds, (all) => classifyAll(all));
const alone = rate(subjects, seconds, (all) => all.map(assess));
process.stdout.write(
  `Tools judged a second of CPU, after a warm-up of ${rounds} rounds of ${round} s on ${met.length} definitions:\n` +
    `${first} of servers not met before (${unmet.length} definitions, once)\n` +
    `${told(warm)} going round all, when that is warm too (${subjects.length} definitions for ${seconds} s; no verdict is kept from round to round)\n` +
    `${told(hashed)} going round all, and hashing each definition as where no crawl has done it\n` +
    `${told(alone)} going round all, each by itself\n`,
);
