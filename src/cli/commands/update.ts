// toolrisk update: crawl everything in catalog/sources again.
import { readSources } from '../../catalog/sources.ts';
import { today } from '../../kit/clock.ts';
import { exitOf, reportLines } from '../../pipeline/report.ts';
import { updateCatalog } from '../../pipeline/update-catalog.ts';
import type { Command } from '../command.ts';

export const update: Command = {
  name: 'update',
  summary: 'crawl everything in catalog/sources again and report what changed',
  usage: '[--again]',
  help: `
Reads each source of catalog/sources, extracts and judges its tools, and writes the entries that differ. Versions that
the catalog already holds are not downloaded again. A run that was stopped or killed goes on where it was.

  npm run -s toolrisk -- update
  npm run -s toolrisk -- update --again     after a change of the extractors or the rules

Exit 2 when a source failed; its old entry stays.`,
  options: {
    again: { type: 'boolean', help: 'read every source in full, also versions that the catalog holds' },
  },
  async run(given, { root, talk, signal, json, print }) {
    const report = await updateCatalog({
      root,
      sources: await readSources(root),
      today: today(),
      talk,
      signal,
      again: given.on('again'),
      resume: true,
    });
    if (json) print(JSON.stringify(report));
    else for (const line of reportLines(report)) print(line);
    return exitOf(report);
  },
};
