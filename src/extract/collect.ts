// Which files of a tree an extractor may read: tests, examples and type declarations hold no tools of the server.

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

/** True for a file that may hold tools of the server; decided by path alone. */
export function mayHoldTools(path: string): boolean {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  if (testFile.test(file)) return false;
  const inside = afterPackage(parts);
  if (inside.some((part) => foreign.has(part) || part === 'node_modules')) return false;
  const [first = '', second = ''] = inside;
  if (aside.has(first.toLowerCase())) return false;
  if (first === 'src' || builtFolders.has(first)) return !aside.has(second.toLowerCase());
  if (first === 'packages' || first === 'apps') {
    const [third = '', fourth = ''] = inside.slice(2);
    return !aside.has(third.toLowerCase()) && !(third === 'src' && aside.has(fourth.toLowerCase()));
  }
  return true;
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
