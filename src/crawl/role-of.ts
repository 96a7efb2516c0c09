// Decides by path alone which files of a source are kept: program text and data that can hold definitions.

/** What a file is read as: program text, or data such as a manifest or an API description. */
export type Role = 'code' | 'data';

const code = new Set(
  'js mjs cjs jsx ts mts cts tsx py go rs java kt kts cs rb php ex exs swift dart cpp cc hpp scala'.split(
    ' ',
  ),
);
const data = new Set('json json5 jsonc yaml yml toml csproj fsproj gemspec gradle'.split(' '));
const dataNames = new Set(['go.mod', 'pom.xml', 'setup.cfg', 'PKG-INFO', 'METADATA']);

/** Settings and lock files: large, machine-made, and never a definition. */
const machineData =
  /^(package-lock|npm-shrinkwrap|pnpm-lock|deno\.lock|tsconfig|jsconfig|biome|renovate|turbo|lerna|nx|codecov|mkdocs|docker-compose|compose|asset-manifest)[^/]*\.(json|jsonc|ya?ml)$/i;
const typesOnly = /\.d\.([^/.]+\.)?[cm]?ts$/;

/** Folders of other people's code and of caches, wherever they stand. */
const foreign = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'site-packages',
  '__pycache__',
  'venv',
]);
/** Dot folders are settings of editors and hosts, except those that hold manifests. */
const dotFolders = new Set(['.mcp', '.well-known']);

/** The role of a file of a package or repository, or undefined when it cannot hold a definition. */
export function roleOf(path: string): Role | undefined {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (name.startsWith('.') || typesOnly.test(name) || parts.some(isForeignFolder)) return undefined;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (code.has(extension)) return 'code';
  if (dataNames.has(name)) return 'data';
  return data.has(extension) && !machineData.test(name) ? 'data' : undefined;
}

/** True for a folder that is never looked into, so that a walk need not enter it. */
export function isForeignFolder(name: string): boolean {
  return foreign.has(name) || (name.startsWith('.') && !dotFolders.has(name));
}
