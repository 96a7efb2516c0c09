// Imports go down only: the rooms of the house, and which of them each may use.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

const source = join(import.meta.dirname, '..', 'src');

/** What each room may import besides itself. The five stages meet in `model` and never import one another. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  kit: ['model'],
  crawl: ['model', 'kit'],
  extract: ['model', 'kit'],
  classify: ['model', 'kit'],
  policy: ['model', 'kit'],
  catalog: ['model', 'kit'],
  search: ['model', 'kit'],
  composer: ['model', 'policy'],
  compare: ['model', 'view', 'search'],
  listing: ['model', 'view'],
  pipeline: ['model', 'kit', 'crawl', 'extract', 'classify', 'policy', 'catalog', 'search'],
  cli: ['model', 'kit', 'crawl', 'extract', 'classify', 'policy', 'catalog', 'search', 'pipeline'],
  view: ['model', 'kit', 'policy'],
  components: ['model', 'view', 'compare', 'listing'],
  layouts: ['model', 'view', 'components', 'styles'],
  pages: ['model', 'kit', 'view', 'components', 'layouts', 'catalog', 'policy', 'search', 'composer'],
};

function roomOf(path: string): string {
  return relative(source, path).split(/[\\/]/)[0] ?? '';
}

test('imports go down only', () => {
  const wrong: string[] = [];
  for (const file of globSync(join(source, '**/*.{ts,astro}'))) {
    const room = roomOf(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /\bfrom\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'/g,
    )) {
      if (specifier === '') continue;
      const target = roomOf(join(dirname(file), specifier));
      if (target !== room && !(allowed[room] ?? []).includes(target)) {
        wrong.push(`${relative(source, file)} imports ${specifier}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('model imports only zod, Node and itself', () => {
  for (const file of globSync(join(source, 'model/*.ts'))) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/\bfrom\s+'([^']+)'/g)) {
      assert.match(specifier, /^(zod|node:.*|\.\/.*)$/, file);
    }
  }
});
