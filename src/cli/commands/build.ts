// toolrisk build: make the site from the catalog.
import { today } from '../../kit/clock.ts';
import { count } from '../../model/wording.ts';
import { buildSite, siteFolder } from '../../pipeline/build-site.ts';
import type { Command } from '../command.ts';

export const build: Command = {
  name: 'build',
  summary: 'make the site from the catalog: index, pages, search',
  usage: '[--only <server-id>]',
  help: `
Writes the finished site to ${siteFolder}/. A build that fails leaves the site that was there before.

  npm run -s toolrisk -- build
  npm run -s toolrisk -- build --only npm/@scope/name     one server's pages and the lists`,
  options: {
    only: { type: 'string', value: '<server-id>', help: 'render the pages of one server, and the lists' },
  },
  async run(given, { root, talk, json, print }) {
    const report = await buildSite({ root, today: today(), talk, only: given.text('only') });
    const { servers, tools, seconds } = report;
    if (json) print(JSON.stringify(report));
    else {
      print(
        `${count(servers, 'server')} and ${count(tools, 'tool')} in ${siteFolder}/, in ${seconds.toFixed(1)} s.`,
      );
    }
    return 0;
  },
};
