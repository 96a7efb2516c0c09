// Where the tools of a package are when they are not in it: another server, another program, another package.

import type { SourceFile } from '../../model/source.ts';
import type { Skip } from '../../model/tool.ts';
import { packagesOf } from './modules/packages.ts';

/** Code that only starts or forwards to something else is short; bundles mention everything. */
const longestFile = 400_000;
const longestStarter = 60_000;
const mostNamed = 8;

/** For a package without tools: what its code says about where they come from. */
export function elsewhere(files: readonly SourceFile[]): readonly Skip[] {
  const code = files.filter(
    (file) => !/\.(?:json|ya?ml)$/.test(file.path) && file.text.length <= longestFile,
  );
  const skips = [...remoteServers(code), ...dependencies(files, code), ...platformPackages(files)];
  return skips.length > 0 ? skips : startedPrograms(code);
}

const clientMark =
  /\b(?:StreamableHTTPClientTransport|SSEClientTransport|WebSocketClientTransport|StdioClientTransport)\b|\.listTools\(|\.request\(\s*["']tools\/list["']/;

/** A proxy: it speaks the client's side of the protocol too. */
function remoteServers(code: readonly SourceFile[]): readonly Skip[] {
  return code.flatMap((file): readonly Skip[] => {
    const at = file.text.search(clientMark);
    if (at < 0) return [];
    const address = /["'`](https?:\/\/[\w.:-]{3,100}(?:\/[\w./-]{0,100})?)["'`]/.exec(file.text)?.[1];
    const isMcp = address !== undefined && /mcp|api/i.test(address);
    const detail = isMcp
      ? `The package passes requests on to another server, ${address}, which lists the tools.`
      : 'The package passes requests on to another server, which lists the tools.';
    return [{ reason: 'made-at-run-time', place: placeAt(file, at), detail }];
  });
}

const program =
  /\b(?:spawn|spawnSync|execFile|execFileSync|execa)\(\s*(?:["'`]([\w./@-]{1,80})["'`]|[\w$.]{1,60}\s*[,)])/;

/** A package that starts a program which is not in it. */
function startedPrograms(code: readonly SourceFile[]): readonly Skip[] {
  if (code.reduce((sum, file) => sum + file.text.length, 0) > longestStarter) return [];
  for (const file of code) {
    const found = program.exec(file.text);
    if (found === null) continue;
    const named = found[1] === undefined ? 'another program' : `another program, ${found[1]}`;
    const detail = `The package starts ${named}, which lists the tools.`;
    return [{ reason: 'made-at-run-time', place: placeAt(file, found.index), detail }];
  }
  return [];
}

const imported =
  /(?:\b(?:import|export|const|let|var)\s{0,4}(\{[^{}]{0,600}\}|[\w$*][\w$* ]{0,80})\s{0,4}(?:from|=\s{0,4}require\()|\b(?:import|require|from)\b\s{0,4}\(?)\s{0,4}["']([@\w][\w./@-]{1,150})["']/g;

const library =
  /^@modelcontextprotocol\/|(?:^|[/-])(?:fastmcp|mcp-(?:framework|handler|proxy|remote|sdk|kit|core|tracer|inspector)|xmcp|eslint|prettier)(?:$|[/-])/;

/** Packages that are not in the tree, whose name or imported names speak of tools. */
function dependencies(files: readonly SourceFile[], code: readonly SourceFile[]): readonly Skip[] {
  const packages = packagesOf(files);
  const own = new Set(packages.map(({ name }) => name));
  const known = new Set(packages.flatMap((one) => [...one.dependencies]));
  const found = new Map<string, Skip>();
  for (const file of code) {
    for (const match of file.text.matchAll(imported)) {
      const [, names = '', specifier = ''] = match;
      const name = packageOf(specifier);
      if (!known.has(name) || own.has(name) || library.test(name) || found.has(name)) continue;
      if (!/mcp|tools?\b|tools?[-/]/i.test(name) && !/\btools\b|Tools\b/.test(names)) continue;
      const detail = `Tools may be in ${name}, which was not read.`;
      found.set(name, { reason: 'dependency-not-read', place: placeAt(file, match.index), detail });
    }
  }
  return [...found.values()].slice(0, mostNamed);
}

const platform = /[-_/.](?:linux|darwin|macos|win32|windows)[-_/.]?(?:x64|arm64|amd64|x86|ia32|musl|gnu)?/;

/** A program that is built for each platform, in a package of its own. */
function platformPackages(files: readonly SourceFile[]): readonly Skip[] {
  const names = packagesOf(files).flatMap((one) =>
    [...one.dependencies].filter((name) => platform.test(name)),
  );
  const [first] = names.sort();
  if (first === undefined) return [];
  const detail = `The server is a program built for each platform, in packages such as ${first}, which were not read.`;
  return [{ reason: 'dependency-not-read', place: { path: 'package.json' }, detail }];
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function placeAt(file: SourceFile, offset: number) {
  return { path: file.path, line: file.text.slice(0, offset).split('\n').length };
}
