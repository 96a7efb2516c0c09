// toolrisk dev: serve the pages while they are worked on.
import { join } from 'node:path';
import { buildIndex } from '../../catalog/build-index.ts';
import { today } from '../../kit/clock.ts';
import { accuracyFile, writeAccuracy } from '../../pipeline/accuracy.ts';
import { indexFile } from '../../pipeline/build-site.ts';
import { firstPort } from '../../pipeline/serve-site.ts';
import { policyFile } from '../../policy/operator-table.ts';
import type { Command } from '../command.ts';

export const dev: Command = {
  name: 'dev',
  summary: 'serve the pages while you work on them; they follow every change of the code',
  usage: '',
  help: `
Brings the index up to date and starts the development server. Search works only in a finished build.

  npm run dev`,
  options: {},
  async run(_given, { root, signal, print }) {
    await buildIndex(root, join(root, indexFile), today());
    process.env['TOOLRISK_INDEX'] = join(root, indexFile);
    process.env['TOOLRISK_POLICY'] = join(root, policyFile);
    await writeAccuracy(root);
    process.env['TOOLRISK_ACCURACY'] = join(root, accuracyFile);
    const { dev: serve } = await import('astro');
    const server = await serve({ logLevel: 'info', server: { port: firstPort } });
    print(`Ready on http://localhost:${server.address.port}`);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await server.stop();
    return 0;
  },
};
