import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { schemaFiles } from '../../src/model/schema-files.ts';

test('catalog/schema is what the model says; npm run schema writes it', () => {
  for (const [name, text] of Object.entries(schemaFiles())) {
    assert.equal(readFileSync(join(import.meta.dirname, '../../catalog/schema', name), 'utf8'), text, name);
  }
});
