// The user's npm settings (registry, token, proxy, certificates, cache), read the way npm reads them.
import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import Config from '@npmcli/config';
import npmDefinitions from '@npmcli/config/lib/definitions/index.js';
import type { Options } from 'pacote';

/** Options for pacote from every .npmrc and `npm_config_*` that npm itself would look at. */
export async function npmOptions(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cwd = process.cwd(),
): Promise<Options> {
  const npmCli = env['npm_execpath'];
  const config = new Config({
    ...npmDefinitions,
    npmPath: npmCli === undefined ? import.meta.dirname : dirname(dirname(npmCli)),
    // Loading writes npm_config_* back into the environment it is given.
    env: { ...env },
    argv: [],
    // The global .npmrc stands beside the node that npm runs on, which need not be ours.
    execPath: env['npm_node_execpath'] ?? process.execPath,
    cwd,
    warn: false,
  });
  await config.load();
  const patience = config.find('fetch-retry-mintimeout') === 'default' ? quick : {};
  const { cache, ...settings } = config.flat as Options & { readonly cache?: string };
  return {
    ...settings,
    // Without a folder that we may write to, npm's libraries fail or wait for ever; without any cache they work.
    ...(cache !== undefined && (await isWritable(cache)) ? { cache } : {}),
    ...patience,
    allowGit: 'none',
    allowRemote: 'none',
    allowFile: 'none',
    allowDirectory: 'none',
    ignoreScripts: true,
  } as Options;
}

/** npm waits 70 s before it gives a host up, which is too long when thousands are asked. Kept when the user set it. */
const quick = { retry: { retries: 2, factor: 4, minTimeout: 500, maxTimeout: 4_000 }, timeout: 60_000 };

async function isWritable(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
