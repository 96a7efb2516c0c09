// Reads a folder on this machine, with the same limits as everything else. Links are not followed.
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { InputError, OutsideError } from '../kit/errors.ts';
import { isServerId, type Server } from '../model/server.ts';
import type { SourceReader, SourceTree } from '../model/source.ts';
import { packageRoots } from './package-roots.ts';
import { isForeignFolder } from './role-of.ts';
import { treeBuilder } from './tree-builder.ts';

export const local: SourceReader = {
  kind: 'local',
  spelling: './folder',
  accepts: (source) => /^(\.{0,2}\/|\.{1,2}$|[A-Za-z]:[\\/])/.test(source),
  async *read(source, context) {
    const folder = resolve(source);
    const tree = await readFolder(folder, context.signal);
    yield { kind: 'tree', server: serverOf(context.id, folder, tree), tree, several: true };
  },
};

/** The files below a folder. Throws `InputError` when there is no such folder. */
async function readFolder(folder: string, signal: AbortSignal): Promise<SourceTree> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new InputError(`There is no folder ${folder}.`, 'Name a folder that holds the code of a server.');
  }
  const tree = treeBuilder();
  const entries = fastGlob.stream('**', {
    cwd: folder,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    stats: true,
    suppressErrors: true,
    ignore: ['**/node_modules', '**/.git'],
    unique: true,
  }) as AsyncIterable<Found>;
  for await (const { path, stats, dirent } of entries) {
    if (signal.aborted)
      throw new OutsideError('refused', `Stopped while reading ${folder}.`, 'Run it again.');
    if (!tree.open) break;
    if (path.split('/').some(isForeignFolder)) continue;
    if (dirent.isSymbolicLink())
      tree.skip('unsafe-path', path, 'It is a symbolic link, which is not followed.');
    if (!dirent.isFile() || !tree.wants(path, stats?.size ?? 0)) continue;
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes === undefined) tree.skip('not-text', path, 'The file could not be opened.');
    else tree.add(path, bytes);
  }
  return tree.tree();
}

interface Found {
  readonly path: string;
  readonly stats?: { readonly size: number };
  readonly dirent: { isFile(): boolean; isSymbolicLink(): boolean };
}

function serverOf(wanted: string | undefined, folder: string, tree: SourceTree): Server {
  const root = packageRoots(tree)[0];
  const name = root?.names[0] ?? basename(folder);
  const { directory: _, ...facts } = root?.facts ?? {};
  return {
    ...facts,
    id: wanted ?? localId(name),
    title: facts.title ?? name,
    description: facts.description ?? '',
  };
}

/** `local/<name>`, with whatever an id cannot hold replaced. */
function localId(name: string): string {
  const safe = name.replace(/[^\w.@/+~-]+/g, '-').replace(/^[-./]+|[-./]+$/g, '');
  const id = `local/${safe}`;
  return isServerId(id) ? id : `local/${safe.replace(/[^\w]+/g, '-').replace(/^-+|-+$/g, '') || 'folder'}`;
}
