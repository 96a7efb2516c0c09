// An npm registry on the loopback, with packages that a test makes, and options that reach only it.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Options } from 'pacote';

/** What the registry holds of one version. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Digest that the registry names, when it is not the archive's. */
  readonly integrity?: string;
}

export interface TestRegistry {
  readonly url: string;
  readonly options: Options;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Serves packages until the test ends. Its cache is a folder of its own. */
export async function registryOf(
  t: TestContext,
  published: readonly Published[],
  answer?: (path: string) => { readonly status: number; readonly body: string } | 'never' | undefined,
): Promise<TestRegistry> {
  const asked: string[] = [];
  const cache = mkdtempSync(join(tmpdir(), 'toolrisk-test-npm-'));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const special = answer?.(path);
    if (special === 'never') return;
    if (special !== undefined) {
      response.writeHead(special.status, { 'content-type': 'application/json' }).end(special.body);
      return;
    }
    const archive = published.find((one) => path === `/-/${one.name}-${one.version}.tgz`);
    if (archive !== undefined) {
      response.end(archive.archive);
      return;
    }
    const versions = published.filter((one) => path === `/${one.name}`);
    if (versions.length === 0) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(packument(versions, `http://${request.headers.host}`)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(cache, { recursive: true, force: true });
  });
  const options = {
    registry: url,
    cache,
    fetchRetries: 0,
    fetchRetryMintimeout: 1,
    timeout: 5_000,
  } as Options;
  return { url, asked, options };
}

function packument(versions: readonly Published[], root: string): unknown {
  return {
    name: versions[0]?.name,
    'dist-tags': { latest: versions.at(-1)?.version },
    time: Object.fromEntries(versions.map((one) => [one.version, '2026-03-04T05:06:07.000Z'])),
    versions: Object.fromEntries(
      versions.map(({ name, version, archive, manifest, integrity }) => [
        version,
        {
          name,
          version,
          ...manifest,
          dist: {
            tarball: `${root}/-/${name}-${version}.tgz`,
            integrity: integrity ?? `sha512-${createHash('sha512').update(archive).digest('base64')}`,
          },
        },
      ]),
    ),
  };
}
