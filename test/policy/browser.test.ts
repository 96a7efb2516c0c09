// The policy room runs in a browser as well: nothing that it loads needs Node.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..', 'src');

test('no file that src/policy loads imports a module of Node', () => {
  const seen = new Set(globSync(join(root, 'policy/**/*.ts')));
  const wrong: string[] = [];
  for (const file of seen) {
    for (const [statement, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s[^;]*?from\s+'([^']+)'/gm,
    )) {
      if (/^(?:import|export)\s+type\s/.test(statement)) continue;
      if (specifier.startsWith('node:')) wrong.push(`${file} imports ${specifier}`);
      if (specifier.startsWith('.')) seen.add(join(dirname(file), specifier));
    }
  }
  assert.ok(seen.size > 30);
  assert.deepEqual(wrong, []);
});
