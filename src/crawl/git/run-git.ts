// Starts git with nothing of the surroundings that could make it run something or ask somebody.
import { type ChildProcess, spawn } from 'node:child_process';
import { OutsideError } from '../../kit/errors.ts';

const longestTalk = 20_000;

/** A running git. */
export interface GitProcess {
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: AsyncIterable<Buffer>;
  /** Resolves when it ended well; rejects with a `GitFailure` when it did not. */
  readonly ended: Promise<void>;
  /** Ends it at once. */
  stop(): void;
}

/** What git said when it failed. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

export interface GitOptions {
  readonly signal: AbortSignal;
  /** Protocols that this call may use, separated by colons; none when absent. */
  readonly protocols?: 'http:https';
  /** Milliseconds after which it is ended. */
  readonly timeLimit: number;
}

/** Runs git in a git directory. `args` holds no text of a stranger without `--` or a checked form. */
export function startGit(gitDir: string, args: readonly string[], options: GitOptions): GitProcess {
  const child = spawn('git', [...safeties, '--git-dir', gitDir, ...args], {
    env: environment(options.protocols ?? 'none'),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that the helpers that git starts end with it.
    detached: process.platform !== 'win32',
  });
  const stop = () => endGroup(child);
  const timer = setTimeout(stop, options.timeLimit);
  options.signal.addEventListener('abort', stop, { once: true });
  if (options.signal.aborted) stop();
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (talk.length < longestTalk) talk += chunk.toString('utf8');
  });
  // A closed pipe is told by the exit status.
  child.stdin.on('error', () => {});
  const begun = performance.now();
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(missing(error)));
    child.on('close', (status) => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', stop);
      if (options.signal.aborted) reject(stopped());
      else if (performance.now() - begun >= options.timeLimit) reject(tooSlow(options.timeLimit));
      else if (status === 0) resolve();
      else reject(new GitFailure(talk.trim()));
    });
  });
  ended.catch(() => {});
  return { stdin: child.stdin, stdout: child.stdout, ended, stop };
}

/** Runs git to its end and gives what it printed. */
export async function runGit(gitDir: string, args: readonly string[], options: GitOptions): Promise<string> {
  const git = startGit(gitDir, args, options);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of git.stdout) {
    size += chunk.length;
    if (size > 16 * 1024 * 1024) git.stop();
    else chunks.push(chunk);
  }
  await git.ended;
  return Buffer.concat(chunks).toString('utf8');
}

/** Settings that win over every file of settings. */
const safeties = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['protocol.ext.allow', 'never'],
  ['credential.interactive', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['safe.directory', '*'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

/** The user's own settings stay, for proxies and certificates; what points git at a repository does not. */
function environment(protocols: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('GIT_') || /^GIT_(SSL_|PROXY_|HTTP_|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: protocols,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

function stopped(): OutsideError {
  return new OutsideError('refused', 'Stopped while git was reading.', 'Run it again to go on.');
}

function tooSlow(limit: number): OutsideError {
  return new OutsideError(
    'unreachable',
    `git was not done after ${Math.round(limit / 1000)} s.`,
    'Try again later, or clone the repository by hand and name the folder with git+/folder.',
  );
}

function missing(error: NodeJS.ErrnoException): OutsideError {
  return new OutsideError(
    'unreachable',
    `git could not be started: ${error.message}`,
    'Install git, and see that "git --version" works.',
    error,
  );
}
