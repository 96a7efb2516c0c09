// Reads a tar archive, compressed or not, from a stream into a tree. Nothing touches the disk.
import type { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { OutsideError } from '../kit/errors.ts';
import { damagedArchive, refusedArchive } from './archive-failure.ts';
import type { TreeBuilder } from './tree-builder.ts';

const mebi = 1024 * 1024;

/** Bounds of an archive as a whole; those of its files are the tree's. */
export interface ArchiveLimits {
  /** Bytes as they come. */
  readonly packed: number;
  /** Bytes after decompression, with headers and files that are not kept. */
  readonly unpacked: number;
  /** Times that the archive may grow, once it is larger than `freely`. */
  readonly ratio: number;
  readonly freely: number;
}

export const archiveLimits: ArchiveLimits = {
  packed: 256 * mebi,
  unpacked: 1024 * mebi,
  ratio: 100,
  freely: 64 * mebi,
};

/**
 * Fills the tree from an archive. The first folder of every path is left out when `strip` is 1, as npm does.
 * The stream is read to its end even when nothing more is wanted of it, so that its digest is verified.
 * Throws `OutsideError` for an archive that is damaged or a bomb.
 */
export async function readTarball(
  archive: AsyncIterable<Uint8Array>,
  tree: TreeBuilder,
  { strip = 1, limits = archiveLimits }: { readonly strip?: 0 | 1; readonly limits?: ArchiveLimits } = {},
): Promise<void> {
  const entries = tarInto(tree, strip);
  let packed = 0;
  let unpacked = 0;
  const take = (chunk: Uint8Array) => {
    unpacked += chunk.length;
    if (unpacked > limits.unpacked) throw refusedArchive('unpacks to more than we read');
    if (unpacked > limits.freely && unpacked > packed * limits.ratio)
      throw refusedArchive('grows too much when unpacked');
    if (tree.open) entries.take(chunk);
  };
  let sink: ReturnType<typeof gunzipInto> | undefined;
  let first = true;
  try {
    for await (const chunk of archive) {
      packed += chunk.length;
      if (packed > limits.packed) throw refusedArchive('is larger than we read');
      if (first) sink = chunk[0] === 0x1f && chunk[1] === 0x8b ? gunzipInto(take) : undefined;
      first = false;
      // What is left is read for its digest alone.
      if (!tree.open) continue;
      if (sink === undefined) take(chunk);
      else await sink.write(chunk);
    }
    if (!tree.open) return;
    await sink?.end();
    entries.end();
  } finally {
    sink?.destroy();
  }
}

/** Decompresses what is written and hands it on; an error of either side fails the next write. */
function gunzipInto(take: (chunk: Uint8Array) => void) {
  const gunzip: Transform = createGunzip();
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => {});
  gunzip.on('data', (chunk: Uint8Array) => {
    try {
      take(chunk);
    } catch (thrown) {
      gunzip.destroy(thrown as Error);
    }
  });
  gunzip.on('error', (error: NodeJS.ErrnoException) => {
    ended.reject(error instanceof OutsideError ? error : damagedArchive(error.message, error));
  });
  gunzip.on('end', () => ended.resolve());
  return {
    write: (chunk: Uint8Array) =>
      Promise.race([ended.promise, new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()))]),
    end: () => {
      gunzip.end();
      return ended.promise;
    },
    destroy: () => gunzip.destroy(),
  };
}

/** Feeds a parser whose entries go into the tree. */
function tarInto(tree: TreeBuilder, strip: 0 | 1) {
  let failure: OutsideError | undefined;
  let seen = false;
  const parser = new Parser({
    // What comes here is unpacked already: an archive inside the archive is not opened.
    maxDecompressionRatio: 1,
    onwarn: (code, message) => {
      if (code === 'TAR_BAD_ARCHIVE' || code === 'TAR_ABORT') failure ??= damagedArchive(String(message));
      else if (code !== 'TAR_ENTRY_INFO')
        tree.skip('unsafe-path', undefined, `The archive has a bad entry: ${String(message).slice(0, 200)}`);
    },
    onReadEntry: (entry) => {
      seen = true;
      keep(entry, tree, strip);
    },
  });
  parser.on('error', (error: unknown) => {
    failure ??= damagedArchive(String(error));
  });
  return {
    take(chunk: Uint8Array): void {
      if (failure !== undefined) throw failure;
      parser.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      if (failure !== undefined) throw failure;
    },
    end(): void {
      parser.end();
      if (failure === undefined && !seen) failure = damagedArchive('it holds no file');
      if (failure !== undefined) throw failure;
    },
  };
}

function keep(entry: ReadEntry, tree: TreeBuilder, strip: 0 | 1): void {
  const path = plainPath(entry.path, strip);
  const isFile = entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile';
  if (!isFile) {
    if (entry.type !== 'Directory' && entry.type !== 'GNUDumpDir') {
      tree.skip(
        'unsafe-path',
        undefined,
        `${JSON.stringify(entry.path.slice(0, 200))} is a ${entry.type}, not a file.`,
      );
    }
    entry.resume();
    return;
  }
  if (!tree.wants(path, entry.size)) {
    entry.resume();
    return;
  }
  const chunks: Buffer[] = [];
  entry.on('data', (chunk: Buffer) => chunks.push(chunk));
  entry.on('end', () => tree.add(path, Buffer.concat(chunks)));
}

/** Without `./` in front and without the archive's own folder; anything odd is left for the tree to refuse. */
function plainPath(path: string, strip: 0 | 1): string {
  const plain = path.replace(/^(\.\/)+/, '');
  if (strip === 0 || plain.startsWith('/') || plain.startsWith('..')) return plain;
  return plain.slice(plain.indexOf('/') + 1);
}
