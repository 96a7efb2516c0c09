// Writes what the units give now into their golden folders. Read the difference before you commit it.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['--test', 'test/!(fixtures)/**/golden.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, GOLDEN: 'write' },
});
process.exitCode = status ?? 1;
