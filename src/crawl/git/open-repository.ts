// Makes a commit readable: a bare repository in a temporary folder, with objects fetched or borrowed.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { InputError, OutsideError } from '../../kit/errors.ts';
import type { GitSource } from './parse-git-source.ts';
import { GitFailure, runGit } from './run-git.ts';

const quickLimit = 60_000;
const fetchLimit = 600_000;
const largestRepository = 2 * 1024 ** 3;
/** Blobs that are larger stay at the host and become skips; no file of code that we read is larger. */
const blobLimit = '16m';
const commitHash = /^[0-9a-f]{40}$/;

/** A commit whose trees and blobs can be read in `gitDir`. */
export interface OpenRepository {
  readonly gitDir: string;
  readonly commit: string;
}

/** The commit that a ref stands for at its host, without fetching anything; undefined when the host has no such repository. */
export async function resolveCommit(source: GitSource, signal: AbortSignal): Promise<string | undefined> {
  if (source.from.kind === 'folder') return (await local(source.from.folder, source.ref, signal)).commit;
  const { url } = source.from;
  if (commitHash.test(source.ref)) return source.ref;
  const options = { signal, protocols: 'http:https', timeLimit: quickLimit } as const;
  return await inEmptyRepository(async (gitDir) => {
    try {
      const named =
        source.ref === 'HEAD'
          ? ['HEAD']
          : [`refs/heads/${source.ref}`, `refs/tags/${source.ref}`, `refs/tags/${source.ref}^{}`];
      const list = await runGit(gitDir, ['ls-remote', '--', url, ...named], options);
      const found = new Map(list.split('\n').map((row) => [row.slice(41), row.slice(0, 40)]));
      const commit = [...named]
        .reverse()
        .map((name) => found.get(name))
        .find((hash) => hash !== undefined);
      if (commit === undefined) throw noSuchRef(source.ref, url);
      return commit;
    } catch (thrown) {
      if (isGone(thrown)) return undefined;
      throw outside(thrown, url);
    }
  });
}

/** Hands a readable commit to `use`. The temporary folder is removed whatever happens. */
export async function withCommit<T>(
  source: GitSource,
  commit: string,
  signal: AbortSignal,
  use: (repository: OpenRepository) => Promise<T>,
): Promise<T> {
  return await inEmptyRepository(async (gitDir) => {
    if (source.from.kind === 'folder') {
      // Borrowed objects, but none of that repository's settings: it may name programs to run or hosts to ask.
      const { objects } = await local(source.from.folder, commit, signal);
      await writeFile(join(gitDir, 'objects/info/alternates'), `${objects}\n`);
    } else await fetchCommit(gitDir, source.from.url, source.ref, commit, signal);
    return await use({ gitDir, commit });
  });
}

async function fetchCommit(
  gitDir: string,
  url: string,
  ref: string,
  commit: string,
  signal: AbortSignal,
): Promise<void> {
  const watch = new AbortController();
  const timer = setInterval(async () => {
    if ((await sizeOf(join(gitDir, 'objects/pack'))) > largestRepository) watch.abort();
  }, 1_000);
  try {
    await runGit(
      gitDir,
      [
        'fetch',
        '--quiet',
        '--depth=1',
        '--no-tags',
        '--no-recurse-submodules',
        '--no-write-fetch-head',
        `--filter=blob:limit=${blobLimit}`,
        '--',
        url,
        commit,
      ],
      { signal: AbortSignal.any([signal, watch.signal]), protocols: 'http:https', timeLimit: fetchLimit },
    );
  } catch (thrown) {
    if (watch.signal.aborted) throw tooLarge(url);
    if (
      thrown instanceof GitFailure &&
      /not our ref|couldn't find remote ref|no such remote ref/i.test(thrown.message)
    ) {
      throw noSuchRef(ref, url);
    }
    throw outside(thrown, url);
  } finally {
    clearInterval(timer);
  }
  // The fetch notes where missing blobs could be had; without that note git says "missing" instead of asking for each.
  await writeFile(join(gitDir, 'config'), emptyConfig);
}

/** The objects of a repository on this machine, and the commit that a ref stands for. */
async function local(folder: string, ref: string, signal: AbortSignal) {
  const options = { signal, timeLimit: quickLimit };
  const found = await stat(join(folder, '.git')).catch(() => undefined);
  const gitDir = found === undefined ? folder : join(folder, '.git');
  // Worktrees and submodules have a file there that points to the real one.
  const real = found?.isFile() === true ? await pointedTo(folder, gitDir) : gitDir;
  try {
    const path = (await runGit(real, ['rev-parse', '--git-path', 'objects'], options)).trim();
    const commit = (
      await runGit(real, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], options)
    ).trim();
    return { objects: isAbsolute(path) ? path : join(process.cwd(), path), commit };
  } catch (thrown) {
    if (!(thrown instanceof GitFailure)) throw thrown;
    if (
      thrown.message === '' ||
      /bad revision|needed a single revision|unknown revision/i.test(thrown.message)
    ) {
      throw noSuchRef(ref, folder);
    }
    throw new InputError(
      `${folder} is not a git repository.`,
      'Name the folder of a repository, or ./folder for plain files.',
    );
  }
}

async function pointedTo(folder: string, file: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const path = /^gitdir: (.+)$/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  return isAbsolute(path) ? path : join(folder, path);
}

const emptyConfig = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';

/** A bare repository made by hand, so that no template of the user gets in. */
async function inEmptyRepository<T>(use: (gitDir: string) => Promise<T>): Promise<T> {
  const gitDir = await mkdtemp(join(tmpdir(), 'toolrisk-git-'));
  try {
    await mkdir(join(gitDir, 'objects/info'), { recursive: true });
    await mkdir(join(gitDir, 'refs/heads'), { recursive: true });
    await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(join(gitDir, 'config'), emptyConfig);
    return await use(gitDir);
  } finally {
    await rm(gitDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Hosts answer a question for a repository that is not there with "not found", or by asking for a password. */
function isGone(thrown: unknown): boolean {
  return (
    thrown instanceof GitFailure &&
    /repository .*not found|terminal prompts disabled|could not read Username/i.test(thrown.message)
  );
}

function outside(thrown: unknown, url: string): unknown {
  if (!(thrown instanceof GitFailure)) return thrown;
  const said =
    thrown.message
      .split('\n')
      .filter((row) => row.trim() !== '')
      .at(-1) ?? 'git failed without a word';
  return new OutsideError(
    'unreachable',
    `${url} could not be read: ${said.slice(0, 300)}`,
    'Check the address and the network; "git ls-remote" with the same address tells more.',
    thrown,
  );
}

function noSuchRef(ref: string, where: string): InputError {
  return new InputError(
    `${where} has no branch, tag or commit "${ref}".`,
    'Write a branch, a tag, or all 40 digits of a commit behind the @; "git ls-remote" lists them.',
  );
}

function tooLarge(url: string): OutsideError {
  return new OutsideError(
    'refused',
    `${url} is larger than ${largestRepository / 1024 ** 3} GB, even without history and large files.`,
    'Clone it by hand and name the folder of the server.',
  );
}
