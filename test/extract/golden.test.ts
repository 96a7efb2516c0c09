// The golden folders of every extractor, and the server that all of them have to read alike.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from '../../src/extract/extract.ts';
import { extractors } from '../../src/extract/extractors.ts';
import { fileJson } from '../../src/kit/json.ts';
import { definitionOf } from '../../src/model/tool.ts';
import { golden } from '../_golden.ts';

const rosetta = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/extract/_rosetta.json'), 'utf8'),
);

golden('extract', async ({ unit, name, files }) => {
  const using = extractors.filter((extractor) => extractor.id === unit);
  assert.equal(using.length, 1, `There is no extractor ${unit}.`);
  const extraction = await extract({ files, skips: [] }, using);
  if (name === 'rosetta') assert.deepEqual(extraction.tools.map(definitionOf), rosetta);
  return { 'extraction.json': fileJson(extraction) };
});
