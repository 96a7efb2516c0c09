// Reads the files of a commit straight from git's objects: nothing is checked out.
import { OutsideError } from '../../kit/errors.ts';
import type { SourceTree } from '../../model/source.ts';
import { roleOf } from '../role-of.ts';
import { onlyNames, type TreeBuilder, treeBuilder, treeLimits } from '../tree-builder.ts';
import type { OpenRepository } from './open-repository.ts';
import { GitFailure, startGit } from './run-git.ts';

const timeLimit = 300_000;
const lfsPointer = 'version https://git-lfs.github.com/spec/';

/** One file of a commit. */
interface Blob {
  readonly path: string;
  readonly hash: string;
  /** Bytes; undefined when the repository does not hold the content. */
  readonly size: number | undefined;
}

/** The files of a commit that may hold definitions. */
export async function readCommit(repository: OpenRepository, signal: AbortSignal): Promise<SourceTree> {
  const tree = treeBuilder();
  try {
    const wanted = (await listBlobs(repository, tree, signal)).sort(byPromise);
    await readBlobs(
      repository,
      wanted.filter(({ path, size }) => {
        if (size === undefined)
          tree.skip('missing-blob', path, 'The file is too large, or its content is not here.');
        return size !== undefined && tree.wants(path, size);
      }),
      tree,
      signal,
    );
  } catch (thrown) {
    if (!(thrown instanceof GitFailure)) throw thrown;
    throw new OutsideError(
      'unreachable',
      `The repository is damaged: ${thrown.message.slice(0, 300)}`,
      'Try again later; for a folder, "git fsck" tells what is wrong.',
      thrown,
    );
  }
  return tree.tree();
}

/** When a repository holds more than is read, files that look like tools come first. */
function byPromise(a: Blob, b: Blob): number {
  return Number(/mcp|tool/i.test(b.path)) - Number(/mcp|tool/i.test(a.path)) || (a.path < b.path ? -1 : 1);
}

async function listBlobs(
  { gitDir, commit }: OpenRepository,
  tree: TreeBuilder,
  signal: AbortSignal,
): Promise<Blob[]> {
  const git = startGit(gitDir, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit], { signal, timeLimit });
  const blobs: Blob[] = [];
  let names = 0;
  for await (const row of rowsOf(git.stdout)) {
    names += 1;
    if (names > treeLimits.names) {
      tree.skip('too-many-files', undefined, onlyNames());
      git.stop();
      return blobs;
    }
    // <mode> <type> <hash> <size padded>\t<path>
    const [, mode = '', hash = '', size = '', path = ''] =
      /^(\d{6}) \w+ ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(row) ?? [];
    if (mode === '160000')
      tree.skip('missing-blob', path, 'It is another repository (a submodule), which is not read.');
    else if (mode === '120000') {
      if (roleOf(path) !== undefined)
        tree.skip('unsafe-path', path, 'It is a symbolic link, which is not followed.');
    } else if (roleOf(path) !== undefined) {
      blobs.push({ path, hash, size: /^\d+$/.test(size) ? Number(size) : undefined });
    }
  }
  await git.ended;
  return blobs;
}

async function* rowsOf(stdout: AsyncIterable<Buffer>): AsyncIterable<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stdout) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      yield rest.subarray(0, end).toString('utf8');
      rest = rest.subarray(end + 1);
    }
  }
}

async function readBlobs(
  { gitDir }: OpenRepository,
  blobs: readonly Blob[],
  tree: TreeBuilder,
  signal: AbortSignal,
): Promise<void> {
  if (blobs.length === 0) return;
  const git = startGit(gitDir, ['cat-file', '--batch', '--buffer'], { signal, timeLimit });
  for (const { hash } of blobs) git.stdin.write(`${hash}\n`);
  git.stdin.end();
  const bytes = byteReader(git.stdout);
  for (const { path } of blobs) {
    const header = await bytes.line();
    const [, type, size = ''] = header.split(' ');
    if (type !== 'blob') {
      if (type === 'missing') tree.skip('missing-blob', path, 'The repository does not hold its content.');
      else break;
      continue;
    }
    const content = await bytes.take(Number(size));
    await bytes.take(1);
    if (content.length < 1_024 && content.toString('latin1').startsWith(lfsPointer)) {
      tree.skip('missing-blob', path, 'The file is kept in large-file storage, which is not read.');
    } else tree.add(path, content);
  }
  await git.ended;
}

/** Takes lines and counts of bytes from a stream. Gives less at its end; the status of git says why it ended. */
function byteReader(stdout: AsyncIterable<Buffer>) {
  const chunks = stdout[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await chunks.next();
    if (done === true) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  const cut = (length: number): Buffer => {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  };
  return {
    async line(): Promise<string> {
      let end = rest.indexOf(10);
      while (end < 0 && (await more())) end = rest.indexOf(10);
      const text = cut(end < 0 ? rest.length : end).toString('utf8');
      cut(1);
      return text;
    },
    async take(length: number): Promise<Buffer> {
      // Gathered first and joined once: joining chunk by chunk would take quadratic time for a large file.
      const parts: Buffer[] = [rest];
      let size = rest.length;
      while (size < length) {
        const { done, value } = await chunks.next();
        if (done === true) break;
        parts.push(value);
        size += value.length;
      }
      rest = parts.length === 1 ? rest : Buffer.concat(parts);
      return cut(length);
    },
  };
}
