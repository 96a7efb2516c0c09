// Starts a server on this machine and asks it for its tools. Runs foreign code, so only when that was allowed.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { InputError, OutsideError } from '../../kit/errors.ts';
import { isServerId, type ServerId } from '../../model/server.ts';
import type { CrawlContext, Crawled, SourceReader } from '../../model/source.ts';
import { defined } from '../package-facts.ts';
import { type Connection, listTools, RpcError } from './list-tools.ts';
import { notificationText, requestText, resultIn } from './rpc.ts';

const timeLimit = 20_000;
const mostBytes = 64 * 1024 * 1024;
const longestTalk = 4_000;

export const stdio: SourceReader = {
  kind: 'stdio',
  spelling: 'stdio:"command args"',
  accepts: (source) => source.startsWith('stdio:'),
  async *read(source, context) {
    yield await readStdio(source, context);
  },
};

async function readStdio(source: string, context: CrawlContext): Promise<Crawled> {
  const [command, ...args] = wordsOf(source.slice('stdio:'.length));
  if (command === undefined) {
    throw new InputError(
      'No command was given.',
      'Write stdio:"command args", such as stdio:"node server.js".',
    );
  }
  if (!context.allowRun) {
    throw new InputError(
      `"${source}" would run foreign code.`,
      'Add --allow-run if you trust it; best in a container without network.',
    );
  }
  const id = context.id ?? idOf(command, args);
  const home = await mkdtemp(join(tmpdir(), 'toolrisk-run-'));
  try {
    const { facts, tools, skips } = await ask(command, args, home, context.signal);
    const server = defined({
      id,
      title: facts.title ?? id,
      description: facts.description ?? '',
      homepage: facts.homepage,
      version: facts.version,
    });
    return { kind: 'tools', server, tools, skips };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the command, talks to it, and ends it with everything that it started. */
async function ask(command: string, args: readonly string[], home: string, signal: AbortSignal) {
  const child = spawn(command, args, {
    // No variable of ours: keys and tokens are none of its business.
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home, LANG: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const late = AbortSignal.timeout(timeLimit);
  const over = AbortSignal.any([signal, late]);
  const stop = () => endGroup(child);
  over.addEventListener('abort', stop, { once: true });
  if (over.aborted) stop();
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => {
    talk = (talk + chunk.toString('utf8')).slice(-longestTalk);
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<never>((_, reject) => {
    child.on('error', (error) => reject(failure(`"${command}" could not be started: ${error.message}`)));
    child.on('close', () => {
      if (signal.aborted) reject(new OutsideError('refused', 'Stopped.', 'Run it again to go on.'));
      else if (late.aborted)
        reject(failure(`"${command}" did not answer within ${timeLimit / 1000} s`, talk));
      else reject(failure(`"${command}" ended before it listed its tools`, talk));
    });
  });
  ended.catch(() => {});
  try {
    return await listTools(connectionOf(child, ended, stop), 'live/stdio');
  } catch (thrown) {
    if (thrown instanceof RpcError)
      throw failure(`"${command}" does not list its tools: ${thrown.message}`, talk);
    throw thrown;
  } finally {
    over.removeEventListener('abort', stop);
    stop();
    await ended.catch(() => {});
  }
}

function connectionOf(child: ChildProcess, ended: Promise<never>, stop: () => void): Connection {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The child was started without pipes.');
  let bytes = 0;
  stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) stop();
  });
  const rows = createInterface({ input: stdout })[Symbol.asyncIterator]();
  let next = 1;
  return {
    async request(method, params) {
      const id = next++;
      stdin.write(`${requestText(id, method, params)}\n`);
      for (;;) {
        const row = await Promise.race([rows.next(), ended]);
        if (row.done === true) return await ended;
        const found = resultIn(row.value, id);
        if (found !== undefined) return found.result;
      }
    },
    async notify(method) {
      stdin.write(`${notificationText(method)}\n`);
    },
  };
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** Words as a shell would cut them, with single and double quotes, and nothing else of a shell. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of text) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined)
    throw new InputError('A quote in the command is not closed.', 'Close it, or leave it out.');
  return word === undefined ? words : [...words, word];
}

/** `local/<name>` of what seems to be run: the last plain word behind a runner, or the command. */
function idOf(command: string, args: readonly string[]): ServerId {
  const named = args.find((arg) => !arg.startsWith('-') && /[a-z]/i.test(arg)) ?? command;
  const name = basename(named)
    .replace(/@[^@]*$/, '')
    .replace(/\.\w+$/, '')
    .replace(/[^\w.~+-]+/g, '-')
    .replace(/^[-.+]+|\.+$/g, '');
  const id = `local/${name}`;
  return isServerId(id) ? id : 'local/command';
}

function failure(what: string, talk = ''): OutsideError {
  const said = talk.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  return new OutsideError(
    'unreachable',
    said === '' ? `${what}.` : `${what}. It said: ${said}`,
    'Run the command by hand; some servers need an account, a file or a service before they start.',
  );
}
