// npm packages installed to be run: where their program is, and how to start it with made-up settings.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const installLimit = 240_000;
const largestFile = 3_000_000;
const mostVariables = 150;

/** A package in a folder of its own. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** Absolute path of the program that starts the server. */
  readonly program: string;
}

/** Installs `name[@version]` below a folder, without its install scripts, unless it is there; a text says what went wrong. */
export function install(wanted: string, into: string): Installed | string {
  const name = wanted.replace(/(.)@.*$/, '$1');
  const folder = join(into, wanted.replace(/[^\w.-]+/g, '+'));
  const home = join(folder, 'node_modules', name);
  if (!existsSync(join(home, 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    const run = spawnSync(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--prefix', folder, wanted],
      // Elsewhere npm may take a name for a folder.
      { cwd: folder, encoding: 'utf8', timeout: installLimit },
    );
    if (run.status !== 0) return `could not be installed: ${lastLine(run.stderr)}`;
  }
  if (!existsSync(join(home, 'package.json'))) return 'is not where npm installs packages';
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const program = programOf(name, manifest.bin ?? manifest.main);
  if (program === undefined) return 'names no program';
  return { name, version: String(manifest.version), folder, program: join(home, program) };
}

/** The only program, the one named after the package, or the one whose name speaks of a server. */
function programOf(name: string, bin: unknown): string | undefined {
  if (typeof bin === 'string') return bin;
  if (typeof bin !== 'object' || bin === null) return undefined;
  const programs = Object.entries(bin).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const base = name.slice(name.indexOf('/') + 1);
  const [, path] =
    programs.find(([key]) => key === base) ??
    programs.find(([key]) => /mcp|server/.test(key)) ??
    programs[0] ??
    [];
  return path;
}

/** The ways to start a server as `stdio:` sources, plainest first. */
export function waysToStart({ name, folder, program }: Installed): readonly string[] {
  const variables = variablesOf(join(folder, 'node_modules', name));
  const set = variables.map((variable) => `${variable}=${dummyOf(variable)}`);
  const plain = `node ${quoted(program)}`;
  const named = set.length === 0 ? plain : `env ${set.map(quoted).join(' ')} ${plain}`;
  return [
    ...new Set([
      plain,
      named,
      `${named} ${quoted(folder)}`,
      `${named} --stdio`,
      `${named} mcp`,
      `${named} serve`,
    ]),
  ].map((command) => `stdio:${command}`);
}

function quoted(word: string): string {
  return `"${word}"`;
}

/** Settings that the package's own code asks for, as far as they name an account or a place. */
function variablesOf(home: string): readonly string[] {
  const found = new Set<string>();
  for (const path of globSync('**/*.{js,mjs,cjs}', {
    cwd: home,
    exclude: (entry) => /node_modules/.test(entry),
  })) {
    const file = join(home, path);
    if (!statSync(file).isFile() || statSync(file).size > largestFile) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:process\.)?env(?:\.|\[["'])([A-Z][A-Z0-9_]{2,60})\b/g,
    ))
      if (asked.test(name) && !system.test(name)) found.add(name);
  }
  return [...found].sort().slice(0, mostVariables);
}

const asked =
  /KEY|TOKEN|SECRET|PASS|USER|EMAIL|URL|URI|HOST|DOMAIN|ENDPOINT|ACCOUNT|CLIENT|PROJECT|WORKSPACE|TENANT|ORG|SITE|TEAM|REGION|DATABASE|_ID$|_DB$/;
const system =
  /PROXY|NODE_|^npm_|^CI$|HOSTNAME|DEBUG|LOG|TIMEOUT|DISABLE|ENABLE|READ_?ONLY|FILTER|PORT$|TRANSPORT/;

function dummyOf(variable: string): string {
  if (/URL|URI|ENDPOINT/.test(variable)) {
    if (/MONGO/.test(variable)) return 'mongodb://localhost:9/db';
    if (/POSTGRES|DATABASE|PG/.test(variable)) return 'postgresql://user:word@localhost:9/db';
    return 'https://localhost:9';
  }
  if (/HOST|DOMAIN|SITE/.test(variable)) return 'localhost';
  if (/EMAIL|USER/.test(variable)) return 'someone@example.com';
  return 'abcdef0123456789abcdef0123456789';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
