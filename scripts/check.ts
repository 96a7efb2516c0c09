// Everything that has to hold before a change is proposed, each step by its own tool, one summary at the end.
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '.'],
  ['types', 'tsc', '-p', '.'],
  ['types of pages', 'astro', 'check'],
  ['dead code', 'knip'],
  ['catalog', 'node', 'src/cli/main.ts', 'check'],
  [
    'verdicts on labeled tools',
    'node',
    'src/cli/main.ts',
    'eval',
    ...['--accuracy', '97', '--macro-f1', '97', '--dangerous', '1', '--kappa', '0.95'],
  ],
  [
    'tests (layers, goldens, properties, browser)',
    'node',
    '--test',
    'test/*.test.ts',
    'test/!(fixtures)/**/*.test.ts',
  ],
  ['build', 'node', 'src/cli/main.ts', 'build'],
  ['links', 'node', 'scripts/links.ts'],
];

const failed: string[] = [];
for (const [name, command, ...args] of steps) {
  process.stdout.write(`\n— ${name}: ${[command, ...args].join(' ')}\n`);
  const begun = performance.now();
  // npm puts the project's own programs first on the path.
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n`);
  if (status !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\nAll steps hold.\n' : `\nFailed: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
