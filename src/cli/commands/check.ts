// toolrisk check: validate everything in catalog/.
import { checkCatalog } from '../../catalog/check.ts';
import { count } from '../../model/wording.ts';
import { goldFile } from '../../pipeline/accuracy.ts';
import { goldProblems } from '../../pipeline/gold-problems.ts';
import { tableProblems } from '../../pipeline/operator-table.ts';
import { policyFile } from '../../policy/operator-table.ts';
import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  summary: 'validate everything in catalog/: file, field, what is wrong, how to mend it',
  usage: '',
  help: `
Checks the lists of sources, every entry (shape, order, definition hashes, exact quotations), every review, the labeled
tools of catalog/gold, and the operator's table of decisions.
Exit 1 when something is wrong.

  npm run -s toolrisk -- check`,
  options: {},
  async run(_given, { root, json, print }) {
    const catalog = await checkCatalog(root);
    const table = await tableProblems(root);
    const gold = await goldProblems(root);
    const report = {
      files: catalog.files + (table === undefined ? 0 : 1) + (gold === undefined ? 0 : 1),
      problems: [
        ...catalog.problems,
        ...(gold ?? []).map((problem) => ({ file: goldFile, ...problem })),
        ...(table ?? []).map((problem) => ({ file: policyFile, ...problem })),
      ],
    };
    if (json) print(JSON.stringify(report));
    else {
      for (const { file, field, message, remedy } of report.problems) {
        print(`${file}${field === '' ? '' : `: ${field}`}\n  ${message}\n  ${remedy}`);
      }
      print(`${count(report.files, 'file')}, ${count(report.problems.length, 'problem')}.`);
    }
    return report.problems.length === 0 ? 0 : 1;
  },
};
