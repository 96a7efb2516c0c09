// The extractors for languages that declare tools with annotations, attributes or macros, on any text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import fc from 'fast-check';
import { loadLanguages } from '../../src/extract/_syntax/parser.ts';
import { csharp } from '../../src/extract/csharp/csharp.ts';
import { toolNameOf } from '../../src/extract/csharp/names.ts';
import { elixir } from '../../src/extract/elixir/elixir.ts';
import { java } from '../../src/extract/java/java.ts';
import { kotlin } from '../../src/extract/kotlin/kotlin.ts';
import { php } from '../../src/extract/php/php.ts';
import { ruby } from '../../src/extract/ruby/ruby.ts';
import { renamedBy } from '../../src/extract/rust/names.ts';
import { rust } from '../../src/extract/rust/rust.ts';
import { filesBelow } from '../_golden.ts';

const fixtures = join(import.meta.dirname, '../fixtures/extract');
const endings: Readonly<Record<string, string>> = {
  csharp: 'cs',
  elixir: 'ex',
  java: 'java',
  kotlin: 'kt',
  php: 'php',
  ruby: 'rb',
  rust: 'rs',
};

for (const extractor of [csharp, elixir, java, kotlin, php, ruby, rust]) {
  const files = filesBelow(join(fixtures, extractor.id, 'rosetta/input'));
  const path = `src/File.${endings[extractor.id]}`;

  suite(extractor.id, () => {
    before(() => loadLanguages(extractor.grammars));

    test('never throws on what is left of a program', () => {
      const text = files.map((file) => file.text).join('\n');
      fc.assert(
        fc.property(fc.nat(text.length), fc.nat(200), fc.string(), (from, length, put) => {
          extractor.extract([{ path, text: text.slice(0, from) + put + text.slice(from + length) }]);
        }),
        { numRuns: 80 },
      );
    });

    test('the order of files does not matter', () => {
      const more = [...files, { path, text: '' }];
      const found = extractor.extract(more);
      assert.equal(found.tools.length, 4);
      assert.deepEqual(extractor.extract([...more].reverse()), found);
    });
  });
}

test('C# names follow the method in snake case, without Async', () => {
  const names = ['GetWeather', 'GetURLInfo', 'S3Get', 'Get_Thing', 'echo'].map((name) =>
    toolNameOf(name, false),
  );
  assert.deepEqual(names, ['get_weather', 'get_url_info', 's3_get', 'get_thing', 'echo']);
  assert.equal(toolNameOf('RunAsync', true), 'run');
  assert.equal(toolNameOf('RunAsync', false), 'run_async');
});

test('Rust names follow the style that serde is told', () => {
  assert.equal(renamedBy('lamp_name', 'camelCase', 'field'), 'lampName');
  assert.equal(renamedBy('HighTide', 'kebab-case', 'variant'), 'high-tide');
  assert.equal(renamedBy('HighTide', 'SCREAMING_SNAKE_CASE', 'variant'), 'HIGH_TIDE');
  assert.equal(renamedBy('HighTide', undefined, 'variant'), 'HighTide');
});
