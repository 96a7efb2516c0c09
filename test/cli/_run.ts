// Runs the command line as another program would: in a process of its own, with a catalog of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly talk: string;
}

/** An empty folder that holds a catalog; gone after the test. */
export function catalogRoot(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'toolrisk-cli-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Runs a command to its end. `watch` sees each piece of stdout and may signal the process. */
export async function toolrisk(
  root: string,
  args: readonly string[],
  watch?: (piece: string, stop: () => void) => void,
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env, TOOLRISK_ROOT: root },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let talk = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
    watch?.(piece, () => child.kill('SIGINT'));
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    talk += piece;
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, out, talk };
}
