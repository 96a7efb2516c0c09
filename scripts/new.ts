// Starts a new unit: its file, its line in the list, its fixture folder. npm run new -- extractor swift
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Unit, units } from './new/units.ts';

const root = join(import.meta.dirname, '..');
const [kind = '', name = ''] = process.argv.slice(2);

function fail(message: string, remedy: string): never {
  process.stderr.write(`error: ${message}\n${remedy}\n`);
  process.exit(2);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  process.stdout.write(`wrote ${path}\n`);
}

/** Adds the import and the name to a list that stands on one line or several, both kept sorted. */
function list(unit: Unit): void {
  const path = join(root, unit.list);
  const text = readFileSync(path, 'utf8');
  const entry = /= \[([^\]]*)\];/s.exec(text);
  if (entry === null) fail(`${unit.list} has no list any more.`, 'Add the line by hand.');
  const names = [...(entry[1] ?? '').split(',').map((item) => item.trim()), unit.exported(name)].filter(
    Boolean,
  );
  const imports = `import { ${unit.exported(name)} } from '${unit.specifier(name)}';\n`;
  const lastImport = [...text.matchAll(/^import .*;\n/gm)].at(-1);
  const at = lastImport === undefined ? 0 : lastImport.index + lastImport[0].length;
  const listed = text.replace(entry[0], `= [${[...new Set(names)].sort().join(', ')}];`);
  writeFileSync(path, listed.slice(0, at) + imports + listed.slice(at));
  process.stdout.write(`listed in ${unit.list}\n`);
}

const unit = Object.hasOwn(units, kind) ? units[kind] : undefined;
if (unit === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
  fail(
    unit === undefined ? `There is no kind of unit "${kind}".` : `"${name}" is not a name for a unit.`,
    `Usage: npm run new -- <${Object.keys(units).join(' | ')}> <name-in-kebab-case>`,
  );
}
if (existsSync(join(root, unit.file(name))))
  fail(`${unit.file(name)} is there already.`, 'Choose another name.');
put(unit.file(name), unit.text(name));
for (const [path, text] of Object.entries(unit.fixtures?.(name) ?? {})) put(path, text);
list(unit);
spawnSync('biome', ['check', '--write', unit.list], {
  cwd: root,
  stdio: 'ignore',
  shell: process.platform === 'win32',
});
process.stdout.write(`Next: ${unit.next}\n`);
