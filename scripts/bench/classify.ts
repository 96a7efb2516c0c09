// How many tools a second the rules judge: node scripts/bench/classify.ts [tools.ndjson], by CPU time after a warm-up.
// Without a file it judges the shipped gold set over and over; its definitions are shorter than those of real servers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../src/classify/classify.ts';
import { parseGold } from '../../src/classify/scoring/gold-line.ts';
import type { Subject } from '../../src/model/verdict.ts';

const seconds = 3;
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

/** Tools judged and CPU seconds taken, going round until `long` seconds are used. */
function run(long: number): { readonly tools: number; readonly used: number } {
  const before = process.cpuUsage();
  let tools = 0;
  for (;;) {
    for (const subject of subjects) classify(subject);
    tools += subjects.length;
    const { user, system } = process.cpuUsage(before);
    const used = (user + system) / 1e6;
    if (used >= long) return { tools, used };
  }
}

run(seconds);
const { tools, used } = run(seconds);
process.stdout.write(`${Math.round(tools / used)} tools a second of CPU (${subjects.length} definitions)\n`);
