// Speed of reading tools out of sources, per second of processor time, and memory.
// node scripts/bench/extract.ts [folder | npm:package …]; without arguments it reads synthetic sources and a bundle.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readNpm } from '../../src/crawl/npm/npm.ts';
import { npmOptions } from '../../src/crawl/npm/options.ts';
import { extract } from '../../src/extract/extract.ts';
import type { SourceFile } from '../../src/model/source.ts';

const megabyte = 1_000_000;
const asked = process.argv.slice(2);
const corpora: [string, readonly SourceFile[]][] =
  asked.length > 0
    ? await Promise.all(
        asked.map(async (one): Promise<[string, readonly SourceFile[]]> => [one, await filesOf(one)]),
      )
    : [
        ['400 synthetic modules', modules(400)],
        ['a synthetic bundle of 12 MB', [bundle(12 * megabyte)]],
      ];

process.stdout.write(
  'corpus                                    files      MB   CPU s  MB/CPU s  tools  RSS MB\n',
);
for (const [name, files] of corpora) {
  const size = files.reduce((sum, file) => sum + file.text.length, 0) / megabyte;
  const before = process.cpuUsage();
  const { tools } = await extract({ files, skips: [] });
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const cells = [
    String(files.length).padStart(5),
    size.toFixed(2).padStart(7),
    seconds.toFixed(2).padStart(7),
    (size / seconds).toFixed(1).padStart(9),
    String(tools.length).padStart(6),
    String(Math.round(process.memoryUsage().rss / megabyte)).padStart(7),
  ];
  process.stdout.write(`${name.slice(0, 40).padEnd(40)} ${cells.join(' ')}\n`);
}

async function filesOf(source: string): Promise<readonly SourceFile[]> {
  if (!source.startsWith('npm:')) return filesBelow(source);
  const context = { known: async () => undefined, signal: new AbortController().signal, allowRun: false };
  const crawled = await readNpm(source, context, await npmOptions());
  return crawled.kind === 'tree' ? crawled.tree.files : [];
}

function filesBelow(folder: string): readonly SourceFile[] {
  return globSync('**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx,py,go,java,cs,json}', { cwd: folder })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({
      path: relative(folder, path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }));
}

/** Modules of which every tenth registers a tool. */
function modules(count: number): readonly SourceFile[] {
  return Array.from({ length: count }, (_, i) => ({
    path: `src/module-${i}.ts`,
    text: `import { z } from 'zod';\n${i % 10 === 0 ? registration(i) : ''}${filler(i, 20_000)}`,
  }));
}

/** One file with as many tools as a large server, among the libraries that a bundler puts around them. */
function bundle(length: number): SourceFile {
  const parts: string[] = ['import { z } from "zod";\n'];
  for (let i = 0, at = 0; at < length; i += 1) {
    const part = (i % 8 === 0 ? registration(i) : '') + filler(i, 20_000);
    parts.push(part);
    at += part.length;
  }
  return { path: 'dist/index.js', text: parts.join('') };
}

function registration(i: number): string {
  return `export function add${i}(server) {
  server.registerTool("do_thing_${i}", { description: "Does thing ${i}.", inputSchema: { id: z.string(), depth: z.number().optional() } }, async ({ id }) => ({ content: [{ type: "text", text: id }] }));
}\n`;
}

function filler(i: number, length: number): string {
  const one = (n: number) => `
export class Walker${i}_${n} {
  constructor(options) { this.options = { depth: ${n}, name: "walker", ...options }; this.seen = new Map(); }
  walk(node, depth = 0) {
    if (this.seen.has(node.id) || depth > this.options.depth) return undefined;
    this.seen.set(node.id, node);
    for (const next of node.children ?? []) { const found = this.walk(next, depth + 1); if (found) return found; }
    return node.value === "${n}" ? { node, depth, path: [...node.path, node.id].join("/") } : undefined;
  }
}`;
  let text = '';
  for (let n = 0; text.length < length; n += 1) text += one(n);
  return text;
}
