// Golden folders: test/fixtures/<stage>/<unit>/<case>/{input,expected}. A new case needs a folder and no code.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite, test } from 'node:test';
import { writeIfDifferent } from '../src/kit/files.ts';
import type { SourceFile } from '../src/model/source.ts';

const root = join(import.meta.dirname, 'fixtures');

/** One golden folder. */
export interface GoldenCase {
  readonly unit: string;
  readonly name: string;
  /** The files below `input`, sorted by path. */
  readonly files: readonly SourceFile[];
}

/**
 * Runs every golden folder of a stage. `run` gives the text of each file expected below `expected`, by name.
 * `npm run golden` writes what it gives; read the difference before you commit it.
 */
export function golden(
  stage: string,
  run: (golden: GoldenCase) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>,
): void {
  const folders = globSync(join(root, stage, '*', '*'));
  for (const folder of folders.sort()) {
    const [unit = '', name = ''] = relative(join(root, stage), folder).split(/[\\/]/);
    if (unit.startsWith('_')) continue;
    suite(`${stage}/${unit}`, () => {
      test(name, async () => {
        assert.ok(existsSync(join(folder, 'input')), `${folder} has no input; is it left out by .gitignore?`);
        const given = await run({ unit, name, files: filesBelow(join(folder, 'input')) });
        for (const [file, text] of Object.entries(given)) {
          const path = join(folder, 'expected', file);
          if (process.env['GOLDEN'] === 'write') await writeIfDifferent(path, text);
          assert.equal(text, existsSync(path) ? readFileSync(path, 'utf8') : '(no such file)', path);
        }
      });
    });
  }
}

/** The text files below a folder, as a source tree has them. */
export function filesBelow(folder: string): SourceFile[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(folder, path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
