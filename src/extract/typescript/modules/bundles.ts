// Packages that ship one server in several bundles, such as a program and a library: the program's is read.

import { posix } from 'node:path';
import type { SourceFile } from '../../../model/source.ts';
import { isBuilt } from '../../collect.ts';
import { toolLiteralsIn } from './tool-literals.ts';

/** Shorter files are modules, which are cheap to read and may be what the program loads. */
const shortestBundle = 500_000;

/** Leaves out bundles that name no tool besides those which the bundle of the package's program names. */
export function withoutRepeatedBundles(files: readonly SourceFile[]): readonly SourceFile[] {
  const bundles = files.filter(({ path, text }) => text.length >= shortestBundle && isBuilt(path));
  if (bundles.length < 2) return files;
  const programs = programsOf(files);
  const known = new Set(
    bundles.filter(({ path }) => programs.has(path)).flatMap(({ text }) => [...toolLiteralsIn(text)]),
  );
  if (known.size === 0) return files;
  const repeated = new Set(
    bundles.filter((bundle) => {
      if (programs.has(bundle.path)) return false;
      const names = toolLiteralsIn(bundle.text);
      return names.size > 0 && [...names].every((name) => known.has(name));
    }),
  );
  return files.filter((file) => !repeated.has(file));
}

/** The files that the package's manifest names as its programs. */
function programsOf(files: readonly SourceFile[]): ReadonlySet<string> {
  const manifest = files.find(({ path }) => path === 'package.json');
  const bin = manifest === undefined ? undefined : binIn(manifest.text);
  const paths = typeof bin === 'object' && bin !== null ? Object.values(bin) : [bin];
  return new Set(paths.flatMap((path) => (typeof path === 'string' ? [posix.normalize(path)] : [])));
}

function binIn(text: string): unknown {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'bin' in found ? found.bin : undefined;
  } catch {
    return undefined;
  }
}
