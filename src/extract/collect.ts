// Which files of a tree an extractor may read: tests, examples and type declarations hold no tools of the server.
import { posix } from 'node:path';
import type { SourceFile } from '../model/source.ts';

/** Folders that never belong to the server, at any depth. */
const foreign = new Set(['__tests__', '__mocks__', '__fixtures__', '.git', '.github', '.yarn']);
/** Folders that do not belong to it at the top, right under src, or right under one package; a folder of tools may well be called docs. */
const aside = new Set([
  'benchmark',
  'benchmarks',
  'demo',
  'demos',
  'doc',
  'docs',
  'e2e',
  'eval',
  'evals',
  'example',
  'examples',
  'fixtures',
  'sample',
  'samples',
  'spec',
  'test',
  'tests',
  'website',
]);
const builtFolders = new Set(['bin', 'build', 'bundle', 'cjs', 'dist', 'esm', 'lib', 'out', 'umd']);
const testFile =
  /[._-](test|tests|spec|stories|bench)\.[a-z]+$|^test_[^/]*\.py$|^conftest\.py$|\.d\.[cm]?ts$/i;

/** The files that may hold tools of the server: decided by path, and for folders such as `docs` by whether its code uses them. */
export function filesWithTools(files: readonly SourceFile[]): readonly SourceFile[] {
  const kept = files.filter((file) => mayHoldTools(file.path));
  const folders = new Set(
    files.map((file) => asideFolder(file.path)).filter((folder) => folder !== undefined),
  );
  const used = new Set([...folders].filter((folder) => kept.some((file) => imports(file, folder))));
  if (used.size === 0) return kept;
  return files.filter((file) => {
    const folder = asideFolder(file.path);
    return isOwnCode(file.path) && (folder === undefined || used.has(folder));
  });
}

/** True when a file names a module of the folder by a relative path. */
function imports(file: SourceFile, folder: string): boolean {
  const name = posix.basename(folder);
  if (!file.text.includes(`/${name}/`)) return false;
  for (const [, path = ''] of file.text.matchAll(/["'](\.{1,2}\/[\w./@-]{1,200})["']/g))
    if (posix.join(posix.dirname(file.path), path).startsWith(`${folder}/`)) return true;
  return false;
}

/** True for a file that may hold tools of the server; decided by path alone. */
function mayHoldTools(path: string): boolean {
  return isOwnCode(path) && asideFolder(path) === undefined;
}

function isOwnCode(path: string): boolean {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  if (testFile.test(file)) return false;
  return !afterPackage(parts).some((part) => foreign.has(part) || part === 'node_modules');
}

/** The folder around a file that is beside the server, such as its documentation. */
function asideFolder(path: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  const inside = afterPackage(parts);
  const at = (index: number) =>
    aside.has((inside[index] ?? '').toLowerCase())
      ? parts.slice(0, parts.length - inside.length + index + 1).join('/')
      : undefined;
  const [first = ''] = inside;
  if (aside.has(first.toLowerCase())) return at(0);
  if (first === 'src' || builtFolders.has(first)) return at(1);
  if (first === 'packages' || first === 'apps') return at(2) ?? (inside[2] === 'src' ? at(3) : undefined);
  return undefined;
}

/** True for compiled or bundled output, which gives way to sources. */
export function isBuilt(path: string): boolean {
  const parts = path.split('/');
  return path.endsWith('.min.js') || parts.slice(0, -1).some((part) => builtFolders.has(part));
}

/** The path inside the package: a dependency that the crawler chose to read stands under node_modules/<name>. */
function afterPackage(parts: readonly string[]): readonly string[] {
  if (parts[0] !== 'node_modules') return parts;
  return parts.slice(parts[1]?.startsWith('@') === true ? 3 : 2);
}
