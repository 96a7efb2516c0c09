// Makes a large catalog to measure with, out of copies of this one: node scripts/synth.ts <folder> [--tools 600000]
// Then: TOOLRISK_ROOT=<folder> npm run build
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { entryPaths, idOfPath, readEntry, writeEntry } from '../src/catalog/entries.ts';
import type { Entry } from '../src/model/entry.ts';

const project = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tools: { type: 'string', default: '600000' } },
});
const [folder] = positionals;
const wanted = Number(values.tools);
if (folder === undefined || !(wanted > 0)) {
  process.stderr.write('Name a folder, and a number of tools: node scripts/synth.ts big --tools 60000\n');
  process.exit(2);
}
const root = resolve(folder);
const ids = (await entryPaths(project)).map(idOfPath);
const models: Entry[] = [];
for (const id of ids) {
  const entry = await readEntry(project, id);
  if (entry !== undefined) models.push(entry);
}
for (const part of ['attacks', 'categories']) {
  await cp(join(project, 'catalog', part), join(root, 'catalog', part), { recursive: true });
}
let tools = 0;
for (let round = 1; tools < wanted; round += 1) {
  for (const model of models) {
    if (tools >= wanted) break;
    await writeEntry(root, copyOf(model, round));
    tools += model.tools.length;
  }
}
process.stdout.write(`${tools.toLocaleString('en-US')} tools in ${root}\n`);

/** The same server under another name, so that every page, list and link is one of its own. */
function copyOf(entry: Entry, round: number): Entry {
  const { server } = entry;
  return {
    ...entry,
    server: { ...server, id: `${server.id}-${round}`, title: `${server.title} ${round}` },
  };
}
