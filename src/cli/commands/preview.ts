// toolrisk preview: serve the finished site.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../kit/errors.ts';
import { siteFolder } from '../../pipeline/build-site.ts';
import type { Command } from '../command.ts';
import { portOption, serveUntilStopped } from '../serve.ts';

export const preview: Command = {
  name: 'preview',
  summary: 'serve the site that was built',
  usage: '[--port <port>]',
  help: `
Serves ${siteFolder}/ on this machine until ctrl-C.

  npm run preview`,
  options: { port: portOption },
  async run(given, context) {
    await stat(join(context.root, siteFolder, 'index.html')).catch(() => {
      throw new InputError('There is no site yet.', 'Make it with: npm run build');
    });
    await serveUntilStopped(given, context);
    return 0;
  },
};
