// toolrisk start: from a clone to pages in the browser.
import { readSources } from '../../catalog/sources.ts';
import { today } from '../../kit/clock.ts';
import { buildSite } from '../../pipeline/build-site.ts';
import { reportLines } from '../../pipeline/report.ts';
import { updateCatalog } from '../../pipeline/update-catalog.ts';
import type { Command } from '../command.ts';
import { portOption, serveUntilStopped } from '../serve.ts';

export const start: Command = {
  name: 'start',
  summary: 'bring the catalog up to date, build the site and serve it',
  usage: '[--port <port>] [--offline]',
  help: `
Crawls what is new in catalog/sources, builds the pages and serves them until ctrl-C. Without a network it goes on with
what the catalog holds.

  npm start`,
  options: {
    port: portOption,
    offline: { type: 'boolean', help: 'do not crawl; use the catalog as it is' },
  },
  async run(given, context) {
    const { root, talk, signal } = context;
    if (!given.on('offline')) {
      const sources = await readSources(root);
      const report = await updateCatalog({ root, sources, today: today(), talk, signal, resume: true });
      for (const line of reportLines(report)) talk.say(line);
    }
    if (signal.aborted) return 2;
    await buildSite({ root, today: today(), talk, ifChanged: true });
    await serveUntilStopped(given, context);
    return 0;
  },
};
