// Invented sources to measure reading with: usual servers, libraries, and bundles that a minifier went over.
import type { SourceFile } from '../../../src/model/source.ts';

/** Servers as most are: a dozen modules, every second of which registers a few tools. */
export function usualServers(count: number): readonly (readonly SourceFile[])[] {
  return Array.from({ length: count }, (_, server) => [
    { path: 'package.json', text: `{"name": "invented-${server}", "main": "dist/index.js"}` },
    {
      path: 'dist/index.js',
      text: [
        'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
        ...Array.from({ length: 12 }, (_, i) => `import { add${i} } from "./part-${i}.js";`),
        'const server = new McpServer({ name: "invented", version: "1.0.0" });',
        ...Array.from({ length: 12 }, (_, i) => `add${i}(server);`),
      ].join('\n'),
    },
    ...Array.from({ length: 12 }, (_, i) => ({
      path: `dist/part-${i}.js`,
      text: `import { z } from "zod";\n${registrar(i, i % 2 === 0 ? 4 : 0, server)}${library(i, 8_000 + 1_000 * (server % 16))}`,
    })),
  ]);
}

/** Modules of which every tenth registers a tool. */
export function modules(count: number): readonly SourceFile[] {
  return Array.from({ length: count }, (_, i) => ({
    path: `src/module-${i}.ts`,
    text: `import { z } from 'zod';\n${registrar(i, i % 10 === 0 ? 1 : 0, 0)}${library(i, 20_000)}`,
  }));
}

/** One minified file: as many tools as a large server has, in functions, among the libraries that a bundler puts around them. */
export function minifiedBundle(length: number): readonly SourceFile[] {
  const parts = ['import{z}from"zod";'];
  let at = 0;
  for (let i = 0; at < length; i += 1) {
    const part = minified(registrar(i, i % 8 === 0 ? 1 : 0, 0) + library(i, 20_000));
    parts.push(part);
    at += part.length;
  }
  return [{ path: 'dist/index.js', text: parts.join('') }];
}

function registrar(i: number, tools: number, server: number): string {
  const registrations = Array.from(
    { length: tools },
    (_, n) => `
  server.registerTool("do_thing_${server}_${i}_${n}", {
    description: "Does thing ${n} of part ${i}.",
    inputSchema: { id: z.string().describe("What to do it to."), depth: z.number().int().optional() }
  }, async ({ id }) => ({ content: [{ type: "text", text: id }] }));`,
  );
  return `export function add${i}(server) {${registrations.join('')}\n}\n`;
}

function library(i: number, length: number): string {
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

const shortNames = new Map([
  ['server', 's'],
  ['options', 'o'],
  ['node', 'n'],
  ['depth', 'd'],
  ['next', 't'],
  ['found', 'f'],
]);

/** What a minifier leaves: no white space, no names but those that are seen from outside. */
function minified(text: string): string {
  return text
    .replace(
      /(?<![.\w"])(server|options|node|depth|next|found)(?![\w"]|:)/g,
      (name) => shortNames.get(name) ?? name,
    )
    .replace(/\s*\n\s*/g, '')
    .replace(/ ?([{}()[\],;:=<>?+&|]) ?/g, '$1');
}
