// Serves the finished site on this machine.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { OutsideError } from '../kit/errors.ts';
import { siteFolder } from './build-site.ts';

/** The port to try first. */
export const firstPort = 4321;
const portsTried = 50;

/** A site that is being served. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves `dist` on the first free port from `port` on. Throws `OutsideError` when none is free. */
export async function serveSite(root: string, port = firstPort): Promise<Served> {
  const free = await firstFree(port);
  const { preview } = await import('astro');
  const server = await preview({
    root,
    outDir: join(root, siteFolder),
    logLevel: 'error',
    server: { port: free, host: 'localhost' },
  });
  return { url: `http://localhost:${server.port}`, stop: () => server.stop() };
}

/** Port of the first that nothing listens on, neither on IPv4 nor on IPv6. */
async function firstFree(from: number): Promise<number> {
  for (let port = from; port < from + portsTried; port += 1) {
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  }
  throw new OutsideError(
    'refused',
    `The ports ${from} to ${from + portsTried - 1} are all taken.`,
    'Stop a program that listens on one of them, or name another with --port.',
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without this kind of address cannot have the port taken on it.
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
