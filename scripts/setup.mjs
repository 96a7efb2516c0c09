// Makes a fresh clone ready: installs the packages when they are missing or older than package.json.
// Runs before the npm scripts, on whatever Node the machine has, so it uses nothing that is not built in.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'node_modules', '.toolrisk-setup');
const wanted = readFileSync(join(root, 'package.json'), 'utf8');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stderr.write('Installing packages (once, about a minute)...\n');
  const { status } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'],
    { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  );
  if (status !== 0) {
    process.stderr.write(
      'error: The packages could not be installed.\nCheck that the npm registry can be reached (npm ping), then run the same command again.\n',
    );
    process.exit(2);
  }
  writeFileSync(stamp, wanted);
}
