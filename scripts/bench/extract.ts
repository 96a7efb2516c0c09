// Speed of reading tools out of sources by processor time, and the memory it takes; each row in a process of its own.
// node scripts/bench/extract.ts [folder | npm:package | listed:100 …]; listed:100 are the first hundred packages of
// catalog/sources/npm.json. Without arguments it reads invented servers, modules and minified bundles.
import { spawnSync } from 'node:child_process';
import { extract } from '../../src/extract/extract.ts';
import { invented, megabyte, treesOf } from './extract/trees.ts';

const asked = process.argv.slice(2);
if (asked[0] === '--row') process.stdout.write(await row(asked[1] ?? ''));
else {
  process.stdout.write(
    'corpus                          servers      MB   CPU s  MB/CPU s  median ms   p95 ms  tools  peak MB\n',
  );
  for (const name of asked.length > 0 ? asked : invented.keys()) {
    const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, '--row', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.stdout.write(status === 0 ? stdout : `${name}: could not be read\n`);
    if (status !== 0) process.exitCode = 1;
  }
}

/** Measures one corpus; fetching it does not count. */
async function row(name: string): Promise<string> {
  const costs: number[] = [];
  let size = 0;
  let found = 0;
  for await (const tree of treesOf(name)) {
    const before = process.cpuUsage();
    const { tools } = await extract(tree);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1e6);
    size += tree.files.reduce((sum, file) => sum + file.text.length, 0) / megabyte;
    found += tools.length;
  }
  const seconds = costs.reduce((sum, cost) => sum + cost, 0);
  const sorted = costs.sort((a, b) => a - b);
  const at = (share: number) => String(Math.round(1000 * (sorted[Math.floor(sorted.length * share)] ?? 0)));
  const cells = [
    String(costs.length).padStart(7),
    size.toFixed(2).padStart(7),
    seconds.toFixed(2).padStart(7),
    (size / seconds).toFixed(1).padStart(9),
    at(0.5).padStart(10),
    at(0.95).padStart(8),
    String(found).padStart(6),
    String(Math.round((process.resourceUsage().maxRSS * 1024) / megabyte)).padStart(8),
  ];
  return `${name.slice(0, 31).padEnd(31)} ${cells.join(' ')}\n`;
}
