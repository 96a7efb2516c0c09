// Collects the files of a package or repository into a tree, with every bound in one place.
import type { SourceFile, SourceTree } from '../model/source.ts';
import type { Skip } from '../model/tool.ts';
import type { SkipReason } from '../model/vocabulary.ts';
import { count, visible } from '../model/wording.ts';
import { decodeText } from './decode-text.ts';
import { type Role, roleOf } from './role-of.ts';

const mebi = 1024 * 1024;

/** How much of one source is read. */
export interface TreeLimits {
  /** Names looked at, whether kept or not. */
  readonly names: number;
  /** Files kept. */
  readonly files: number;
  /** Bytes of one file, by what it is read as. */
  readonly fileBytes: Readonly<Record<Role, number>>;
  /** Bytes of all files kept. */
  readonly totalBytes: number;
  /** Folders above a file. */
  readonly depth: number;
  /** Characters of a path. */
  readonly pathLength: number;
  /** Skips told one by one for a reason; the rest are told as a number. */
  readonly skipsPerReason: number;
}

export const treeLimits: TreeLimits = {
  names: 200_000,
  files: 20_000,
  fileBytes: { code: 16 * mebi, data: 4 * mebi },
  totalBytes: 128 * mebi,
  depth: 40,
  pathLength: 500,
  skipsPerReason: 25,
};

/** A tree that is being filled. Ask `wants` before reading bytes, then `add` them. */
export interface TreeBuilder {
  /** False when no more names are looked at; reading on is of no use. */
  readonly open: boolean;
  /** Whether the content of this file is wanted. Says as a skip when a limit is why not. */
  wants(path: string, bytes: number): boolean;
  /** Keeps a file that is wanted; the last one of a name wins. */
  add(path: string, bytes: Uint8Array): void;
  /** Tells of something that is not read. A path that is not safe to show is told in the detail only. */
  skip(reason: SkipReason, path: string | undefined, detail: string): void;
  /** What was collected. */
  tree(): SourceTree;
}

/** A fresh, empty tree. */
export function treeBuilder(limits: TreeLimits = treeLimits): TreeBuilder {
  const files = new Map<string, SourceFile>();
  const skips = skipList(limits.skipsPerReason);
  let names = 0;
  let total = 0;

  const refusal = (path: string, bytes: number, role: Role): readonly [SkipReason, string] | undefined => {
    if (bytes > limits.fileBytes[role]) {
      return [
        'too-large',
        `The file has ${megabytes(bytes)}; up to ${megabytes(limits.fileBytes[role])} is read.`,
      ];
    }
    if (files.size >= limits.files && !files.has(path)) {
      return ['too-many-files', `Only ${count(limits.files, 'file')} of a source are read.`];
    }
    if (total + bytes > limits.totalBytes) {
      return ['too-large', `Only ${megabytes(limits.totalBytes)} of a source are read.`];
    }
    return undefined;
  };

  return {
    get open() {
      return names <= limits.names;
    },
    wants(path, bytes) {
      names += 1;
      if (names > limits.names) {
        if (names === limits.names + 1) skips.add('too-many-files', undefined, onlyNames(limits));
        return false;
      }
      const danger = dangerOf(path, limits);
      if (danger !== undefined) {
        skips.add('unsafe-path', undefined, `"${visible(path, 200)}" ${danger}.`);
        return false;
      }
      const role = roleOf(path);
      if (role === undefined) return false;
      const refused = refusal(path, bytes, role);
      if (refused !== undefined) skips.add(refused[0], path, refused[1]);
      return refused === undefined;
    },
    add(path, bytes) {
      const role = roleOf(path);
      if (role === undefined || dangerOf(path, limits) !== undefined) return;
      // Asked again with the real size: a header may have claimed less.
      const refused = refusal(path, bytes.length, role);
      if (refused !== undefined) return skips.add(refused[0], path, refused[1]);
      const text = decodeText(bytes);
      if (text === undefined) return skips.add('not-text', path, 'The file holds bytes that are no text.');
      if (files.has(path))
        skips.add('duplicate-name', path, 'The source holds this file twice; the last is read.');
      total += bytes.length;
      files.set(path, { path, text });
    },
    skip: skips.add,
    tree: () => ({
      files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
      skips: skips.list(),
    }),
  };
}

/** The sentence for a source with more names than are looked at. */
export function onlyNames(limits: TreeLimits = treeLimits): string {
  return `Only the first ${count(limits.names, 'name')} of a source are looked at.`;
}

/** Why a path is refused, as the end of a sentence; undefined for a plain relative path. */
function dangerOf(path: string, limits: TreeLimits = treeLimits): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > limits.pathLength) return 'is too long a path';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is an absolute path';
  if (/[\u0000-\u001f\\]/.test(path)) return 'holds a control character or a backslash';
  const parts = path.split('/');
  if (parts.some((part) => part === '..')) return 'leads out of its folder';
  if (parts.some((part) => part === '' || part === '.')) return 'holds an empty part';
  if (parts.length > limits.depth) return 'is nested too deeply';
  return undefined;
}

function skipList(mostPerReason: number) {
  const told = new Map<SkipReason, Skip[]>();
  const more = new Map<SkipReason, number>();
  return {
    add(reason: SkipReason, path: string | undefined, detail: string): void {
      const list = told.get(reason) ?? [];
      told.set(reason, list);
      if (list.length >= mostPerReason) more.set(reason, (more.get(reason) ?? 0) + 1);
      else list.push({ reason, ...(path === undefined ? {} : { place: { path } }), detail });
    },
    list(): Skip[] {
      const rest = [...more].map(([reason, n]): Skip => ({ reason, detail: `The same for ${n} more.` }));
      return [...[...told.values()].flat(), ...rest].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    },
  };
}

function sortKey(skip: Skip): string {
  return `${skip.place?.path ?? '~'}\u0000${skip.reason}\u0000${skip.detail ?? ''}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / mebi).toFixed(1)} MB`;
}
