// A run that is killed at each step and started again: everything is judged in the end, nothing is paid for twice.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { harbor, honest, judgeHarbor, newRoot } from './_harbor.ts';
import { type Endpoint, type ModelServer, modelServer } from './_server.ts';

const names = Object.keys(harbor);

interface Step {
  readonly says: string;
  readonly mode: 'batch' | 'direct';
  /** The run is killed when this happens for the nth time. */
  readonly at: readonly [Endpoint, 'arrived' | 'worked', number];
  /** The id of the batch was never written down: the server has to be asked which batches it has. */
  readonly unnamed?: boolean;
  /** Questions that may be paid for a second time: those on their way when the run was killed. */
  readonly lost?: number;
}

const steps: readonly Step[] = [
  { says: 'before the batch reached the server', mode: 'batch', at: ['create', 'arrived', 1], unnamed: true },
  {
    says: 'when the server had the batch and we had no id',
    mode: 'batch',
    at: ['create', 'worked', 1],
    unnamed: true,
  },
  { says: 'when the id was written down', mode: 'batch', at: ['retrieve', 'arrived', 1] },
  { says: 'while it waited', mode: 'batch', at: ['retrieve', 'worked', 2] },
  { says: 'before the results were read', mode: 'batch', at: ['results', 'arrived', 1] },
  { says: 'while the results were on their way', mode: 'batch', at: ['results', 'worked', 1] },
  {
    says: 'when the second batch was with the server',
    mode: 'batch',
    at: ['create', 'worked', 2],
    unnamed: true,
  },
  { says: 'between two answers', mode: 'direct', at: ['message', 'arrived', 4], lost: 2 },
];

suite('a run that was killed', { concurrency: 2 }, () => {
  for (const { says, mode, at, lost = 0, unnamed = false } of steps) {
    test(says, async (t) => {
      let child: ChildProcess | undefined;
      let times = 0;
      const [endpoint, moment, nth] = at;
      const server = await modelServer({
        answer: honest,
        pollsUntilEnd: 2,
        on: (seen, when) => {
          if (seen !== endpoint || when !== moment) return;
          times += 1;
          // A process that is killed here never reads what the server is about to say.
          if (times === nth) child?.kill('SIGKILL');
        },
      });
      // Also when an assertion fails, or the process would wait for it forever.
      t.after(() => server.close());
      const root = newRoot();
      const signal = await killed(server, root, mode, (started) => {
        child = started;
      });
      assert.equal(signal, 'SIGKILL');
      const again = { root, batch: mode === 'batch' };
      const { report } = await judgeHarbor(server.url, names, again);
      assert.equal(report.judged, names.length);
      assert.equal(server.seen.list > 0, unnamed);
      const twice = [...server.paid].filter(([, count]) => count > 1);
      assert.ok(twice.length <= lost && twice.every(([, count]) => count === 2), JSON.stringify(twice));
      // A third run asks nothing.
      const asked = server.requests.length;
      assert.equal((await judgeHarbor(server.url, names, again)).report.known, names.length);
      assert.equal(server.requests.length, asked);
    });
  }
});

/** Runs in a process of its own and gives the signal that ended it. */
function killed(
  server: ModelServer,
  root: string,
  mode: string,
  started: (child: ChildProcess) => void,
): Promise<string | null> {
  const script = join(import.meta.dirname, '_run.ts');
  const child = spawn(process.execPath, [script, server.url, root, mode, ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  started(child);
  return new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
}
