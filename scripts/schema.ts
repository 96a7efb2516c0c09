// Writes catalog/schema/*.json, the JSON Schemas of our data, from the zod schemas of src/model.
import { join } from 'node:path';
import { writeIfDifferent } from '../src/kit/files.ts';
import { schemaFiles } from '../src/model/schema-files.ts';

const folder = join(import.meta.dirname, '..', 'catalog', 'schema');
for (const [name, text] of Object.entries(schemaFiles())) {
  if (await writeIfDifferent(join(folder, name), text))
    process.stdout.write(`wrote catalog/schema/${name}\n`);
}
