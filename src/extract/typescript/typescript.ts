// Reads tools out of JavaScript and TypeScript: sources, compiled output and bundles.
import { messageOf } from '../../kit/errors.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip } from '../../model/tool.ts';
import type { Extractor } from '../extractor.ts';
import { detectors } from './detectors/detectors.ts';
import { createMachine } from './evaluator.ts';
import { createProject } from './project.ts';
import { createReport } from './report.ts';

export const typescript: Extractor = {
  id: 'typescript',
  grammars: ['javascript', 'tsx', 'typescript'],
  reads: (path) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) || /(?:^|\/)package\.json$/.test(path),
  extract: extractTypescript,
};

function extractTypescript(given: readonly SourceFile[]): Extraction {
  const files = [...given].sort((a, b) => (a.path < b.path ? -1 : 1));
  const project = createProject(files);
  const machine = createMachine(project);
  const report = createReport(machine);
  for (const file of project.files) {
    for (const detector of detectors) {
      if (!detector.words.some((word) => file.text.includes(word))) continue;
      try {
        const module = project.module(file.path);
        if (module !== undefined) detector.detect(machine, module, report);
      } catch (thrown) {
        const detail = `${detector.id} gave up on this file: ${messageOf(thrown).slice(0, 200)}`;

        report.skips.push({ reason: 'budget-exhausted', place: { path: file.path }, detail });
      }
    }
  }
  const errors = project.parsed().flatMap((module): Skip[] =>
    module.errors.slice(0, 1).map((offset) => ({
      reason: 'syntax-error',
      place: { path: module.path, line: module.root.source.text.slice(0, offset).split('\n').length },
    })),
  );
  for (const site of machine.overruns()) {
    report.skip('budget-exhausted', site, 'Working out this registration or list took too many steps.');
  }
  return { tools: report.tools, skips: [...report.skips, ...errors] };
}
