// Runs the benchmarks of scripts/bench, all or the named ones: npm run bench -- search
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, 'bench');
const all = globSync('*.ts', { cwd: folder }).map((file) => basename(file, '.ts'));
const asked = process.argv.slice(2);
for (const name of asked.filter((name) => !all.includes(name))) {
  process.stderr.write(`There is no benchmark "${name}". There are: ${all.sort().join(', ')}.\n`);
  process.exitCode = 2;
}
for (const name of all.filter((name) => asked.length === 0 || asked.includes(name)).sort()) {
  process.stdout.write(`\n— ${name}\n`);
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
