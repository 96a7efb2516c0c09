// Builds the site over the harbor catalog once, into a folder of its own, and serves it to a browser.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildIndex } from '../../src/catalog/build-index.ts';
import { writeEntry } from '../../src/catalog/entries.ts';
import type { Entry } from '../../src/model/entry.ts';

const root = join(import.meta.dirname, '..', '..');

export interface BuiltSite {
  readonly folder: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** Index and site over these entries, below the project's own folder, since assets are moved by renaming. */
export async function buildSite(
  entries: readonly Entry[],
  environment: Readonly<Record<string, string>> = {},
): Promise<BuiltSite> {
  const catalog = await mkdtemp(join(tmpdir(), 'toolrisk-catalog-'));
  await mkdir(join(root, '.toolrisk'), { recursive: true });
  const folder = await mkdtemp(join(root, '.toolrisk', 'site-test-'));
  const index = join(catalog, 'index.sqlite');
  const out = join(folder, 'site');
  try {
    for (const entry of entries) await writeEntry(catalog, entry);
    await buildIndex(catalog, index, '2026-11-21');
    await promisify(execFile)(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
      cwd: root,
      env: {
        ...process.env,
        ...environment,
        TOOLRISK_INDEX: index,
        TOOLRISK_OUT: out,
        ASTRO_TELEMETRY_DISABLED: '1',
      },
    });
  } catch (thrown) {
    await rm(folder, { recursive: true });
    throw thrown;
  } finally {
    await rm(catalog, { recursive: true });
  }
  const server = createServer((request, response) => serve(out, request.url ?? '/', response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    folder: out,
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
};

async function serve(
  folder: string,
  url: string,
  response: import('node:http').ServerResponse,
): Promise<void> {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end(await readFile(join(folder, '404.html'), 'utf8').catch(() => ''));
  }
}
